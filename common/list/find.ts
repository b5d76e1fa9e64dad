import { judgeMac, type MacVerdict, parseMac } from '../mac.ts';
import { isTelephone } from './numbers.ts';

/** Something that is a MAC, or resembles one. */
export interface Find {
  /** As written, in plain characters. */
  text: string;
  verdict: MacVerdict;
  /** Telephone numbers, dates and times, VAT or serial numbers are written like this as well. */
  ambiguous: boolean;
  /** A DHCP client identifier: 01 (Ethernet) and the MAC. */
  clientId?: true;
  /** The last group has one digit: a zero was left out, or a digit was lost. The other MACs of the text decide which. */
  shortened?: true;
}

/** What stands before and after the text on its line; a few characters are enough. */
export interface Surroundings {
  before: string;
  after: string;
}

export const isHex = /^[0-9a-f]+$/i;
export const isDecimal = /^\d+$/;
/** How telephone, order and tax numbers are written: `DE123456789`. */
export const isNumber = /^[a-f]{0,2}\d+$/i;

const labelBefore =
  /(?:(?:(?<![0-9a-z])|lan|eth|ethernet|wifi|base|bt)mac\d?(?:[\s_-]*(?:address|addr|adresse|adr|id))?["']?|(?<![0-9a-z])23s)[\s:=#._-]*["']?$/i;
const serialBefore =
  /(?:(?<![0-9a-z])(?:s[/.]?n\.?|ser(?:ial)?\.?(?:[\s_-]*(?:no|nr|num|number)\.?)?|serien-?(?:nummer|nr)\.?|p[/.]?n\.?|part[\s_-]*(?:no|nr|number)\.?)|\((?:21|1?s|1p)\))[\s:=#"']*$/i;

/** How those labels end: a quick check. */
const serialEnd = /[nrlmos.)][\s:=#"']*$/i;

/** Whether a label directly before the digits says that they are a MAC. */
export function isLabelled(before: string): boolean {
  return labelBefore.test(before);
}

/** Whether a label directly before the digits says that they are a serial or part number. Some makers use the MAC as one. */
export function isSerial(before: string): boolean {
  return serialEnd.test(before) && serialBefore.test(before);
}

/** Reads 12 lower-case digits that are certainly meant as a MAC. */
export function findOf(digits: string, text: string): Find {
  return { text, verdict: judgeMac(digits), ambiguous: false };
}

/** Reads the digits of groups that are certainly meant as a MAC. */
export function verdictOf(groups: readonly string[], text: string): Find {
  return findOf(groups.join('').toLowerCase(), text);
}

/** A number that may be a MAC, as ambiguous; null for one that cannot be. */
export function askAbout(groups: readonly string[], text: string, around: Surroundings): Find | null {
  const find = verdictOf(groups, text);
  if (isTelephone(around.before) || (!find.verdict.ok && find.verdict.reason === 'multicast')) return null;
  return { ...find, ambiguous: find.verdict.ok };
}

/** The refusal by `parseMac`; null if it accepts the text. */
export function refusalOf(text: string): Find | null {
  const verdict = parseMac(text);
  return verdict.ok ? null : { text, verdict, ambiguous: false };
}
