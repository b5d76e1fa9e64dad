/** Values by an item's id, for a run that adds and removes one for each of thousands of items. */
export interface ItemMap<T> {
  get(itemId: number): T | undefined;
  set(itemId: number, value: T): void;
  delete(itemId: number): void;
}

/**
 * Not a `Map`: whenever one that entries are added to and removed from makes a new table, V8 links the old table to it. Once one
 * of the old tables has survived a full collection, all later ones are held until the next, with each value that was ever in them.
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
