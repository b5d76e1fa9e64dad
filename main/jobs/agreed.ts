import type { Device, Item } from '../../common/model.ts';
import type { NewItem, Rematched } from '../store/jobs.ts';

/**
 * The devices of a plan that are not what was agreed to any more, as they are now: another match, or a device with
 * another key, kind or name.
 *
 * @param fresh each of their MACs matched anew, without trying what is not listed
 */
export function changedSince(agreed: readonly Item[], fresh: readonly NewItem[]): Rematched[] {
  const byMac = new Map(fresh.map((each) => [each.mac, each]));
  return agreed.flatMap(({ id, mac, match, device }) => {
    const now = byMac.get(mac);
    if (!now || (now.match === match && isSame(now.device, device))) return [];
    return [{ itemId: id, match: now.match, device: now.device, problem: now.problem }];
  });
}

function isSame(one: Device | null, other: Device | null): boolean {
  return one?.key === other?.key && one?.kind === other?.kind && one?.name === other?.name;
}
