import type { PowerMonitor } from 'electron';
import type { Services } from '../../services/index.ts';

const everyMs = 6 * 60 * 60_000;
const retryMs = 60_000;

/** Deletes expired passwords, also in an app that runs in the tray for weeks. */
export function startHousekeeping({ jobs, explain }: Services, power: Pick<PowerMonitor, 'on'>): void {
  let retry: NodeJS.Timeout | undefined;
  const check = (): void => {
    try {
      if (jobs.enforceRetention()) return;
      // Another process was reading.
      clearTimeout(retry);
      retry = setTimeout(check, retryMs);
    } catch (error) {
      // It is tried again later; whatever uses the store reports the error then.
      explain(error);
    }
  };
  setInterval(check, everyMs);
  power.on('resume', check);
}
