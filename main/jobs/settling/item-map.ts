/** Values by item id, for a run that adds and removes one for each of thousands of items. */
export interface ItemMap<T> {
  get(itemId: number): T | undefined;
  set(itemId: number, value: T): void;
  delete(itemId: number): void;
}

/**
 * Not a `Map`: whenever a map with many additions and removals allocates a new table, V8 links the old one to it.
 * Once an old table has survived a full collection, all later ones are retained until the next one, with each value
 * that was ever in them.
 */
export function createItemMap<T>(): ItemMap<T> {
  const values: Record<number, T> = Object.create(null);
  return {
    get: (itemId) => values[itemId],
    set(itemId, value) {
      values[itemId] = value;
    },
    delete(itemId) {
      delete values[itemId];
    },
  };
}
