import type { App } from 'electron';

/**
 * Windows sends no `before-quit` when it shuts down or its user signs out; it asks the windows instead. While a job runs
 * or a password is on the clipboard it is held up, and the program ends in order: what is in flight is finished, and the
 * password is cleared.
 *
 * @param mustEndInOrder whether there is something of that
 * @param quitUnasked there is nobody to answer a question then
 */
export function pauseAtSessionEnd(
  app: Pick<App, 'on'>,
  mustEndInOrder: () => boolean,
  quitUnasked: () => void,
): void {
  app.on('browser-window-created', (_event, window) => {
    window.on('query-session-end', (event) => {
      if (mustEndInOrder()) event.preventDefault();
      quitUnasked();
    });
  });
}
