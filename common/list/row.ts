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
import { areNumbers } from './numbers.ts';

const gap = /\s*[/,;:._-]\s*|\s+/;
/** Gaps between bytes: spaces, the cells of a table, and separators that have spaces beside them. */
const joinsPairs = ' \t;:._-';
/** Gaps between larger groups. */
const joinsGroups = ' :-';

/** Finds the MACs in groups of equal length with equal gaps between them, and no other groups next to them. */
export function readRow(text: string, around: Surroundings): Find[] {
  const groups = text.split(gap);
  const size = groups[0]?.length ?? 0;
  const joint = /[/,;:._-]/.exec(text)?.[0] ?? (/\s\s|\t/.test(text) ? '\t' : ' ');
  const isAllHex = groups.every((group) => isHex.test(group));
  if (isAllHex && joint === ' ' && groups.length * size > 12) {
    const among = readAmong(groups, size, around);
    if (among.length > 0) return among;
  }
  const find = readWhole(text, groups, joint, around);
  return find ? [find] : [];
}

function readWhole(
  text: string,
  groups: readonly string[],
  joint: string,
  around: Surroundings,
): Find | null {
  const size = groups[0]?.length ?? 0;
  const digits = groups.filter((group) => /\d/.test(group)).length;
  const letters = groups.filter((group) => /[a-f]/i.test(group)).length;
  const whole = groups.length * size === 12 && groups.every((group) => isHex.test(group));
  if (joint === '/' || joint === ',')
    return size === 2 && whole && digits >= 4 && letters > 0 ? refusalOf(text) : null;
  const labelled = isLabelled(around.before);
  if (size === 2) {
    if (whole && joinsPairs.includes(joint))
      return letters > 0 || labelled ? verdictOf(groups, text) : askAbout(groups, text, around);
    const damaged = groups.length >= 5 && groups.length <= 7 && digits >= 4 && letters > 0;
    return damaged ? refusalOf(text) : null;
  }
  if (!whole || !joinsGroups.includes(joint)) return null;
  if (letters === 0) {
    if (labelled) return verdictOf(groups, text);
    return areNumbers(groups, around.before, around.after) ? null : askAbout(groups, text, around);
  }
  // Groups of three may also be rooms or extensions: `12A 12B 13A 13B`.
  // A number and a word are no MAC: `030 123 456 bad`.
  const mixes = groups.some((group) => /\d/.test(group) && /[a-f]/i.test(group));
  if (size === 3 && !labelled) return isInThrees(groups) && mixes ? askAbout(groups, text, around) : null;
  if (digits < groups.length && (size === 6 || digits === 0)) return null;
  // With separators it may be a range.
  return joint !== ' ' || isSerial(around.before) ? askAbout(groups, text, around) : verdictOf(groups, text);
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
 * Finds the MACs in a longer row: the one after a label, several in a row, or the one among numbers that is the only
 * possible one: it has all the letters and is a device's address.
 */
function readAmong(groups: readonly string[], size: number, around: Surroundings): Find[] {
  const count = 12 / size;
  const at = (first: number): Find => {
    const own = groups.slice(first, first + count);
    return verdictOf(own, own.join(' '));
  };
  const all = groups.join('');
  // Extensions, or an IBAN.
  const areOther = (size === 3 && isDecimal.test(all)) || (size === 4 && /^[a-f]{2}\d+$/i.test(all));
  const firsts = groups.length % count === 0 ? groups.filter((_, first) => first % count === 0) : [];
  const several = firsts.length > 1 ? readSeveral(firsts.map((_, index) => at(index * count))) : [];
  if (isLabelled(around.before) && !areOther) return [at(0), ...several.slice(1)];
  if (firsts.length > 1) return several;
  if (isNumber.test(all)) return [];
  const places = groups
    .slice(count - 1)
    .map((_, first) => first)
    .filter((first) => [...groups.slice(0, first), ...groups.slice(first + count)].every(isNumberGroup))
    .map(at)
    .filter(({ verdict, text }) => verdict.ok && /\d.* .*\d/.test(text));
  const [only, ...others] = places;
  return only && others.length === 0 ? [{ ...only, ambiguous: true }] : [];
}

/** MACs in a row, certain if they are of one maker; otherwise two of them may be, but more bytes are rather a dump. */
function readSeveral(finds: Find[]): Find[] {
  const digits = finds.map(({ verdict }) => (verdict.ok ? verdict.mac : ''));
  if (digits.includes('')) return [];
  const oneMaker = new Set(digits.map((mac) => mac.slice(0, 6))).size === 1;
  const anyNumber = digits.some((mac) => isNumber.test(mac));
  if (!oneMaker && (finds.length > 2 || anyNumber)) return [];
  return finds.map((find, index) => ({
    ...find,
    ambiguous: !oneMaker || isDecimal.test(digits[index] ?? ''),
  }));
}

function isNumberGroup(group: string): boolean {
  return isDecimal.test(group);
}
