import { parseList } from './list/index.ts';
import { type Mac, type MacVerdict, parseMac, type RefusedMac } from './mac.ts';

/**
 * What a text contains where one MAC is expected: in a field, as an argument, on the clipboard, from a barcode
 * reader.
 */
export type MacReading =
  /** `ambiguous`: its only MAC may be another number, such as that of a telephone or a serial number. */
  | { kind: 'one'; mac: Mac; ambiguous: boolean }
  | { kind: 'several'; macs: Mac[] }
  /** `resembles`: something in it resembles a MAC, and the refusal is about that. */
  | { kind: 'none'; refusal: RefusedMac; resembles: boolean }
  | { kind: 'too-long' };

/** A longer text is not meant as one MAC, and is not read. */
export const maxMacText = 20_000;

/** Reads a text where one MAC is expected; numbers that may be something else do not count beside a MAC. */
export function readMac(text: string): MacReading {
  if (text.length > maxMacText) return { kind: 'too-long' };
  const { entries } = parseList(text);
  const found = entries.filter((entry) => entry.kind === 'mac');
  const sure = found.filter(({ ambiguous }) => !ambiguous);
  const macs = (sure.length > 0 ? sure : found).map(({ mac }) => mac);
  const [mac, ...others] = macs;
  if (others.length > 0) return { kind: 'several', macs };
  if (mac) return { kind: 'one', mac, ambiguous: sure.length === 0 };
  const verdict = parseMac(text);
  if (verdict.ok) return { kind: 'one', mac: verdict.mac, ambiguous: false };
  const damaged = entries.find((entry) => entry.kind === 'refused');
  return { kind: 'none', refusal: damaged?.refusal ?? verdict, resembles: damaged !== undefined };
}

/** Returns the MAC of a text that must have exactly one, or why it cannot be used. */
export function verdictOfReading(reading: MacReading): MacVerdict {
  switch (reading.kind) {
    case 'one':
      return { ok: true, mac: reading.mac };
    case 'several':
      return { ok: false, reason: 'several' };
    case 'none':
      return reading.refusal;
    case 'too-long':
      return { ok: false, reason: 'length' };
  }
}
