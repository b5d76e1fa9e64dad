import type { BaseWindow, Dialog } from 'electron';

export interface LeavingParts {
  dialog: Pick<Dialog, 'showMessageBox'>;
  /** How many jobs this process is running. */
  runningJobs(): number;
}

/** Asks before a window is closed, and the program ends with it, in the middle of a job. */
export function askBeforeLeaving(window: BaseWindow, { dialog, runningJobs }: LeavingParts): void {
  let asking = false;
  let agreed = false;

  window.on('close', (event) => {
    if (agreed || runningJobs() === 0) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void dialog
      .showMessageBox(window, {
        type: 'question',
        message: 'A job is still running.',
        detail:
          'Quitting pauses it: what was sent is finished first, and the rest waits until you resume the job. Nothing is lost.',
        buttons: ['Pause and quit', 'Keep running'],
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
