import type { EntryLedger, Keychain } from '../../main/keychain/index.ts';

/** What belongs to a stored database of a release. */
export interface StoredRelease {
  /** The keychain's entries, made for this database alone. */
  keychain: Record<string, string>;
  job: { id: number; state: string; reference: string | null };
  passwords: { item: number; mac: string; password: string | null }[];
}

/** A keychain in a map that outlives it. */
export function mapKeychain(entries: Map<string, string>): Keychain {
  let ledger: EntryLedger | null = null;
  return {
    noteIn(next) {
      ledger = next;
    },
    get: async (account) => entries.get(account) ?? null,
    async set(account, value) {
      ledger?.add(account);
      entries.set(account, value);
    },
    async delete(account) {
      entries.delete(account);
      ledger?.strike(account);
    },
  };
}
