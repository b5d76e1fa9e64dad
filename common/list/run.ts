import { escapedColonAt, kindOf, kinds } from './characters.ts';
import { maxPieceLength } from './spelling.ts';

/** With microseconds: `2024-01-15T10:30:00.000000Z`. */
const maxTimestampLength = 27;
const [dash, colon] = [45, 58];

/** Letters, digits and joints that stand together without a space. */
export interface Run {
  from: number;
  to: number;
  /** How many of its characters are digits, A to F, other letters, and joints. */
  digits: number;
  hexLetters: number;
  letters: number;
  joints: number;
  /** Joints after its last letter or digit, which do not belong to it; counted in `joints` until the run ends. */
  trailing: number;
  /** All its code units combined by OR: above 127 if any of them is. */
  codes: number;
  /** Whether it has an escaped colon. */
  escaped: boolean;
}

/** Whether a run is a word, date, time or IP address rather than a MAC or a part of one, by mere counting. */
export function isWord(digits: number, hexLetters: number, letters: number, joints: number): boolean {
  const hex = digits + hexLetters;
  const size = hex + letters;
  if (joints === 0) {
    const part = size === 2 ? hex > 0 : letters === 0 && (size === 3 || size === 4 || size === 6);
    return !part && (size < 11 || hex < 9 || size > maxPieceLength);
  }
  if (joints === 3) return size < 12 || (size === 12 && hexLetters === 0);
  return hex < 11 && (hex < 6 || joints < 4);
}

/**
 * Whether it is an ISO 8601 timestamp as in logs, such as `2024-01-15T10:30:00.000Z`. Only a shortcut: logs have many,
 * and none contains a MAC.
 */
export function isTimestamp(text: string, { from, to, letters, joints }: Run): boolean {
  return (
    joints > 3 &&
    letters > 0 &&
    to - from <= maxTimestampLength &&
    text.charCodeAt(from + 4) === dash &&
    text.charCodeAt(from + 7) === dash &&
    text.charAt(from + 10) === 'T' &&
    text.charCodeAt(from + 13) === colon
  );
}

/** Whether a run is a UUID, whose last group is as long as a MAC. */
export function isUuid(text: string, { from, to, digits, hexLetters, joints }: Run): boolean {
  return (
    to - from === 36 &&
    joints === 4 &&
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

/** The number of joints, each escaped one counted once. */
export function jointsIn(text: string, from: number, to: number): number {
  let joints = 0;
  for (let at = from; at < to; ) {
    const escaped = escapedColonAt(text, at);
    if (escaped > 0 || kindOf(text.charCodeAt(at)) === kinds.joint) joints += 1;
    at += escaped || 1;
  }
  return joints;
}

/** Whether only spaces remain on the line. */
export function isLineEnd(text: string, at: number): boolean {
  let end = at;
  while (kindOf(text.charCodeAt(end)) === kinds.space) end += 1;
  return kindOf(text.charCodeAt(end)) === kinds.newline;
}
