import { type RefObject, useEffect, useRef, useState } from 'react';
import type { FoundDevice } from '../../common/ipc.ts';
import type { Understanding } from '../../common/understand.ts';
import { call } from '../bridge.ts';

/** More than anyone looks through: who gets so many types more. */
export const foundAtMost = 50;
const shortest = 2;
/** Longer texts are pasted, and no name of a device. */
const longest = 100;
const quietMs = 100;

export interface DeviceSearch {
  /** `nothing`: the text is not looked for, or nothing was found. */
  state: 'nothing' | 'looking' | 'found';
  found: readonly FoundDevice[];
  /** The list of what was found. */
  list: RefObject<HTMLDivElement | null>;
  /** Goes to the list, where there is one. */
  focus(): void;
  /** Takes Enter in the field: chooses the only one, else goes to the list; false where it is not about a search. */
  takesEnter(choose: (device: FoundDevice) => void): boolean;
}

interface Answer {
  text: string;
  found: readonly FoundDevice[];
}

/**
 * Looks for a text in the kept device lists of all PBXs once typing pauses, where it is no whole MAC. What was found
 * before stays until then.
 */
export function useDeviceSearch(text: string, kind: Understanding['kind'], pbxId: string): DeviceSearch {
  const wanted = text.trim();
  const searched =
    (kind === 'refused' || kind === 'typing') && wanted.length >= shortest && wanted.length <= longest;
  const [answer, setAnswer] = useState<Answer | null>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!searched) return setAnswer(null);
    let current = true;
    const take = (found: readonly FoundDevice[]): void => {
      if (current) setAnswer({ text: wanted, found });
    };
    const timer = setTimeout(() => {
      // A search that fails is like one that finds nothing: the field says what it understood.
      call('devices:search', { text: wanted, firstPbxId: pbxId, limit: foundAtMost }).then(take, () =>
        take([]),
      );
    }, quietMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [searched, wanted, pbxId]);

  const found = (searched && answer?.found) || [];
  const settled = answer?.text === wanted;
  const focus = (): void => {
    list.current?.focus();
  };
  return {
    state: !searched ? 'nothing' : found.length > 0 ? 'found' : settled ? 'nothing' : 'looking',
    found,
    list,
    focus,
    takesEnter(choose) {
      // Digits of a MAC that is not complete are more likely a slip than a search; a line's number is not.
      const isSearch = kind === 'refused' || /^\d{2,6}$/.test(wanted);
      const [first, ...others] = found;
      if (!isSearch || !searched || (settled && !first)) return false;
      // Not settled: what Enter is about is not known yet.
      if (settled && first && others.length === 0) choose(first);
      else if (settled) focus();
      return true;
    },
  };
}
