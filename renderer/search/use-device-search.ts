import { type RefObject, useEffect, useRef, useState } from 'react';
import { forSearch, searchTextOf } from '../../common/device-text.ts';
import type { DeviceSearchResult, FoundDevice } from '../../common/ipc/index.ts';
import type { Device } from '../../common/model.ts';
import type { Understanding } from '../../common/understand.ts';
import { call } from '../base/bridge.ts';
import { whileWanted } from '../base/while-wanted.ts';

/** Beyond this, refine the search. */
export const foundAtMost = 50;
const shortest = 2;
/** A longer text was pasted, and is not the name of a device. */
export const maxSearchText = 100;
const quietMs = 100;

export interface DeviceSearch {
  /** `nothing`: the text is not searched for, or nothing was found. */
  state: 'nothing' | 'looking' | 'found';
  found: readonly FoundDevice[];
  /** Names of the PBXs that were not searched, and of those whose device list may be incomplete. */
  notSearched: readonly string[];
  incomplete: readonly string[];
  /** The list of results. */
  list: RefObject<HTMLDivElement | null>;
  /** Moves the focus to the list, if there is one. */
  focus(): void;
  /** Handles Enter in the field: chooses the only result, else moves to the list; false if it is not about a search. */
  takesEnter(choose: (device: FoundDevice) => void): boolean;
}

interface Answer extends DeviceSearchResult {
  text: string;
}

const nothing: DeviceSearchResult = { found: [], notSearched: [], incomplete: [] };

/**
 * Searches the stored device lists of all PBXs for a text once typing pauses, if it is not a whole MAC. The former
 * result stays until then.
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
      // A failed search is treated as one that finds nothing: the field says how it understood the text.
      const search = call('devices:search', { text: wanted, firstPbxId: pbxId, limit: foundAtMost });
      leave = whileWanted(search, answered, () => answered(nothing));
    }, quietMs);
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [searched, wanted, pbxId]);

  // Enter came before the answer: it takes effect with it, unless the text or the focus has changed by then.
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
      // Digits of an incomplete MAC are more likely a typo than a search; a line's number is not, nor is a name.
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

/** Whether the visible details of a device, besides its MAC, contain a text. */
function isNamed(device: Device, text: string): boolean {
  const named = searchTextOf(device);
  return forSearch(text)
    .split(/\s+/)
    .every((word) => named.includes(word));
}

/** Chooses the only result, else moves to the list. */
function take(
  [first, ...others]: readonly FoundDevice[],
  choose: (device: FoundDevice) => void,
  list: HTMLElement | null,
): void {
  if (first && others.length === 0) choose(first);
  else list?.focus();
}
