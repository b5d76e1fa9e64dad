import type { Mac } from './mac.ts';
import type { Device, Item } from './model.ts';

/** The user whose one password an item or a device is about, with all of the desk phones that have it. */
export interface DeskPhoneUser {
  id: number;
  /** Such as `Ann Miller (204)`; null where the PBX names nobody. */
  owner: string | null;
  phones: NonNullable<Device['user']>['phones'];
}

/** What is done to a device or a user, or was. */
export interface DoneTo {
  device: Device | null;
  /** Why it was left out, if it was. */
  problem?: Item['problem'] | undefined;
}

/** Returns the user whose desk phones something is done to; null of any other device, and of a phone that was left out. */
export function deskPhoneUser({ device, problem }: DoneTo): DeskPhoneUser | null {
  if (device?.kind !== 'desk-phone' || !device.user || problem?.code === 'device-is-desk-phone') return null;
  const { id, phones } = device.user;
  return { id, owner: device.owner, phones };
}

/** A desk phone that a person included, with the user whose it was then. */
export interface AgreedPhone {
  mac: Mac;
  userId: number;
}

/** Returns the desk phones that items were to be done for: what was agreed to once is agreed to when they are retried. */
export function agreedDeskPhones(items: readonly (DoneTo & { macs: readonly Mac[] })[]): AgreedPhone[] {
  return items.flatMap((item) => {
    const user = deskPhoneUser(item);
    return user ? item.macs.map((mac) => ({ mac, userId: user.id })) : [];
  });
}

/** Returns how many of some items are devices, and how many are users with their desk phones. */
export function devicesAndUsers(items: readonly DoneTo[]): { devices: number; users: number } {
  const users = items.filter((item) => deskPhoneUser(item) !== null).length;
  return { devices: items.length - users, users };
}

/** Returns all MACs that have an item's password: its own, and those of all desk phones of its user. */
export function macsOf(item: DoneTo & { macs: readonly Mac[] }): Mac[] {
  const phones = deskPhoneUser(item)?.phones ?? [];
  return [...new Set([...item.macs, ...phones.map(({ mac }) => mac)])];
}
