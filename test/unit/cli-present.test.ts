import { expect, it, onTestFinished, vi } from 'vitest';
import { timeText } from '../../main/cli/words.ts';

it('a time is told by this computer’s clock', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const [zone, text] of [
    ['UTC', '2026-11-24 23:03'],
    ['Europe/Berlin', '2026-11-25 00:03'],
  ]) {
    vi.stubEnv('TZ', zone);
    expect(timeText('2026-11-24T23:03:04.000Z')).toBe(text);
  }
});
