import { RekeyError } from '../../../common/errors.ts';
import type { Item } from '../../../common/model.ts';
import type { OpenedItems } from '../../jobs/index.ts';
import type { Services } from '../../services/index.ts';

/**
 * Decrypts the stored passwords of several items.
 *
 * @throws RekeyError `keychain-entry-missing` where passwords are stored but none can be decrypted
 */
export async function openPasswords(services: Services, items: readonly Item[]): Promise<OpenedItems> {
  const opened = services.jobs.openAll(items, await services.opener());
  if (opened.readable === 0 && opened.unreadable > 0)
    throw new RekeyError('keychain-entry-missing', { reason: 'data-key' });
  return opened;
}
