import type { App } from 'electron';
import type { RunningJobs } from './running-jobs.ts';

/**
 * Windows sends no `before-quit` when it shuts down or its user signs out; it asks the windows instead. While a job runs
 * it is held up, and the program ends in order: what is in flight is finished, and no password stays on the clipboard.
 *
 * @param quitUnasked there is nobody to answer a question then
 */
export function pauseAtSessionEnd(
  app: Pick<App, 'on'>,
  running: Pick<RunningJobs, 'count'>,
  quitUnasked: () => void,
): void {
  app.on('browser-window-created', (_event, window) => {
    window.on('query-session-end', (event) => {
      if (running.count() > 0) event.preventDefault();
      quitUnasked();
    });
  });
}
