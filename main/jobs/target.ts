import { userOf } from '../../common/desk-phones.ts';
import type { Item } from '../../common/model.ts';
import { type Xapi, XapiError } from '../xapi/index.ts';
import { keysOf } from './planning/plan.ts';

/**
 * What determines whose password an item is about: a device's own, or that of the user whose desk phones it stands
 * for.
 */
type Target = Pick<Item, 'mac' | 'device'>;

/**
 * Reads the current password, changing nothing; null if the PBX shows none.
 *
 * @param answered called with the PBX's own time of each answer
 * @throws XapiError
 */
export function readTarget(
  target: Target,
  xapi: Pick<Xapi, 'readPassword' | 'readUserPassword'>,
  answered?: (pbxTime: number | null) => void,
): Promise<string | null> {
  const userId = userOf(target);
  if (userId !== null) return xapi.readUserPassword(userId, answered);
  const { mac, device } = target;
  return xapi.readPassword(mac, keysOf(mac, device), answered);
}

/**
 * Makes a new password. Null: the PBX accepted the request but returned no password. For a user that does not prove
 * that there is a new one: a PBX that ignores unknown properties of the request accepts it, too.
 *
 * @param version of the PBX, requested only if the request depends on it
 * @param signal when aborted, nothing is sent any more
 * @param sending called each time before the request is sent
 * @param answered called with the PBX's own time of each answer
 * @throws XapiError
 */
export async function regenerateTarget(
  target: Target,
  xapi: Pick<Xapi, 'regenerate' | 'regenerateUser'>,
  version: () => Promise<string | null>,
  signal: AbortSignal,
  sending: () => void,
  answered: (pbxTime: number | null) => void,
): Promise<string | null> {
  const userId = userOf(target);
  const { mac, device } = target;
  if (userId === null) return xapi.regenerate(mac, keysOf(mac, device), signal, sending, answered);
  const known = await version();
  if (signal.aborted) throw new XapiError('cancelled', {}, 'none');
  await xapi.regenerateUser(userId, known, signal, sending, answered);
  return null;
}
