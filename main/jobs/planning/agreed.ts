import type { Mac } from '../../../common/mac.ts';
import type { Device, Item } from '../../../common/model.ts';
import type { NewItem, RematchedItem } from '../../store/jobs/index.ts';

/**
 * Returns the devices of a plan that have changed since it was confirmed, as they are now: another match, or a device
 * with another key, kind or name; for desk phones, another user, or a user with other phones.
 *
 * @param fresh each of their MACs matched again, without trying unlisted ones
 */
export function changedSince(agreed: readonly Item[], fresh: readonly NewItem[]): RematchedItem[] {
  const byMac = new Map(fresh.map((each) => [each.mac, each]));
  return agreed.flatMap(({ id, mac, macs, match, device }) => {
    const now = byMac.get(mac);
    const { macs: found = [mac] } = now ?? {};
    if (!now || (now.match === match && isSame(now.device, device) && areSame(found, macs))) return [];
    return [{ itemId: id, macs: found, match: now.match, device: now.device, problem: now.problem }];
  });
}

function isSame(one: Device | null, other: Device | null): boolean {
  return (
    one?.key === other?.key &&
    one?.kind === other?.kind &&
    one?.name === other?.name &&
    one?.user?.id === other?.user?.id &&
    areSame(phonesOf(one), phonesOf(other))
  );
}

function phonesOf(device: Device | null): Mac[] {
  return device?.user?.phones.map(({ mac }) => mac) ?? [];
}

function areSame(one: readonly Mac[], other: readonly Mac[]): boolean {
  return one.length === other.length && one.every((mac) => other.includes(mac));
}
