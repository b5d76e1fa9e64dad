import { describeMacRefusal } from './error-text.ts';
import { type Mac, parseMac, type RefusedMac } from './mac.ts';
import type { Device, DeviceList } from './model.ts';
import { readMac } from './one-mac.ts';
import type { Texts } from './texts/index.ts';

/** A PBX's devices by MAC, built once per list so that each keystroke is one lookup. */
export interface DeviceIndex {
  get(mac: Mac): Device | undefined;
  /** False if the list may lack devices. */
  complete: boolean;
}

export function indexDevices({ devices, complete }: DeviceList): DeviceIndex {
  const byMac = new Map(devices.map((device) => [device.mac, device]));
  return { get: (mac) => byMac.get(mac), complete };
}

/** What a text in the MAC field turns out to be. */
export type Understanding =
  | { kind: 'nothing' }
  /** The beginning of a MAC, as far as it can be read. */
  | { kind: 'typing'; digits: number }
  /** `describeMacRefusal` puts it into words. */
  | { kind: 'refused'; refusal: RefusedMac }
  /** Nothing like a MAC: rather a device's name or a part of it. */
  | { kind: 'name' }
  /** More than one MAC, which is what the list is for. */
  | { kind: 'several'; macs: readonly Mac[] }
  | { kind: 'listed'; mac: Mac; device: Device }
  | { kind: 'desk-phone'; mac: Mac; device: Device }
  | { kind: 'not-listed'; mac: Mac }
  /** A MAC that an incomplete list lacks: it is unknown whether the PBX has it. */
  | { kind: 'not-in-part'; mac: Mac }
  /** A MAC, and no list to look it up in. */
  | { kind: 'no-list'; mac: Mac };

/** Only hexadecimal digits and separators. */
const partial = /^[0-9a-f\s:._-]*$/i;

/**
 * Interprets what was typed so far.
 *
 * @param devices null if the PBX's list was never fetched
 */
export function understand(text: string, devices: DeviceIndex | null): Understanding {
  const reading = readMac(text);
  const digits = text.replace(/[^0-9a-f]/gi, '').length;
  const unfinished = digits < 12 && partial.test(text);
  switch (reading.kind) {
    case 'one': {
      const found = match(reading.mac, devices);
      // The last digit may still be missing: only the list can show that its zero was left out.
      return unfinished && reading.ambiguous && !('device' in found) ? { kind: 'typing', digits } : found;
    }
    case 'several':
      return { kind: 'several', macs: reading.macs };
    case 'too-long':
      return { kind: 'refused', refusal: { ok: false, reason: 'length' } };
    case 'none':
      if (reading.refusal.reason === 'empty') return { kind: 'nothing' };
      if (unfinished) return { kind: 'typing', digits };
      if (reading.refusal.reason === 'characters' && !reading.resembles) return { kind: 'name' };
      return { kind: 'refused', refusal: reading.refusal };
  }
}

function match(mac: Mac, devices: DeviceIndex | null): Understanding {
  if (!devices) return { kind: 'no-list', mac };
  const device = devices.get(mac);
  if (!device) return { kind: devices.complete ? 'not-listed' : 'not-in-part', mac };
  return device.kind === 'desk-phone' ? { kind: 'desk-phone', mac, device } : { kind: 'listed', mac, device };
}

/** Why a text cannot be used once the user says that it is complete; empty if it is a MAC. */
export function refusalOf(text: string, texts: Texts): string {
  const verdict = parseMac(text);
  return verdict.ok ? '' : describeMacRefusal(verdict, texts);
}
