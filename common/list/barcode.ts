import { isHex, isNumber } from './find.ts';

/** The characters of Code 39 in the order of their values; the check character is the sum of all modulo 43. */
const code39 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';
/** An AIM symbology identifier, such as `]C1`; not the beginning of a MAC in brackets. */
const symbology = /\](?![0-9a-f]{12}(?![0-9a-z]))[a-z][0-9a-z](?=[[(0-9a-z])/iy;
const cellBegins = /[\s"',;|]/;
const firstPrintable = 32;

/** The length of an AIM symbology identifier that a reader sent before a barcode; 0 if there is none. */
export function symbologyAt(text: string, at: number): number {
  if (at > 0 && text.charCodeAt(at - 1) >= firstPrintable && !cellBegins.test(text.charAt(at - 1))) return 0;
  symbology.lastIndex = at;
  return symbology.test(text) ? 3 : 0;
}

/** After GS1's application identifiers of a fixed length: a serial number, other additional data, a company's own. */
const gs1 = /^(?:0[0-2]\d{14}|1[1-7]\d{6}|20\d\d)*(?:21|24[01]|25[01]|9\d)([0-9a-f]{12})$/i;
const gs1Symbology = /\](?:C1|e0|d2|Q3|J1)$/;
const groupSeparator = 29;
/** The data identifier of a serial number. */
const serial = /^s([0-9a-f]{12})$/i;

/**
 * The 12 digits in a barcode's contiguous text: after the identifier of a serial number or of GS1, or before the
 * check character of Code 39. They may be a MAC; null if there are none.
 */
export function digitsOfCode(piece: string, before: string): string | null {
  const identified = serial.exec(piece)?.[1] ?? (isGs1Field(before) ? gs1.exec(piece)?.[1] : undefined);
  if (identified) return identified;
  const digits = piece.slice(0, 12);
  if (piece.length !== 13 || !isHex.test(digits)) return null;
  const last = piece.slice(12).toUpperCase();
  // A letter after the digits is some kind of check character; a digit is one only if it is the correct one, but
  // then decimal digits are rather the number of an article.
  if (/[G-Z]/.test(last)) return digits;
  return last === checkCharacter(digits) && !(isNumber.test(digits) && isNumber.test(last)) ? digits : null;
}

function isGs1Field(before: string): boolean {
  return before.charCodeAt(before.length - 1) === groupSeparator || gs1Symbology.test(before);
}

function checkCharacter(digits: string): string {
  const sum = [...digits.toUpperCase()].reduce((total, each) => total + code39.indexOf(each), 0);
  return code39.charAt(sum % code39.length);
}
