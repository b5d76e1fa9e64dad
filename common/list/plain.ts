import { isNumber, isSerial } from './find.ts';

/** The positions of the separators in the common spellings, by group length. */
const pairSeparators = [2, 5, 8, 11, 14];
const [plus, dash, colon, dot] = [43, 45, 58, 46];

/**
 * Returns the 12 digits of a run in one of the most common spellings without taking it apart: `00:0B:82:10:1E:EF`,
 * `000b.8210.1eef`, `000b82-101eef` and `000B82101EEF`; null for any other, and if closer inspection is needed. The
 * run has 12 hexadecimal digits and separators, all of them ASCII.
 */
export function plainDigits(
  text: string,
  from: number,
  to: number,
  hexLetters: number,
  lineStart: number,
): string | null {
  if (text.charCodeAt(from - 1) === plus) return null;
  switch (to - from) {
    case 17:
      return areJoined(text, from) && isClear(text, from, to, hexLetters) ? digitsAt(text, from, 2) : null;
    case 14:
      return text.charCodeAt(from + 4) === dot && text.charCodeAt(from + 9) === dot && hexLetters > 0
        ? digitsAt(text, from, 4)
        : null;
    case 13:
      return text.charCodeAt(from + 6) === dash && hexLetters > 0 ? digitsAt(text, from, 6) : null;
    case 12: {
      const digits = hexLetters > 0 ? digitsAt(text, from, 12) : null;
      if (digits === null || (hexLetters < 3 && isNumber.test(digits))) return null;
      return isSerial(text.slice(Math.max(lineStart, from - 24), from)) ? null : digits;
    }
    default:
      return null;
  }
}

/** Whether all five separators are the same, and where they belong. */
function areJoined(text: string, from: number): boolean {
  const separator = text.charCodeAt(from + 2);
  return (
    (separator === colon || separator === dash) &&
    pairSeparators.every((at) => text.charCodeAt(from + at) === separator)
  );
}

/**
 * Whether it is certainly a MAC: colons may be those of an IPv6 address; decimal digits with dashes may be a date and
 * time.
 */
function isClear(text: string, from: number, to: number, hexLetters: number): boolean {
  if (text.charCodeAt(from + 2) === dash) return hexLetters > 0;
  return !(isGap(text, from - 2) || isGap(text, to));
}

function isGap(text: string, at: number): boolean {
  return text.charCodeAt(at) === colon && text.charCodeAt(at + 1) === colon;
}

/** The lower-case digits of equally long groups with one separator between them. */
function digitsAt(text: string, from: number, size: number): string {
  // Digits have this bit anyway.
  const lowerCase = 0x20;
  const at = (index: number): number => text.charCodeAt(from + index + Math.floor(index / size)) | lowerCase;
  return (
    String.fromCharCode(at(0), at(1), at(2), at(3), at(4), at(5)) +
    String.fromCharCode(at(6), at(7), at(8), at(9), at(10), at(11))
  );
}
