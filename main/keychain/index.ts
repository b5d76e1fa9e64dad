import { keytarEntries } from './entries.ts';
import { type KeytarLike, loadKeytar } from './keytar.ts';
import { type EntryLedger, noted } from './ledger.ts';
import { createTurns } from './turns.ts';
import { readValue, removeValue, writeValue } from './values.ts';

export type { KeytarLike } from './keytar.ts';
export type { EntryLedger, SharedEntries } from './ledger.ts';

/**
 * The operating system's keychain. Every call may fail with `keychain-unavailable` (with a reason) or
 * `keychain-locked`; `get` returns null only if there is certainly no such value.
 */
export interface Keychain {
  get(account: string): Promise<string | null>;
  /** Any text of any length. */
  set(account: string, value: string): Promise<void>;
  /** Deleting a missing entry is not a failure. */
  delete(account: string): Promise<void>;
  /** Has the name of every entry recorded from now on. Missing if nothing outlives the process. */
  noteIn?(ledger: EntryLedger): void;
}

export interface KeychainOptions {
  /** The name all entries are filed under. */
  service?: string;
  /** Where keytar comes from; for tests. */
  load?: () => Promise<KeytarLike>;
  /** How long a call may take, in milliseconds; the user may have to answer a prompt in the meantime. */
  timeoutMs?: number;
  platform?: NodeJS.Platform;
}

/** Written and removed to find out whether a keyring is locked. */
export const probeAccount = 'lock-probe';

/** Opens nothing yet: keytar is loaded at the first call. Create one per process, so that its calls take turns. */
export function createKeychain(options: KeychainOptions = {}): Keychain {
  const { service = 'Rekey for 3CX', load = loadKeytar, timeoutMs = 60_000 } = options;
  const { platform = process.platform } = options;
  let ledger: EntryLedger | null = null;
  const bare = keytarEntries(service, load, platform !== 'win32');
  const entries = noted(bare, () => ledger);
  const takeTurn = createTurns(timeoutMs);

  /** A locked Secret Service answers as if it were empty; only writing shows that it is locked. */
  async function throwIfLocked(signal: AbortSignal): Promise<void> {
    if (platform !== 'linux') return;
    signal.throwIfAborted();
    await bare.set(probeAccount, 'probe');
    await bare.delete(probeAccount);
  }

  return {
    get: (account) =>
      takeTurn(async (signal) => {
        const value = await readValue(entries, account);
        if (value === null) await throwIfLocked(signal);
        return value;
      }),
    set: (account, value) =>
      takeTurn((signal) => writeValue(entries, account, value, () => signal.throwIfAborted())),
    delete: (account) =>
      takeTurn(async (signal) => {
        if (!(await removeValue(entries, account))) await throwIfLocked(signal);
      }),
    noteIn(next) {
      ledger = next;
    },
  };
}
