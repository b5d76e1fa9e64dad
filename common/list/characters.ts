import { plain } from '../mac.ts';

/** What a character means when looking for MACs; those up to `invisible` can be part of one. */
export const kinds = {
  digit: 1,
  /** A to F. */
  hexLetter: 2,
  letter: 3,
  separator: 4,
  invisible: 5,
  space: 6,
  newline: 7,
  plus: 8,
  other: 9,
} as const;

/** The kind of each UTF-16 code unit; 0 if it was not computed yet. */
const known = new Uint8Array(65_536);
/**
 * What each code unit that can be part of a run adds to its counts, which are packed into one number: digits, A to F,
 * other letters and separators, eight bits each, the lowest first. `notMet` if it was not computed yet.
 */
const weights = new Int32Array(65_536);
/** The weight of a code unit that ends a run. */
export const endsRun = -1;
const notMet = -2;
/** The maximum number of characters that can be counted in one number. */
export const maxPacked = 120;
const weightOfKind = new Map<number, number>([
  [kinds.digit, 1],
  [kinds.hexLetter, 1 << 8],
  [kinds.letter, 1 << 16],
  [kinds.separator, 1 << 24],
  [kinds.invisible, 0],
]);

weights.fill(notMet);
for (let code = 0; code < 128; code += 1) setKind(code, asciiKind(String.fromCharCode(code)));
for (const code of [0x2028, 0x2029]) setKind(code, kinds.newline);

/** The kind of a UTF-16 code unit; full-width and similar ones count as what they stand for. */
export function kindOf(code: number): number {
  const kind = known[code] as number;
  return kind === 0 ? meet(code) : kind;
}

/** What a UTF-16 code unit adds to the counts of a run; `endsRun` if it can't be part of one. */
export function weightOf(code: number): number {
  const weight = weights[code] as number;
  if (weight !== notMet) return weight;
  meet(code);
  return weights[code] as number;
}

function setKind(code: number, kind: number): void {
  known[code] = kind;
  weights[code] = weightOfKind.get(kind) ?? endsRun;
}

/** A colon as access logs (`%3A`) and `nmcli -t` (`\:`) write it. */
const escapedColons = /%3a|\\:/gi;
/** A line break or a tab as JSON and logs write it; a character other than a digit or letter as URLs write it. */
const escapes = /\\[nrt]|%(?:0[9ad]|2[0-9a-f]|3[a-f]|40|5[b-f]|60|7[b-e])/iy;
/** What follows the escape character in a terminal's colour codes. */
const terminalCode = /\[[\d;?]{0,20}[a-z]/iy;
const [escapeCode, percent, backslash, three, colon] = [27, 37, 92, 51, 58];

/** The length of an escaped colon at this position; 0 if there is none. */
export function escapedColonAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === backslash) return text.charCodeAt(at + 1) === colon ? 2 : 0;
  if (code !== percent || text.charCodeAt(at + 1) !== three) return 0;
  return text.charAt(at + 2).toUpperCase() === 'A' ? 3 : 0;
}

/** The length of an escape at this position that is not a colon; its letters and digits are not part of the text. */
export function escapeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === escapeCode) {
    terminalCode.lastIndex = at + 1;
    return terminalCode.test(text) ? terminalCode.lastIndex - at : 0;
  }
  if (code !== backslash && code !== percent) return 0;
  escapes.lastIndex = at;
  return escapes.test(text) ? escapes.lastIndex - at : 0;
}

/** The text with its escaped colons and plus signs as plain ones. */
export function unescaped(text: string): string {
  return text.replace(escapedColons, ':').replace(/%2b/gi, '+');
}

function meet(code: number): number {
  const character = plain(String.fromCharCode(code));
  const kind =
    character === ''
      ? kinds.invisible
      : /^\s+$/.test(character)
        ? kinds.space
        : /^[\0-\x7f]$/.test(character)
          ? asciiKind(character)
          : kinds.other;
  setKind(code, kind);
  return kind;
}

function asciiKind(character: string): number {
  if (/\d/.test(character)) return kinds.digit;
  if (/[a-f]/i.test(character)) return kinds.hexLetter;
  if (/[g-z]/i.test(character)) return kinds.letter;
  if (/[:.\-_]/.test(character)) return kinds.separator;
  if (/[\r\n]/.test(character)) return kinds.newline;
  if (/\s/.test(character)) return kinds.space;
  return character === '+' ? kinds.plus : kinds.other;
}
