import { dirname, join } from 'node:path/posix';
import type { DocumentText } from '../../common/document-schema.ts';
import type { Archive } from './archive.ts';
import { type NumberFormat, numberFormat, numberText } from './cell-number.ts';
import { fileError } from './content.ts';
import { type Cell, SheetLines } from './lines.ts';
import { readXml } from './xml.ts';

const maxRow = 1_048_576;
const maxColumn = 16_384;
/** The limit on shared texts, which are kept in memory while the sheets are read. */
const maxSharedStrings = 2_000_000;

/** A part of a workbook that another one refers to. */
interface Part {
  type: string;
  path: string;
}

/** Reads the cells of all visible sheets of an .xlsx file, as Excel and others write it. @throws RekeyError `usage` */
export async function readWorkbook(archive: Archive): Promise<DocumentText> {
  const root = await readParts(archive, '');
  const book = [...root.values()].find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  const parts = await readParts(archive, book);
  const pathOf = (wanted: string): string | undefined =>
    [...parts.values()].find(({ type, path }) => type === wanted && archive.has(path))?.path;
  const strings = await readSharedStrings(archive, pathOf('sharedStrings'));
  const formats = await readFormats(archive, pathOf('styles'));

  const lines = new SheetLines();
  for (const { name, id, hidden } of await readSheets(archive, book)) {
    const part = parts.get(id);
    if (!part) throw fileError('file-damaged', archive);
    // Charts and macros have sheets of their own.
    if (part.type !== 'worksheet') continue;
    if (hidden) lines.skipSheet();
    else {
      lines.startSheet(name);
      await readSheet(archive, part.path, { strings, formats, lines });
    }
  }
  return lines.result();
}

/** The parts that a part refers to, by ID; empty if it has no such list. */
async function readParts(archive: Archive, path: string): Promise<Map<string, Part>> {
  const folder = dirname(path);
  const parts = new Map<string, Part>();
  const list = join(folder, '_rels', `${path.slice(path.lastIndexOf('/') + 1)}.rels`);
  if (!archive.has(list)) return parts;
  await readXml(archive.read(list), {
    open(name, attributes) {
      const { Id, Type = '', Target = '' } = attributes;
      if (name !== 'Relationship' || Id === undefined) return;
      const target = Target.startsWith('/') ? Target.slice(1) : join(folder, Target);
      parts.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: target });
    },
  });
  return parts;
}

async function readSheets(
  archive: Archive,
  book: string,
): Promise<{ name: string; id: string; hidden: boolean }[]> {
  const sheets: { name: string; id: string; hidden: boolean }[] = [];
  await readXml(archive.read(book), {
    open(name, attributes) {
      if (name !== 'sheet') return;
      const id = Object.keys(attributes).find((key) => key.endsWith(':id')) ?? 'id';
      const { name: title = '', state = 'visible' } = attributes;
      sheets.push({ name: title, id: attributes[id] ?? '', hidden: state !== 'visible' });
    },
  });
  return sheets;
}

async function readSharedStrings(archive: Archive, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (path === undefined) return strings;
  let text: string | null = null;
  let reads = false;
  let phonetic = false;
  await readXml(archive.read(path), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') reads = text !== null && !phonetic;
    },
    text(piece) {
      if (reads) text += piece;
    },
    close(name) {
      if (name === 't') reads = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        if (strings.length >= maxSharedStrings) throw fileError('file-unpacked-too-large', archive);
        strings.push(unescaped(text ?? ''));
        text = null;
      }
    },
  });
  return strings;
}

/** The number format of each cell style, by the style number in cells. */
async function readFormats(archive: Archive, path: string | undefined): Promise<NumberFormat[]> {
  const formats: NumberFormat[] = [];
  if (path === undefined) return formats;
  const codes = new Map<string, string>();
  let cellStyles = false;
  await readXml(archive.read(path), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') codes.set(numFmtId, formatCode);
      else if (name === 'cellXfs') cellStyles = true;
      else if (name === 'xf' && cellStyles) formats.push(numberFormat(Number(numFmtId), codes.get(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') cellStyles = false;
    },
  });
  return formats;
}

interface SheetContext {
  strings: readonly string[];
  formats: readonly NumberFormat[];
  lines: SheetLines;
}

/** The cells that a merged cell spans. */
interface MergedRange {
  from: { row: number; column: number };
  to: { row: number; column: number };
}

/** Tells which cells are under a merged one, row by row from the top. */
class MergedCells {
  /** Those that begin further down, the lowest first. */
  readonly #below: MergedRange[];
  #here: MergedRange[] = [];

  constructor(ranges: readonly MergedRange[]) {
    this.#below = ranges.toSorted((one, other) => other.from.row - one.from.row);
  }

  /** Goes on to a row below the last one. */
  startRow(row: number): void {
    this.#here = this.#here.filter(({ to }) => row <= to.row);
    for (let next = this.#below.at(-1); next && next.from.row <= row; next = this.#below.at(-1)) {
      this.#below.pop();
      if (row <= next.to.row) this.#here.push(next);
    }
  }

  /** Whether a merged cell covers this cell, of which only the first one's text is shown. */
  covers(row: number, column: number): boolean {
    return this.#here.some(
      ({ from, to }) =>
        from.column <= column && column <= to.column && (row > from.row || column > from.column),
    );
  }
}

/** Reads which cells of a sheet are merged; the file lists them after the cells. */
async function readMergedCells(archive: Archive, path: string): Promise<MergedCells> {
  const ranges: MergedRange[] = [];
  await readXml(archive.read(path), {
    open(name, { ref = '' }) {
      if (name !== 'mergeCell') return;
      const [from, to] = ref.split(':').map(cellAt);
      if (from && to) ranges.push({ from, to });
    },
  });
  return new MergedCells(ranges);
}

/** A cell that is being read. */
interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
  /** Whether it has a value, even an empty one. */
  calculated: boolean;
  formula: string;
}

async function readSheet(
  archive: Archive,
  path: string,
  { strings, formats, lines }: SheetContext,
): Promise<void> {
  const merged = await readMergedCells(archive, path);
  const hiddenColumns: { from: number; to: number }[] = [];
  let row = 0;
  let rowHidden = false;
  let column = 0;
  let cells: Cell[] = [];
  let cell: OpenCell | null = null;
  let field: 'value' | 'formula' | null = null;
  let phonetic = false;

  const isHidden = (at: number): boolean => hiddenColumns.some(({ from, to }) => from <= at && at <= to);
  const textOf = ({ type, style, value, calculated, formula }: OpenCell): string => {
    if (type === 's') return strings[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value;
    if (type === 'n' && value !== '') return numberText(value, formats[style] ?? { kind: 'general' });
    // A program that calculates nothing saves a formula without its result.
    return !calculated && formula !== '' ? `=${formula}` : unescaped(value);
  };

  await readXml(archive.read(path), {
    open(name, attributes) {
      switch (name) {
        case 'col':
          if (
            (isTrue(attributes.hidden) ||
              (attributes.width !== undefined && Number(attributes.width) === 0)) &&
            hiddenColumns.length < maxColumn
          )
            hiddenColumns.push({ from: Number(attributes.min), to: Number(attributes.max) });
          break;
        case 'row':
          row = Math.max(row + 1, Number(attributes.r) || 0);
          if (row > maxRow) throw fileError('file-damaged', archive);
          rowHidden =
            isTrue(attributes.hidden) || (attributes.ht !== undefined && Number(attributes.ht) === 0);
          merged.startRow(row);
          column = 0;
          cells = [];
          break;
        case 'c':
          column = columnOf(attributes.r) ?? column + 1;
          cell = {
            column,
            type: attributes.t ?? 'n',
            style: Number(attributes.s ?? -1),
            value: '',
            calculated: false,
            formula: '',
          };
          break;
        case 'v':
        case 't':
          field = phonetic ? null : 'value';
          if (cell) cell.calculated = true;
          break;
        case 'f':
          field = 'formula';
          break;
        case 'rPh':
          phonetic = true;
          break;
      }
    },
    text(piece) {
      if (cell && field) cell[field] += piece;
    },
    close(name) {
      switch (name) {
        case 'v':
        case 't':
        case 'f':
          field = null;
          break;
        case 'rPh':
          phonetic = false;
          break;
        case 'c': {
          const text = cell ? textOf(cell) : '';
          cell = null;
          // Excel shows only the first text of a merged cell, but other programs keep the others.
          if (text === '' || merged.covers(row, column)) break;
          if (!rowHidden && isHidden(column)) lines.skipColumn(column);
          else cells.push({ column, text });
          break;
        }
        case 'row':
          if (cells.length === 0) break;
          if (rowHidden) lines.skipRow();
          else lines.addRow(row, cells);
          cells = [];
          break;
      }
    },
  });
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function cellAt(reference: string): { row: number; column: number } | null {
  const column = columnOf(reference);
  const row = Number(/\d+$/.exec(reference)?.[0]);
  return column !== null && row > 0 ? { row, column } : null;
}

/** `BC12` is in column 55. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/i.exec(reference ?? '')?.[0].toUpperCase();
  if (!letters) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** Characters that XML cannot contain are written as `_x000D_`. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
