import { createContext, type ReactNode, type RefObject, use, useMemo, useRef, useState } from 'react';
import type { DocumentSheet, DocumentText, SkippedParts } from '../../common/document-schema.ts';
import { addSkipped, nothingSkipped } from '../../common/documents.ts';
import { type ListLimit, listProblem, maxMacs } from '../../common/list/index.ts';
import type { Mac } from '../../common/mac.ts';
import type { Problem } from '../../common/model.ts';
import { useApp } from '../state/app-state.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import {
  type Decisions,
  makePlan,
  noDecisions,
  type Plan,
  resolveRows,
  type Standing,
  withoutText,
} from './plan.ts';
import { rowsOfScans } from './rows.ts';
import { addSheets } from './sheets.ts';
import { type ListRunStore, useListRun } from './use-list-run.ts';
import { type ReadText, useListText } from './use-list-text.ts';
import { type MatchingStore, useMatching } from './use-matching.ts';

/** How devices are entered into the list. */
export type ListMode = 'paste' | 'scan';

/** What is shown of the list, and the current position in it. */
export interface ListView {
  mode: ListMode;
  /** Whether the text is open for editing; otherwise a line summarises it. */
  writing: boolean;
  filter: Standing | null;
  /** The row with the keyboard focus. */
  rowId: string | null;
  muted: boolean;
}

export interface ListStore {
  text: string;
  /** The files that the text comes from. */
  files: readonly string[];
  setText(text: string): void;
  /** Appends a document's text. */
  addDocument(document: DocumentText, files?: readonly string[]): void;
  /** The parts of the files that were not read. */
  skipped: SkippedParts;
  dismissSkipped(): void;
  scans: readonly string[];
  addScan(scan: string): void;

  read: ReadText;
  /** From 0 to 1 while a long text is being read; otherwise null. */
  progress: number | null;
  /** Whether the text was changed and is not read yet. */
  unread: boolean;
  /** The problem of a list that exceeds a limit. */
  limit: Problem | null;

  decisions: Decisions;
  decide(next: Decisions): void;
  plan: Plan;
  matching: MatchingStore;
  macs: readonly Mac[];

  view: ListView;
  show(view: Partial<ListView>): void;
  scrollTop: RefObject<number>;

  run: ListRunStore;
  /** Clears the list and every decision about it. */
  reset(): void;
}

const ListContext = createContext<ListStore | null>(null);

/** The list that is being prepared; only inside `ListProvider`. */
export function useList(): ListStore {
  const store = use(ListContext);
  if (!store) throw new Error('outside of ListProvider');
  return store;
}

const firstView: ListView = { mode: 'paste', writing: true, filter: null, rowId: null, muted: false };
const noFiles: readonly string[] = [];
const noSheets: readonly DocumentSheet[] = [];
const noSource = { text: '', files: noFiles, sheets: noSheets, skipped: nothingSkipped };
const noMacs: readonly Mac[] = [];

/** Mounted above the screens, so that a list is still there when the user returns to it. */
export function ListProvider({ children }: { children: ReactNode }) {
  const { selected } = useApp();
  const { list, reread } = useDeviceList();
  const [source, setSource] = useState<typeof noSource>(noSource);
  const [scans, setScans] = useState<readonly string[]>([]);
  const [decisions, setDecisions] = useState<Decisions>(noDecisions);
  const [view, setView] = useState<ListView>(firstView);
  const scrollTop = useRef(0);
  const run = useListRun();

  const { read, progress } = useListText(source);
  const scanRows = useMemo(() => rowsOfScans(scans), [scans]);
  const { corrections } = decisions;
  const resolved = useMemo(
    () => resolveRows([...read.rows, ...scanRows], corrections),
    [read.rows, scanRows, corrections],
  );
  const exceeds: ListLimit | null = read.exceeds ?? (resolved.macs.length > maxMacs ? 'macs' : null);
  const macs = exceeds ? noMacs : resolved.macs;
  const matching = useMatching({
    pbxId: selected?.id ?? null,
    macs,
    listFetchedAt: list?.fetchedAt ?? null,
    onNewerList: () => selected && reread(selected.id),
  });
  const plan = useMemo(
    () => makePlan(exceeds ? [] : resolved.rows, matching.byMac, decisions),
    [exceeds, resolved.rows, matching.byMac, decisions],
  );

  const store: ListStore = {
    ...source,
    setText(text) {
      // From now on, the rows of sheets are lines of a text.
      setSource((before) => (text === '' ? noSource : { ...before, text, sheets: noSheets }));
      if (text === '') setDecisions((before) => withoutText(before, scans.length > 0));
    },
    addDocument(document, files = noFiles) {
      setSource((before) => ({
        ...addSheets(before, document),
        files: [...before.files, ...files],
        skipped: addSkipped(before.skipped, document.skipped),
      }));
    },
    dismissSkipped: () => setSource((before) => ({ ...before, skipped: nothingSkipped })),
    scans,
    addScan: (scan) => setScans((before) => [...before, scan]),
    read,
    progress,
    unread: read.text !== source.text,
    limit: exceeds && listProblem(exceeds),
    decisions,
    decide: setDecisions,
    plan,
    matching,
    macs,
    view,
    show: (next) => setView((before) => ({ ...before, ...next })),
    scrollTop,
    run,
    reset() {
      setSource(noSource);
      setScans([]);
      setDecisions(noDecisions);
      setView(({ mode, muted }) => ({ ...firstView, mode, muted }));
      scrollTop.current = 0;
      matching.clear();
      run.clear();
    },
  };
  return <ListContext value={store}>{children}</ListContext>;
}
