import { useDeferredValue, useMemo, useState } from 'react';
import type { Item, ItemState } from '../../common/model.ts';
import { shortNameOf } from '../device/device-words.ts';
import { searchTextOf } from './item-words.ts';

export type Filter = ItemState | 'all';
export type SortKey = 'position' | 'state' | 'device' | 'mac' | 'ended';

export interface Sorting {
  by: SortKey;
  descending: boolean;
}

/** Which of a job's items are shown, and in what order. */
export interface ItemView {
  filter: Filter;
  setFilter: (filter: Filter) => void;
  search: string;
  setSearch: (text: string) => void;
  sorting: Sorting;
  /** By another column; by the same one, the other way round. */
  sortBy: (by: SortKey) => void;
  shown: readonly Item[];
}

/** A person's view of the items; typing stays quick however many there are. */
export function useItemView(items: readonly Item[]): ItemView {
  const [filter, setFilter] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState<Sorting>({ by: 'position', descending: false });
  const text = useDeferredValue(search);

  const shown = useMemo(() => {
    const wanted = wantedBy(text);
    const some = items.filter((item) => (filter === 'all' || item.state === filter) && wanted(item));
    return sorted(some, sorting);
  }, [items, filter, text, sorting]);

  return {
    filter,
    setFilter,
    search,
    setSearch,
    sorting,
    sortBy: (by) => setSorting((before) => ({ by, descending: before.by === by && !before.descending })),
    shown,
  };
}

// Items are never changed in place, so what is searched in each is worked out once.
const searchTexts = new WeakMap<Item, string>();

function wantedBy(search: string): (item: Item) => boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const digits = search.toLowerCase().replace(/[\s:.-]/g, '');
  const isMac = /^[0-9a-f]{4,12}$/.test(digits);
  return (item) => {
    let text = searchTexts.get(item);
    if (text === undefined) {
      text = searchTextOf(item);
      searchTexts.set(item, text);
    }
    return (isMac && item.mac.includes(digits)) || words.every((word) => text.includes(word));
  };
}

/** What asks for a person's eye first. */
const stateOrder: Record<ItemState, number> = {
  failed: 0,
  uncertain: 1,
  running: 2,
  queued: 3,
  cancelled: 4,
  succeeded: 5,
};
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function sorted(items: Item[], { by, descending }: Sorting): Item[] {
  if (by === 'position' && !descending) return items;
  const turn = descending ? -1 : 1;
  const compare = comparisons[by];
  return items.sort((a, b) => turn * compare(a, b) || a.position - b.position);
}

const comparisons: Record<SortKey, (a: Item, b: Item) => number> = {
  position: (a, b) => a.position - b.position,
  state: (a, b) => stateOrder[a.state] - stateOrder[b.state],
  device: (a, b) => collator.compare(shortNameOf(a), shortNameOf(b)),
  mac: (a, b) => (a.mac < b.mac ? -1 : 1),
  // What has not ended comes last.
  ended: (a, b) => (a.endedAt ?? '~').localeCompare(b.endedAt ?? '~'),
};
