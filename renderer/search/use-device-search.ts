import { type RefObject, useEffect, useRef, useState } from 'react';
import { forSearch, searchTextOf } from '../../common/device-text.ts';
import type { DeviceSearchResult, FoundDevice } from '../../common/ipc/index.ts';
import type { Device } from '../../common/model.ts';
import type { Understanding } from '../../common/understand.ts';
import { call } from '../base/bridge.ts';
import { whileWanted } from '../base/while-wanted.ts';

/** More than anyone looks through: who gets so many types more. */
export const foundAtMost = 50;
const shortest = 2;
/** Longer texts are pasted, and no name of a device. */
export const maxSearchText = 100;
const quietMs = 100;

export interface DeviceSearch {
  /** `nothing`: the text is not looked for, or nothing was found. */
  state: 'nothing' | 'looking' | 'found';
  found: readonly FoundDevice[];
  /** Names of the PBXs that were not searched, and of those whose device list may be incomplete. */
  notSearched: readonly string[];
  incomplete: readonly string[];
  /** The list of what was found. */
  list: RefObject<HTMLDivElement | null>;
  /** Goes to the list, where there is one. */
  focus(): void;
  /** Takes Enter in the field: chooses the only one, else goes to the list; false where it is not about a search. */
  takesEnter(choose: (device: FoundDevice) => void): boolean;
}

interface Answer extends DeviceSearchResult {
  text: string;
}

const nothing: DeviceSearchResult = { found: [], notSearched: [], incomplete: [] };

/**
 * Looks for a text in the kept device lists of all PBXs once typing pauses, where it is no whole MAC. What was found
 * before stays until then.
 */
export function useDeviceSearch(text: string, kind: Understanding['kind'], pbxId: string): DeviceSearch {
  const wanted = text.trim();
  const searched =
    (kind === 'name' || kind === 'refused' || kind === 'typing') &&
    wanted.length >= shortest &&
    wanted.length <= maxSearchText;
  const [answer, setAnswer] = useState<Answer | null>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!searched) return setAnswer(null);
    const answered = (result: DeviceSearchResult): void => setAnswer({ text: wanted, ...result });
    let leave = (): void => {};
    const timer = setTimeout(() => {
      // A search that fails is like one that finds nothing: the field says what it understood.
      const search = call('devices:search', { text: wanted, firstPbxId: pbxId, limit: foundAtMost });
      leave = whileWanted(search, answered, () => answered(nothing));
    }, quietMs);
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [searched, wanted, pbxId]);

  // Enter came before the answer: it is taken with it, unless something else was typed or gone to meanwhile.
  const early = useRef<{ text: string; choose: (device: FoundDevice) => void } | null>(null);
  useEffect(() => {
    if (!answer || early.current?.text !== answer.text) return;
    const { choose } = early.current;
    early.current = null;
    if (document.activeElement instanceof HTMLInputElement) take(answer.found, choose, list.current);
  }, [answer]);

  const { found, notSearched, incomplete } = (searched && answer) || nothing;
  const settled = answer?.text === wanted;
  const focus = (): void => {
    list.current?.focus();
  };
  return {
    state: !searched ? 'nothing' : found.length > 0 ? 'found' : settled ? 'nothing' : 'looking',
    found,
    notSearched: notSearched.map(({ name }) => name),
    incomplete: incomplete.map(({ name }) => name),
    list,
    focus,
    takesEnter(choose) {
      // Digits of a MAC that is not complete are more likely a slip than a search; a line's number is not, nor is a name.
      const isSearch =
        kind === 'name' ||
        kind === 'refused' ||
        /^\d{2,6}$/.test(wanted) ||
        found.some(({ device }) => isNamed(device, wanted));
      if (!isSearch || !searched || (settled && found.length === 0)) return false;
      if (settled) take(found, choose, list.current);
      else early.current = { text: wanted, choose };
      return true;
    },
  };
}

/** Whether a text is found in what a person sees of a device, beside its MAC. */
function isNamed(device: Device, text: string): boolean {
  const named = searchTextOf(device);
  return forSearch(text)
    .split(/\s+/)
    .every((word) => named.includes(word));
}

/** Chooses the only one, else goes to the list of them. */
function take(
  [first, ...others]: readonly FoundDevice[],
  choose: (device: FoundDevice) => void,
  list: HTMLElement | null,
): void {
  if (first && others.length === 0) choose(first);
  else list?.focus();
}
