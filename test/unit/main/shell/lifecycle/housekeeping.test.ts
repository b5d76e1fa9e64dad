import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Services } from '../../../../../main/services/index.ts';
import { startHousekeeping } from '../../../../../main/shell/lifecycle/housekeeping.ts';

test('expired passwords are deleted in an app that runs for days, and after sleep; a busy store is tolerated', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const power = new EventEmitter();
  let checks = 0;
  const told: unknown[] = [];
  const services = {
    jobs: {
      enforceRetention() {
        checks += 1;
        if (checks === 2) throw new Error('busy');
        return checks !== 5;
      },
    },
    explain: (error: unknown) => told.push(error),
  };
  startHousekeeping(services as unknown as Services, power as unknown as PowerMonitor);
  vi.advanceTimersByTime(24 * 60 * 60_000);
  expect([checks, told.length]).toEqual([4, 1]);
  power.emit('resume');
  expect(checks).toBe(5);
  // Something could not be removed from the files at that time.
  vi.advanceTimersByTime(60_000);
  expect(checks).toBe(6);
  vi.advanceTimersByTime(10 * 60_000);
  expect(checks).toBe(6);
});
