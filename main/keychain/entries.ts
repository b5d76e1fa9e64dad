import { RekeyError } from '../../common/errors.ts';
import { callFailure, isUnderstood, loadFailure } from './failures.ts';
import type { KeytarLike } from './keytar.ts';
import type { Entries } from './values.ts';

/** keytar as entries of one service, loaded at the first call, its failures told in the closed set. */
export function keytarEntries(service: string, load: () => Promise<KeytarLike>): Entries {
  let loaded: KeytarLike | null = null;

  async function call<T>(use: (keytar: KeytarLike) => Promise<T>): Promise<T> {
    loaded ??= await load().catch((error: unknown) => {
      throw loadFailure(error);
    });
    try {
      return await use(loaded);
    } catch (error) {
      throw callFailure(error);
    }
  }

  const get = (account: string) => call((keytar) => keytar.getPassword(service, account));

  return {
    get,
    async set(account, value) {
      try {
        await call((keytar) => keytar.setPassword(service, account, value));
      } catch (error) {
        if (!(error instanceof RekeyError) || isUnderstood(error)) throw error;
        // It still answers, but does not take anything: that is what locked means, in whatever words.
        await get(account);
        throw new RekeyError('keychain-locked', {}, { cause: error.cause });
      }
    },
    delete: (account) => call((keytar) => keytar.deletePassword(service, account)),
  };
}
