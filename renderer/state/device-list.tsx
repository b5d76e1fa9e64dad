import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DeviceList, Problem } from '../../common/model.ts';
import { type DeviceIndex, indexDevices } from '../../common/understand.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useActivity } from './activity.tsx';
import { useApp } from './app-state.tsx';
import { useFreshening } from './use-freshening.ts';

interface Shown {
  loading: boolean;
  refreshing: boolean;
  list: DeviceList | null;
  problem: Problem | null;
}

/** The result of fetching a list. */
export type FetchResult = { ok: true; list: DeviceList } | { ok: false; problem: Problem };

export interface DeviceListStore extends Shown {
  /** The list by MAC; null if it was never fetched. */
  index: DeviceIndex | null;
  /** Fetches a list from its PBX, by default the selected one's; problems are shown across the window. */
  refresh(pbxId?: string): Promise<void>;
  /** Returns the list of a PBX, fetched only if none is stored; the caller shows problems. */
  lookUp(pbxId: string): Promise<FetchResult>;
  /** Loads the stored list of a PBX that was changed; a fetch from its former address is not shown. */
  reread(pbxId: string): void;
  dismissProblem(): void;
}

const DeviceListContext = createContext<DeviceListStore | null>(null);

/** The selected PBX's device list; only inside `DeviceListProvider`. */
export function useDeviceList(): DeviceListStore {
  const store = use(DeviceListContext);
  if (!store) throw new Error('outside of DeviceListProvider');
  return store;
}

const atFirst: Shown = { loading: true, refreshing: false, list: null, problem: null };
const without: Shown = { ...atFirst, loading: false };

/** Keeps each PBX's list separately, so that a late answer reaches the right PBX. */
export function DeviceListProvider({ pbxId, children }: { pbxId: string | null; children: ReactNode }) {
  const [lists, setLists] = useState<Readonly<Record<string, Shown>>>({});
  const shown = pbxId === null ? without : (lists[pbxId] ?? atFirst);

  const change = useCallback((id: string, by: (before: Shown) => Partial<Shown>) => {
    setLists((all) => {
      const before = all[id] ?? atFirst;
      return { ...all, [id]: { ...before, ...by(before) } };
    });
  }, []);

  /** How many lists of each PBX came from the PBX itself. */
  const arrived = useRef(new Map<string, number>());
  const load = useCallback(
    async (id: string): Promise<DeviceList | null> => {
      const arrivedBefore = arrived.current.get(id);
      try {
        const list = await call('devices:list', { pbxId: id });
        // A list that has since come from the PBX is newer than the stored one may be. Comparing times is unreliable:
        // a clock may have been set.
        if (arrivedBefore !== arrived.current.get(id)) return list;
        change(id, (before) => ({
          loading: false,
          list,
          // The problem of an earlier fetch no longer applies.
          problem: list?.fetchedAt === before.list?.fetchedAt ? before.problem : null,
        }));
        return list;
      } catch (thrown) {
        change(id, () => ({ loading: false, problem: problemOf(thrown) }));
        return null;
      }
    },
    [change],
  );

  const arrivedNow = (id: string): void => void arrived.current.set(id, (arrived.current.get(id) ?? 0) + 1);
  const underWay = useRef(new Map<string, Promise<FetchResult>>());
  const fetchList = async (id: string): Promise<FetchResult> => {
    change(id, () => ({ refreshing: true, problem: null }));
    const fetching = fetchedFrom(id);
    underWay.current.set(id, fetching);
    const fetched = await fetching;
    // Unless another fetch began in the meantime, or the PBX was changed.
    if (underWay.current.get(id) === fetching) {
      underWay.current.delete(id);
      change(id, () => ({
        refreshing: false,
        ...(fetched.ok ? { loading: false, list: fetched.list } : {}),
      }));
      if (fetched.ok) arrivedNow(id);
    }
    return fetched;
  };

  const refresh = async (id = pbxId): Promise<void> => {
    if (id === null) return;
    const fetched = await fetchList(id);
    if (!fetched.ok) change(id, () => ({ problem: fetched.problem }));
  };

  const lookUp = async (id: string): Promise<FetchResult> => {
    const fetching = underWay.current.get(id);
    if (fetching) return fetching;
    const list = await load(id);
    return list ? { ok: true, list } : fetchList(id);
  };

  useEffect(() => {
    if (pbxId !== null) void load(pbxId);
  }, [pbxId, load]);

  const keychainUsable = useApp().app.keychainProblem === null;
  useFreshening(keychainUsable ? pbxId : null, (id, list) => {
    arrivedNow(id);
    change(id, () => ({ loading: false, list }));
  });

  // A run or a reading fetches the list of its PBX if the stored one is not enough.
  const { activity, busy } = useActivity();
  useEffect(() => {
    if (activity && !busy) void load(activity.target.pbxId);
  }, [activity, busy, load]);

  const index = useMemo(() => shown.list && indexDevices(shown.list), [shown.list]);
  const store: DeviceListStore = {
    ...shown,
    index,
    refresh,
    lookUp,
    reread(id) {
      underWay.current.delete(id);
      change(id, () => ({ refreshing: false }));
      void load(id);
    },
    dismissProblem: () => {
      if (pbxId !== null) change(pbxId, () => ({ problem: null }));
    },
  };
  return <DeviceListContext value={store}>{children}</DeviceListContext>;
}

async function fetchedFrom(pbxId: string): Promise<FetchResult> {
  try {
    return { ok: true, list: await call('devices:refresh', { pbxId }) };
  } catch (thrown) {
    return { ok: false, problem: problemOf(thrown) };
  }
}
