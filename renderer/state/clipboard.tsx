import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';
import type { PasswordRef } from '../../common/ipc.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../bridge.ts';

/** A password's name as one text, to compare by. */
export function keyOf(ref: PasswordRef): string {
  return 'item' in ref ? `item ${ref.item}` : `reading ${ref.reading}`;
}

/** Where copying is asked for, and told of: the newest result, the list below it, which has it too, or a job's table. */
export type CopyPlace = 'newest' | 'list' | 'job';

/** How the last copying went. */
export type Copying = {
  key: string;
  place: CopyPlace;
} /** `rows`: how many, where it was a table; `unreadable`: how many are missing in it, as their key is gone. */ & (
  | { state: 'copied'; clearedAt: number; rows?: number; unreadable?: number }
  | { state: 'gone' }
  | { state: 'failed'; problem: Problem }
);

interface ClipboardStore {
  copying: Copying | null;
  copy(ref: PasswordRef, place: CopyPlace): void;
  /** Copies items of a job as rows of MAC, device and password. */
  copyTable(items: readonly number[]): void;
}

const ClipboardContext = createContext<ClipboardStore | null>(null);

/** Copying of passwords, which main does; only inside of `ClipboardProvider`. */
export function useClipboard(): ClipboardStore {
  const store = use(ClipboardContext);
  if (!store) throw new Error('outside of ClipboardProvider');
  return store;
}

type Of = Pick<Copying, 'key' | 'place'>;
/** What main says of a copy: whether there was a password, or how many. */
interface Copied {
  copied: boolean | number;
  unreadable?: number;
  clearedAfterSeconds: number;
}

/** There is one clipboard, so only the password copied last says that it is on it. */
export function ClipboardProvider({ children }: { children: ReactNode }) {
  const [copying, setCopying] = useState<Copying | null>(null);
  const newest = useRef(0);

  const told = useCallback(async (of: Of, work: () => Promise<Copied>) => {
    newest.current += 1;
    const mine = newest.current;
    let next: Copying;
    try {
      const { copied, unreadable = 0, clearedAfterSeconds } = await work();
      const rows = typeof copied === 'number' ? { rows: copied, unreadable } : {};
      next = copied
        ? { ...of, state: 'copied', clearedAt: Date.now() + clearedAfterSeconds * 1000, ...rows }
        : { ...of, state: 'gone' };
    } catch (thrown) {
      next = { ...of, state: 'failed', problem: problemOf(thrown) };
    }
    if (mine === newest.current) setCopying(next);
  }, []);

  const store = useMemo<ClipboardStore>(
    () => ({
      copying,
      copy: (ref, place) => void told({ key: keyOf(ref), place }, () => call('passwords:copy', { ref })),
      copyTable: (items) =>
        void told({ key: 'table', place: 'job' }, () => call('passwords:copy-table', { items: [...items] })),
    }),
    [copying, told],
  );
  return <ClipboardContext value={store}>{children}</ClipboardContext>;
}
