import type { Mac } from '../../common/mac.ts';
import type { Device } from '../../common/model.ts';

/**
 * What has a password of its own: a device by its MAC, a desk phone by its user. The database computes the same
 * (`items.target`).
 */
export function targetKeyOf(mac: Mac, device: Device | null): string {
  return device?.user ? `user ${device.user.id}` : mac;
}
