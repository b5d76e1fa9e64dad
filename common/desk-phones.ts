import type { Mac } from './mac.ts';
import type { Device, Item } from './model.ts';

/** A user whose single password an item or a device is about, with all desk phones that share it. */
export interface DeskPhoneUser {
  id: number;
  /** Such as `Ann Miller (204)`; null if the PBX names nobody. */
  owner: string | null;
  phones: NonNullable<Device['user']>['phones'];
}

/** A device or user that something is, or was, done to. */
export interface DoneTo {
  device: Device | null;
  /** Why it was left out, if it was. */
  problem?: Item['problem'] | undefined;
}

/**
 * Returns the user whose desk phones something is done to; null for any other device, and for a phone that was left
 * out.
 */
export function deskPhoneUser({ device, problem }: DoneTo): DeskPhoneUser | null {
  if (device?.kind !== 'desk-phone' || !device.user || problem?.code === 'device-is-desk-phone') return null;
  const { id, phones } = device.user;
  return { id, owner: device.owner, phones };
}

/** The PBX's ID of the user whose password an item is about; null if it is a device's own. */
export function userOf({ device }: Pick<Item, 'device'>): number | null {
  return device?.user?.id ?? null;
}

/** A desk phone that the user included, with the 3CX user it belonged to at that time. */
export interface AgreedPhone {
  mac: Mac;
  userId: number;
}

/** Returns the desk phones that items were for: what was confirmed once counts as confirmed when they are retried. */
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
