/** What belongs to a stored database of a release. */
export interface StoredRelease {
  /** The keychain's entries, created only for this database. */
  keychain: Record<string, string>;
  job: { id: number; state: string; reference: string | null };
  passwords: { item: number; mac: string; password: string | null }[];
}
