import { createHash } from 'node:crypto';
import type { Clipboard } from 'electron';

/** Puts passwords on the clipboard and takes them off again. */
export interface PasswordClipboard {
  copy(password: string, clearAfterSeconds: number): Promise<void>;
  /** Clears now what would be cleared later, if the clipboard answers; for the end of the program. */
  clearNow(): Promise<void>;
}

export interface ClipboardParts {
  clipboard: Pick<Clipboard, 'readText' | 'clear'>;
  /** Writes a password, asking histories to leave it out. */
  writeSecret(text: string): Promise<void>;
  /** Runs something later; gives what stops it. */
  later(work: () => void, ms: number): () => void;
}

const patienceMs = 1000;
const againMs = 60_000;

/**
 * The clipboard is read once, when the time is up, and cleared only if it still holds the password. Where it cannot be
 * read then, it is tried again later.
 */
export function createPasswordClipboard({
  clipboard,
  writeSecret,
  later,
}: ClipboardParts): PasswordClipboard {
  // The password itself need not be kept for the comparison.
  let pending: { hash: string; stop: () => void } | null = null;

  const clearNow = async (): Promise<void> => {
    const mine = pending;
    if (!mine) return;
    mine.stop();
    const text = await textNow();
    // Another one was copied meanwhile, or somebody else has cleared this one.
    if (pending !== mine) return;
    if (text === null) {
      mine.stop = later(() => void clearNow(), againMs);
      return;
    }
    pending = null;
    if (hashOf(text) === mine.hash) clipboard.clear();
  };

  /** Null where it cannot be read: another program may hold it, or not answer. */
  const textNow = (): Promise<string | null> => {
    const { promise, resolve } = Promise.withResolvers<string | null>();
    const stop = later(() => resolve(null), patienceMs);
    clipboard.readText().then(resolve, () => resolve(null));
    return promise.finally(stop);
  };

  return {
    async copy(password, clearAfterSeconds) {
      // Until it is written, an earlier password may be what the clipboard holds, and stays watched.
      await writeSecret(password);
      pending?.stop();
      pending = { hash: hashOf(password), stop: later(() => void clearNow(), clearAfterSeconds * 1000) };
    },
    clearNow,
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
