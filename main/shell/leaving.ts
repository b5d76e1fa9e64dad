import type { BaseWindow, Dialog } from 'electron';
import type { Texts } from '../../common/texts/index.ts';

export interface LeavingParts {
  dialog: Pick<Dialog, 'showMessageBox'>;
  /** How many jobs this process is running. */
  runningJobs(): number;
  texts(): Texts;
}

/** Asks before a window is closed, and the program ends with it, in the middle of a job. */
export function askBeforeLeaving(window: BaseWindow, { dialog, runningJobs, texts }: LeavingParts): void {
  let asking = false;
  let agreed = false;

  window.on('close', (event) => {
    if (agreed || runningJobs() === 0) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    const { message, detail, pauseAndQuit, keepRunning } = texts().system.leaving;
    void dialog
      .showMessageBox(window, {
        type: 'question',
        message,
        detail,
        buttons: [pauseAndQuit, keepRunning],
        defaultId: 1,
        cancelId: 1,
      })
      .then(({ response }) => {
        asking = false;
        agreed = response === 0;
        if (agreed) window.close();
      });
  });
}
