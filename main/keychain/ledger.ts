import type { Entries } from './values.ts';

/**
 * The names of what is in the keychain, kept where they can be listed: the keychain's own list cannot be had without
 * risk (see keytar.ts).
 */
export interface EntryLedger {
  add(account: string): void;
  strike(account: string): void;
  /** May name some that are gone, but misses none. */
  list(): string[];
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
