import { plain } from '../mac.ts';
import { escapedColonAt, kindOf, kinds, unescapeColons } from './characters.ts';
import { type Find, readRun, readSpaced, readSpreadsheetNumber, type Surroundings } from './spelling.ts';

/** Longer ones are no MAC, whatever they hold. */
const longestRun = 10_000;
/** With the spaces and invisible characters in it. */
const longestRow = 100;
/** How much of the line around a run is looked at. */
const reach = 24;

/** Where something was found: the line (from 1) and the offsets of its text. */
export interface Spot {
  line: number;
  lineStart: number;
  from: number;
  to: number;
}

/** Letters, digits and joints that stand together without a space. */
interface Run {
  from: number;
  to: number;
  /** How many of its characters are hexadecimal digits, other letters, and joints. */
  hex: number;
  letters: number;
  joints: number;
  /** Joints behind its last letter or digit; they do not belong to it. */
  trailing: number;
  /** All its code units in one: above 127 if any is. */
  codes: number;
  /** Whether it has a colon that is escaped. */
  escaped: boolean;
}

/** Tells words, dates, times and most IP addresses from what may hold a MAC or be a part of one, by mere counting. */
function isWord(hex: number, letters: number, joints: number): boolean {
  const size = hex + letters;
  if (joints === 0) {
    const part = size === 2 ? hex > 0 : letters === 0 && (size === 4 || size === 6);
    return !part && (size < 11 || hex < 9);
  }
  if (joints === 3) return size <= 12;
  return hex < 11 && (hex < 6 || joints < 4);
}

/**
 * Walks once through a text, a stretch at a time, and reports what is or looks like a MAC. Its time depends on the
 * length of the text only.
 */
export class Scanner {
  readonly #text: string;
  readonly #found: (find: Find, spot: Spot) => void;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  #lineFilled = false;
  #filledLines = 0;

  /** The run that a step ended in. */
  #open: Run | null = null;

  /** The row: runs of 2, 4 or 6 hexadecimal digits each, with spaces between them. */
  #rowStart = 0;
  #rowEnd = 0;
  #rowSize = 0;
  #rowCount = 0;

  constructor(text: string, found: (find: Find, spot: Spot) => void) {
    this.#text = text;
    this.#found = found;
  }

  /** Characters walked through. */
  get position(): number {
    return this.#at;
  }

  /** Lines that were begun; a line break at the very end begins none. */
  get lines(): number {
    return this.#lineStart === this.#at ? this.#line - 1 : this.#line;
  }

  /** Lines with more on them than spaces. */
  get filledLines(): number {
    return this.#filledLines + Number(this.#lineFilled);
  }

  /** Walks on through that many characters. Returns whether the end is reached. */
  walk(characters: number): boolean {
    const text = this.#text;
    const to = Math.min(text.length, this.#at + characters);
    let at = this.#open ? this.#walkRun(this.#at, to, this.#open) : this.#at;
    while (at < to) {
      const code = text.charCodeAt(at);
      const kind = kindOf(code);
      if (kind <= kinds.letter) {
        this.#lineFilled = true;
        at = this.#walkRun(at, to, null);
        continue;
      }
      if (kind !== kinds.space) this.#passBetween(kind, at, code);
      at += 1;
    }
    this.#at = at;
    if (at < text.length) return false;
    if (this.#open) this.#endRun(this.#open);
    this.#open = null;
    this.#endRow();
    return true;
  }

  /** Walks to the end of the run that begins here or was begun, or as far as `to`. Returns where it stopped. */
  #walkRun(start: number, to: number, begun: Run | null): number {
    const text = this.#text;
    let at = start;
    let end = begun ? begun.to : start;
    let hex = begun ? begun.hex : 0;
    let letters = begun ? begun.letters : 0;
    let joints = begun ? begun.joints : 0;
    let trailing = begun ? begun.trailing : 0;
    let codes = begun ? begun.codes : 0;
    let escaped = begun ? begun.escaped : false;
    for (; at < to; at += 1) {
      const code = text.charCodeAt(at);
      const kind = kindOf(code);
      if (kind > kinds.invisible) {
        const length = escapedColonAt(text, at);
        if (length === 0) break;
        escaped = true;
        trailing += 1;
        at += length - 1;
        continue;
      }
      codes |= code;
      if (kind <= kinds.letter) {
        if (kind === kinds.hex) hex += 1;
        else letters += 1;
        joints += trailing;
        trailing = 0;
        end = at + 1;
      } else if (kind === kinds.joint) trailing += 1;
    }
    const done = at < to;
    this.#open = null;
    if (done && isWord(hex, letters, joints)) this.#endRow();
    else {
      const from = begun ? begun.from : start;
      const run: Run = { from, to: end, hex, letters, joints, trailing, codes, escaped };
      if (done) this.#endRun(run);
      else this.#open = run;
    }
    return at;
  }

  /** A character between runs that is no space. */
  #passBetween(kind: number, at: number, code: number): void {
    if (kind === kinds.invisible) return;
    this.#endRow();
    if (kind === kinds.newline) this.#newline(at, code);
    else this.#lineFilled = true;
    if (kind === kinds.plus) this.#plus(at);
  }

  #endRun(run: Run): void {
    if (this.#extendRow(run)) return;
    this.#endRow();
    const { from, to, escaped } = run;
    if (to - from > longestRun || isWord(run.hex, run.letters, run.joints)) return;
    const slice = this.#text.slice(from, to);
    const bare = escaped ? unescapeColons(slice) : slice;
    const around = this.#around(from, to, escaped);
    for (const find of readRun(run.codes > 127 ? plain(bare) : bare, around)) {
      const at = from + Math.max(0, slice.indexOf(find.text));
      this.#report(find, at, Math.min(to, at + find.text.length));
    }
  }

  /** Takes the run into the row of equally long ones if it may be a part of a MAC. */
  #extendRow({ from, to, hex, letters, joints, trailing }: Run): boolean {
    const size = hex + letters;
    if (joints > 0 || (size !== 2 && size !== 4 && size !== 6)) return false;
    if (letters > 0 && !(size === 2 && /\d/.test(this.#text.slice(from, to)))) return false;
    if (this.#rowCount > 0 && this.#rowSize !== size) this.#endRow();
    if (this.#rowCount === 0) {
      this.#rowStart = from;
      this.#rowSize = size;
    }
    this.#rowCount += 1;
    this.#rowEnd = to;
    if (trailing > 0) this.#endRow();
    return true;
  }

  #endRow(): void {
    const digits = this.#rowCount * this.#rowSize;
    const from = this.#rowStart;
    const to = this.#rowEnd;
    this.#rowCount = 0;
    if (digits < 10 || digits > 14 || to - from > longestRow) return;
    const find = readSpaced(plain(this.#text.slice(from, to)), this.#around(from, to));
    if (find) this.#report(find, from, to);
  }

  #newline(at: number, code: number): void {
    this.#lineStart = at + 1;
    if (code === 0x0a && this.#text.charCodeAt(at - 1) === 0x0d) return;
    this.#line += 1;
    if (this.#lineFilled) this.#filledLines += 1;
    this.#lineFilled = false;
  }

  /** A plus sign: perhaps the one in a spreadsheet's `8.05E+11`. */
  #plus(at: number): void {
    const letter = this.#text.charAt(at - 1);
    if (letter !== 'E' && letter !== 'e') return;
    const exponent = /^\d{2,3}(?![0-9a-z])/i.exec(this.#text.slice(at + 1, at + 5))?.[0];
    if (!exponent) return;
    const from = Math.max(this.#lineStart, at - reach);
    const to = at + 1 + exponent.length;
    const find = readSpreadsheetNumber(this.#text.slice(from, to));
    if (find) this.#report(find, to - find.text.length, to);
  }

  #around(from: number, to: number, escaped = false): Surroundings {
    const before = this.#text.slice(Math.max(this.#lineStart, from - reach), from);
    const after = this.#text.slice(to, to + 8);
    return escaped ? { before: unescapeColons(before), after: unescapeColons(after) } : { before, after };
  }

  #report(find: Find, from: number, to: number): void {
    this.#found(find, { line: this.#line, lineStart: this.#lineStart, from, to });
  }
}
