import { type DoneTo, deskPhoneUser } from './desk-phones.ts';
import { formatMac, type Mac, plain } from './mac.ts';
import { makeOf } from './make.ts';
import type { Device } from './model.ts';
import type { Texts } from './texts/index.ts';

/** A device in one line: `Warehouse, Yealink W70B`, or its MAC if nothing else is known. */
export function nameOf(mac: Mac, device: Device | null): string {
  return [device?.name, device && makeOf(device)].filter(Boolean).join(', ') || formatMac(mac);
}

/** A device's name in a sentence: its name, else its make, else its MAC; the user's name if it stands for a user. */
export function shortNameOf({ mac, device, problem = null }: { mac: Mac } & DoneTo): string {
  const owner = deskPhoneUser({ device, problem })?.owner;
  return owner || device?.name || (device && makeOf(device)) || formatMac(mac);
}

/** Brand and model, unless the short name already says so; else empty. */
export function makeBesideName({ mac, device }: { mac: Mac; device: Device | null }): string {
  const make = device ? makeOf(device) : '';
  return make === shortNameOf({ mac, device }) ? '' : make;
}

/** Whose password it is, in a sentence: the device's name or the user's. */
export function nameIn(of: { mac: Mac } & DoneTo, t: Texts): string {
  const user = deskPhoneUser(of);
  return user ? (user.owner ?? t.deskPhones.aUser) : shortNameOf(of);
}

/** The details beside a name: brand and model; for a user, the number of desk phones and their models. */
export function detailsIn(of: { mac: Mac } & DoneTo, t: Texts): string {
  const phones = deskPhoneUser(of)?.phones;
  if (!phones) return makeBesideName(of);
  return t.deskPhones.phonesNamed(phones.length, [...new Set(phones.flatMap(({ name }) => name ?? []))]);
}

/** What a device is searched by: what the user sees of it, each part on its own line, in lower case. */
export function searchTextOf(device: Device): string {
  const { name, owner, lines } = device;
  const ofLines = lines.map((line) => [line.number, line.name].filter(Boolean).join(' '));
  return forSearch([name, makeOf(device), owner, ...ofLines].filter(Boolean).join('\n'));
}

/** Letters that are not an accented form of another one, and how people without that key type them. */
const typedAs: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const typedDifferently = new RegExp(`[${Object.keys(typedAs).join('')}]`, 'g');

/** A text normalised for searching: case, accents and spelling variants of the same letter make no difference. */
export function forSearch(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(typedDifferently, (letter) => typedAs[letter] ?? letter);
}

/** The lower-case digits of a text that may be part of a MAC, in any spelling, to look for in MACs; else null. */
export function partOfMac(text: string): string | null {
  const digits = plain(text)
    .toLowerCase()
    .replace(/[\s:._-]/g, '');
  return /^[0-9a-f]{2,12}$/.test(digits) ? digits : null;
}

/**
 * The numbers of a device's lines, consecutive ones shortened: `lines 212, 213` or `lines 420-435`; empty without
 * lines.
 */
export function linesText({ lines }: Device, { words }: Texts): string {
  const runs: string[][] = [];
  for (const { number } of lines) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const follows = last !== undefined && /^\d+$/.test(number) && Number(number) === Number(last) + 1;
    if (run && follows && number.length === last.length) run.push(number);
    else runs.push([number]);
  }
  const numbers = runs.flatMap((run) => (run.length > 2 ? [`${run[0]}-${run.at(-1)}`] : run));
  return numbers.length === 0 ? '' : words.lines(lines.length, numbers.join(', '));
}
