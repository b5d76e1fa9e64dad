import { useCallback, useEffect, useRef, useState } from 'react';
import type { MatchedMac, MatchResult } from '../../common/ipc/index.ts';
import { maxMacs } from '../../common/list/index.ts';
import type { Mac } from '../../common/mac.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';

interface ListMatches {
  byMac: ReadonlyMap<Mac, MatchedMac>;
  /** When the device list that they come from was fetched; null if there is none. */
  fetchedAt: string | null;
  /** As in the device list; false without one. */
  complete: boolean;
  deskPhonesRead: boolean;
  /** Why the list could not be fetched; the stored one was used. */
  problem: Problem | null;
  /** Whether a lookup is in progress. */
  asking: boolean;
  /** Why nothing could be looked up at all. */
  failed: Problem | null;
  /** Whether the user had everything looked up in a newly fetched list, or at least tried to. */
  checked: boolean;
}

interface Known extends ListMatches {
  /** Some are from an older list than others. */
  mixed: boolean;
  /** The list stored in this window when they were requested. */
  seenList: string | null;
  /** The MACs that could not be looked up. */
  failedOf: readonly Mac[] | null;
}

const nothing: Known = {
  byMac: new Map(),
  fetchedAt: null,
  complete: false,
  deskPhonesRead: false,
  problem: null,
  asking: false,
  failed: null,
  checked: false,
  mixed: false,
  seenList: null,
  failedOf: null,
};

export interface MatchingStore extends ListMatches {
  /** Looks everything up in a newly fetched list; changes nothing. */
  check(): void;
  retry(): void;
  dismissCheck(): void;
  /** Clears the lookups. */
  clear(): void;
}

export interface MatchingOptions {
  pbxId: string | null;
  macs: readonly Mac[];
  /** When the list stored in this window was fetched: a newer one has everything looked up again. */
  listFetchedAt: string | null;
  /** Main has a newer list than this window. */
  onNewerList(): void;
}

/**
 * Looks a list's MACs up on a PBX: those not known yet, one call at a time, and all of them once the device list is
 * newer. Results for other PBXs are kept separately.
 */
export function useMatching({ pbxId, macs, listFetchedAt, onNewerList }: MatchingOptions): MatchingStore {
  const [all, setAll] = useState<Readonly<Record<string, Known>>>({});
  const underWay = useRef(new Set<string>());
  const known = (pbxId !== null && all[pbxId]) || nothing;

  const change = useCallback((id: string, by: (before: Known) => Partial<Known>) => {
    setAll((before) => {
      const one = before[id] ?? nothing;
      return { ...before, [id]: { ...one, ...by(one) } };
    });
  }, []);

  const ask = async (id: string, wanted: readonly Mac[], refresh: boolean): Promise<void> => {
    if (underWay.current.has(id)) return;
    underWay.current.add(id);
    change(id, () => ({ asking: true, failed: null, failedOf: null, seenList: listFetchedAt }));
    try {
      const matching = await call('devices:match', { pbxId: id, macs: [...wanted], refresh });
      change(id, (before) => ({ ...taken(before, matching), checked: before.checked || refresh }));
      if (matching.fetchedAt !== null && matching.fetchedAt !== listFetchedAt) onNewerList();
    } catch (thrown) {
      change(id, () => ({ failed: problemOf(thrown), failedOf: macs }));
    } finally {
      underWay.current.delete(id);
      change(id, () => ({ asking: false }));
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is new each time, and these are all it depends on
  useEffect(() => {
    if (pbxId === null || known.asking || known.failedOf === macs || macs.length > maxMacs) return;
    const newer = listFetchedAt !== null && listFetchedAt > (known.fetchedAt ?? '');
    const stale = known.mixed || (newer && known.byMac.size > 0 && listFetchedAt !== known.seenList);
    const wanted = stale ? macs : macs.filter((mac) => !known.byMac.has(mac));
    if (wanted.length > 0) void ask(pbxId, wanted, false);
  }, [pbxId, macs, listFetchedAt, known]);

  return {
    ...known,
    check() {
      if (pbxId !== null && macs.length > 0) void ask(pbxId, macs, true);
    },
    retry() {
      if (pbxId !== null) change(pbxId, () => ({ failedOf: null, mixed: true }));
    },
    dismissCheck() {
      if (pbxId !== null) change(pbxId, () => ({ checked: false }));
    },
    clear: useCallback(() => setAll({}), []),
  };
}

function taken(before: Known, { items, ...ofList }: MatchResult): Partial<Known> {
  const answered = new Map(items.map((item) => [item.mac, item]));
  const others = [...before.byMac].filter(([mac]) => !answered.has(mac));
  return {
    byMac: new Map([...others, ...answered]),
    ...ofList,
    mixed: others.length > 0 && ofList.fetchedAt !== before.fetchedAt,
  };
}
