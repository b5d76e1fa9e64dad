import type { Entries } from './values.ts';

/**
 * The names of what is in the keychain, kept where they can be listed: the keychain's own list cannot be had without
 * risk (see keytar.ts).
 */
export interface EntryLedger {
  add(account: string): void;
  strike(account: string): void;
  /** This data folder's own. May name some that are gone, but misses none. */
  list(): string[];
}

/** Entries that other data folders on this computer may need: never deleted, only named. */
export interface SharedEntries {
  shared(): string[];
  /** Notes one whose value is not used here. */
  addShared(account: string): void;
  /** Whether a shared entry's value is still used here, for want of an own one. */
  isReadable(account: string): boolean;
  /** From now on a shared entry's value is not used here. */
  supersede(account: string): void;
}

/** Notes each entry before it is written, and strikes it out once it is gone. */
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
