/** A cache whose entries expire. */
export interface TtlCache<Value> {
  /** Returns the value of a key; undefined if there is none, or it has expired. */
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  clear(): void;
}

/**
 * @param ttlMs how long an entry counts, milliseconds
 * @param now milliseconds since 1970; when the clock is set by more than `ttlMs` in either direction, entries expire
 */
export function createTtlCache<Value>(ttlMs: number, now = () => Date.now()): TtlCache<Value> {
  const entries = new Map<string, { value: Value; at: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry && Math.abs(now() - entry.at) < ttlMs) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set: (key, value) => void entries.set(key, { value, at: now() }),
    delete: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}
