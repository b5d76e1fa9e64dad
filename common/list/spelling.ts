import { isInThrees, judgeMac, parseMac } from '../mac.ts';
import { digitsOfCode } from './barcode.ts';
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
import { isDateAndTime, isFullDate, isIpv4, isTelephone } from './numbers.ts';

/** Groups of letters and digits, and the separators between them. */
interface Joined {
  groups: string[];
  separators: string[];
}

const isUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Groups between colons, none of them as long as a MAC. */
const isColons = /^(?!.*[^:]{12})[0-9a-f:]+$/i;
const anySeparator = /[:.\-_]+/g;
/** Longer pieces are hashes and keys. */
export const maxPieceLength = 48;
/** How provisioning files are named: `cfg000b82101eef.xml`, `SEP000B82101EEF.cnf.xml`; and `0x` in dumps. */
const namedFile = /^(?:cfg|conf|config|sep|sip|spa|ata|vgc|snom|dev|mac|gw|0x)([0-9a-f]{12})$/i;
/** Any other word directly before the digits, in a file of settings: `prov000b82101eef.xml`. */
const wordBefore = /^(?=[a-f]*[g-z])[a-z]{1,20}(?=[0-9a-f]{12}$)/i;
/**
 * What can stand directly before a MAC: an IPv4 address or a time with the same separator as the MAC's groups, or a
 * label as barcodes have it.
 */
const joinedBefore =
  /^(?:(?:\d{1,3}\.){3}\d{1,3}[:\-_]|(?:[01]\d|2[0-3])(?::[0-5]\d){2}:(?=[0-9a-f]{2}(?::[0-9a-f]{2}){5}$)|(?:23s|(?:w?lan|eth|wifi|bt)?mac(?:address|addr|adresse|id)?)(?=[0-9a-f]{12}(?![0-9a-z])|[0-9a-f]{1,6}[:._-]))/i;
/** Hours and minutes before six pairs; a 64-bit identifier can begin the same way. */
const timeBefore = /^(?:[01]\d|2[0-3]):[0-5]\d:(?=[0-9a-f]{2}(?::[0-9a-f]{2}){5}$)(?!.{6}ff:fe)/i;
const settingsFile = /^(?:xml|cfg|txt|json)$/i;
/** Tools that leave zeros out, identified by what they write before a MAC. */
const droppingBefore = /(?:\bhw_address=\d+,|\bSTRING: )$/;
/** `::` between or before groups that an IPv6 address could have. */
const ipv6Gap = /(?<![0-9a-z])[0-9a-f]{0,4}::/i;

/** Finds the MACs in letters, digits and separators (`:`, `-`, `.`, `_`) without a space between them. */
export function readRun(run: string, around: Surroundings): Find[] {
  if (isUuid.test(run) || (isColons.test(run) && ipv6Gap.test(run))) return [];
  const quick = readPlainSpelling(run, around);
  if (quick) return [quick];
  const [before] = joinedBefore.exec(run) ?? [''];
  if (before !== '') return readRun(run.slice(before.length), { ...around, before: around.before + before });
  const [time] = timeBefore.exec(run) ?? [''];
  if (time !== '') return readTimed(run, time.length, around);

  const joined: Joined = { groups: run.split(anySeparator), separators: run.match(anySeparator) ?? [] };
  const { groups } = joined;
  if (groups.length === 1) return readPiece(joined, around);
  const whole = around.before.slice(-2) + run + around.after.slice(0, 2);
  const ipv6 = whole.includes('::') && ipv6Gap.test(whole);
  const finds: Find[] = [];
  for (let first = 0; first < groups.length; ) {
    const last = endOfStretch(joined, first);
    const stretch =
      last > first
        ? (readExtended(joined, first, last, ipv6, around) ?? readStretch(joined, first, last, ipv6, around))
        : null;
    if (stretch) {
      finds.push(stretch);
      first = last + 1;
      continue;
    }
    const end = Math.max(last, first + 1);
    for (let at = first; at < end; at += 1) {
      const single = readSingle(joined, at, around);
      if (single) finds.push(single);
    }
    first = end;
  }
  if (finds.length > 0 || ipv6) return finds;
  const damaged = inBase64(around) ? null : readDamaged(joined);
  return damaged ? [damaged] : [];
}

/** Finds the MAC in letters and digits without a separator. */
function readPiece(joined: Joined, around: Surroundings): Find[] {
  const find = readSingle(joined, 0, around) ?? (inBase64(around) ? null : readDamaged(joined));
  return find ? [find] : [];
}

/** Reads a MAC after hours and minutes, or a 64-bit identifier that only resembles that. */
function readTimed(run: string, length: number, around: Surroundings): Find[] {
  const text = run.slice(length);
  const find = askAbout(text.split(':'), text, around);
  return [find?.verdict.ok ? find : refusalOf(run)].filter((each) => each !== null);
}

/** Reads the three most common spellings, each alone, without taking them apart. */
function readPlainSpelling(run: string, around: Surroundings): Find | null {
  if (isTelephone(around.before)) return null;
  if (run.length === 17 && /^[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})$/i.test(run)) {
    if (run.charCodeAt(2) === 58 && (around.before.endsWith('::') || around.after.startsWith('::')))
      return null;
    // It may be a date and time.
    if (run.charCodeAt(2) === 45 && !/[a-f]/i.test(run)) return null;
    return verdictOf(run.split(run.charAt(2)), run);
  }
  if (run.length === 14 && /^(?=.*[a-f])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/i.test(run))
    return verdictOf(run.split('.'), run);
  if (run.length === 12 && isHex.test(run) && !isNumber.test(run) && !isSerial(around.before))
    return verdictOf([run], run);
  return null;
}

/** The index of the last of the hexadecimal groups from `first` on that have the same separator. */
function endOfStretch({ groups, separators }: Joined, first: number): number {
  const separator = separators[first];
  let last = first;
  if (separator?.length !== 1 || !isHex.test(groups[first] ?? '')) return last;
  while (separators[last] === separator && isHex.test(groups[last + 1] ?? '')) last += 1;
  return last;
}

/**
 * Reads a MAC with an extension or the like before or after it, with the same separator: `1001-00-0B-…`. The
 * extension has a different length than the MAC's own groups, so it can be told apart.
 */
function readExtended(
  { groups: all, separators }: Joined,
  first: number,
  last: number,
  ipv6: boolean,
  around: Surroundings,
): Find | null {
  const size = all[first + 1]?.length ?? 0;
  const separator = separators[first] ?? '';
  if ((last - first) * size !== 12 || ![2, 4, 6].includes(size) || (separator === ':' && ipv6)) return null;
  const isOther = (group = ''): boolean =>
    group.length !== size && group.length <= 6 && (size !== 2 || group.length > 2) && isDecimal.test(group);
  const before = isOther(all[first]);
  if (!before && !isOther(all[last])) return null;
  const groups = all.slice(first + Number(before), last + Number(before));
  const text = groups.join(separator);
  if (groups.some((group) => group.length !== size)) return null;
  if (/[a-f]/i.test(text)) return verdictOf(groups, text);
  const extension = (before ? all[first] : all[last]) ?? '';
  // An IMEI, or a telephone number.
  if (separator !== ':' && ((size === 6 && extension.length < 3) || extension.startsWith('00'))) return null;
  if (before && isFullDate(extension + groups.join(''))) return null;
  if (separator === ':' || isLabelled(beforeOf({ groups: all, separators }, first + Number(before), around)))
    return verdictOf(groups, text);
  return askAbout(groups, text, around);
}

/** Reads hexadecimal groups that all have the same separator and belong together. */
function readStretch(
  { groups: all, separators }: Joined,
  first: number,
  last: number,
  ipv6: boolean,
  around: Surroundings,
): Find | null {
  const separator = separators[first] ?? '';
  if (separator === ':' && ipv6) return null;
  const groups = all.slice(first, last + 1);
  const text = groups.join(separator);
  const sizes = new Set(groups.map((group) => group.length));
  const size = sizes.size === 1 ? (groups[0]?.length ?? 0) : 0;

  const isAlone = first === 0 && last === all.length - 1;
  const before = beforeOf({ groups: all, separators }, first, around);
  if (groups.length * size === 12 && size > 1 && size < 12) {
    if (isDecimal.test(groups.join('')))
      return readDecimals(groups, separator, { ...around, before }, isAlone);
    return size !== 3 || isInThrees(groups) ? verdictOf(groups, text) : null;
  }
  if (separator === ':' && groups.length === 6 && groups.every((group) => group.length <= 2))
    return readDroppedZeros(groups, text, around);
  return readClientId(groups, separator, text, around) ?? readEui64(groups, separator, size, text);
}

/** After groups of three digits: the rest of an amount of money, unless a cell of a table follows. */
const isCents = /^[.,]\d\d(?![\d,;])/;

/**
 * Reads groups of decimal digits only: certainly a MAC, possibly one, or something else, depending on their spelling.
 *
 * @param isAlone whether nothing else is joined with them
 */
function readDecimals(
  groups: string[],
  separator: string,
  around: Surroundings,
  isAlone: boolean,
): Find | null {
  const size = groups[0]?.length ?? 0;
  const text = groups.join(separator);
  const digits = groups.join('');
  if (isLabelled(around.before)) return verdictOf(groups, text);
  const isDate = size === 2 ? isDateAndTime(digits) : isFullDate(digits);
  const sure =
    size === 3
      ? false
      : separator === ':' ||
        (separator === '-' && size === 2 && !isDate) ||
        (separator === '.' && size === 4 && !isDate);
  if (sure) return isTelephone(around.before) ? null : verdictOf(groups, text);
  if (size === 3 && (isIpv4(groups) || isCents.test(around.after))) return null;
  // A date in the name of a file; one in the year 2000 is rather a MAC.
  const isStamp = isFullDate(digits) || (isDateAndTime(digits) && !digits.startsWith('00'));
  if (!isAlone && separator !== '-' && isStamp) return null;
  // How a kernel's messages begin.
  if (separator === '.' && size === 6 && /\[\s*$/.test(around.before) && around.after.startsWith(']'))
    return null;
  return askAbout(groups, text, around);
}

/** The text before a group, from at most two groups before it on. */
function beforeOf({ groups, separators }: Joined, at: number, around: Surroundings): string {
  const label = groups
    .slice(Math.max(0, at - 2), at)
    .map((each, index, { length }) => each + separators[at - length + index])
    .join('');
  return at > 2 ? label : around.before + label;
}

/** Reads six groups without leading zeros, as macOS's `arp` and net-snmp write them. */
function readDroppedZeros(groups: string[], text: string, around: Surroundings): Find | null {
  const padded = groups.map((group) => group.padStart(2, '0'));
  const inArp = /\bat $/i.test(around.before) && /^ on /i.test(around.after);
  if (inArp || (droppingBefore.test(around.before) && !keepsZeros(groups))) return verdictOf(padded, text);
  if (isShortened(groups)) {
    const find = askAbout(padded, text, around);
    return find && { ...find, shortened: true };
  }
  const verdict = parseMac(text);
  const readable =
    verdict.ok || verdict.reason !== 'length' || resembles({ groups, separators: fill(':', 5) });
  return readable ? { text, verdict, ambiguous: false } : null;
}

function keepsZeros(groups: readonly string[]): boolean {
  return groups.some((group) => group.length === 2 && group.startsWith('0'));
}

/** Whether only the last of six groups has one digit, and no group shows that zeros are kept. */
function isShortened(groups: readonly string[]): boolean {
  return groups.every((group, at) => group.length === (at === 5 ? 1 : 2)) && !keepsZeros(groups);
}

/** `01:00:0b:82:…`, Cisco's `0100.0b82.101e.ef`, and MikroTik's `1:0:b:82:…`. */
function readClientId(groups: string[], separator: string, text: string, around: Surroundings): Find | null {
  const sizes = groups.map((group) => group.length).join('');
  const colons = separator === ':' && /^[12]{7}$/.test(sizes) && /^0?1$/.test(groups[0] ?? '');
  const dashes = separator === '-' && sizes === '2222222' && groups[0] === '01';
  const dots = separator === '.' && sizes === '4442' && text.startsWith('01');
  if (!colons && !dashes && !dots) return null;
  const digits = groups.map((group) => (colons ? group.padStart(2, '0') : group)).join('');
  const verdict = judgeMac(digits.slice(2).toLowerCase());
  if (!verdict.ok) return null;
  const ambiguous = dashes && isDecimal.test(digits);
  if (ambiguous && (isDateAndTime(digits.slice(0, 12)) || isTelephone(around.before))) return null;
  return { text, verdict, ambiguous, clientId: true };
}

function readEui64(groups: string[], separator: string, size: number, text: string): Find | null {
  const pairs = groups.length === 8 && size === 2 && (separator === ':' || /[a-f]/i.test(text));
  const fours = groups.length === 4 && size === 4 && /^.{6}ff.?fe/i.test(text.replaceAll(separator, ''));
  return pairs || fours ? refusalOf(text) : null;
}

/** Reads a group that is a MAC by itself. */
function readSingle({ groups, separators }: Joined, at: number, around: Surroundings): Find | null {
  const group = groups[at] ?? '';
  if (group.length < 12 || group.length > maxPieceLength) return null;
  if (group.length === 16 && /^[0-9a-f]{6}fffe[0-9a-f]{6}$/i.test(group)) return refusalOf(group);
  const named = namedFile.exec(group)?.[1];
  const settings = separators[at] === '.' && settingsFile.test(groups[at + 1] ?? '');
  if (settings && !named && wordBefore.test(group)) return readWordFile(group);
  const digits = named ?? group;
  if (digits.length !== 12 || !isHex.test(digits)) return readCode(group, groups.length, around);
  if (inUuid({ groups, separators }, at)) return null;
  const before = beforeOf({ groups, separators }, at, around);
  if (named || isLabelled(before)) return verdictOf([digits], group);
  if (!isNumber.test(digits))
    return isSerial(before) ? askAbout([digits], group, around) : verdictOf([digits], group);
  const fraction =
    (separators[at - 1] === '.' && isDecimal.test(groups[at - 1] ?? '')) ||
    (separators[at] === '.' && isDecimal.test(groups[at + 1] ?? ''));
  return fraction ? null : askAbout([digits], group, around);
}

/** Reads what may be a MAC among the identifiers of a barcode. */
function readCode(piece: string, pieces: number, around: Surroundings): Find | null {
  const digits = pieces === 1 ? digitsOfCode(piece, around.before) : null;
  const find = digits === null ? null : askAbout([digits], piece, around);
  return find?.verdict.ok ? find : null;
}

/** Reads a MAC after a word; an address of no device is a hash. */
function readWordFile(group: string): Find | null {
  const digits = group.slice(-12);
  const find = verdictOf([digits], group);
  if (!find.verdict.ok || isFullDate(digits)) return null;
  return isDecimal.test(digits) ? { ...find, ambiguous: true } : find;
}

/** Whether two groups of four hexadecimal digits are next to it, as before the last group of a UUID. */
function inUuid({ groups, separators }: Joined, at: number): boolean {
  const four = (index: number): boolean => groups[index]?.length === 4 && isHex.test(groups[index]);
  return (
    (separators[at - 1] === '-' && separators[at - 2] === '-' && four(at - 1) && four(at - 2)) ||
    (separators[at] === '-' && separators[at + 1] === '-' && four(at + 1) && four(at + 2))
  );
}

/** Whether the surroundings are those of keys and hashes, any part of which may look like digits. */
function inBase64({ before, after }: Surroundings): boolean {
  return /[+/]$/.test(before) || /^[+=]/.test(after);
}

/** Reads what remains of a run without a MAC if a human would still read it as one. */
function readDamaged({ groups, separators }: Joined): Find | null {
  const [piece = ''] = groups;
  if (groups.length === 1 && piece.length !== 12 && !isNear(piece.length)) return null;
  const word = (group: string | undefined): boolean =>
    /^[a-z]{3,}$/i.test(group ?? '') && !isHex.test(group ?? '');
  let [first, end] = [0, groups.length];
  while (first < end && word(groups[first])) first += 1;
  while (first < end && word(groups[end - 1])) end -= 1;
  const left: Joined = { groups: groups.slice(first, end), separators: separators.slice(first, end - 1) };
  if (!resembles(left)) return null;
  return refusalOf(left.groups.map((group, index) => group + (left.separators[index] ?? '')).join(''));
}

/** The maximum length of a group in a damaged MAC, by the number of its groups. */
const maxGroups = [0, 13, 7, 5, 0, 4, 3, 5];

/** Whether groups are a MAC except for one slip: a digit too many or too few, a wrong letter, a wrong separator. */
function resembles({ groups, separators }: Joined): boolean {
  const longest = groups.reduce((size, group) => Math.max(size, group.length), 0);
  if (groups.length > 7 || longest > (maxGroups[groups.length] ?? 0)) return false;
  const all = groups.join('');
  const digits = all.replace(/\D/g, '').length;
  const letters = all.replace(/[^a-f]/gi, '').length;
  const foreign = all.length - digits - letters;
  const alike = separators.every((separator) => separator === separators[0] && separator.length === 1);
  if (digits === 0 || foreign > 3) return false;
  const mistaken = foreign > 0 && digits >= 4 && !/[g-hj-km-np-z]/i.test(all);

  if (groups.length === 1)
    return foreign > 0
      ? all.length === 12 && mistaken
      : isNear(all.length) && !isNumber.test(all) && digits >= 4;
  if (letters + foreign === 0 && separators[0] !== ':') return false;
  const odd = groups.filter((group) => group.length !== 2);
  if (groups.length === 6) {
    if (!alike) return odd.length === 0 && foreign === 0 && letters > 0;
    return odd.length <= 1 && odd.length + foreign <= 2 && longest <= 3;
  }
  if (!alike || (foreign > 0 && groups.length > 3)) return false;
  if (groups.length === 5 || groups.length === 7)
    return (
      odd.length === 0 ||
      (groups.length === 7 && odd.length === 1 && letters > 0) ||
      isUneven(groups, letters)
    );
  const size = groups.length === 3 ? 4 : 6;
  if (groups.length > 3 || letters === 0 || groups.filter((group) => /\d/.test(group)).length < 2)
    return false;
  const off = groups.filter((group) => group.length !== size);
  if (foreign > 0) return off.length === 0 && mistaken;
  if (groups.length === 2 && !groups.every((group) => /[a-f]/i.test(group))) return false;
  return off.length === 1 && isNear(all.length);
}

function isUneven(groups: string[], letters: number): boolean {
  return letters > 0 && groups.join('').length === 12 && groups.every((group) => group.length <= 4);
}

/** Whether a length is off by at most one digit. */
function isNear(length: number): boolean {
  return length === 11 || length === 13;
}

function fill(separator: string, count: number): string[] {
  return new Array<string>(count).fill(separator);
}
