import type { DocumentText, SkippedParts } from '../../common/document-schema.ts';
import { type Place, rowOf } from '../../common/documents.ts';
import { describeMacRefusal } from '../../common/error-text.ts';
import { RekeyError } from '../../common/errors.ts';
import { type ListEntry, listProblem, type ParsedList, parseList } from '../../common/list/index.ts';
import { groupAddresses, type Mac, type MacRefusal, parseMac, type RefusedMac } from '../../common/mac.ts';
import { readMac, verdictOfReading } from '../../common/one-mac.ts';
import { tidy } from '../../common/text.ts';
import { words } from './words.ts';

/** Where an input is: a line of a list or a row of a sheet, counted from 1; null for an argument. */
export interface Given extends Place {
  input: string;
}

export interface FoundMac extends Given {
  mac: Mac;
  /** Perhaps a telephone number, a time or another number in a list: a MAC only if the PBX knows it. */
  ambiguous: boolean;
}

/** An input that is not a MAC, and why, as text. */
export interface RefusedInput extends Given {
  reason: MacRefusal;
  message: string;
  /** Whether it stops the run. */
  stops: boolean;
}

/** A MAC that was given before: on that line, or as an argument. */
interface DuplicateInput extends Given {
  firstLine: number | null;
  firstSheet: string | null;
}

interface ListRemarks extends Pick<ParsedList, 'lines' | 'notes'> {
  /** Lines, or `Sheet2!5` in a workbook of several sheets. */
  noteLines: (number | string)[];
  skipped: SkippedParts;
}

/** The inputs of a command in order, each MAC once. */
export interface Inputs {
  found: FoundMac[];
  refused: RefusedInput[];
  duplicates: DuplicateInput[];
  /** Remarks about the other lines of the list; null if none was given. */
  list: ListRemarks | null;
  /** All of `found`, `refused` and `duplicates`, as they were given. */
  inOrder: Given[];
}

/**
 * Reads arguments and a list. Each argument must contain a MAC, alone or within a label or a sentence; several in one
 * are all taken. A list is searched for MACs.
 *
 * @param list null if none was given
 *
 * @throws RekeyError `usage` for a list beyond the limits
 */
export function readInputs(texts: readonly string[], list: DocumentText | null): Inputs {
  const inputs: Inputs = { found: [], refused: [], duplicates: [], list: null, inOrder: [] };
  const first = new Map<Mac, FoundMac>();
  const add = (found: FoundMac): void => {
    const before = first.get(found.mac);
    if (before) {
      before.ambiguous &&= found.ambiguous;
      repeat(duplicate(found, found.input, before));
    } else {
      first.set(found.mac, found);
      inputs.found.push(found);
      inputs.inOrder.push(found);
    }
  };
  const repeat = (each: DuplicateInput): void => {
    inputs.duplicates.push(each);
    inputs.inOrder.push(each);
  };

  const refuse = (place: Place, input: string, refusal: RefusedMac, stops: boolean): void => {
    const { reason } = refusal;
    const message = describeMacRefusal(refusal, words.texts);
    const refused: RefusedInput = { ...place, input, reason, message, stops };
    inputs.refused.push(refused);
    inputs.inOrder.push(refused);
  };
  const take = (entry: ListEntry, placeOf: (line: number) => Place): void => {
    const place = placeOf(entry.line);
    const input = tidy(entry.text, 60);
    if (entry.kind === 'mac') add({ ...place, input, mac: entry.mac, ambiguous: entry.ambiguous });
    else if (entry.kind === 'duplicate') repeat(duplicate(place, input, placeOf(entry.firstLine)));
    else refuse(place, input, entry.refusal, !groupAddresses.has(entry.refusal.reason));
  };

  for (const text of texts) {
    const input = tidy(text, 60);
    const verdict = parseMac(text);
    const reading = readMac(text);
    if (verdict.ok) add({ ...asArgument, input, mac: verdict.mac, ambiguous: false });
    else if (reading.kind === 'one' || reading.kind === 'several')
      for (const entry of entriesOfArgument(text)) take(entry, () => asArgument);
    else {
      const refusal = verdictOfReading(reading);
      if (!refusal.ok) refuse(asArgument, input, refusal, true);
    }
  }
  if (list === null) return inputs;

  const { entries, lines, notes, noteLines, exceeds } = parseList(list.text);
  if (exceeds) throw new RekeyError('usage', listProblem(exceeds).facts);
  const placeOf = (line: number): Place => rowOf(list.sheets, line);
  inputs.list = {
    lines,
    notes,
    noteLines: list.sheets.length === 0 ? noteLines : noteLines.map((line) => placeName(placeOf(line))),
    skipped: list.skipped,
  };
  for (const entry of entries) take(entry, placeOf);
  return inputs;
}

const asArgument: Place = { line: null, sheet: null };

function duplicate({ line, sheet }: Place, input: string, first: Place): DuplicateInput {
  return { line, sheet, input, firstLine: first.line, firstSheet: first.sheet };
}

/** The entries of an argument; numbers that may be something else do not count beside a MAC. */
function entriesOfArgument(text: string): ListEntry[] {
  const { entries } = parseList(text);
  const sure = new Set(
    entries.flatMap((entry) => (entry.kind === 'mac' && !entry.ambiguous ? [entry.mac] : [])),
  );
  return sure.size > 0 ? entries.filter((entry) => entry.kind === 'refused' || sure.has(entry.mac)) : entries;
}

/** How many lines of a list have text but nothing like a MAC, and which; null if none has. */
export function notesText({ list }: Inputs): string | null {
  if (!list || list.notes === 0) return null;
  const { number, list: inWords } = words.format;
  const named = list.noteLines.slice(0, maxTold).map(String);
  const more = list.notes > named.length ? [`${number(list.notes - named.length)} more`] : [];
  const what = list.notes === 1 ? '1 line' : `${number(list.notes)} lines`;
  return `${what} without a MAC address: ${inWords([...named, ...more])}`;
}

/** @param refused at least one */
export function refusalError(refused: readonly RefusedInput[]): RekeyError {
  const [first] = refused;
  const told = refused.slice(0, maxTold).map((each) => `${placeText(each)}“${each.input}”: ${each.message}`);
  const more = refused.length > maxTold ? [`and ${refused.length - maxTold} more`] : [];
  return new RekeyError('mac-invalid', {
    count: refused.length,
    ...(first
      ? {
          input: first.input,
          terminalSays: [...told, ...more].join('\n  '),
        }
      : {}),
  });
}

const maxTold = 20;

/** `line 12: `; empty for an argument. */
export function placeText(place: Place): string {
  return place.line === null ? '' : `${placeName(place)}: `;
}

/** `line 12`, or `Sheet2!12` in a workbook of several sheets. */
export function placeName({ line, sheet }: Place): string {
  return sheet === null ? `line ${line}` : `${sheet}!${line}`;
}
