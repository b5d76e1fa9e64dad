import { createHash } from 'node:crypto';
import type { Clipboard } from 'electron';

/** Puts passwords on the clipboard and clears them later. */
export interface PasswordClipboard {
  copy(password: string, clearAfterSeconds: number): Promise<void>;
  /** Clears now what would be cleared later, if the clipboard answers; for quitting. */
  clearNow(): Promise<void>;
  /** Whether the clipboard can be cleared only while a window is in front. */
  readonly clearsOnlyInFront: boolean;
  /** Whether there is something to clear. */
  isPending(): boolean;
}

export interface ClipboardParts {
  clipboard: Pick<Clipboard, 'readText'>;
  /** Writes a password marked so that clipboard histories skip it. */
  writeSecret(text: string): Promise<void>;
  /** Clears the clipboard. */
  erase(): Promise<void>;
  /** Where the clipboard can be used only while a window is in front (Wayland); null if it always can. */
  front: Front | null;
  /** Runs work after a delay; returns a function that cancels it. */
  later(work: () => void, ms: number): () => void;
}

/** Whether a window of the app is in front. */
export interface Front {
  isNow(): boolean;
  /** Runs work the next time a window is in front; returns a function that cancels it. */
  next(work: () => void): () => void;
}

const patienceMs = 1000;
const againMs = 60_000;

/**
 * The clipboard is read only once, when the time is up, and cleared only if it still holds the password. If it cannot
 * be read or cleared then, that is tried again later: on Wayland as soon as a window is in front.
 */
export function createPasswordClipboard({
  clipboard,
  writeSecret,
  erase,
  front,
  later,
}: ClipboardParts): PasswordClipboard {
  // A hash is enough for the comparison, so the password itself is not kept.
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
    // In the background, a read may return what this app wrote instead of what the clipboard holds.
    if (isBehind()) return tryLater(mine);
    const text = await textNow();
    // Another password was copied in the meantime, or this one was already cleared.
    if (pending !== mine) return;
    if (text === null || isBehind()) return tryLater(mine);
    if (hashOf(text) === mine.hash && !(await tryErase())) {
      if (pending === mine) tryLater(mine);
      return;
    }
    if (pending === mine) pending = null;
  };

  /** Whether it completes in time: while another program holds the clipboard, it may never complete. */
  const inTime = (work: Promise<unknown>): Promise<boolean> => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const stop = later(() => resolve(false), patienceMs);
    work.then(
      () => resolve(true),
      () => resolve(false),
    );
    return promise.finally(stop);
  };

  /** Whether it was erased, as far as can be told: a write from the background is silently dropped. */
  const tryErase = async (): Promise<boolean> => {
    erasures += 1;
    const erased = inTime(erase());
    erasing = erased;
    return (await erased) && !isBehind();
  };

  /** Null if it cannot be read: another program may hold it, or not answer. */
  const textNow = (): Promise<string | null> => {
    const { promise, resolve } = Promise.withResolvers<string | null>();
    const stop = later(() => resolve(null), patienceMs);
    clipboard.readText().then(resolve, () => resolve(null));
    return promise.finally(stop);
  };

  /** An earlier password may be erased in the meantime, and that must not erase this one. */
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
      // Until this is written, the clipboard may still hold an earlier password, which stays watched.
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
 * Returns the function that erases a password. On Linux a clipboard manager, such as GNOME's own, restores what a
 * program clears or leaves behind; it accepts what overwrites it.
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
