import { nameOf } from '../../common/device-text.ts';
import { describeMacRefusal } from '../../common/error-text.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { DeviceIndex } from '../../common/understand.ts';
import { type RowPlace, readScan } from './rows.ts';
import type { ScanVerdict } from './tones.ts';

/** What a scan turned out to be, in a word and a line below it. */
export interface ScanJudgement {
  verdict: ScanVerdict;
  word: string;
  details: string;
}

/**
 * Judges a scan at once, by what is at hand.
 *
 * @param firstPlaces where each MAC of the list is first
 * @param devices null where the PBX's list was never fetched
 */
export function judgeScan(
  scan: string,
  firstPlaces: ReadonlyMap<Mac, RowPlace>,
  devices: DeviceIndex | null,
  pbxName: string,
  t: Texts,
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
  if (device?.kind === 'desk-phone')
    return {
      verdict: 'bad',
      word: scanning.deskPhone,
      details: scanning.deskPhoneOf(formatMac(mac), device.owner ?? null),
    };
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
