import { useDeferredValue, useMemo, useState } from 'react';
import { macsOf } from '../../common/desk-phones.ts';
import { forSearch, shortNameOf } from '../../common/device-text.ts';
import type { Item, ItemState } from '../../common/model.ts';
import { useFormat } from '../base/words.tsx';
import { isRejected, isUnfetched } from './fetch-words.ts';
import { itemSearchText } from './item-words.ts';
import { useThrottled } from './use-throttled.ts';

/** A state, or how fetching the new password went. */
export type Filter = ItemState | keyof typeof fetchFilters | 'all';
export type SortKey = 'position' | 'state' | 'device' | 'mac' | 'ended';

/** Which items each shows, beside the states. */
export const fetchFilters = { unfetched: isUnfetched, rejected: isRejected };

interface Sorting {
  by: SortKey;
  descending: boolean;
}

/** An item's row in the table: the same object however the item changes. */
export interface Row {
  id: number;
  /** The item's position in the job. */
  position: number;
}

/** Which of a job's items are shown, and in what order. */
export interface ItemView {
  filter: Filter;
  setFilter: (filter: Filter) => void;
  search: string;
  setSearch: (text: string) => void;
  sorting: Sorting;
  /** Sorts by another column, or reverses the order of the current one. */
  sortBy: (by: SortKey) => void;
  /** The same array until other items are shown, or the order changes. */
  rows: readonly Row[];
}

/** This many rows can be sorted ten times a second. */
const easilyOrdered = 500;
const orderedEveryMs = 700;

/**
 * The user's view of the items. Changing an item changes no row: while ten thousand of them change, the table has to
 * be rebuilt only if the order depends on the changes, and then not for each.
 */
export function useItemView(items: readonly Item[]): ItemView {
  const [filter, setFilter] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState<Sorting>({ by: 'position', descending: false });
  const { locale } = useFormat();
  const text = useDeferredValue(search);
  const calm = useThrottled(items, items.length > easilyOrdered ? orderedEveryMs : 0);

  const shown = useMemo(() => {
    const wanted = wantedBy(text);
    const some = calm.filter((item) => isOf(item, filter) && wanted(item));
    return sorted(some, sorting, locale);
  }, [calm, filter, text, sorting, locale]);

  return {
    filter,
    setFilter,
    search,
    setSearch,
    sorting,
    sortBy: (by) => setSorting((before) => ({ by, descending: before.by === by && !before.descending })),
    rows: useRows(shown),
  };
}

function isOf(item: Item, filter: Filter): boolean {
  if (filter === 'unfetched' || filter === 'rejected') return fetchFilters[filter](item);
  return filter === 'all' || item.state === filter;
}

function useRows(shown: readonly Item[]): readonly Row[] {
  const [known] = useState(() => new Map<number, Row>());
  const [rows, setRows] = useState<readonly Row[]>([]);
  if (rows.length === shown.length && rows.every(({ id }, place) => shown[place]?.id === id)) return rows;
  const next = shown.map(({ id, position }) => {
    const row = known.get(id) ?? { id, position };
    known.set(id, row);
    return row;
  });
  setRows(next);
  return next;
}

// Items are never mutated, so the search text of each is computed once.
const searchTexts = new WeakMap<Item, string>();

function wantedBy(search: string): (item: Item) => boolean {
  const words = forSearch(search).split(/\s+/).filter(Boolean);
  const digits = search.toLowerCase().replace(/[\s:.-]/g, '');
  const isMac = /^[0-9a-f]{4,12}$/.test(digits);
  return (item) => {
    let text = searchTexts.get(item);
    if (text === undefined) {
      text = itemSearchText(item);
      searchTexts.set(item, text);
    }
    return (
      (isMac && macsOf(item).some((mac) => mac.includes(digits))) ||
      words.every((word) => text.includes(word))
    );
  };
}

/** States in the order in which they need the user's attention. */
const stateOrder: Record<ItemState, number> = {
  failed: 0,
  uncertain: 1,
  running: 2,
  queued: 3,
  cancelled: 4,
  skipped: 5,
  succeeded: 6,
};

function sorted(items: Item[], { by, descending }: Sorting, locale: string): Item[] {
  if (by === 'position' && !descending) return items;
  const turn = descending ? -1 : 1;
  const compare = by === 'device' ? byName(locale) : comparisons[by];
  return items.sort((a, b) => turn * compare(a, b) || a.position - b.position);
}

/** Sorts names by the locale, with numbers in them by value. */
function byName(locale: string): (a: Item, b: Item) => number {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  return (a, b) => compare(shortNameOf(a), shortNameOf(b));
}

const comparisons: Record<Exclude<SortKey, 'device'>, (a: Item, b: Item) => number> = {
  position: (a, b) => a.position - b.position,
  state: (a, b) => stateOrder[a.state] - stateOrder[b.state],
  mac: (a, b) => (a.mac < b.mac ? -1 : 1),
  // Items that have not ended come last.
  ended: (a, b) => (a.endedAt ?? '~').localeCompare(b.endedAt ?? '~'),
};
