import { nameOf } from '../../common/device-text.ts';
import { describeMacRefusal } from '../../common/error-text.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { DeviceIndex } from '../../common/understand.ts';
import { placeText, type RowPlace, readScan } from './rows.ts';
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
): ScanJudgement {
  const read = readScan(scan);
  if (!read.ok) return { verdict: 'bad', word: 'Not a MAC address', details: describeMacRefusal(read) };
  const { mac } = read;
  const first = firstPlaces.get(mac);
  if (first)
    return {
      verdict: 'duplicate',
      word: 'Already in the list',
      details: `${formatMac(mac)} is ${placeText(first)}.`,
    };
  const device = devices?.get(mac) ?? null;
  if (device?.kind === 'desk-phone')
    return {
      verdict: 'bad',
      word: 'Desk phone',
      details: `${formatMac(mac)} belongs to ${device.owner ?? 'a user'}.`,
    };
  if (devices && !device)
    return { verdict: 'bad', word: 'Not listed', details: `${formatMac(mac)} is not listed on ${pbxName}.` };
  return {
    verdict: 'good',
    word: 'Added',
    details: device ? `${formatMac(mac)} - ${nameOf(mac, device)}` : formatMac(mac),
  };
}
