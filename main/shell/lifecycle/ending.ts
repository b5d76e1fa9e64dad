import type { App, RelaunchOptions } from 'electron';
import { toRekeyError } from '../../../common/errors.ts';
import type { Forgotten } from '../../../common/ipc/index.ts';
import type { Settling } from '../../jobs/settling/settling.ts';
import type { Waiting } from '../../jobs/waiting/waiting.ts';
import type { Services } from '../../services/index.ts';
import type { PasswordClipboard } from '../clipboard/clipboard.ts';
import type { RunningFetches } from '../jobs/running-fetches.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { LoginItem } from './login-item.ts';

export interface EndingParts {
  app: Pick<App, 'on' | 'quit' | 'exit' | 'relaunch'>;
  services: Services;
  running: RunningJobs;
  waiting: Waiting;
  settling: Settling;
  runningFetches: Pick<RunningFetches, 'stop'>;
  passwords: PasswordClipboard;
  loginItem: LoginItem;
  /** Removes the app from the desktop: from then on the user can ask nothing of it. */
  leaveDesktop(): void;
  later(work: () => void, ms: number): () => void;
  /** Shows an error outside the windows, and quits. */
  exitWithError(thrown: unknown): void;
}

/** How long the window can still show that everything was deleted. */
const goodbyeMs = 2500;

/** Quitting, which takes as long as what is in flight needs. */
export interface Ending {
  isUnderWay(): boolean;
  /** The app was started again in the meantime: it relaunches when this process has ended; the latest request counts. */
  startAgain(how: RelaunchOptions): void;
}

/**
 * Has the app quit only once its jobs are paused, the clipboard holds none of its passwords, and the store is closed.
 */
export function endInOrder(parts: EndingParts): Ending {
  const { app, services, running, waiting, settling, runningFetches, passwords, leaveDesktop } = parts;
  let underWay = false;
  let closed = false;
  let again: RelaunchOptions | null = null;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    if (underWay) return;
    underWay = true;
    leaveDesktop();
    void Promise.allSettled([
      waiting.stop(),
      settling.stop(),
      runningFetches.stop(),
      running.pauseAll(),
      passwords.clearNow(),
    ])
      .then(() => services.close())
      .finally(() => {
        closed = true;
        if (again) app.relaunch(again);
        app.quit();
      });
  });
  return {
    isUnderWay: () => underWay,
    startAgain(how) {
      again = how;
    },
  };
}

/** Deletes all data, then quits. */
export async function deleteDataAndQuit(
  options: { leaveKeychain: boolean },
  {
    app,
    services,
    waiting,
    settling,
    runningFetches,
    passwords,
    loginItem,
    leaveDesktop,
    later,
    exitWithError,
  }: EndingParts,
): Promise<Forgotten> {
  await passwords.clearNow();
  // A failure after the store is closed is shown outside the window, which no longer works then.
  let unreported: unknown = null;
  const forgotten = await services.forget(options).catch((thrown: unknown) => {
    if (!isClosed(thrown)) throw thrown;
    unreported = thrown;
    return { keychainMayHoldMore: false, leftForOthers: [] };
  });
  // Not earlier: if deletion was refused, waiting continues.
  void waiting.stop();
  void settling.stop();
  void runningFetches.stop();
  leaveDesktop();
  // Also if the system has it switched off: the entry would remain.
  if (loginItem.offered)
    await loginItem.set(false).catch((thrown: unknown) => {
      unreported ??= thrown;
    });
  if (unreported) exitWithError(unreported);
  later(() => app.exit(0), goodbyeMs);
  return forgotten;
}

/** Whether files could not be deleted and the window no longer works, so that the error must be shown outside it. */
function isClosed(thrown: unknown): boolean {
  const { code, facts } = toRekeyError(thrown);
  return code === 'forget-incomplete' && facts.reason === 'files';
}
