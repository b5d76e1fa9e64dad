import { expect, test } from 'vitest';
import { builderArguments } from '../../../scripts/package.ts';

test('macOS gets a signature of its own after the fuses are set; no system publishes', () => {
  const signs = '-c.electronFuses.resetAdHocDarwinSignature=true';
  expect(builderArguments('darwin', ['--mac'])).toEqual(['--publish', 'never', signs, '--mac']);
  for (const platform of ['linux', 'win32'] as const)
    expect(builderArguments(platform, [])).toEqual(['--publish', 'never']);
});
