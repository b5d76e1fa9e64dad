import { plain } from '../mac.ts';
import { kindOf, kinds } from './characters.ts';
import { type Find, readRun, readSpaced, readSpreadsheetNumber, type Surroundings } from './spelling.ts';

/** Longer ones are no MAC, whatever they hold. */
const longestRun = 10_000;
/** How much of the line around a run is looked at. */
const reach = 24;

/** Where something was found: the line (from 1) and the offsets of its text. */
export interface Spot {
  line: number;
  lineStart: number;
  from: number;
  to: number;
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

  /** The run: letters, digits and joints without a space; -1 between runs. */
  #start = -1;
  #end = 0;
  #hex = 0;
  #joints = 0;
  #odd = false;

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
    let at = this.#at;
    for (; at < to; at += 1) {
      const code = text.charCodeAt(at);
      const kind = kindOf(code);
      if (kind <= kinds.letter) {
        if (this.#start < 0) this.#begin(at);
        if (kind === kinds.hex) this.#hex += 1;
        this.#end = at + 1;
      } else if (kind === kinds.joint) {
        this.#joints += 1;
        if (this.#start < 0) {
          this.#endRow();
          this.#lineFilled = true;
        }
      } else if (kind !== kinds.invisible) {
        if (this.#start >= 0) this.#endRun();
        if (kind === kinds.space) continue;
        this.#endRow();
        if (kind === kinds.newline) this.#newline(at, code);
        else {
          this.#lineFilled = true;
          if (kind === kinds.plus) this.#plus(at);
        }
      }
      if (code > 127) this.#odd = true;
    }
    this.#at = at;
    if (at < text.length) return false;
    if (this.#start >= 0) this.#endRun();
    this.#endRow();
    return true;
  }

  #begin(at: number): void {
    this.#start = at;
    this.#hex = 0;
    this.#joints = 0;
    this.#odd = false;
    this.#lineFilled = true;
  }

  #endRun(): void {
    const from = this.#start;
    const to = this.#end;
    this.#start = -1;
    const length = to - from;
    if (this.#joints === 0 && (length === 2 || length === 4 || length === 6) && this.#extendRow(from, to))
      return;
    this.#endRow();
    if (length > longestRun || !this.#isWorthReading(length)) return;
    const text = this.#text.slice(from, to);
    const around = this.#around(from, to);
    for (const find of this.#odd ? readRun(plain(text), around) : readRun(text, around))
      this.#report(find, from, to);
  }

  /** Passes over words, dates, times and most IP addresses by mere counting. */
  #isWorthReading(length: number): boolean {
    if (this.#joints === 0) return this.#hex >= 9 && length >= 11;
    if (this.#joints === 3) return this.#hex >= 11 && length > 15;
    return this.#hex >= 11 || (this.#hex >= 6 && this.#joints > 3);
  }

  /** Takes the run into the row of equally long ones if it may be a part of a MAC. */
  #extendRow(from: number, to: number): boolean {
    const size = to - from;
    const first = this.#text.charCodeAt(from);
    const digitIn = first < 58 || this.#text.charCodeAt(from + 1) < 58;
    if (this.#hex < size && !(size === 2 && this.#hex === 1 && digitIn)) return false;
    if (this.#rowCount > 0 && this.#rowSize !== size) this.#endRow();
    if (this.#rowCount === 0) {
      this.#rowStart = from;
      this.#rowSize = size;
    }
    this.#rowCount += 1;
    this.#rowEnd = to;
    return true;
  }

  #endRow(): void {
    const digits = this.#rowCount * this.#rowSize;
    const from = this.#rowStart;
    const to = this.#rowEnd;
    this.#rowCount = 0;
    if (digits < 10 || digits > 14 || to - from > 40) return;
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

  #around(from: number, to: number): Surroundings {
    return {
      before: this.#text.slice(Math.max(this.#lineStart, from - reach), from),
      after: this.#text.slice(to, to + 4),
    };
  }

  #report(find: Find, from: number, to: number): void {
    this.#found(find, { line: this.#line, lineStart: this.#lineStart, from, to });
  }
}
