import type { App, BrowserWindow, Dialog } from 'electron';
import type { Texts } from '../../../common/texts/index.ts';

export interface LeavingParts {
  dialog: Pick<Dialog, 'showMessageBox'>;
  /** How many jobs this process is running. */
  runningJobs(): number;
  /** On how many PBXs it asks devices to fetch their configuration. */
  runningFetches(): number;
  /** Where the question is shown; null if no window is visible. */
  window(): BrowserWindow | null;
  texts(): Texts;
  /** Starts what has to be done while the windows still exist; null if there is nothing. */
  beforeWindowsClose(): Promise<void> | null;
}

export interface Leaving {
  /** Whether the app is quitting, so that its windows really close. */
  isQuitting(): boolean;
  /** Pauses the jobs and quits without a question: the system or an installer is ending the app. */
  quitUnasked(): void;
}

/** Asks before the program ends in the middle of a job, or while devices are asked to fetch. */
export function askBeforeLeaving(
  app: Pick<App, 'on' | 'quit'>,
  { dialog, runningJobs, runningFetches, window, texts, beforeWindowsClose }: LeavingParts,
): Leaving {
  let asking = false;
  /** Whether the user has already confirmed. */
  let agreed = false;
  let finishing = false;
  let quitting = false;

  const ask = async (): Promise<void> => {
    asking = true;
    const { job, fetch, pauseAndQuit, keepRunning } = texts().system.leaving;
    const question = {
      type: 'question' as const,
      ...(runningJobs() > 0 ? job : fetch),
      buttons: [pauseAndQuit, keepRunning],
      defaultId: 1,
      cancelId: 1,
    };
    const parent = window();
    const { response } = await (parent
      ? dialog.showMessageBox(parent, question)
      : dialog.showMessageBox(question));
    asking = false;
    agreed = response === 0;
    if (agreed) app.quit();
  };
  /** Whether the windows may close; otherwise quits again once they may. */
  const isFinished = (): boolean => {
    if (finishing) return false;
    const work = beforeWindowsClose();
    if (!work) return true;
    finishing = true;
    const quit = (): void => {
      quitting = true;
      app.quit();
    };
    work.then(quit, quit);
    return false;
  };

  app.on('before-quit', (event) => {
    if (quitting) return;
    const mayLeave = agreed || runningJobs() + runningFetches() === 0;
    if (!mayLeave && !asking) void ask();
    quitting = mayLeave && isFinished();
    if (!quitting) event.preventDefault();
  });
  return {
    isQuitting: () => quitting,
    quitUnasked() {
      agreed = true;
      app.quit();
    },
  };
}
