import type { DocumentSheet } from '../../common/document-schema.ts';

/** A text with the sheets that its lines come from. */
export interface SheetText {
  text: string;
  sheets: readonly DocumentSheet[];
}

/** Returns a text with another one appended on new lines. */
export function addSheets(before: SheetText, next: SheetText): { text: string; sheets: DocumentSheet[] } {
  if (before.text === '') return { text: next.text, sheets: [...next.sheets] };
  const start = `${before.text.replace(/\r?\n$/, '')}\n`;
  const text = start + next.text;
  if (before.sheets.length + next.sheets.length === 0) return { text, sheets: [] };
  const lines = start.match(/\r\n|[\r\n\u2028\u2029]/g)?.length ?? 0;
  // A part that comes from no sheet has only lines, marked by an empty name.
  const added = next.sheets.length > 0 ? next.sheets : [{ name: '', line: 1 }];
  return {
    text,
    sheets: [...before.sheets, ...added.map(({ name, line }) => ({ name, line: line + lines }))],
  };
}
