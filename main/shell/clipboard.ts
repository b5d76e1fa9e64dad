import { createHash } from 'node:crypto';
import type { Clipboard } from 'electron';

/** Puts passwords on the clipboard and takes them off again. */
export interface PasswordClipboard {
  copy(password: string, clearAfterSeconds: number): Promise<void>;
  /** Clears now what would be cleared later; for the end of the program. */
  clearNow(): Promise<void>;
}

export interface ClipboardParts {
  clipboard: Pick<Clipboard, 'readText' | 'clear'>;
  /** Writes a password, asking histories to leave it out. */
  writeSecret(text: string): Promise<void>;
  /** Runs something later; gives what stops it. */
  later(work: () => void, ms: number): () => void;
}

/** The clipboard is read once, when the time is up, and cleared only if it still holds the password. */
export function createPasswordClipboard({
  clipboard,
  writeSecret,
  later,
}: ClipboardParts): PasswordClipboard {
  // The password itself need not be kept for the comparison.
  let pending: { hash: string; stop: () => void } | null = null;

  const clearNow = async (): Promise<void> => {
    if (!pending) return;
    const { hash, stop } = pending;
    pending = null;
    stop();
    if (hashOf(await clipboard.readText()) === hash) clipboard.clear();
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
