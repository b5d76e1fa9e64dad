import type { PowerMonitor } from 'electron';
import type { Services } from '../../services/index.ts';

const firstAfterMs = 60_000;
const retryMs = 60 * 60_000;
const everyMs = 24 * retryMs;

/**
 * Checks for updates soon after the start and once a day, and again an hour after a failure, which is only logged:
 * nobody asked for the check.
 */
export function checkForUpdates(
  { updates, explain }: Pick<Services, 'updates' | 'explain'>,
  power: Pick<PowerMonitor, 'on'>,
  changed: () => void,
): void {
  if (!updates.available) return;
  let nextAt = 0;
  const check = async (): Promise<void> => {
    if (!updates.isOn() || Date.now() < nextAt) return;
    // A little less than the interval, because timers may fire early.
    nextAt = Date.now() + retryMs - 60_000;
    const before = updates.newVersion();
    try {
      await updates.check();
      nextAt = Date.now() + everyMs;
    } catch (error) {
      explain(error);
    }
    if (updates.newVersion() !== before) changed();
  };
  setTimeout(() => void check(), firstAfterMs).unref();
  setInterval(() => void check(), retryMs).unref();
  // Timers stop while the computer sleeps.
  power.on('resume', () => void check());
}
