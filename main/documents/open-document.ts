import type { DocumentText } from '../../common/document-schema.ts';
import type { Archive } from './archive.ts';
import { fileError } from './content.ts';
import { type Cell, SheetLines } from './lines.ts';
import { attribute, readXml } from './xml.ts';

/** More repetitions than this are the empty rest of a sheet. */
const maxRepeats = 1000;
const maxRow = 1_048_576;

/** Reads the cells of all visible sheets of an OpenDocument spreadsheet. @throws RekeyError `usage` */
export async function readOpenDocumentSpreadsheet(archive: Archive): Promise<DocumentText> {
  if (await isEncrypted(archive)) throw fileError('file-is-protected', archive);
  const lines = new SheetLines();
  /** Names of the table styles that hide a sheet. */
  const hidingStyles = new Set<string>();
  let style = '';
  let sheetHidden = false;
  let sheetHasCells = false;
  let hiddenColumns: { from: number; to: number }[] = [];
  let columns = 0;
  let row = 0;
  let rowRepeats = 1;
  let rowHidden = false;
  let column = 0;
  let cells: Cell[] = [];
  let cellRepeats = 1;
  let stored: string | undefined;
  let paragraphs: string[] | null = null;
  /** Comments have paragraphs, too. */
  let annotations = 0;

  const endCell = (): void => {
    const shown = paragraphs?.join('\n') ?? '';
    paragraphs = null;
    // Displayed as `1.57E+09` if the column is too narrow or the format says so.
    const text = stored !== undefined && /\dE[+-]?\d/i.test(shown) ? stored : shown;
    const from = column + 1;
    column += cellRepeats;
    if (text.trim() === '') return;
    for (let at = from; at < from + Math.min(cellRepeats, maxRepeats); at += 1) {
      if (!rowHidden && !sheetHidden && hiddenColumns.some(({ from: first, to }) => first <= at && at <= to))
        lines.skipColumn(at);
      else cells.push({ column: at, text });
    }
  };
  const endRow = (): void => {
    const first = row + 1;
    row += rowRepeats;
    if (cells.length === 0) return;
    sheetHasCells = true;
    if (sheetHidden) return;
    if (row > maxRow) throw fileError('file-damaged', archive);
    for (let at = first; at < first + Math.min(rowRepeats, maxRepeats); at += 1) {
      if (rowHidden) lines.skipRow();
      else lines.addRow(at, cells);
    }
  };

  await readXml(archive.read('content.xml'), {
    open(name, attributes) {
      const get = (wanted: string): string | undefined => attribute(attributes, wanted);
      switch (name) {
        case 'style':
          style = get('name') ?? '';
          break;
        case 'table-properties':
          if (get('display') === 'false') hidingStyles.add(style);
          break;
        case 'table':
          sheetHidden = hidingStyles.has(get('style-name') ?? '');
          sheetHasCells = false;
          hiddenColumns = [];
          columns = 0;
          row = 0;
          if (!sheetHidden) lines.startSheet(get('name') ?? '');
          break;
        case 'table-column': {
          const from = columns + 1;
          columns += count(get('number-columns-repeated'));
          if (isHidden(get('visibility'))) hiddenColumns.push({ from, to: columns });
          break;
        }
        case 'table-row':
          rowRepeats = count(get('number-rows-repeated'));
          rowHidden = isHidden(get('visibility'));
          column = 0;
          cells = [];
          break;
        case 'table-cell':
        case 'covered-table-cell':
          cellRepeats = count(get('number-columns-repeated'));
          stored = get('value-type') === 'float' ? get('value') : undefined;
          paragraphs = [];
          break;
        case 'annotation':
          annotations += 1;
          break;
        case 'p':
          if (annotations === 0) paragraphs?.push('');
          break;
        case 's':
          append(' ');
          break;
        case 'tab':
        case 'line-break':
          append('\n');
          break;
      }
    },
    text: append,
    close(name) {
      if (name === 'annotation') annotations -= 1;
      else if (name === 'table-cell' || name === 'covered-table-cell') endCell();
      else if (name === 'table-row') endRow();
      else if (name === 'table' && sheetHidden && sheetHasCells) lines.skipSheet();
    },
  });
  return lines.result();

  function append(piece: string): void {
    if (annotations === 0 && paragraphs && paragraphs.length > 0) paragraphs[paragraphs.length - 1] += piece;
  }
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

function isHidden(visibility: string | undefined): boolean {
  return visibility === 'collapse' || visibility === 'filter';
}

function count(repeated: string | undefined): number {
  return Math.max(1, Math.trunc(Number(repeated ?? 1)) || 1);
}
