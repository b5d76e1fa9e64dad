import type { App, BrowserWindow, Dialog } from 'electron';
import type { Texts } from '../../common/texts/index.ts';

export interface LeavingParts {
  dialog: Pick<Dialog, 'showMessageBox'>;
  /** How many jobs this process is running. */
  runningJobs(): number;
  /** Where the question is shown; null where no window is in sight. */
  window(): BrowserWindow | null;
  texts(): Texts;
}

export interface Leaving {
  /** Whether the program is ending, so that its windows close for good. */
  isQuitting(): boolean;
  /** Ends the program in order, its jobs paused, where nobody can be asked: the system or an installer ends it. */
  quitUnasked(): void;
}

/** Asks before the program ends in the middle of a job. */
export function askBeforeLeaving(app: App, { dialog, runningJobs, window, texts }: LeavingParts): Leaving {
  let asking = false;
  let quitting = false;

  app.on('before-quit', (event) => {
    if (quitting || runningJobs() === 0) {
      quitting = true;
      return;
    }
    event.preventDefault();
    if (asking) return;
    asking = true;
    const { message, detail, pauseAndQuit, keepRunning } = texts().system.leaving;
    const question = {
      type: 'question' as const,
      message,
      detail,
      buttons: [pauseAndQuit, keepRunning],
      defaultId: 1,
      cancelId: 1,
    };
    const parent = window();
    void (parent ? dialog.showMessageBox(parent, question) : dialog.showMessageBox(question)).then(
      ({ response }) => {
        asking = false;
        quitting = response === 0;
        if (quitting) app.quit();
      },
    );
  });
  return {
    isQuitting: () => quitting,
    quitUnasked() {
      quitting = true;
      app.quit();
    },
  };
}
