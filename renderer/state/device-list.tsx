import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { DeviceList, Problem } from '../../common/model.ts';
import { type DeviceIndex, indexDevices } from '../../common/understand.ts';
import { call, problemOf } from '../bridge.ts';

interface Shown {
  loading: boolean;
  refreshing: boolean;
  list: DeviceList | null;
  problem: Problem | null;
}

export interface DeviceListStore extends Shown {
  /** The list by MAC; null where it was never fetched. */
  index: DeviceIndex | null;
  /** Fetches a list from its PBX, by default the selected one's. */
  refresh(pbxId?: string): Promise<void>;
  /** Reads the kept one again, which something else may have renewed. */
  reread(): void;
  dismissProblem(): void;
}

const DeviceListContext = createContext<DeviceListStore | null>(null);

/** The selected PBX's device list; only inside of `DeviceListProvider`. */
export function useDeviceList(): DeviceListStore {
  const store = use(DeviceListContext);
  if (!store) throw new Error('outside of DeviceListProvider');
  return store;
}

const atFirst: Shown = { loading: true, refreshing: false, list: null, problem: null };
const without: Shown = { ...atFirst, loading: false };

/** Keeps what was learned of each PBX's list apart, so that a late answer gets to the PBX that it is of. */
export function DeviceListProvider({ pbxId, children }: { pbxId: string | null; children: ReactNode }) {
  const [lists, setLists] = useState<Readonly<Record<string, Shown>>>({});
  const shown = pbxId === null ? without : (lists[pbxId] ?? atFirst);

  const change = useCallback((id: string, by: (before: Shown) => Partial<Shown>) => {
    setLists((all) => {
      const before = all[id] ?? atFirst;
      return { ...all, [id]: { ...before, ...by(before) } };
    });
  }, []);

  const load = useCallback(
    async (id: string) => {
      try {
        const list = await call('devices:list', { pbxId: id });
        change(id, (before) => ({ loading: false, list: newer(list, before.list) }));
      } catch (thrown) {
        change(id, () => ({ loading: false, problem: problemOf(thrown) }));
      }
    },
    [change],
  );

  const refresh = async (id = pbxId): Promise<void> => {
    if (id === null) return;
    change(id, () => ({ refreshing: true, problem: null }));
    try {
      const list = await call('devices:refresh', { pbxId: id });
      change(id, (before) => ({ refreshing: false, loading: false, list: newer(list, before.list) }));
    } catch (thrown) {
      change(id, () => ({ refreshing: false, problem: problemOf(thrown) }));
    }
  };

  useEffect(() => {
    if (pbxId !== null) void load(pbxId);
  }, [pbxId, load]);

  const index = useMemo(() => shown.list && indexDevices(shown.list), [shown.list]);
  const store: DeviceListStore = {
    ...shown,
    index,
    refresh,
    reread: () => {
      if (pbxId !== null) void load(pbxId);
    },
    dismissProblem: () => {
      if (pbxId !== null) change(pbxId, () => ({ problem: null }));
    },
  };
  return <DeviceListContext value={store}>{children}</DeviceListContext>;
}

/** Of two answers the one fetched later: they may come in another order than they were asked for. */
function newer(next: DeviceList | null, before: DeviceList | null): DeviceList | null {
  return next && before && next.fetchedAt < before.fetchedAt ? before : next;
}
