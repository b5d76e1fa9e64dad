import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';
import type { PasswordRef } from '../../common/ipc.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../bridge.ts';

/** A password's name as one text, to compare by. */
export function keyOf(ref: PasswordRef): string {
  return 'item' in ref ? `item ${ref.item}` : `reading ${ref.reading}`;
}

/** Where copying is asked for, and told of: the newest result, or the list below it, which has it too. */
export type CopyPlace = 'newest' | 'list';

/** How the last copying went. */
export type Copying = { key: string; place: CopyPlace } & (
  | { state: 'copied'; clearedAt: number }
  | { state: 'gone' }
  | { state: 'failed'; problem: Problem }
);

interface ClipboardStore {
  copying: Copying | null;
  copy(ref: PasswordRef, place: CopyPlace): void;
}

const ClipboardContext = createContext<ClipboardStore | null>(null);

/** Copying of passwords, which main does; only inside of `ClipboardProvider`. */
export function useClipboard(): ClipboardStore {
  const store = use(ClipboardContext);
  if (!store) throw new Error('outside of ClipboardProvider');
  return store;
}

/** There is one clipboard, so only the password copied last says that it is on it. */
export function ClipboardProvider({ children }: { children: ReactNode }) {
  const [copying, setCopying] = useState<Copying | null>(null);
  const newest = useRef(0);

  const copy = useCallback(async (ref: PasswordRef, place: CopyPlace) => {
    newest.current += 1;
    const mine = newest.current;
    const of = { key: keyOf(ref), place };
    let next: Copying;
    try {
      const { copied, clearedAfterSeconds } = await call('passwords:copy', { ref });
      next = copied
        ? { ...of, state: 'copied', clearedAt: Date.now() + clearedAfterSeconds * 1000 }
        : { ...of, state: 'gone' };
    } catch (thrown) {
      next = { ...of, state: 'failed', problem: problemOf(thrown) };
    }
    if (mine === newest.current) setCopying(next);
  }, []);

  const store = useMemo<ClipboardStore>(
    () => ({ copying, copy: (ref, place) => void copy(ref, place) }),
    [copying, copy],
  );
  return <ClipboardContext value={store}>{children}</ClipboardContext>;
}
