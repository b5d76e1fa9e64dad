import { createHash } from 'node:crypto';
import type { Collection } from './collection.ts';

/** The entries of a collection, each once, over several passes. */
export interface Found<T> {
  beginPass(): void;
  /** Adds the entries of a page; returns how many were new to this pass, and whether one came again. */
  take(entries: readonly unknown[]): { added: number; again: boolean };
  /** How many different entries this pass has found. */
  size(): number;
  /** The identity of an entry. */
  keyOf(entry: unknown): string;
  /** Whether this pass found exactly what the previous one found. */
  agrees(): boolean;
  /** What was found, by the last pass only or by all. */
  result(lastPassOnly: boolean): { items: T[]; unreadable: number };
}

interface Entry<T> {
  /** Null if it could not be read. */
  items: T[] | null;
  /** The last pass that found it. */
  pass: number;
  /** How often that pass found it. */
  times: number;
}

export function createFound<T>({ idOf, read }: Pick<Collection<T>, 'idOf' | 'read'>): Found<T> {
  const byKey = new Map<string, Entry<T>>();
  let pass = 0;
  let size = 0;
  let sizeBefore = -1;
  let repeated = 0;

  const keyOf = (entry: unknown): string => {
    const id = idOf(entry);
    return id === null ? `?${digest(entry)}` : `=${id}`;
  };

  return {
    keyOf,
    beginPass() {
      sizeBefore = pass === 0 ? -1 : size;
      pass += 1;
      size = 0;
      repeated = 0;
    },
    take(entries) {
      let added = 0;
      let again = false;
      for (const entry of entries) {
        const key = keyOf(entry);
        const known = byKey.get(key);
        if (known?.pass === pass) {
          known.times += 1;
          // Entries without an identity may look the same.
          again ||= key.startsWith('=');
          continue;
        }
        if (known?.pass === pass - 1) repeated += 1;
        byKey.set(key, { items: flat(read(entry)), pass, times: 1 });
        size += 1;
        added += 1;
      }
      return { added, again };
    },
    size: () => size,
    agrees: () => size === sizeBefore && repeated === size,
    result(lastPassOnly) {
      const entries = [...byKey.values()].filter((entry) => !lastPassOnly || entry.pass === pass);
      return {
        items: entries.flatMap(({ items }) => items ?? []),
        unreadable: entries.reduce((sum, { items, times }) => sum + (items === null ? times : 0), 0),
      };
    },
  };
}

function digest(entry: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(entry) ?? '')
    .digest('base64');
}

/** Returns a copy that keeps nothing else alive: a substring keeps the whole text in memory. */
function flat<T>(items: T[] | null): T[] | null {
  return items && structuredClone(items);
}
