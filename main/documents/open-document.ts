import type { DocumentText } from '../../common/document-schema.ts';
import type { Archive } from './archive.ts';
import { numberText } from './cell-number.ts';
import { fileError, type SourceFile } from './content.ts';
import { type Cell, SheetLines } from './lines.ts';
import { attribute, readXml, type XmlHandler } from './xml.ts';

/**
 * A cell or row with text is repeated at most this often: further copies of a MAC add nothing, and a crafted file may
 * claim millions.
 */
const maxRepeats = 1000;
const maxRow = 1_048_576;

/**
 * Reads the cells of all visible sheets of an OpenDocument spreadsheet.
 *
 * @throws RekeyError `usage` if it is damaged, protected or too long
 */
export async function readOpenDocumentSpreadsheet(archive: Archive): Promise<DocumentText> {
  if (await isEncrypted(archive)) throw fileError('file-is-protected', archive);
  const reader = new SpreadsheetReader(archive);
  await readXml(archive.read('content.xml'), reader);
  return reader.result();
}

/** Reads an OpenDocument spreadsheet that is one XML file. @throws RekeyError `usage` if it is too long */
export async function readFlatOpenDocument(text: string, file: SourceFile): Promise<DocumentText> {
  const reader = new SpreadsheetReader(file);
  await readXml([text], reader);
  return reader.result();
}

interface OpenSheet {
  hidden: boolean;
  hasCells: boolean;
  columns: number;
  hiddenColumns: { from: number; to: number }[];
  /** The number of the last row. */
  row: number;
}

interface OpenRow {
  repeats: number;
  hidden: boolean;
  /** The number of the last column. */
  column: number;
  cells: Cell[];
}

interface OpenCell {
  repeats: number;
  /** Under a merged cell, where LibreOffice keeps a text but does not show it. */
  covered: boolean;
  /** The value of a number, which may be displayed with fewer digits. */
  storedNumber: string | undefined;
  paragraphs: string[];
}

class SpreadsheetReader implements XmlHandler {
  readonly #file: Pick<SourceFile, 'name'>;
  readonly #lines = new SheetLines();
  /** Names of the styles that hide a sheet, a row or a column. */
  readonly #hidingStyles = new Set<string>();
  #style = '';
  /** Whether each open group of rows, and of columns, is collapsed. */
  #rowGroups: boolean[] = [];
  #columnGroups: boolean[] = [];
  #sheet = newSheet(false);
  #row = newRow(1, false);
  #cell: OpenCell | null = null;
  /** How many annotations (cell comments) are open: their paragraphs are not the cell's text. */
  #annotationDepth = 0;

  constructor(file: Pick<SourceFile, 'name'>) {
    this.#file = file;
  }

  result(): DocumentText {
    return this.#lines.result();
  }

  open(name: string, attributes: Record<string, string>): void {
    const get = (wanted: string): string | undefined => attribute(attributes, wanted);
    switch (name) {
      case 'style':
        this.#style = get('name') ?? '';
        break;
      case 'table-properties':
        if (get('display') === 'false') this.#hidingStyles.add(this.#style);
        break;
      case 'table-row-properties':
        if (isNothing(get('row-height'))) this.#hidingStyles.add(this.#style);
        break;
      case 'table-column-properties':
        if (isNothing(get('column-width'))) this.#hidingStyles.add(this.#style);
        break;
      case 'table-row-group':
        this.#rowGroups.push(get('display') === 'false');
        break;
      case 'table-column-group':
        this.#columnGroups.push(get('display') === 'false');
        break;
      case 'table':
        this.#sheet = newSheet(this.#isHiding(get('style-name')));
        this.#rowGroups = [];
        this.#columnGroups = [];
        if (!this.#sheet.hidden) this.#lines.startSheet(get('name') ?? '');
        break;
      case 'table-column': {
        const from = this.#sheet.columns + 1;
        this.#sheet.columns += repeatCount(get('number-columns-repeated'));
        if (
          isHidden(get('visibility')) ||
          this.#isHiding(get('style-name')) ||
          this.#columnGroups.includes(true)
        )
          this.#sheet.hiddenColumns.push({ from, to: this.#sheet.columns });
        break;
      }
      case 'table-row':
        this.#row = newRow(
          repeatCount(get('number-rows-repeated')),
          isHidden(get('visibility')) || this.#isHiding(get('style-name')) || this.#rowGroups.includes(true),
        );
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#cell = {
          repeats: repeatCount(get('number-columns-repeated')),
          covered: name === 'covered-table-cell',
          storedNumber: /^(?:float|currency)$/.test(get('value-type') ?? '') ? get('value') : undefined,
          paragraphs: [],
        };
        break;
      case 'annotation':
        this.#annotationDepth += 1;
        break;
      case 'p':
        if (this.#annotationDepth === 0) this.#cell?.paragraphs.push('');
        break;
      case 's':
        this.text(' ');
        break;
      case 'tab':
      case 'line-break':
        // Shown as a gap; a tab would look like the next cell.
        this.text('\n');
        break;
    }
  }

  text(piece: string): void {
    const paragraphs = this.#cell?.paragraphs ?? [];
    if (this.#annotationDepth === 0 && paragraphs.length > 0) paragraphs[paragraphs.length - 1] += piece;
  }

  close(name: string): void {
    if (name === 'annotation') this.#annotationDepth -= 1;
    else if (name === 'table-row-group') this.#rowGroups.pop();
    else if (name === 'table-column-group') this.#columnGroups.pop();
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#endCell();
    else if (name === 'table-row') this.#endRow();
    else if (name === 'table' && this.#sheet.hidden && this.#sheet.hasCells) this.#lines.skipSheet();
  }

  #isHiding(style: string | undefined): boolean {
    return style !== undefined && this.#hidingStyles.has(style);
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (!cell) return;
    const { repeats, covered, storedNumber } = cell;
    const displayed = cell.paragraphs.join('\n');
    const text = storedNumber === undefined ? displayed : textOfNumber(storedNumber, displayed);
    const from = this.#row.column + 1;
    this.#row.column += repeats;
    if (covered || text.trim() === '') return;
    const { hidden: sheetHidden, hiddenColumns } = this.#sheet;
    for (let at = from; at < from + Math.min(repeats, maxRepeats); at += 1) {
      const inHiddenColumn = hiddenColumns.some((columns) => columns.from <= at && at <= columns.to);
      if (inHiddenColumn && !this.#row.hidden && !sheetHidden) this.#lines.skipColumn(at);
      else this.#row.cells.push({ column: at, text });
    }
  }

  #endRow(): void {
    const { repeats, hidden, cells } = this.#row;
    const first = this.#sheet.row + 1;
    this.#sheet.row += repeats;
    if (cells.length === 0) return;
    this.#sheet.hasCells = true;
    if (this.#sheet.hidden) return;
    if (this.#sheet.row > maxRow) throw fileError('file-damaged', this.#file);
    for (let at = first; at < first + Math.min(repeats, maxRepeats); at += 1) {
      if (hidden) this.#lines.skipRow();
      else this.#lines.addRow(at, cells);
    }
  }
}

function newSheet(hidden: boolean): OpenSheet {
  return { hidden, hasCells: false, columns: 0, hiddenColumns: [], row: 0 };
}

function newRow(repeats: number, hidden: boolean): OpenRow {
  return { repeats, hidden, column: 0, cells: [] };
}

async function isEncrypted(archive: Archive): Promise<boolean> {
  if (!archive.has('META-INF/manifest.xml')) return false;
  let encrypted = false;
  await readXml(archive.read('META-INF/manifest.xml'), {
    open(name) {
      encrypted ||= name === 'encryption-data';
    },
  });
  return encrypted;
}

/** A number of thousands or, as in India, of hundreds; it begins with no zero. */
const groupedNumber =
  /^\D{0,4}[1-9]\d{0,2}(?:[.,'’ \u00a0\u2009\u202f]\d{2,3})*[.,'’ \u00a0\u2009\u202f]\d{3}(?:[.,]\d+)?\D{0,4}$/;

/**
 * How a number is displayed, or the number itself if its digits are not: as `1.57E+09` or `###` where the column is
 * too narrow or the format says so, or as `482.101.234.567`.
 */
function textOfNumber(stored: string, displayed: string): string {
  const shortened = /\dE[+-]?\d/i.test(displayed) || /^#+$/.test(displayed.trim());
  const grouped = groupedNumber.test(displayed.trim());
  if (!shortened && !grouped) return displayed;
  return stored.length > 16 ? displayed : numberText(stored, { kind: 'general' });
}

function isHidden(visibility: string | undefined): boolean {
  return visibility === 'collapse' || visibility === 'filter';
}

/** Whether a length such as `0in` is nothing. */
function isNothing(length: string | undefined): boolean {
  return length !== undefined && Number.parseFloat(length) === 0;
}

function repeatCount(repeated: string | undefined): number {
  return Math.max(1, Math.trunc(Number(repeated ?? 1)) || 1);
}
