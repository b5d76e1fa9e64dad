import type { DocumentText } from '../../common/document-schema.ts';
import { numberText } from './cell-number.ts';
import { fileError, type SourceFile } from './content.ts';
import { type Cell, SheetLines } from './lines.ts';
import { attribute, readXml, type XmlHandler } from './xml.ts';

const maxRow = 1_048_576;
const maxColumn = 16_384;

/** Reads the cells of all visible sheets of a workbook that Excel 2003 or another program saved as XML. */
export async function readSpreadsheetXml(text: string, file: SourceFile): Promise<DocumentText> {
  const hidden = new HiddenSheets();
  await readXml([text], hidden);
  const reader = new SpreadsheetXmlReader(hidden.sheets, file);
  await readXml([text], reader);
  return reader.result();
}

/** Finds the sheets that are hidden: the file says so after their cells. */
class HiddenSheets implements XmlHandler {
  /** By their position, from 1. */
  readonly sheets = new Set<number>();
  #sheet = 0;
  #reads = false;

  open(name: string): void {
    if (name === 'Worksheet') this.#sheet += 1;
    this.#reads = name === 'Visible';
  }

  text(piece: string): void {
    if (this.#reads && /Hidden/.test(piece)) this.sheets.add(this.#sheet);
  }

  close(): void {
    this.#reads = false;
  }
}

class SpreadsheetXmlReader implements XmlHandler {
  readonly #lines = new SheetLines();
  readonly #hiddenSheets: ReadonlySet<number>;
  readonly #file: SourceFile;
  #sheet = 0;
  #sheetHidden = false;
  #sheetHasCells = false;
  #columns = 0;
  #hiddenColumns: { from: number; to: number }[] = [];
  #row = 0;
  #rowHidden = false;
  /** The last row that an earlier row's `Span` hides. */
  #hiddenTo = 0;
  #column = 0;
  #nextColumn = 1;
  #cells: Cell[] = [];
  #type = '';
  #value: string | null = null;
  #commentDepth = 0;

  constructor(hiddenSheets: ReadonlySet<number>, file: SourceFile) {
    this.#hiddenSheets = hiddenSheets;
    this.#file = file;
  }

  result(): DocumentText {
    return this.#lines.result();
  }

  open(name: string, attributes: Record<string, string>): void {
    const get = (wanted: string): string | undefined => attribute(attributes, wanted);
    const count = (wanted: string): number => Math.max(0, Math.trunc(Number(get(wanted))) || 0);
    switch (name) {
      case 'Worksheet':
        this.#startSheet(get('Name') ?? '');
        break;
      case 'Column': {
        const from = count('Index') || this.#columns + 1;
        this.#columns = from + count('Span');
        if (isHidden(get('Hidden'), get('Width')) && this.#hiddenColumns.length < maxColumn)
          this.#hiddenColumns.push({ from, to: this.#columns });
        break;
      }
      case 'Row':
        this.#row = Math.max(this.#row + 1, count('Index'));
        if (this.#row > maxRow) throw fileError('file-damaged', this.#file);
        this.#rowHidden = isHidden(get('Hidden'), get('Height')) || this.#row <= this.#hiddenTo;
        if (isHidden(get('Hidden'), get('Height'))) this.#hiddenTo = this.#row + count('Span');
        this.#nextColumn = 1;
        this.#cells = [];
        break;
      case 'Cell':
        this.#column = Math.max(this.#nextColumn, count('Index'));
        this.#nextColumn = this.#column + 1 + count('MergeAcross');
        break;
      case 'Comment':
        this.#commentDepth += 1;
        break;
      case 'Data':
        if (this.#commentDepth > 0) break;
        this.#type = get('Type') ?? '';
        this.#value = '';
        break;
    }
  }

  text(piece: string): void {
    if (this.#value !== null) this.#value += piece;
  }

  close(name: string): void {
    if (name === 'Comment') this.#commentDepth -= 1;
    else if (name === 'Data') this.#endValue();
    else if (name === 'Row') this.#endRow();
    else if (name === 'Worksheet' && this.#sheetHidden && this.#sheetHasCells) this.#lines.skipSheet();
  }

  #startSheet(name: string): void {
    this.#sheet += 1;
    this.#sheetHidden = this.#hiddenSheets.has(this.#sheet);
    this.#sheetHasCells = false;
    this.#columns = 0;
    this.#hiddenColumns = [];
    this.#row = 0;
    this.#hiddenTo = 0;
    if (!this.#sheetHidden) this.#lines.startSheet(name);
  }

  #endValue(): void {
    const value = this.#value;
    this.#value = null;
    if (value === null || value.trim() === '') return;
    const text = this.#type === 'Number' ? numberText(value, { kind: 'general' }) : value;
    const column = this.#column;
    const inHiddenColumn = this.#hiddenColumns.some(({ from, to }) => from <= column && column <= to);
    if (inHiddenColumn && !this.#rowHidden && !this.#sheetHidden) this.#lines.skipColumn(column);
    else this.#cells.push({ column, text });
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    this.#sheetHasCells = true;
    if (this.#sheetHidden) return;
    if (this.#rowHidden) this.#lines.skipRow();
    else this.#lines.addRow(this.#row, this.#cells);
    this.#cells = [];
  }
}

function isHidden(hidden: string | undefined, size: string | undefined): boolean {
  return hidden === '1' || hidden === 'true' || (size !== undefined && Number(size) === 0);
}
