import type { Entries } from './values.ts';

/**
 * The names of the entries in the keychain, stored where they can be listed: listing the keychain itself is risky
 * (see keytar.ts).
 */
export interface EntryLedger {
  add(account: string): void;
  strike(account: string): void;
  /** This data folder's own entries. May name some that are gone, but misses none. */
  list(): string[];
}

/** Entries that other data folders on this computer may need: never deleted, only named. */
export interface SharedEntries {
  shared(): string[];
  /** Records an entry whose value is not used here. */
  addShared(account: string): void;
  /** Whether a shared entry's value is still used here, because there is no own one. */
  isReadable(account: string): boolean;
  /** From now on the shared entry's value is not used here. */
  supersede(account: string): void;
}

/** Records each entry before it is written, and removes it from the ledger once it is gone. */
export function noted(entries: Entries, ledger: () => EntryLedger | null): Entries {
  return {
    get: entries.get,
    async set(account, value) {
      ledger()?.add(account);
      await entries.set(account, value);
    },
    async delete(account) {
      const there = await entries.delete(account);
      ledger()?.strike(account);
      return there;
    },
  };
}
