import type { ProblemOf } from '../model.ts';
import { Collector, type ListEntry, maxMacs } from './collector.ts';
import { Scanner } from './scan.ts';

/** The maximum length of a list's text. */
export const maxListLength = 20_000_000;

/** Why a list is refused as a whole. */
export type ListLimit = 'characters' | 'macs';

/** What a list contains. */
export interface ParsedList {
  /** In the order of the text. */
  entries: ListEntry[];
  /** How many there are, including those not listed. */
  counts: { macs: number; ambiguous: number; duplicates: number; refused: number };
  lines: number;
  /** How many lines have text but neither a MAC nor anything that resembles one. */
  notes: number;
  /** The numbers of the first `maxNoteLines` of them. */
  noteLines: number[];
  /** The limit that was exceeded, where reading stopped; the other fields are then meaningless. */
  exceeds: ListLimit | null;
}

/** Reads a list in steps, so that a window can do other things in between. */
export interface ListParser {
  /**
   * Reads this many more characters, by default a few milliseconds' worth. Returns whether reading has ended, at the
   * end of the text or at a limit.
   */
  step(characters?: number): boolean;
  /** The fraction read so far, from 0 to 1. */
  readonly progress: number;
  /** What was found so far; everything once `step` returned true. */
  result(): ParsedList;
}

/** Finds the MACs in a text of any kind: a spreadsheet, `arp -a`, a switch's table, a mail, a lease file, JSON. */
export function createListParser(given: string): ListParser {
  const text = withoutColours(given);
  const collector = new Collector(text);
  const scanner = new Scanner(text, (find, spot) => collector.take(find, spot));
  let done = text === '' || text.length > maxListLength;
  return {
    step(characters = 20_000) {
      if (done) return true;
      done = scanner.walk(characters) || collector.exceeded;
      if (done) collector.resolveShortened();
      return done;
    },
    get progress() {
      return done ? 1 : scanner.position / text.length;
    },
    result: () => ({
      entries: collector.entries,
      counts: collector.counts,
      lines: scanner.lines,
      notes: scanner.notes,
      noteLines: scanner.noteLines,
      exceeds: text.length > maxListLength ? 'characters' : collector.exceeded ? 'macs' : null,
    }),
  };
}

const escapeCharacter = '\u001b';
/** A terminal's codes for colours, and for clearing the rest of a line, as `grep --color` writes them within a MAC. */
const colours = new RegExp(`${escapeCharacter}(?:\\[[\\d;:]{0,40}m|\\[[012]?K|\\(B)`, 'g');

function withoutColours(text: string): string {
  return text.includes(escapeCharacter) ? text.replace(colours, '') : text;
}

/** Reads a list in one go. */
export function parseList(text: string): ParsedList {
  const parser = createListParser(text);
  while (!parser.step());
  return parser.result();
}

/** The problem to report for a list that is refused. */
export function listProblem(limit: ListLimit): ProblemOf<'usage'> {
  return limit === 'characters'
    ? { code: 'usage', facts: { reason: 'list-too-long', limit: maxListLength } }
    : { code: 'usage', facts: { reason: 'list-too-many-macs', limit: maxMacs } };
}
