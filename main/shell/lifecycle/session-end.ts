import type { App } from 'electron';

export interface SessionEndParts {
  /** Whether a job runs, devices are asked to fetch, or a copied password is on the clipboard. */
  mustEndInOrder(): boolean;
  /** Shows the window: Windows lets only a program with a visible window delay the end of the session. */
  showWindow(): void;
  /** Pauses the jobs and clears the clipboard. */
  finish(): Promise<unknown>;
  /** Quits without a question: there is nobody to answer one. */
  quitUnasked(): void;
}

/**
 * Windows sends no `before-quit` when it shuts down or the user signs out; it asks the windows instead. While a job runs,
 * devices are asked to fetch, or a password is on the clipboard, the end of the session is held up and the program ends in
 * order. Otherwise there is nothing to do: the program ends with the session, or continues if another program holds that
 * up.
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
      // The window stays open until then.
      void parts.finish().finally(parts.quitUnasked);
    });
  });
}
