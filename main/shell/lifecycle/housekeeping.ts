import type { PowerMonitor } from 'electron';
import type { Services } from '../../services/index.ts';

const everyMs = 6 * 60 * 60_000;
const retryMs = 60_000;

/** Deletes passwords past their time also in a program that runs for weeks, as it does in the tray. */
export function keepHouse({ jobs, explain }: Services, power: Pick<PowerMonitor, 'on'>): void {
  let retry: NodeJS.Timeout | undefined;
  const look = (): void => {
    try {
      if (jobs.enforceRetention()) return;
      // Another process was reading.
      clearTimeout(retry);
      retry = setTimeout(look, retryMs);
    } catch (error) {
      // It is tried again later; anyone who uses the store sees the error then.
      explain(error);
    }
  };
  setInterval(look, everyMs);
  power.on('resume', look);
}
