import { RekeyError } from '../../common/errors.ts';
import { callFailure, isUnderstood, loadFailure } from './failures.ts';
import type { KeytarLike } from './keytar.ts';
import type { Entries } from './values.ts';

/** Never written; searching for it shows whether the keychain answers at all. */
const absentAccount = 'no-such-entry';

/**
 * keytar as the entries of one service, loaded at the first call, with its failures as errors of the closed set.
 *
 * @param canBeLocked whether the system's keychains can be locked: all but Windows
 */
export function keytarEntries(
  service: string,
  load: () => Promise<KeytarLike>,
  canBeLocked: boolean,
): Entries {
  let loaded: KeytarLike | null = null;

  const call = async <T>(use: (keytar: KeytarLike) => Promise<T>): Promise<T> => {
    loaded ??= await load().catch((error: unknown) => {
      throw loadFailure(error);
    });
    try {
      return await use(loaded);
    } catch (error) {
      throw callFailure(error);
    }
  };

  const search = (account: string) => call((keytar) => keytar.getPassword(service, account));

  /** A keychain that answers searches but rejects an entry is locked, whatever its message says. */
  const orLocked = async <T>(use: () => Promise<T>): Promise<T> => {
    try {
      return await use();
    } catch (error) {
      if (!canBeLocked || !(error instanceof RekeyError) || isUnderstood(error)) throw error;
      await search(absentAccount);
      throw new RekeyError('keychain-locked', {}, { cause: error.cause });
    }
  };

  return {
    get: (account) => orLocked(() => search(account)),
    set: (account, value) => orLocked(() => call((keytar) => keytar.setPassword(service, account, value))),
    delete: (account) => orLocked(() => call((keytar) => keytar.deletePassword(service, account))),
  };
}
