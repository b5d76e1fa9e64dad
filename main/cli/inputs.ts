import { describeMacRefusal } from '../../common/error-text.ts';
import { RekeyError } from '../../common/errors.ts';
import { type ListEntry, listProblem, type ParsedList, parseList } from '../../common/list/index.ts';
import { groupAddresses, type Mac, type MacRefusal, parseMac, type RefusedMac } from '../../common/mac.ts';
import { readMac, verdictOfReading } from '../../common/one-mac.ts';
import { tidy } from '../../common/text.ts';
import { words } from './words.ts';

/** Where something was given: a line of a list, from 1; null for an argument. */
interface Given {
  line: number | null;
  input: string;
}

export interface FoundMac extends Given {
  mac: Mac;
  /** Perhaps a telephone number, a time or another number in a list: a MAC only if the PBX knows it. */
  ambiguous: boolean;
}

/** What is no MAC, with the reason in words. */
export interface RefusedInput extends Given {
  reason: MacRefusal;
  message: string;
  /** Whether a run stops at it. */
  stops: boolean;
}

/** A MAC that was given before: in that line, or as an argument. */
export interface DuplicateInput extends Given {
  firstLine: number | null;
}

/** What a command was given, in its order, each MAC once. */
export interface Inputs {
  found: FoundMac[];
  refused: RefusedInput[];
  duplicates: DuplicateInput[];
  /** What a list's other lines are; null where none was given. */
  list: Pick<ParsedList, 'lines' | 'notes' | 'noteLines'> | null;
}

/**
 * Each argument has to have a MAC, alone or in a label or a sentence; several in one are all taken. In a list MACs are
 * looked for.
 *
 * @param list a text of any kind; null where none was given
 * @throws RekeyError `usage` for a list beyond the limits
 */
export function readInputs(texts: readonly string[], list: string | null): Inputs {
  const inputs: Inputs = { found: [], refused: [], duplicates: [], list: null };
  const first = new Map<Mac, number | null>();
  const add = (found: FoundMac): void => {
    const firstLine = first.get(found.mac);
    if (firstLine !== undefined) inputs.duplicates.push({ line: found.line, input: found.input, firstLine });
    else {
      first.set(found.mac, found.line);
      inputs.found.push(found);
    }
  };

  const refuse = (line: number | null, input: string, refusal: RefusedMac, stops: boolean): void => {
    const { reason } = refusal;
    inputs.refused.push({ line, input, reason, message: describeMacRefusal(refusal, words.texts), stops });
  };
  const take = (entry: ListEntry, line: number | null): void => {
    const input = tidy(entry.text, 60);
    if (entry.kind === 'mac') add({ line, input, mac: entry.mac, ambiguous: entry.ambiguous });
    else if (entry.kind === 'duplicate')
      inputs.duplicates.push({ line, input, firstLine: line && entry.firstLine });
    else refuse(line, input, entry.refusal, !groupAddresses.has(entry.refusal.reason));
  };

  for (const text of texts) {
    const input = tidy(text, 60);
    const verdict = parseMac(text);
    const reading = readMac(text);
    if (verdict.ok) add({ line: null, input, mac: verdict.mac, ambiguous: false });
    else if (reading.kind === 'one' || reading.kind === 'several')
      for (const entry of entriesOfArgument(text)) take(entry, null);
    else {
      const refusal = verdictOfReading(reading);
      if (!refusal.ok) refuse(null, input, refusal, true);
    }
  }
  if (list === null) return inputs;

  const { entries, lines, notes, noteLines, exceeds } = parseList(list);
  if (exceeds) throw new RekeyError('usage', listProblem(exceeds).facts);
  inputs.list = { lines, notes, noteLines };
  for (const entry of entries) take(entry, entry.line);
  return inputs;
}

/** What an argument has; beside a MAC, numbers that may be something else do not count. */
function entriesOfArgument(text: string): ListEntry[] {
  const { entries } = parseList(text);
  const sure = entries.some((entry) => entry.kind === 'mac' && !entry.ambiguous);
  return sure ? entries.filter((entry) => entry.kind !== 'mac' || !entry.ambiguous) : entries;
}

/** How many lines of a list have text and nothing like a MAC, and which; null where none has. */
export function notesText({ list }: Inputs): string | null {
  if (!list || list.notes === 0) return null;
  const { number, list: inWords } = words.format;
  const named = list.noteLines.slice(0, mostTold).map((line) => `${line}`);
  const more = list.notes > named.length ? [`${number(list.notes - named.length)} more`] : [];
  const what = list.notes === 1 ? '1 line' : `${number(list.notes)} lines`;
  return `${what} without a MAC address: ${inWords([...named, ...more])}`;
}

/** @param refused at least one */
export function refusalError(refused: readonly RefusedInput[]): RekeyError {
  const [first] = refused;
  const rest = refused.slice(1, mostTold).map((each) => `${placeText(each)}“${each.input}”: ${each.message}`);
  const more = refused.length > mostTold ? [`and ${refused.length - mostTold} more`] : [];
  return new RekeyError('mac-invalid', {
    count: refused.length,
    ...(first
      ? {
          input: first.input,
          terminalSays: [placeText(first) + first.message, ...rest, ...more].join('\n  '),
        }
      : {}),
  });
}

const mostTold = 20;

/** `line 12: `, or nothing for an argument. */
export function placeText({ line }: Given): string {
  return line === null ? '' : `line ${line}: `;
}
