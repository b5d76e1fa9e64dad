import { deskPhoneUser } from '../../common/desk-phones.ts';
import { nameOf } from '../../common/device-text.ts';
import { describeMacRefusal } from '../../common/error-text.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { Device } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { DeviceIndex } from '../../common/understand.ts';
import { type RowPlace, readScan } from './rows.ts';
import type { ScanVerdict } from './tones.ts';

/** The verdict on a scan, as a word and a line below it. */
export interface ScanJudgement {
  verdict: ScanVerdict;
  word: string;
  details: string;
}

/**
 * Judges a scan at once, with the data at hand.
 *
 * @param firstPlaces where each MAC of the list occurs first
 * @param devices null if the PBX's list was never fetched
 * @param includeDeskPhones whether desk phones with a known user are included
 */
export function judgeScan(
  scan: string,
  firstPlaces: ReadonlyMap<Mac, RowPlace>,
  devices: DeviceIndex | null,
  pbxName: string,
  t: Texts,
  includeDeskPhones = false,
): ScanJudgement {
  const { scanning } = t.list;
  const { verdict: read } = readScan(scan);
  if (!read.ok) return { verdict: 'bad', word: scanning.notMac, details: describeMacRefusal(read, t) };
  const { mac } = read;
  const first = firstPlaces.get(mac);
  if (first)
    return {
      verdict: 'duplicate',
      word: scanning.duplicate,
      details: scanning.duplicateOf(formatMac(mac), first),
    };
  const device = devices?.get(mac) ?? null;
  if (device?.kind === 'desk-phone') return judgeDeskPhone(mac, device, includeDeskPhones, t);
  if (devices && !device && !devices.complete)
    return {
      verdict: 'good',
      word: scanning.added,
      details: scanning.notInPartOf(formatMac(mac), pbxName),
    };
  if (devices && !device)
    return {
      verdict: 'bad',
      word: scanning.notListed,
      details: scanning.notListedOn(formatMac(mac), pbxName),
    };
  return {
    verdict: 'good',
    word: scanning.added,
    details: device ? `${formatMac(mac)} · ${nameOf(mac, device)}` : formatMac(mac),
  };
}

function judgeDeskPhone(mac: Mac, device: Device, includeDeskPhones: boolean, t: Texts): ScanJudgement {
  const { scanning } = t.list;
  const user = deskPhoneUser({ device });
  const owner = user?.owner ?? t.deskPhones.aUser;
  if (user && includeDeskPhones)
    return { verdict: 'good', word: scanning.added, details: t.deskPhones.scanned(formatMac(mac), owner) };
  return {
    verdict: 'bad',
    word: scanning.deskPhone,
    details: user
      ? t.deskPhones.canInclude(formatMac(mac), owner)
      : scanning.deskPhoneOf(formatMac(mac), device.owner),
  };
}
