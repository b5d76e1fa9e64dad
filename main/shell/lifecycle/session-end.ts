import type { App } from 'electron';

export interface SessionEndParts {
  /** Whether a job runs, or a copied password is on the clipboard. */
  mustEndInOrder(): boolean;
  /** Shows the window: Windows lets only a program that has one in sight hold up the end of the session. */
  showWindow(): void;
  /** Pauses the jobs and clears the clipboard. */
  finish(): Promise<unknown>;
  /** There is nobody to answer a question then. */
  quitUnasked(): void;
}

/**
 * Windows sends no `before-quit` when it shuts down or its user signs out; it asks the windows instead. While a job runs
 * or a password is on the clipboard it is held up, and the program ends in order. Otherwise there is nothing to do: the
 * program ends with the session, or goes on if another program holds that up.
 */
export function pauseAtSessionEnd(app: Pick<App, 'on'>, parts: SessionEndParts): void {
  let finishing = false;
  app.on('browser-window-created', (_event, window) => {
    window.on('query-session-end', (event) => {
      if (!finishing && !parts.mustEndInOrder()) return;
      event.preventDefault();
      if (finishing) return;
      finishing = true;
      parts.showWindow();
      // The window stays until then.
      void parts.finish().finally(parts.quitUnasked);
    });
  });
}
