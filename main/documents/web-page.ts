import { Parser } from 'htmlparser2';
import type { SkippedParts } from '../../common/document-schema.ts';
import { nothingSkipped } from '../../common/documents.ts';
import { parseList } from '../../common/list/index.ts';
import { fileError, type SourceFile } from './content.ts';
import { PageText } from './page-text.ts';
import { TableColumns } from './table-columns.ts';
import { type Appearance, appearanceOf } from './web-page-style.ts';

type FileName = Pick<SourceFile, 'name'>;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** Not part of what is shown, and nothing that a user could miss. */
const unseen = words('script style template');
/** Shown only by programs that lack something. */
const fallbacks = words('noscript iframe noframes noembed datalist audio video canvas');
const blocks = words(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section select summary table tbody tfoot thead title tr ul',
);
/** Elements with a gap or a border around them. */
const boxes = words('button label output meter progress object img svg textarea rt');
/** Their fonts have a size of their own. */
const controls = words('button input select textarea');
const rowParts = words('tr tbody thead tfoot table');
const shownInputs = /^(?:text|search|tel|url|email|number|)$/i;

/** Browsers nest no more than a few hundred elements; the parser's time grows with their number. */
const maxDepth = 5000;

/** An element that is being read. */
interface OpenElement {
  name: string;
  isHidden: boolean;
  isVisible: boolean;
  hasFontSize: boolean;
  /** Whether it hides what is in it, and the element around it doesn't. */
  hides: boolean;
  /** The hidden column that it is in. */
  column: string | null;
  isSilent: boolean;
  apart: Appearance['apart'];
  separatesContent: boolean;
}

const page: OpenElement = {
  name: '',
  isHidden: false,
  isVisible: true,
  hasFontSize: true,
  hides: false,
  column: null,
  isSilent: false,
  apart: null,
  separatesContent: false,
};

/**
 * Returns the visible text of a web page: a line for each row of a table, with a tab between its cells. What the page
 * hides is skipped, like the hidden rows of a workbook, and counted if it holds anything like a MAC address.
 *
 * @throws RekeyError `usage` if its elements are nested endlessly
 */
export function webPageText(html: string, file: FileName): { text: string; skipped: SkippedParts } {
  const reader = new PageReader(file);
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    ontext: (piece) => reader.text(piece),
    onclosetag: (name) => reader.close(name),
  });
  parser.end(html);
  return reader.result();
}

function isSeen({
  isHidden,
  isVisible,
  hasFontSize,
}: Pick<OpenElement, 'isHidden' | 'isVisible' | 'hasFontSize'>): boolean {
  return !isHidden && isVisible && hasFontSize;
}

function apartOf(name: string, style: Appearance, around: OpenElement): Appearance['apart'] {
  if (blocks.has(name)) return 'line';
  // Its end is a tab anyway.
  if (name === 'td' || name === 'th') return null;
  if (style.apart !== null) return style.apart;
  return boxes.has(name) || name.includes('-') || around.separatesContent ? 'gap' : null;
}

class PageReader {
  readonly #file: FileName;
  readonly #shown = new PageText();
  #hidden = new PageText();
  readonly #open: OpenElement[] = [];
  readonly #tables: TableColumns[] = [];
  #tableCount = 0;
  #verbatim = 0;
  #rows = 0;
  #passages = 0;
  readonly #columns = new Set<string>();

  constructor(file: FileName) {
    this.#file = file;
  }

  open(name: string, attributes: Record<string, string>): void {
    const around = this.#open.at(-1) ?? page;
    const style = appearanceOf(attributes);
    const column = this.#columnOf(name, attributes, style);
    const isHidden =
      around.isHidden || style.isHidden || column !== null || unseen.has(name) || fallbacks.has(name);
    const isVisible = style.isVisible ?? around.isVisible;
    const hasOwnSize = controls.has(name) || (name === 'font' && attributes.size !== undefined);
    const hasFontSize = style.hasFontSize ?? (hasOwnSize || around.hasFontSize);
    const element: OpenElement = {
      name,
      isHidden,
      isVisible,
      hasFontSize,
      hides: !isSeen({ isHidden, isVisible, hasFontSize }) && isSeen(around),
      column,
      isSilent: around.isSilent || unseen.has(name),
      apart: apartOf(name, style, around),
      separatesContent: style.separatesContent,
    };
    for (const text of this.#textsAround(element)) {
      if (element.apart === 'line' || name === 'br') text.breakLine(name === 'br');
      else if (element.apart === 'gap') text.add('\t');
      else text.bound();
    }
    if (name === 'pre' || name === 'textarea') this.#verbatim += 1;
    this.#open.push(element);
    if (this.#open.length > maxDepth) throw fileError('file-damaged', this.#file);
    // A device's own page shows values in input fields.
    if (name === 'input' && shownInputs.test(attributes.type ?? '') && attributes.value)
      this.#textOf(element).add(` ${attributes.value} `);
  }

  text(piece: string): void {
    const element = this.#open.at(-1) ?? page;
    if (element.isSilent) return;
    this.#textOf(element).add(this.#verbatim > 0 ? piece : piece.replace(/[ \t\r\n\f]+/g, ' '));
  }

  close(name: string): void {
    const element = this.#open.pop();
    if (!element) return;
    for (const text of this.#textsAround(element)) {
      if (name === 'td' || name === 'th') text.add('\t');
      else if (element.apart === 'line') text.breakLine(false);
      else if (element.apart === 'gap') text.add('\t');
      else text.bound();
    }
    if (name === 'pre' || name === 'textarea') this.#verbatim -= 1;
    else if (name === 'table') this.#tables.pop();
    else if (name === 'colgroup') this.#tables.at(-1)?.endGroup();
    if (element.hides) this.#endHidden(element);
  }

  result(): { text: string; skipped: SkippedParts } {
    const skipped = { ...nothingSkipped, rows: this.#rows, columns: this.#columns.size };
    return {
      text: this.#shown.result(),
      skipped: this.#passages > 0 ? { ...skipped, passages: this.#passages } : skipped,
    };
  }

  #textOf(element: OpenElement): PageText {
    return isSeen(element) ? this.#shown : this.#hidden;
  }

  /** The texts in which an element separates what is before and after it. One without visible text may have it in it. */
  #textsAround(element: OpenElement): PageText[] {
    if (isSeen(element)) return [this.#shown];
    return element.isHidden ? [this.#hidden] : [this.#shown, this.#hidden];
  }

  /** The hidden column that a cell is in; null if there is none. */
  #columnOf(name: string, attributes: Record<string, string>, style: Appearance): string | null {
    if (name === 'table') {
      this.#tableCount += 1;
      this.#tables.push(new TableColumns());
    }
    const table = this.#tables.at(-1);
    if (!table) return null;
    const isHidden = style.isHidden || style.isVisible === false;
    if (name === 'colgroup') table.startGroup(isHidden, attributes.span);
    else if (name === 'col') table.addColumns(isHidden, attributes.span);
    else if (name === 'tr') table.startRow();
    else if (name === 'td' || name === 'th') {
      const column = table.placeCell(attributes.colspan, attributes.rowspan);
      return column === null ? null : `${this.#tableCount} ${column}`;
    }
    return null;
  }

  #endHidden({ name, column }: OpenElement): void {
    const text = this.#hidden.result();
    this.#hidden = new PageText();
    if (text === '') return;
    const { entries } = parseList(text);
    if (entries.length === 0) return;
    if (column !== null) this.#columns.add(column);
    else if (rowParts.has(name)) this.#rows += new Set(entries.map(({ line }) => line)).size;
    else this.#passages += 1;
  }
}
