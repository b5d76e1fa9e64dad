import { plain } from '../mac.ts';
import { symbologyAt } from './barcode.ts';
import { type BrokenMac, brokenAtSeparator, brokenAtSpace, mayContinue } from './broken.ts';
import {
  endsRun,
  escapeAt,
  escapedColonAt,
  kindOf,
  kinds,
  maxPacked,
  unescaped,
  weightOf,
} from './characters.ts';
import { askAbout, type Find, findOf, isLabelled, type Surroundings, verdictOf } from './find.ts';
import { areNumbers } from './numbers.ts';
import { plainDigits } from './plain.ts';
import { readRow, readSpreadsheetNumber, readUnevenRow } from './row.ts';
import {
  breaksLine,
  cannotBeMac,
  endOfRun,
  isIpv4Run,
  isTimestamp,
  isUuid,
  type Run,
  separatorsIn,
} from './run.ts';
import { readRun } from './spelling.ts';

/** Longer runs are not MACs, whatever they contain. */
const maxRunLength = 10_000;
/** Includes the spaces and invisible characters in it. */
const maxRowLength = 100;
/** Enough for a MAC and a few numbers beside it. */
const maxRowDigits = 18;
/** The longest groups of a row. */
const maxRowGroup = 6;
/**
 * What can separate the runs of a row, the tightest first; a tab stands for anything wider than one space. `:` and the
 * like have spaces beside them: without, they are part of a run.
 */
const gaps = ' /,;:-._\t';
/** A gap that may as well separate two parts of a line as the groups of a MAC. */
const looseGap = /\S\s|\s\S|;/;
/** How much of the line around a run is examined. */
const reach = 24;

/** A label after a MAC: `00-0B-82-10-1E-EF_MAC:`. */
const holdsMac = /[0-9a-f]{2}(?:[:._-]?[0-9a-f]{2}){5}/i;

/** The maximum number of line numbers without a find that are kept. */
export const maxNoteLines = 1000;

const [comma, slash, colon, semicolon, bracket] = [44, 47, 58, 59, 93];

/** Where something was found: the line (counted from 1) and the offsets of its text. */
export interface Spot {
  line: number;
  lineStart: number;
  from: number;
  to: number;
}

/**
 * Scans a text once, in steps, and reports everything that is or resembles a MAC. The time depends only on the length
 * of the text.
 */
export class Scanner {
  readonly #text: string;
  readonly #found: (find: Find, spot: Spot) => void;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  #lineFilled = false;
  /** The last line with a find. */
  #foundLine = 0;
  #notes = 0;
  readonly #noteLines: number[] = [];

  /** The last run; reused, because there are many. */
  readonly #run: Run = {
    from: 0,
    to: 0,
    digits: 0,
    hexLetters: 0,
    letters: 0,
    separators: 0,
    trailing: 0,
    codes: 0,
    escaped: false,
  };
  /** Whether a step ended within the run. */
  #isOpen = false;

  /** The row: runs of 2, 3, 4 or 6 hexadecimal digits each, equally long and with equal gaps between them. */
  #rowFrom = 0;
  #rowTo = 0;
  #rowSize = 0;
  #rowCount = 0;
  /** The index of its gap in `gaps`. */
  #rowGap = 0;
  /** Its last run, and the end of the one before. */
  #lastFrom = 0;
  #beforeLastTo = 0;

  /** The adjacent rows of one group size, taken together. */
  #rowsFrom = 0;
  #rowsCount = 0;
  #rowsFound = false;

  constructor(text: string, found: (find: Find, spot: Spot) => void) {
    this.#text = text;
    this.#found = found;
  }

  /** The number of characters scanned. */
  get position(): number {
    return this.#at;
  }

  /** The number of lines begun; a line break at the very end begins none. */
  get lines(): number {
    return this.#lineStart === this.#at ? this.#line - 1 : this.#line;
  }

  /** How many lines have text but no find. */
  get notes(): number {
    return this.#notes + Number(this.#isNote);
  }

  /** The first of them. */
  get noteLines(): number[] {
    const open = this.#isNote && this.#notes < maxNoteLines;
    return open ? [...this.#noteLines, this.#line] : this.#noteLines;
  }

  /** Scans that many more characters. Returns whether the end is reached. */
  walk(characters: number): boolean {
    const text = this.#text;
    const to = Math.min(text.length, this.#at + characters);
    let at = this.#isOpen ? this.#walkRun(this.#at, to) : this.#at;
    while (at < to) {
      const code = text.charCodeAt(at);
      const kind = kindOf(code);
      if (kind <= kinds.letter) {
        this.#lineFilled = true;
        at = this.#walkRun(at, to);
        continue;
      }
      at += kind === kinds.space ? 1 : this.#passBetween(kind, at, code);
    }
    this.#at = at;
    if (at < text.length) return false;
    if (this.#isOpen) this.#endOpenRun();
    this.#isOpen = false;
    this.#endRow();
    return true;
  }

  /** Scans to the end of the run that begins here or was begun, but no further than `to`. Returns where it stopped. */
  #walkRun(start: number, to: number): number {
    const text = this.#text;
    const run = this.#run;
    const begun = this.#isOpen ? run : null;
    let at = start;
    let digits = begun ? begun.digits : 0;
    let hexLetters = begun ? begun.hexLetters : 0;
    let letters = begun ? begun.letters : 0;
    let separators = begun ? begun.separators : 0;
    let codes = begun ? begun.codes : 0;
    let escaped = begun ? begun.escaped : false;
    for (let goesOn = true; goesOn; ) {
      const stop = Math.min(to, at + maxPacked);
      let counts = 0;
      let weight = 0;
      while (at < stop) {
        const code = text.charCodeAt(at);
        weight = weightOf(code);
        if (weight === endsRun) break;
        counts += weight;
        codes |= code;
        at += 1;
      }
      digits += counts & 0xff;
      hexLetters += (counts >> 8) & 0xff;
      letters += (counts >> 16) & 0xff;
      separators += counts >> 24;
      goesOn = at < to;
      if (weight !== endsRun) continue;
      const length = escapedColonAt(text, at);
      if (length === 0) break;
      escaped = true;
      separators += 1;
      at += length;
    }
    const from = begun ? begun.from : start;
    run.from = from;
    run.to = at;
    run.digits = digits;
    run.hexLetters = hexLetters;
    run.letters = letters;
    run.separators = separators;
    run.codes = codes;
    run.escaped = escaped;
    this.#isOpen = at >= to;
    if (this.#isOpen) return at;

    const last = text.charCodeAt(at - 1);
    const end = kindOf(last) <= kinds.letter && !escaped ? at : endOfRun(text, from, at, escaped);
    const trailing = end === at ? 0 : separatorsIn(text, end, at);
    separators -= trailing;
    if (trailing > 0 && breaksLine(text, at)) {
      const broken = brokenAtSeparator(text, this.#lineStart, at);
      if (broken) this.#endRow();
      const goneOn = this.#goOn(broken, at);
      if (goneOn > at) return goneOn;
    }
    if (separators > 0 && letters > 0 && this.#beginAfterLabel(from, end)) return at;
    if (cannotBeMac(digits, hexLetters, letters, separators)) this.#endRow();
    else {
      run.to = end;
      run.separators = separators;
      run.trailing = trailing;
      this.#endRun(run);
    }
    return at;
  }

  /** Ends a run at the end of the text. */
  #endOpenRun(): void {
    const run = this.#run;
    const to = endOfRun(this.#text, run.from, run.to, run.escaped);
    run.trailing = separatorsIn(this.#text, to, run.to);
    run.separators -= run.trailing;
    run.to = to;
    this.#endRun(run);
  }

  /** Handles a character between runs other than a space. Returns its length, or that of the escape it begins. */
  #passBetween(kind: number, at: number, code: number): number {
    if (kind === kinds.invisible) return 1;
    if (kind === kinds.newline && this.#rowCount > 1 && this.#rowGap === 0) {
      const goneOn = this.#goOnRow(at);
      if (goneOn > at) return goneOn - at;
    }
    if (kind !== kinds.separator && code !== slash && code !== comma && code !== semicolon) this.#endRow();
    if (kind === kinds.newline) this.#newline(at, code);
    else this.#lineFilled = true;
    if (kind === kinds.plus) this.#plus(at);
    if (kind !== kinds.other) return 1;
    return (code === bracket ? symbologyAt(this.#text, at) : escapeAt(this.#text, at)) || 1;
  }

  /** Joins a row that ends with its line and the one on the next line. Returns where it ends. */
  #goOnRow(newline: number): number {
    const broken = brokenAtSpace(this.#text, this.#rowFrom, this.#rowTo);
    return this.#rowsCount === this.#rowCount ? this.#goOn(broken, newline) : newline;
  }

  /** Reports a MAC that continues on the next line. Returns where it ends; `at` if there is none. */
  #goOn(broken: BrokenMac | null, at: number): number {
    if (!broken) return at;
    const { groups, text, from, to } = broken;
    const around = this.#around(from, to);
    const isDecimal = !/[a-f]/i.test(text);
    const spaced = text.includes(' ');
    const sure = (!spaced && (!isDecimal || text.includes(':'))) || isLabelled(around.before);
    // Columns of extensions are more likely than a MAC that is broken between groups of three.
    const areOther = groups[0]?.length === 3 || areNumbers(groups, around.before, around.after);
    if (!sure && spaced && isDecimal && areOther) return at;
    const find = sure ? verdictOf(groups, text) : askAbout(groups, text, around);
    if (!find?.verdict.ok) return at;
    this.#dropRow();
    this.#report(find, from, to);
    for (let each = at; each < to; each += 1) {
      const code = this.#text.charCodeAt(each);
      if (kindOf(code) === kinds.newline) this.#newline(each, code);
    }
    // A part of it is on the next line.
    this.#foundLine = this.#line;
    this.#lineFilled = true;
    return to;
  }

  #endRun(run: Run): void {
    if (this.#extendRow(run)) return;
    this.#endRow();
    const { from, to, escaped } = run;
    if (to - from > maxRunLength || cannotBeMac(run.digits, run.hexLetters, run.letters, run.separators))
      return;
    if (run.letters === 0 && run.codes < 128 && !escaped && run.digits + run.hexLetters === 12) {
      const plainly = plainDigits(this.#text, from, to, run.hexLetters, this.#lineStart);
      if (plainly !== null) {
        this.#report(findOf(plainly, this.#text.slice(from, to)), from, to);
        return;
      }
    }
    if (isIpv4Run(this.#text, run) || isTimestamp(this.#text, run) || isUuid(this.#text, run)) return;
    const slice = this.#text.slice(from, to);
    const bare = escaped ? unescaped(slice) : slice;
    const around = this.#around(from, to, escaped);
    for (const find of readRun(run.codes > 127 ? plain(bare) : bare, around)) {
      const at = from + Math.max(0, slice.indexOf(find.text));
      this.#report(find, at, Math.min(to, at + find.text.length));
    }
  }

  /** Begins a row with the digits at the end of a run that is otherwise a label: `MAC:00 0B 82 …`. */
  #beginAfterLabel(from: number, to: number): boolean {
    const text = this.#text;
    let digits = 0;
    let at = to;
    for (; at > from && to - at <= maxRowGroup; at -= 1) {
      const kind = kindOf(text.charCodeAt(at - 1));
      if (kind > kinds.hexLetter) break;
      digits += Number(kind === kinds.digit);
    }
    const size = to - at;
    if (size < 2 || text.charCodeAt(at - 1) !== colon || at - from > reach) return false;
    const label = text.slice(from, at);
    if (!isLabelled(label) || holdsMac.test(label)) return false;
    this.#endRow();
    const group = { from: at, to, digits, hexLetters: size - digits, letters: 0, separators: 0 };
    return this.#extendRow({ ...this.#run, ...group });
  }

  /** Adds the run to the row of equally long ones if it may be part of a MAC. */
  #extendRow({ from, to, digits, hexLetters, letters, separators }: Run): boolean {
    const size = digits + hexLetters + letters;
    if (separators > 0 || (size !== 2 && size !== 3 && size !== 4 && size !== 6)) return false;
    if (letters > 0 && !(size === 2 && digits > 0)) return false;
    const gap = this.#rowCount > 0 ? this.#gapBefore(from) : -1;
    if (gap === -1 || this.#rowSize !== size) {
      this.#endRow();
      this.#rowsFrom = from;
      this.#rowSize = size;
    } else if (this.#rowCount === 1) this.#rowGap = gap;
    else if (gap !== this.#rowGap) this.#changeGap(gap);
    if (this.#rowCount === 0) this.#rowFrom = from;
    this.#beforeLastTo = this.#rowTo;
    this.#lastFrom = from;
    this.#rowTo = to;
    this.#rowCount += 1;
    this.#rowsCount += 1;
    return true;
  }

  /** The index of the gap between the row and a run; -1 if a row can't have such a gap. */
  #gapBefore(from: number): number {
    const gap = plain(this.#text.slice(this.#rowTo, from));
    if (gap.length === 1) return gaps.indexOf(gap);
    const joint = gap.trim();
    return joint === '' ? gaps.indexOf('\t') : joint.length === 1 ? gaps.indexOf(joint) : -1;
  }

  /**
   * Ends the row where its gap changes. Its last run is left to the next row if the gap there is tighter
   * (`10,00 0B 82`), or if the row has no use for it (`12: 00\t0B\t82`).
   */
  #changeGap(gap: number): void {
    const to = this.#rowTo;
    if (gap < this.#rowGap && !this.#isWhole()) {
      this.#rowCount -= 1;
      this.#rowTo = this.#beforeLastTo;
      this.#readRow();
    } else {
      const isLoose = looseGap.test(this.#text.slice(this.#beforeLastTo, this.#lastFrom));
      if (this.#readRow() || !isLoose) return;
    }
    this.#rowFrom = this.#lastFrom;
    this.#rowTo = to;
    this.#rowCount = 1;
    this.#rowGap = gap;
  }

  /** Whether the row is certainly a MAC as it is. */
  #isWhole(): boolean {
    if (this.#rowCount * this.#rowSize !== 12) return false;
    const [from, to] = [this.#rowFrom, this.#rowTo];
    const [find] = readRow(plain(this.#text.slice(from, to)), this.#around(from, to));
    return find?.verdict.ok === true && !find.ambiguous;
  }

  /** Ends the row and the rows joined with it. */
  #endRow(): void {
    if (this.#rowsCount === 0) return;
    const several = this.#rowsCount > this.#rowCount;
    this.#readRow();
    const digits = this.#rowsCount * this.#rowSize;
    const from = this.#rowsFrom;
    const to = this.#rowTo;
    if (several && !this.#rowsFound && digits === 12 && to - from <= maxRowLength)
      this.#report(readUnevenRow(plain(this.#text.slice(from, to))), from, to);
    this.#dropRow();
  }

  #dropRow(): void {
    this.#rowCount = 0;
    this.#rowsCount = 0;
    this.#rowsFound = false;
  }

  /** Reads the row, and begins the next. Returns whether anything was found. */
  #readRow(): boolean {
    const digits = this.#rowCount * this.#rowSize;
    const from = this.#rowFrom;
    const to = this.#rowTo;
    this.#rowCount = 0;
    const mayBeSeveral = digits <= maxRowLength && digits % 12 === 0;
    if (digits < 10 || (digits > maxRowDigits && !mayBeSeveral) || to - from > maxRowLength) return false;
    const text = plain(this.#text.slice(from, to));
    const finds = readRow(text, this.#around(from, to));
    this.#rowsFound ||= finds.length > 0;
    for (const find of finds) {
      const at = from + Math.max(0, text.indexOf(find.text));
      this.#report(find, at, Math.min(to, at + find.text.length));
    }
    return finds.length > 0;
  }

  #newline(at: number, code: number): void {
    this.#lineStart = at + 1;
    if (code === 0x0a && this.#text.charCodeAt(at - 1) === 0x0d) return;
    if (this.#isNote) {
      this.#notes += 1;
      if (this.#notes <= maxNoteLines) this.#noteLines.push(this.#line);
    }
    this.#line += 1;
    this.#lineFilled = false;
  }

  /** Whether the line so far has text but no find. */
  get #isNote(): boolean {
    return this.#lineFilled && this.#foundLine !== this.#line;
  }

  /** Handles a plus sign: it may be the one in a spreadsheet's `8.05E+11`. */
  #plus(at: number): void {
    const letter = this.#text.charAt(at - 1);
    if (letter !== 'E' && letter !== 'e') return;
    const exponent = /^\d{2,3}(?![0-9a-z])/i.exec(this.#text.slice(at + 1, at + 5))?.[0];
    if (!exponent) return;
    const from = Math.max(this.#lineStart, at - reach);
    const to = at + 1 + exponent.length;
    const find = readSpreadsheetNumber(this.#text.slice(from, to));
    this.#report(find, to - (find?.text.length ?? 0), to);
  }

  #around(from: number, to: number, escaped = false): Surroundings {
    const before = this.#text.slice(Math.max(this.#lineStart, from - reach), from);
    const after = this.#text.slice(to, to + 8);
    if (!escaped && before.at(-3) !== '%') return { before, after };
    return { before: unescaped(before), after: unescaped(after) };
  }

  #report(find: Find | null, from: number, to: number): void {
    if (!find) return;
    this.#foundLine = this.#line;
    const isSure = find.verdict.ok && !find.ambiguous;
    if (isSure && mayContinue(this.#text, this.#lineStart, from)) find.ambiguous = true;
    this.#found(find, { line: this.#line, lineStart: this.#lineStart, from, to });
  }
}
