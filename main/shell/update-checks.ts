import type { PowerMonitor } from 'electron';
import type { Services } from '../services.ts';

const firstAfterMs = 60_000;
const everyMs = 24 * 60 * 60_000;

/** Checks for updates soon after the start and once a day. A failure is only logged: nobody asked for the check. */
export function checkForUpdates(
  { updates, explain }: Pick<Services, 'updates' | 'explain'>,
  power: Pick<PowerMonitor, 'on'>,
  changed: () => void,
): void {
  if (!updates.available) return;
  let checkedAt = Number.NEGATIVE_INFINITY;
  const check = async (): Promise<void> => {
    if (!updates.isOn() || Date.now() - checkedAt < everyMs) return;
    checkedAt = Date.now();
    const before = updates.newVersion();
    try {
      await updates.check();
    } catch (error) {
      explain(error);
    }
    if (updates.newVersion() !== before) changed();
  };
  setTimeout(() => void check(), firstAfterMs).unref();
  setInterval(() => void check(), everyMs / 24).unref();
  // Timers stand still while the computer sleeps.
  power.on('resume', () => void check());
}
