import type { DocumentSheet, DocumentText } from '../../common/document-schema.ts';
import { parseList } from '../../common/list/index.ts';
import { tidy } from '../../common/text.ts';
import { throwIfTooLong } from './content.ts';

/** A cell with content; columns count from 1. */
export interface Cell {
  column: number;
  text: string;
}

/**
 * Collects the lines of a workbook's sheets. Hidden parts are skipped: users do not see them, so their devices must
 * not get new passwords unnoticed. What a filter or a user hid is counted, because its devices may be missed; what a
 * merged cell covers is shown nowhere and simply ignored.
 */
export class SheetLines {
  readonly #lines: string[] = [];
  readonly #sheets: DocumentSheet[] = [];
  readonly #hiddenColumns = new Set<string>();
  #length = 0;
  #hiddenSheets = 0;
  #hiddenRows = 0;
  #firstLine = 0;
  #name = '';

  startSheet(name: string): void {
    this.#firstLine = this.#lines.length;
    this.#name = name;
  }

  /** Writes a row to the line of its number, so that messages about the list name the row by the same number. */
  addRow(number: number, cells: readonly Cell[]): void {
    if (this.#lines.length === this.#firstLine)
      this.#sheets.push({ name: tidy(this.#name, 60), line: this.#firstLine + 1 });
    const line = this.#firstLine + number;
    this.#grow(Math.max(0, line - this.#lines.length - 1));
    while (this.#lines.length < line - 1) this.#lines.push('');
    let text = '';
    let column = 0;
    for (const cell of cells) {
      if (column > 0) text += '\t'.repeat(Math.min(Math.max(1, cell.column - column), maxTabs));
      text += oneLine(cell.text);
      column = cell.column;
    }
    this.#grow(text.length + 1);
    this.#lines.push(text);
  }

  skipSheet(): void {
    this.#hiddenSheets += 1;
  }

  skipRow(): void {
    this.#hiddenRows += 1;
  }

  skipColumn(column: number): void {
    this.#hiddenColumns.add(`${this.#firstLine} ${column}`);
  }

  result(): DocumentText {
    return {
      text: this.#lines.join('\n'),
      sheets: this.#sheets.length > 1 ? this.#sheets : [],
      skipped: {
        sheets: this.#hiddenSheets,
        rows: this.#hiddenRows,
        columns: this.#hiddenColumns.size,
        attachments: [],
      },
    };
  }

  #grow(characters: number): void {
    this.#length += characters;
    throwIfTooLong(this.#length);
  }
}

/** More tabs between two cells would be useless. */
const maxTabs = 20;

/** A cell's own lines are kept apart, but on the line of its row; those of one MAC address are joined. */
function oneLine(text: string): string {
  if (!/[\r\n\t]/.test(text)) return text;
  const [first = '', ...others] = text
    .trim()
    .replace(/\t/g, ' ')
    .split(/[\r\n]+/);
  let whole = first;
  let line = first;
  for (const next of others) {
    const joint = jointOf(line, next);
    whole = joint === null ? `${whole} | ${next}` : whole.trimEnd() + joint + next.trimStart();
    line = joint === null ? next : line.trimEnd() + joint + next.trimStart();
  }
  return whole;
}

/** What joins two lines that only together are a MAC address; null for any others. */
function jointOf(line: string, next: string): string | null {
  // Longer texts are prose.
  if (line.length + next.length > maxJoined) return null;
  const atSeparator = /[0-9a-f][:.-]\s*$/i.test(line) || /^\s*[:.-][0-9a-f]/i.test(next);
  const atSpace = /(?:^| )[0-9a-f]{2,4}\s*$/i.test(line) && /^\s*[0-9a-f]{2,4}(?: |$)/i.test(next);
  if (!atSeparator && !atSpace) return null;
  const joint = atSeparator ? '' : ' ';
  const macs = (text: string): number => parseList(text).counts.macs;
  return macs(line.trimEnd() + joint + next.trimStart()) > macs(line) + macs(next) ? joint : null;
}

const maxJoined = 1000;
