import { describeMacRefusal } from './error-text.ts';
import { type Mac, parseMac, type RefusedMac } from './mac.ts';
import type { Device, DeviceList } from './model.ts';
import type { Texts } from './texts/index.ts';

/** A PBX's devices by their MAC, made once for a list so that each keystroke is one lookup. */
export interface DeviceIndex {
  get(mac: Mac): Device | undefined;
  /** False where the list may lack devices. */
  complete: boolean;
}

export function indexDevices({ devices, complete }: DeviceList): DeviceIndex {
  const byMac = new Map(devices.map((device) => [device.mac, device]));
  return { get: (mac) => byMac.get(mac), complete };
}

/** What a text in the MAC field turns out to be. */
export type Understanding =
  | { kind: 'nothing' }
  /** The beginning of a MAC, as far as can be told. */
  | { kind: 'typing'; digits: number }
  /** `describeMacRefusal` puts it into words. */
  | { kind: 'refused'; refusal: RefusedMac }
  | { kind: 'listed'; mac: Mac; device: Device }
  | { kind: 'desk-phone'; mac: Mac; device: Device }
  | { kind: 'not-listed'; mac: Mac }
  /** A MAC that is not in the list, which may be incomplete: nobody knows whether the PBX has it. */
  | { kind: 'not-in-part'; mac: Mac }
  /** A MAC, and no list to look it up in. */
  | { kind: 'no-list'; mac: Mac };

/** Only hexadecimal digits and what stands between them. */
const partial = /^[0-9a-f\s:._-]*$/i;

/**
 * Understands what was typed so far.
 *
 * @param devices null where the PBX's list was never fetched
 */
export function understand(text: string, devices: DeviceIndex | null): Understanding {
  const verdict = parseMac(text);
  if (verdict.ok) return match(verdict.mac, devices);
  if (verdict.reason === 'empty') return { kind: 'nothing' };
  const digits = text.replace(/[^0-9a-f]/gi, '').length;
  if (partial.test(text) && digits < 12) return { kind: 'typing', digits };
  return { kind: 'refused', refusal: verdict };
}

function match(mac: Mac, devices: DeviceIndex | null): Understanding {
  if (!devices) return { kind: 'no-list', mac };
  const device = devices.get(mac);
  if (!device) return { kind: devices.complete ? 'not-listed' : 'not-in-part', mac };
  return device.kind === 'desk-phone' ? { kind: 'desk-phone', mac, device } : { kind: 'listed', mac, device };
}

/** Why a text cannot be used, for a person who says that it is complete; empty where it is a MAC. */
export function refusalOf(text: string, texts: Texts): string {
  const verdict = parseMac(text);
  return verdict.ok ? '' : describeMacRefusal(verdict, texts);
}
