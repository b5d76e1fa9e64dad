import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from 'react';
import type { CallOutput, PasswordRef } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useNewest } from '../base/use-newest.ts';
import { keyOf } from '../state/password-key.ts';
import { useOutcomes } from '../state/use-outcomes.ts';

/**
 * Where copying was requested and is reported: the newest result, the list below it, which has it too, or a job's
 * table.
 */
export type CopyPlace = 'newest' | 'list' | 'job';

/** A table that was copied. */
type CopiedTable = Omit<CallOutput<'passwords:copy-table'>, 'clearedAfterSeconds'>;

/** The result of the last copying. */
export type Copying = { key: string; place: CopyPlace } & (
  | {
      state: 'copied';
      clearedAt: number;
      /** Null for a single password. */
      table: CopiedTable | null;
      /** Those on the clipboard that later jobs had not replaced when they were copied. */
      current: readonly PasswordRef[];
      /** How many of these later jobs have replaced since, certainly or perhaps. */
      replacedSince: number;
    }
  /** `replaced`: all passwords of a table were. */
  | { state: 'gone' | 'replaced' }
  | { state: 'failed'; problem: Problem }
);

interface ClipboardStore {
  copying: Copying | null;
  /** @param evenReplaced the text beside it says that a later job replaced it, or perhaps did */
  copy(ref: PasswordRef, place: CopyPlace, evenReplaced: boolean): void;
  /** A password was copied while opening its device's page. */
  copiedWithPage(
    ref: PasswordRef,
    place: CopyPlace,
    clearedAfterSeconds: number,
    evenReplaced: boolean,
  ): void;
  /** Copies items of a job as rows of MAC, device and password. */
  copyTable(items: readonly number[]): void;
}

const ClipboardContext = createContext<ClipboardStore | null>(null);

/** Copies passwords, which main does; only inside `ClipboardProvider`. */
export function useClipboard(): ClipboardStore {
  const store = use(ClipboardContext);
  if (!store) throw new Error('outside of ClipboardProvider');
  return store;
}

type Of = Pick<Copying, 'key' | 'place'>;
type CopyResult = { clearedAfterSeconds: number; current: readonly PasswordRef[] } & (
  | { copied: boolean; table: null }
  | { table: CopiedTable }
);

function copyingOf(of: Of, result: CopyResult): Copying {
  const { table, current, clearedAfterSeconds } = result;
  const some = table ? table.copied > 0 : result.copied;
  if (!some) return { ...of, state: table && table.replaced > 0 ? 'replaced' : 'gone' };
  const clearedAt = Date.now() + clearedAfterSeconds * 1000;
  return { ...of, state: 'copied', clearedAt, table, current, replacedSince: 0 };
}

/** There is one clipboard, so only the last copied password is marked as being on it. */
export function ClipboardProvider({ children }: { children: ReactNode }) {
  const [copying, setCopying] = useState<Copying | null>(null);
  const begin = useNewest();

  const told = useCallback(
    async (of: Of, work: () => Promise<CopyResult>) => {
      const isNewest = begin();
      let next: Copying;
      try {
        next = copyingOf(of, await work());
      } catch (thrown) {
        next = { ...of, state: 'failed', problem: problemOf(thrown) };
      }
      if (isNewest()) setCopying(next);
    },
    [begin],
  );

  // It may be replaced between being copied and being pasted.
  const check = useEffectEvent(async () => {
    if (copying?.state !== 'copied' || copying.current.length === 0 || copying.clearedAt < Date.now()) return;
    const states = await call('passwords:check', { refs: [...copying.current] }).catch(() => []);
    const replacedSince = states.filter(({ replacedAt }) => replacedAt !== null).length;
    if (replacedSince !== copying.replacedSince)
      setCopying((now) => (now === copying ? { ...copying, replacedSince } : now));
  });
  useOutcomes(() => void check());
  const copiedAt = copying?.state === 'copied' ? copying.clearedAt : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new copy missed the events before it
  useEffect(() => void check(), [copiedAt]);

  const store = useMemo<ClipboardStore>(
    () => ({
      copying,
      copy: (ref, place, evenReplaced) =>
        void told({ key: keyOf(ref), place }, async () => ({
          ...(await call('passwords:copy', { ref, evenReplaced })),
          table: null,
          current: evenReplaced ? [] : [ref],
        })),
      copiedWithPage: (ref, place, clearedAfterSeconds, evenReplaced) =>
        void told({ key: keyOf(ref), place }, async () => ({
          copied: true,
          clearedAfterSeconds,
          table: null,
          current: evenReplaced ? [] : [ref],
        })),
      copyTable: (items) =>
        void told({ key: 'table', place: 'job' }, async () => {
          const { clearedAfterSeconds, ...table } = await call('passwords:copy-table', { items: [...items] });
          return { clearedAfterSeconds, table, current: table.current.map((item) => ({ item })) };
        }),
    }),
    [copying, told],
  );
  return <ClipboardContext value={store}>{children}</ClipboardContext>;
}
