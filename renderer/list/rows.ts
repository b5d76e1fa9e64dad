import type { DocumentSheet } from '../../common/document-schema.ts';
import { rowOf } from '../../common/documents.ts';
import type { ListEntry } from '../../common/list/index.ts';
import type { MacVerdict } from '../../common/mac.ts';
import { readMac, verdictOfReading } from '../../common/one-mac.ts';
import { tidy } from '../../common/text.ts';

/** Where a row comes from: a line of the text, or a scan, both counted from 1. */
export interface RowPlace {
  from: 'text' | 'scan';
  number: number;
  /** The sheet that the row number refers to: the text comes from a workbook of several. */
  sheet?: string;
}

/** What was found in the text, or scanned, before it is looked up on the PBX. */
export interface ListRow {
  /** Stays the same when the text around it changes, so that decisions about it are kept. */
  id: string;
  at: RowPlace;
  /** As written, safe to show. */
  text: string;
  /** The line it is on. */
  context: string;
  verdict: MacVerdict;
  /** Written as a telephone number, a date and time, a serial or another number may be. */
  ambiguous: boolean;
}

/** The rows of a text that was read, in order. */
export function rowsOfText(entries: readonly ListEntry[], sheets: readonly DocumentSheet[] = []): ListRow[] {
  const idOf = createIds('text');
  return entries.map((entry) => ({
    id: idOf(entry.text),
    at: placeOf(entry.line, sheets),
    text: entry.text,
    context: entry.context,
    verdict: entry.kind === 'refused' ? entry.refusal : { ok: true, mac: entry.mac },
    ambiguous: entry.kind === 'mac' && entry.ambiguous,
  }));
}

function placeOf(textLine: number, sheets: readonly DocumentSheet[]): RowPlace {
  const { line, sheet } = rowOf(sheets, textLine);
  return { from: 'text', number: line, ...(sheet === null ? {} : { sheet }) };
}

/** The rows of what a barcode reader sent, in scanning order; an invalid scan stays, with the reason. */
export function rowsOfScans(scans: readonly string[]): ListRow[] {
  const idOf = createIds('scan');
  return scans.map((scan, index) => {
    const text = tidy(scan, 60);
    const { verdict, ambiguous } = readScan(scan);
    return {
      id: idOf(text),
      at: { from: 'scan', number: index + 1 },
      text,
      context: tidy(scan, 120),
      verdict,
      ambiguous,
    };
  });
}

/** Reads a label's barcode: a MAC alone, or the single MAC in a larger code. */
export function readScan(scan: string): Pick<ListRow, 'verdict' | 'ambiguous'> {
  const reading = readMac(scan);
  return {
    verdict: verdictOfReading(reading),
    ambiguous: reading.kind === 'one' && reading.ambiguous,
  };
}

/** Whether a row ID belongs to the text. */
export function ofText(id: string): boolean {
  return id.startsWith('text ');
}

/** Derives IDs from texts; repeated texts are numbered. */
function createIds(from: RowPlace['from']): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return `${from} ${count} ${text}`;
  };
}
