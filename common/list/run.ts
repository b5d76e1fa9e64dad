import { escapedColonAt, kindOf, kinds } from './characters.ts';
import { maxPieceLength } from './spelling.ts';

/** With microseconds: `2024-01-15T10:30:00.000000Z`. */
const maxTimestampLength = 27;
const [dash, zero, colon] = [45, 48, 58];

/** Letters, digits and separators that stand together without a space. */
export interface Run {
  from: number;
  to: number;
  /** How many of its characters are digits, A to F, other letters, and separators. */
  digits: number;
  hexLetters: number;
  letters: number;
  separators: number;
  /**
   * Separators after its last letter or digit, which do not belong to it; counted in `separators` until the run ends.
   */
  trailing: number;
  /** All its code units combined by OR: above 127 if any of them is. */
  codes: number;
  /** Whether it has an escaped colon. */
  escaped: boolean;
}

/** Whether the counts alone rule out that a run is, or is part of, a MAC; true for most words, dates and IP addresses. */
export function cannotBeMac(
  digits: number,
  hexLetters: number,
  letters: number,
  separators: number,
): boolean {
  const hex = digits + hexLetters;
  const size = hex + letters;
  if (separators === 0) {
    // A group of a MAC: 2, 3, 4 or 6 digits, of two perhaps one mistyped.
    const group = size === 2 ? hex > 0 : letters === 0 && (size === 3 || size === 4 || size === 6);
    // Otherwise a whole one: at most one character short, at most three letters that it can't have.
    return !group && (size < 11 || hex < 9 || size > maxPieceLength);
  }
  // Four groups: too short, as most IPv4 addresses are.
  if (separators === 3) return size < 12;
  // At most one digit short, or without the leading zeros of its groups.
  return hex < 11 && (hex < 6 || separators < 4);
}

/**
 * Whether it is an ISO 8601 timestamp as in logs, such as `2024-01-15T10:30:00.000Z`. Only a shortcut: logs have many,
 * and none contains a MAC.
 */
export function isTimestamp(text: string, { from, to, letters, separators }: Run): boolean {
  return (
    separators > 3 &&
    letters > 0 &&
    to - from <= maxTimestampLength &&
    text.charCodeAt(from + 4) === dash &&
    text.charCodeAt(from + 7) === dash &&
    text.charAt(from + 10) === 'T' &&
    text.charCodeAt(from + 13) === colon
  );
}

/** Whether it is an IPv4 address of four times three digits. Only a shortcut: logs have many. */
export function isIpv4Run(text: string, { from, to, digits, separators }: Run): boolean {
  if (separators !== 3 || digits !== 12 || to - from !== 15) return false;
  const first = numberAt(text, from);
  return (
    first > 0 &&
    first < 256 &&
    numberAt(text, from + 4) < 256 &&
    numberAt(text, from + 8) < 256 &&
    numberAt(text, from + 12) < 256
  );
}

/** The value of three digits; not a number below 1000 if they are none. */
function numberAt(text: string, at: number): number {
  const digit = (index: number): number => {
    const value = text.charCodeAt(at + index) - zero;
    return value >= 0 && value < 10 ? value : 1000;
  };
  return digit(0) * 100 + digit(1) * 10 + digit(2);
}

/** Whether a run is a UUID, whose last group is as long as a MAC. */
export function isUuid(text: string, { from, to, digits, hexLetters, separators }: Run): boolean {
  return (
    to - from === 36 &&
    separators === 4 &&
    digits + hexLetters === 32 &&
    [8, 13, 18, 23].every((at) => text.charCodeAt(from + at) === dash)
  );
}

/** The end of the last letter or digit in a run that was scanned up to `to`. */
export function endOfRun(text: string, from: number, to: number, escaped: boolean): number {
  let end = to;
  while (end > from) {
    if (escaped && escapedColonAt(text, end - 3) === 3) end -= 3;
    else if (escaped && escapedColonAt(text, end - 2) === 2) end -= 2;
    else if (kindOf(text.charCodeAt(end - 1)) > kinds.letter) end -= 1;
    else break;
  }
  return end;
}

/** The number of separators, each escaped one counted once. */
export function separatorsIn(text: string, from: number, to: number): number {
  let separators = 0;
  for (let at = from; at < to; ) {
    const escaped = escapedColonAt(text, at);
    if (escaped > 0 || kindOf(text.charCodeAt(at)) === kinds.separator) separators += 1;
    at += escaped || 1;
  }
  return separators;
}

/** Whether a line break follows, after spaces at most. The end of the text does not count: no MAC continues there. */
export function breaksLine(text: string, at: number): boolean {
  let end = at;
  while (kindOf(text.charCodeAt(end)) === kinds.space) end += 1;
  return kindOf(text.charCodeAt(end)) === kinds.newline;
}
