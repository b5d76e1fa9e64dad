import { createHash } from 'node:crypto';
import type { Clipboard } from 'electron';

/** Puts passwords on the clipboard and takes them off again. */
export interface PasswordClipboard {
  copy(password: string, clearAfterSeconds: number): Promise<void>;
  /** Clears now what would be cleared later, if the clipboard answers; for the end of the program. */
  clearNow(): Promise<void>;
  /** Whether the clipboard can be cleared only while a window is in front. */
  readonly clearsOnlyInFront: boolean;
  /** Whether there is something to clear. */
  isPending(): boolean;
}

export interface ClipboardParts {
  clipboard: Pick<Clipboard, 'readText'>;
  /** Writes a password, asking histories to leave it out. */
  writeSecret(text: string): Promise<void>;
  /** Takes what is on the clipboard off it. */
  erase(): Promise<void>;
  /** Where the clipboard can be used only while a window is in front (Wayland); null where it always can. */
  front: Front | null;
  /** Runs something later; gives what stops it. */
  later(work: () => void, ms: number): () => void;
}

/** Whether a window of the program is in front. */
export interface Front {
  isNow(): boolean;
  /** Runs something when it next is; returns what stops it. */
  next(work: () => void): () => void;
}

const patienceMs = 1000;
const againMs = 60_000;

/**
 * The clipboard is read once, when the time is up, and cleared only if it still holds the password. Where it cannot be
 * read or cleared then, that is tried again later: on Wayland as soon as a window is in front.
 */
export function createPasswordClipboard({
  clipboard,
  writeSecret,
  erase,
  front,
  later,
}: ClipboardParts): PasswordClipboard {
  // The password itself need not be kept for the comparison.
  let pending: { hash: string; stop: () => void } | null = null;
  let erasing: Promise<unknown> = Promise.resolve();
  let erasures = 0;

  const isBehind = (): boolean => front !== null && !front.isNow();
  const tryLater = (mine: NonNullable<typeof pending>): void => {
    mine.stop();
    const again = (): void => void clearNow();
    mine.stop = front && isBehind() ? front.next(again) : later(again, againMs);
  };
  const clearNow = async (): Promise<void> => {
    const mine = pending;
    if (!mine) return;
    mine.stop();
    // What is read then may be what was written, and not what is there.
    if (isBehind()) return tryLater(mine);
    const text = await textNow();
    // Another one was copied meanwhile, or somebody else has cleared this one.
    if (pending !== mine) return;
    if (text === null || isBehind()) return tryLater(mine);
    if (hashOf(text) === mine.hash && !(await tryErase())) {
      if (pending === mine) tryLater(mine);
      return;
    }
    if (pending === mine) pending = null;
  };

  /** Whether it is done in time: while another program holds the clipboard, it may never be. */
  const inTime = (work: Promise<unknown>): Promise<boolean> => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const stop = later(() => resolve(false), patienceMs);
    work.then(
      () => resolve(true),
      () => resolve(false),
    );
    return promise.finally(stop);
  };

  /** Whether it was erased, as far as one can tell: what is written from behind is dropped without a word. */
  const tryErase = async (): Promise<boolean> => {
    erasures += 1;
    const erased = inTime(erase());
    erasing = erased;
    return (await erased) && !isBehind();
  };

  /** Null where it cannot be read: another program may hold it, or not answer. */
  const textNow = (): Promise<string | null> => {
    const { promise, resolve } = Promise.withResolvers<string | null>();
    const stop = later(() => resolve(null), patienceMs);
    clipboard.readText().then(resolve, () => resolve(null));
    return promise.finally(stop);
  };

  /** An earlier password may be erased meanwhile, and that must not take this one away. */
  const write = async (password: string): Promise<void> => {
    let before: number;
    do {
      await erasing;
      before = erasures;
      await writeSecret(password);
    } while (before !== erasures);
  };

  return {
    async copy(password, clearAfterSeconds) {
      // Until it is written, an earlier password may be what the clipboard holds, and stays watched.
      await write(password);
      pending?.stop();
      pending = { hash: hashOf(password), stop: later(() => void clearNow(), clearAfterSeconds * 1000) };
    },
    clearNow,
    clearsOnlyInFront: front !== null,
    isPending: () => pending !== null,
  };
}

/**
 * How a password is taken off the clipboard. On Linux a clipboard manager, such as GNOME's own, puts back what a program
 * clears or leaves behind; it takes over what overwrites it.
 */
export function eraserFor(
  platform: NodeJS.Platform,
  clipboard: Pick<Clipboard, 'clear'>,
  writeSecret: (text: string) => Promise<void>,
): () => Promise<void> {
  // An empty text would not be written.
  if (platform === 'linux') return () => writeSecret(' ');
  return async () => clipboard.clear();
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
