import { RekeyError } from '../../common/errors.ts';
import type { Mac } from '../../common/mac.ts';
import type { Device, DeviceList, Problem } from '../../common/model.ts';
import type { NewItem } from '../store/jobs.ts';

export interface PlanOptions {
  /** Null where no list could be had: every MAC is tried as it is. */
  list: DeviceList | null;
  /** Names of other PBXs that list a MAC. */
  othersWith(mac: Mac): string[];
  /** Send a request for devices that the list does not have, too. */
  tryUnlisted: boolean;
}

/** What is to become of each MAC, once each: sent, or failed from the start because sending would be pointless or wrong. */
export function planItems(macs: readonly Mac[], { list, othersWith, tryUnlisted }: PlanOptions): NewItem[] {
  const byMac = new Map(list?.devices.map((device) => [device.mac, device]));
  return [...new Set(macs)].map((mac) => {
    if (list === null) return { mac, match: 'unknown', device: null, problem: null };
    const device = byMac.get(mac) ?? null;
    if (device?.kind === 'fxs') return { mac, match: 'listed', device, problem: null };
    if (device) return { mac, match: 'desk-phone', device, problem: deskPhone(device) };
    // What is missing from a list that may be incomplete can be on the PBX all the same.
    if (!list.complete) return { mac, match: 'unknown', device: null, problem: null };
    const problem = notFound(othersWith(mac)[0], list);
    return { mac, match: 'not-listed', device: null, problem: tryUnlisted ? null : problem };
  });
}

/**
 * A job in which nothing can be sent is not made.
 *
 * @throws RekeyError why nothing can be sent for the first of them
 */
export function throwIfNothingToDo(items: readonly NewItem[]): void {
  const problem = items.every((item) => item.problem !== null) && items[0]?.problem;
  if (problem) throw new RekeyError(problem.code, problem.facts);
}

/**
 * The spellings of a MAC to send: the PBX's own; without one upper, then lower case, for whether its keys are
 * case-sensitive is unknown (behaviour.md, "MAC spelling").
 */
export function keysOf(mac: Mac, device: Pick<Device, 'key'> | null): readonly string[] {
  return device ? [device.key] : [mac.toUpperCase(), mac];
}

function notFound(otherPbx: string | undefined, { deskPhonesRead }: DeviceList): Problem {
  if (otherPbx !== undefined) return { code: 'device-not-found', facts: { pbx: otherPbx } };
  return { code: 'device-not-found', facts: deskPhonesRead ? {} : { reason: 'desk-phones-unread' } };
}

function deskPhone({ owner }: Device): Problem {
  return { code: 'device-is-desk-phone', facts: owner ? { owner } : {} };
}
