import type { App } from 'electron';
import { toRekeyError } from '../../common/errors.ts';
import type { Forgotten } from '../forget.ts';
import type { Waiting } from '../jobs/waiting.ts';
import type { Services } from '../services.ts';
import type { PasswordClipboard } from './clipboard.ts';
import type { LoginItem } from './login-item.ts';
import type { RunningJobs } from './running-jobs.ts';

export interface EndingParts {
  app: Pick<App, 'on' | 'quit' | 'exit'>;
  services: Services;
  running: RunningJobs;
  waiting: Waiting;
  passwords: PasswordClipboard;
  loginItem: LoginItem;
  later(work: () => void, ms: number): () => void;
  /** Says what went wrong outside of the windows, and ends the program. */
  giveUp(thrown: unknown): void;
}

/** How long the window can still say that all is gone. */
const farewellMs = 2500;

/** Has the program end only when its jobs are paused, the clipboard has no password of it, and the store is closed. */
export function endInOrder({ app, services, running, waiting, passwords }: EndingParts): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void Promise.allSettled([waiting.stop(), running.pauseAll(), passwords.clearNow()])
      .then(() => services.close())
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

/** Deletes all that is kept, then ends the program. */
export async function forgetAndEnd(
  options: { leaveKeychain: boolean },
  { app, services, waiting, passwords, loginItem, later, giveUp }: EndingParts,
): Promise<Forgotten> {
  await passwords.clearNow();
  // What fails once the store is closed is told outside of the window, as nothing stands behind it.
  let untold: unknown = null;
  const forgotten = await services.forget(options).catch((thrown: unknown) => {
    if (!isClosed(thrown)) throw thrown;
    untold = thrown;
    return { keychainMayHoldMore: false };
  });
  // Only now: whoever was refused keeps it.
  void waiting.stop();
  if (loginItem.isOn())
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
