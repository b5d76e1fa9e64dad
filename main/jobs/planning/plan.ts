import { agreedDeskPhones } from '../../../common/desk-phones.ts';
import { RekeyError } from '../../../common/errors.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Device, DeviceList, Problem } from '../../../common/model.ts';
import type { NewItem } from '../../store/jobs/index.ts';

/** With all MACs that it stands for. */
export type PlannedItem = NewItem & { macs: Mac[] };

export interface PlanOptions {
  /** Null if no list could be read: every MAC is tried. */
  list: DeviceList | null;
  /** Names of other PBXs that list a MAC. */
  othersWith(mac: Mac): string[];
  /** Whether to send requests for unlisted devices, too. */
  tryUnlisted: boolean;
  /**
   * The desk phones to regenerate by their users: all, or those that the user confirmed, each with the 3CX user it
   * belonged to at that time. None by default.
   */
  deskPhones?: 'all' | ReadonlyMap<Mac, number> | undefined;
}

/**
 * Plans each MAC once: it is sent, or failed from the start because sending would be pointless or wrong. The included
 * desk phones of one user are one item, at the position of the first.
 */
export function planItems(macs: readonly Mac[], options: PlanOptions): PlannedItem[] {
  const { list, othersWith, tryUnlisted, deskPhones } = options;
  const byMac = new Map(list?.devices.map((device) => [device.mac, device]));
  const planned = [...new Set(macs)].map((mac): PlannedItem => {
    const of = { mac, macs: [mac] };
    if (list === null) return { ...of, match: 'unknown', device: null, problem: null };
    const device = byMac.get(mac) ?? null;
    if (device?.kind === 'fxs') return { ...of, match: 'listed', device, problem: null };
    if (device) {
      const problem = isAgreed(device, deskPhones) ? null : deskPhone(device);
      return { ...of, match: 'desk-phone', device, problem };
    }
    // A MAC that an incomplete list lacks can still be on the PBX.
    if (!list.complete) return { ...of, match: 'unknown', device: null, problem: null };
    const problem = notFound(othersWith(mac)[0], list);
    return { ...of, match: 'not-listed', device: null, problem: tryUnlisted ? null : problem };
  });
  return oncePerUser(planned);
}

function isAgreed({ mac, user }: Device, deskPhones: PlanOptions['deskPhones']): boolean {
  if (!user || !deskPhones) return false;
  return deskPhones === 'all' || deskPhones.get(mac) === user.id;
}

/**
 * The desk phones that jobs' items were to regenerate, with their users: once confirmed, they count as confirmed
 * again.
 */
export function agreedPhones(
  items: readonly Pick<PlannedItem, 'macs' | 'device' | 'problem'>[],
): Map<Mac, number> {
  return new Map(agreedDeskPhones(items).map(({ mac, userId }) => [mac, userId]));
}

function oncePerUser(items: readonly PlannedItem[]): PlannedItem[] {
  const byUser = new Map<number, PlannedItem>();
  return items.flatMap((item) => {
    const id = item.problem === null ? item.device?.user?.id : undefined;
    if (id === undefined) return [item];
    const first = byUser.get(id);
    if (first) {
      first.macs.push(...item.macs);
      return [];
    }
    byUser.set(id, item);
    return [item];
  });
}

/**
 * A job in which nothing can be sent is not created.
 *
 * @throws RekeyError why nothing can be sent for the first of them
 */
export function throwIfNothingToDo(items: readonly NewItem[]): void {
  const problem = items.every((item) => item.problem !== null) && items[0]?.problem;
  if (problem) throw new RekeyError(problem.code, problem.facts);
}

/**
 * The spellings of a MAC to send: the PBX's own; without one, upper, then lower case, because it is unknown whether
 * its keys are case-sensitive.
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
