import type { Mac } from './mac-schema.ts';

export type { Mac };

/** Why a text is not the MAC address of a device. */
export const macRefusals = [
  'empty',
  'length',
  'characters',
  'grouping',
  'eui-64',
  'all-zero',
  'broadcast',
  'multicast',
  'spreadsheet-number',
  'several',
] as const;
export type MacRefusal = (typeof macRefusals)[number];

/** Addresses that are not of a single device. Every computer's and switch's table has them: nothing to correct. */
export const groupAddresses: ReadonlySet<MacRefusal> = new Set(['all-zero', 'broadcast', 'multicast']);

export type MacVerdict = { ok: true; mac: Mac } | RefusedMac;

export interface RefusedMac {
  ok: false;
  reason: MacRefusal;
  /** `length`: how many hexadecimal digits were found instead of 12. */
  digits?: number;
  /** `characters`: those that no MAC has, each once, in order of appearance. */
  characters?: string;
}

/** How a PBX and the app itself write it: a large job has thousands of these. */
const bareDigits = /^[0-9a-f]{12}$/i;

/** Longer texts are refused without being read. */
const maxInputLength = 300;

const isAscii = /^[\0-\x7f]*$/;
/** Zero-width and direction marks, soft hyphen, byte-order mark, variation selectors: invisible, and often pasted along. */
const invisible = /\p{Cf}|[\ufe00-\ufe0f]/gu;
const dashes = /[\p{Pd}\u02d7\u2043\u2212]/gu;
const colons = /[\u02d0\u02f8\u0589\u05c3\u2236\ua789]/g;
const dots = /[\u00b7\u2022\u2027\u2219\u22c5\u3002\u30fb]/g;
/** Cyrillic and Greek letters, each with the Latin one that looks the same. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ '\u0410': 'A', '\u0412': 'B', '\u0421': 'C', '\u0415': 'E', '\u041e': 'O' },
  ...{ '\u0430': 'a', '\u0441': 'c', '\u0435': 'e', '\u043e': 'o' },
  ...{ '\u0391': 'A', '\u0392': 'B', '\u0395': 'E', '\u039f': 'O', '\u03bf': 'o' },
};
const lookAlike = new RegExp(`[${Object.keys(lookAlikes).join('')}]`, 'g');
const label =
  /^(?:(?:(?:w?lan|eth(?:ernet)?|wi-?fi|base|bt)[\s_-]*)?mac(?:[\s_-]*(?:address|addr|adresse|id))?|hw[\s_-]?addr(?:ess)?|hardware\s+address|ether(?:net)?|lladdr)(?=[\s:=#.-])[\s:=#.-]*/i;
const wrapping = /^[\s"'`´‘’“”„«»<>()[\]{}*]+|[\s"'`´‘’“”„«»<>()[\]{}*,;.]+$/g;
/** How spreadsheets write large numbers: one digit, perhaps followed by a decimal point and more digits. */
const spreadsheetNumber = /^\d(?:[.,]\d+)?e\+?\d+$/i;
const separator = /[:\-._]|\s+/g;

/**
 * Reads one MAC address that the user typed or pasted: colons, dashes, dots, spaces or nothing between the digits,
 * any case, with a label, quotes or brackets around it. Groups of one digit count as in macOS's `arp` (`0:b:82:…`).
 */
export function parseMac(text: string): MacVerdict {
  if (bareDigits.test(text)) return judgeMac(text.toLowerCase());
  if (text.length > maxInputLength) return { ok: false, reason: 'length' };
  const bare = unwrap(plain(text));
  if (bare === '') return { ok: false, reason: 'empty' };
  if (spreadsheetNumber.test(bare) && !bareDigits.test(bare))
    return { ok: false, reason: 'spreadsheet-number' };

  const groups = bare.split(separator).filter((group) => group !== '');
  const foreign = [...new Set(groups.join('').replace(/[0-9a-f]/gi, ''))].join('');
  if (foreign !== '') return { ok: false, reason: 'characters', characters: foreign.slice(0, 20) };

  const padded = dropsZeros(groups);
  const digits = groups.map((group) => (padded ? group.padStart(2, '0') : group)).join('');
  if (digits.length === 16) return { ok: false, reason: 'eui-64' };
  if (digits.length !== 12) return { ok: false, reason: 'length', digits: digits.length };
  if (!padded && !evenlyGrouped(groups, bare)) return { ok: false, reason: 'grouping' };
  return judgeMac(digits.toLowerCase());
}

/**
 * Returns a text with the oddities of clipboards and keyboards undone: full-width characters, invisible ones, the
 * many dashes, colons and dots, Cyrillic and Greek letters that look like Latin ones.
 */
export function plain(text: string): string {
  if (isAscii.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(dashes, '-')
    .replace(colons, ':')
    .replace(dots, '.')
    .replace(lookAlike, (letter) => lookAlikes[letter] ?? letter);
}

/** Whether 12 lower-case hexadecimal digits are the MAC of one device. */
export function judgeMac(digits: string): MacVerdict {
  if (digits === '000000000000') return { ok: false, reason: 'all-zero' };
  if (digits === 'ffffffffffff') return { ok: false, reason: 'broadcast' };
  if (Number.parseInt(digits.slice(0, 2), 16) % 2 === 1) return { ok: false, reason: 'multicast' };
  return { ok: true, mac: digits as Mac };
}

/** `00:0B:82:10:1E:EF`: how a MAC is shown everywhere. */
export function formatMac(mac: Mac): string {
  return mac.toUpperCase().replace(/..(?!$)/g, '$&:');
}

function unwrap(text: string): string {
  let bare = text.trim();
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(wrapping, '').replace(label, '');
  }
  return bare;
}

/**
 * Whether six groups have lost leading zeros, as in macOS's `arp`. A single digit in only the last group is not a
 * sign of it: that is how a MAC looks before its last digit is typed.
 */
function dropsZeros(groups: string[]): boolean {
  return (
    groups.length === 6 &&
    groups.slice(0, 5).some((group) => group.length === 1) &&
    groups.every((group) => group.length === 1 || (group.length === 2 && !group.startsWith('0')))
  );
}

/**
 * Groups of 2, 3, 4 or 6 digits, all of equal length, with one kind of separator: how people and devices write a MAC.
 */
function evenlyGrouped(groups: string[], text: string): boolean {
  const kinds = new Set(text.match(separator)?.map((each) => each.replace(/\s+/, ' ')));
  const size = groups[0]?.length ?? 0;
  if (kinds.size > 1 || groups.some((group) => group.length !== size)) return false;
  return size === 3 ? isInThrees(groups) : size % 2 === 0;
}

/** Four groups of three, as in `0C3.83E.166.77B`; decimal digits alone are an IP address or extensions. */
export function isInThrees(groups: readonly string[]): boolean {
  const withDigits = groups.filter((group) => /\d/.test(group)).length;
  return (
    groups.length === 4 &&
    groups.every((group) => /^[0-9a-f]{3}$/i.test(group)) &&
    withDigits >= 2 &&
    groups.some((group) => /[a-f]/i.test(group))
  );
}
