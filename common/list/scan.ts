import { plain } from '../mac.ts';
import { kindOf, kinds } from './characters.ts';
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
  /** How many of its characters are hexadecimal digits, other letters or digits, and joints. */
  #hex = 0;
  #letters = 0;
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
    if (this.#start >= 0) at = this.#walkRun(at, to);
    while (at < to) {
      const code = text.charCodeAt(at);
      const kind = kindOf(code);
      if (kind <= kinds.letter) {
        this.#beginRun(at);
        at = this.#walkRun(at, to);
        continue;
      }
      if (kind !== kinds.space) this.#passBetween(kind, at, code);
      at += 1;
    }
    this.#at = at;
    if (at < text.length) return false;
    if (this.#start >= 0) this.#endRun();
    this.#endRow();
    return true;
  }

  #beginRun(at: number): void {
    this.#start = at;
    this.#hex = 0;
    this.#letters = 0;
    this.#joints = 0;
    this.#odd = false;
    this.#lineFilled = true;
  }

  /** Walks to the end of the run, or as far as `to`. Returns where it stopped. */
  #walkRun(from: number, to: number): number {
    const text = this.#text;
    let [at, end, codes] = [from, this.#end, 0];
    let [hex, letters, joints] = [this.#hex, this.#letters, this.#joints];
    let kind = 0;
    for (; at < to; at += 1) {
      const code = text.charCodeAt(at);
      kind = kindOf(code);
      if (kind > kinds.invisible) break;
      codes |= code;
      if (kind <= kinds.letter) {
        if (kind === kinds.hex) hex += 1;
        else letters += 1;
        end = at + 1;
      } else if (kind === kinds.joint) joints += 1;
    }
    this.#end = end;
    this.#hex = hex;
    this.#letters = letters;
    this.#joints = joints;
    if (codes > 127) this.#odd = true;
    if (at < to) this.#endRun();
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

  #endRun(): void {
    const from = this.#start;
    const to = this.#end;
    this.#start = -1;
    if (this.#joints === 0 && this.#extendRow(from, to)) return;
    this.#endRow();
    if (to - from > longestRun || !this.#isWorthReading()) return;
    const slice = this.#text.slice(from, to);
    const run = this.#odd ? plain(slice) : slice;
    for (const find of readRun(run, this.#around(from, to))) {
      const at = from + Math.max(0, slice.indexOf(find.text));
      this.#report(find, at, Math.min(to, at + find.text.length));
    }
  }

  /** Passes over words, dates, times and most IP addresses by mere counting. */
  #isWorthReading(): boolean {
    const [hex, joints] = [this.#hex, this.#joints];
    if (joints === 0) return hex >= 9 && hex + this.#letters >= 11;
    if (joints === 3) return hex + this.#letters > 12;
    return hex >= 11 || (hex >= 6 && joints > 3);
  }

  /** Takes the run into the row of equally long ones if it may be a part of a MAC. */
  #extendRow(from: number, to: number): boolean {
    const size = this.#hex + this.#letters;
    if (size !== 2 && size !== 4 && size !== 6) return false;
    if (this.#letters > 0 && !(size === 2 && /\d/.test(plain(this.#text.slice(from, to))))) return false;
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
