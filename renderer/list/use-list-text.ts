import { useEffect, useState } from 'react';
import type { ListLimit, ParsedList } from '../../common/list/index.ts';
import { readList } from './read-list.ts';
import { type ListRow, rowsOfText } from './rows.ts';
import type { SheetText } from './sheets.ts';

/** What was found in the list's text. */
export interface ReadText {
  text: string;
  rows: ListRow[];
  /** The number of lines in the text, and of those with text but without a find. */
  lines: number;
  notes: number;
  /** Duplicates and refused texts beyond the limit, which are only counted. */
  unlisted: number;
  exceeds: ListLimit | null;
}

/** A pause shorter than this is still part of typing. */
const typingPauseMs = 150;
/** How often the progress is shown, at most. */
const progressEveryMs = 100;

const nothing: ReadText = { text: '', rows: [], lines: 0, notes: 0, unlisted: 0, exceeds: null };

/** Reads the text whenever it changes; a newer text ends the reading of an older one. */
export function useListText({ text, sheets }: SheetText): { read: ReadText; progress: number | null } {
  const [read, setRead] = useState<ReadText>(nothing);
  const [progress, setProgress] = useState<number | null>(null);

  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const work = async (): Promise<void> => {
      let toldAt = performance.now();
      const list = await readList(text, {
        signal,
        onProgress(part) {
          if (performance.now() - toldAt < progressEveryMs) return;
          toldAt = performance.now();
          setProgress(part);
        },
      });
      if (!list) return;
      const next = readTextOf({ text, sheets }, list);
      // Ten thousand rows were just created; rendering them is the next task.
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return;
      setRead(next);
      setProgress(null);
    };
    const timer = setTimeout(() => void work(), text === '' ? 0 : typingPauseMs);
    return () => {
      clearTimeout(timer);
      stopping.abort();
      setProgress(null);
    };
  }, [text, sheets]);

  // The rest of a removed list must not be visible even for a moment.
  return text === '' ? { read: nothing, progress: null } : { read, progress };
}

function readTextOf(
  { text, sheets }: SheetText,
  { entries, counts, lines, notes, exceeds }: ParsedList,
): ReadText {
  const all = counts.macs + counts.duplicates + counts.refused;
  return {
    text,
    rows: exceeds ? [] : rowsOfText(entries, sheets),
    lines,
    notes,
    unlisted: exceeds ? 0 : all - entries.length,
    exceeds,
  };
}
