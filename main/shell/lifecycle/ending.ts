import type { App, RelaunchOptions } from 'electron';
import { toRekeyError } from '../../../common/errors.ts';
import type { Forgotten } from '../../../common/ipc/index.ts';
import type { Settling } from '../../jobs/settling.ts';
import type { Waiting } from '../../jobs/waiting.ts';
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
  /** Takes the program off the desktop: from then on nothing can be asked of it. */
  leaveDesktop(): void;
  later(work: () => void, ms: number): () => void;
  /** Says what went wrong outside of the windows, and ends the program. */
  giveUp(thrown: unknown): void;
}

/** How long the window can still say that all is gone. */
const farewellMs = 2500;

/** The end of the program, which takes as long as what is in flight needs. */
export interface Ending {
  isUnderWay(): boolean;
  /** Somebody wants it again meanwhile: it is started when this one has ended; what was asked for last counts. */
  startAgain(how: RelaunchOptions): void;
}

/** Has the program end only when its jobs are paused, the clipboard has no password of it, and the store is closed. */
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

/** Deletes all that is kept, then ends the program. */
export async function forgetAndEnd(
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
    giveUp,
  }: EndingParts,
): Promise<Forgotten> {
  await passwords.clearNow();
  // What fails once the store is closed is told outside of the window, as nothing stands behind it.
  let untold: unknown = null;
  const forgotten = await services.forget(options).catch((thrown: unknown) => {
    if (!isClosed(thrown)) throw thrown;
    untold = thrown;
    return { keychainMayHoldMore: false, leftForOthers: [] };
  });
  // Only now: if deleting was refused, it stays.
  void waiting.stop();
  void settling.stop();
  void runningFetches.stop();
  leaveDesktop();
  // Also where the system has it switched off: it would be there still.
  if (loginItem.offered)
    await loginItem.set(false).catch((thrown: unknown) => {
      untold ??= thrown;
    });
  if (untold) giveUp(untold);
  later(() => app.exit(0), farewellMs);
  return forgotten;
}

/** Files could not be deleted, and what the window stands on is closed: it has to be told outside of it. */
function isClosed(thrown: unknown): boolean {
  const { code, facts } = toRekeyError(thrown);
  return code === 'forget-incomplete' && facts.reason === 'files';
}
