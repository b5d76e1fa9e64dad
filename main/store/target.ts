import { macsOf } from '../../common/desk-phones.ts';
import type { Mac } from '../../common/mac.ts';
import type { Device, Problem } from '../../common/model.ts';
import { json } from './rows.ts';

/**
 * Identifies what has its own password: a device by its MAC, a desk phone by its user. The database computes the same
 * (`items.target`).
 */
export function targetKeyOf(mac: Mac, device: Device | null): string {
  return device?.user ? `user ${device.user.id}` : mac;
}

/**
 * Returns the MACs of all devices that share an item's password: those of the list, and all desk phones of its user.
 *
 * @param row columns of `items`
 */
export function macsOfRow(row: {
  mac: string;
  macs: string | null;
  device: string | null;
  problem: string | null;
}): Mac[] {
  return macsOf({
    macs: (json(row.macs) as Mac[] | null) ?? [row.mac as Mac],
    device: json(row.device) as Device | null,
    problem: json(row.problem) as Problem | null,
  });
}
