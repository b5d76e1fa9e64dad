import { isInThrees } from '../mac.ts';
import {
  askAbout,
  type Find,
  isDecimal,
  isHex,
  isLabelled,
  isNumber,
  isSerial,
  refusalOf,
  type Surroundings,
  verdictOf,
} from './find.ts';

const gap = /\s+|[/,]/;

/** Finds a MAC in groups of equal length with equal gaps between them, and no other groups next to them. */
export function readRow(text: string, around: Surroundings): Find | null {
  const groups = text.split(gap);
  const size = groups[0]?.length ?? 0;
  const evenly = !/\s\s|[\t/,]/.test(text);
  const digits = groups.filter((group) => /\d/.test(group)).length;
  const letters = groups.filter((group) => /[a-f]/i.test(group)).length;
  const isAllHex = groups.every((group) => isHex.test(group));
  if (isAllHex && groups.length * size > 12 && evenly && !isNumber.test(groups.join(''))) {
    const among = readAmong(groups, size, around);
    if (among) return among;
  }
  const whole = groups.length * size === 12 && isAllHex;
  if (/[/,]/.test(text)) return size === 2 && whole && digits >= 4 && letters > 0 ? refusalOf(text) : null;
  if (size === 2 && whole) {
    if (letters > 0) return verdictOf(groups, text);
    return evenly ? askAbout(groups, text, around) : null;
  }
  if (size === 2) {
    const damaged = groups.length >= 5 && groups.length <= 7 && digits >= 4 && letters > 0;
    return damaged ? refusalOf(text) : null;
  }
  if (!whole || !evenly || letters === 0) return null;
  // Groups of three may also be rooms or extensions: `12A 12B 13A 13B`.
  if (size === 3 && !isLabelled(around.before))
    return isInThrees(groups) ? askAbout(groups, text, around) : null;
  if (digits < groups.length && (size === 6 || digits === 0)) return null;
  return isSerial(around.before) ? askAbout(groups, text, around) : verdictOf(groups, text);
}

/** Refuses six pairs with unequal gaps: they may be a MAC, or a number next to a damaged one. */
export function readUnevenRow(text: string): Find | null {
  const groups = text.split(gap);
  const pairs = groups.length === 6 && groups.every((group) => group.length === 2 && isHex.test(group));
  const digits = groups.filter((group) => /\d/.test(group)).length;
  if (!pairs || digits < 4 || !/[a-f]/i.test(text)) return null;
  return { text, verdict: { ok: false, reason: 'grouping' }, ambiguous: false };
}

/** What a spreadsheet made of a MAC that it read as a number, such as `8.05E+11`, at the end of the text. */
export function readSpreadsheetNumber(text: string): Find | null {
  const number = /(?<![0-9a-z])\d(?:[.,]\d{1,15})?e\+\d{2,3}$/i.exec(text)?.[0];
  return number ? refusalOf(number) : null;
}

/**
 * Finds the MAC in a row with other numbers: after its label, or if only one position has all the letters and is a
 * device's address.
 */
function readAmong(groups: readonly string[], size: number, around: Surroundings): Find | null {
  const count = 12 / size;
  const at = (first: number): Find => {
    const own = groups.slice(first, first + count);
    return verdictOf(own, own.join(' '));
  };
  if (isLabelled(around.before)) return at(0);
  const places = groups
    .slice(count - 1)
    .map((_, first) => first)
    .filter((first) => [...groups.slice(0, first), ...groups.slice(first + count)].every(isNumberGroup))
    .map(at)
    .filter(({ verdict, text }) => verdict.ok && /\d.* .*\d/.test(text));
  const [only, ...others] = places;
  return only && others.length === 0 ? { ...only, ambiguous: true } : null;
}

function isNumberGroup(group: string): boolean {
  return isDecimal.test(group);
}
