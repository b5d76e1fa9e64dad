import { randomBytes } from 'node:crypto';
import { RekeyError } from '../../common/errors.ts';
import { dataKeyNames, type Secrets } from '../keychain/secrets.ts';
import type { Store } from '../store/index.ts';
import { createSealer, dataKeyId, dataKeyLength, type Sealer } from '../store/seal.ts';

/** The keys that seal passwords; each data folder has its own in the keychain. */
export interface DataKeys {
  /** Resolves when the keychain answers and is unlocked; records which keys it has. @throws RekeyError `keychain-…` */
  check(): Promise<void>;
  /** Creates this folder's key at its first use. @throws RekeyError `keychain-…` */
  forSealing(): Promise<Sealer>;
  /** @throws RekeyError `keychain-entry-missing` if no key is left that opens anything, `keychain-…` */
  forOpening(): Promise<Sealer>;
}

export interface DataKeysParts {
  secrets: Pick<Secrets, 'dataKey' | 'setDataKey'>;
  store: Pick<Store, 'owner' | 'dataKeys' | 'locks'>;
}

interface Found {
  own: Buffer | null;
  /** Other keys that something here is sealed with. */
  earlier: Buffer[];
}

/** Another process may be waiting for the user to unlock the keychain. */
const lockTimeoutMs = 150_000;

export function createDataKeys({ secrets, store }: DataKeysParts): DataKeys {
  const names = dataKeyNames(store.owner);
  const read = (entry: string): Promise<Buffer | null> => secrets.dataKey(entry, dataKeyLength);
  const note = ({ own, earlier }: Found): void =>
    store.dataKeys.note((own ? [own, ...earlier] : earlier).map(dataKeyId));

  /** This folder's key and, if that does not open everything, the keys it used before. */
  const find = async (): Promise<Found> => {
    const own = await read(names.own);
    const missing = new Set(store.dataKeys.inUse());
    if (own) missing.delete(dataKeyId(own));
    const earlier: Buffer[] = [];
    for (const name of names.earlier) {
      if (missing.size === 0) break;
      const key = await read(name);
      if (key && missing.delete(dataKeyId(key))) earlier.push(key);
    }
    return { own, earlier };
  };

  /**
   * Gives this folder its own key: a copy of the one it used for sealing, else a new one. The earlier entry
   * stays, because other folders may need it. Nothing refers to the copy except its name, so this can be interrupted
   * at any point and repeated.
   */
  const settle = async (mayMake: boolean): Promise<Found> => {
    // Another process may be doing the same.
    const lock = await store.locks.acquire('data-key', lockTimeoutMs);
    try {
      const found = await find();
      const settled = found.own ? found : await adopt(found, mayMake);
      note(settled);
      return settled;
    } finally {
      lock.release();
    }
  };

  const adopt = async (found: Found, mayMake: boolean): Promise<Found> => {
    const [key, ...others] = found.earlier;
    if (!key && !mayMake) return found;
    const own = key ?? randomBytes(dataKeyLength);
    try {
      await secrets.setDataKey(names.own, own);
    } catch (error) {
      // The keychain may have been locked in the meantime: a key that is stored elsewhere works too, and is copied
      // the next time.
      if (!key || !(error instanceof RekeyError)) throw error;
    }
    return { own, earlier: others };
  };

  const settled = async (mayMake: boolean): Promise<Found> => {
    const found = await find();
    if (!found.own) return settle(mayMake);
    note(found);
    return found;
  };

  const sealer = async (mayMake: boolean): Promise<Sealer> => {
    const found = await settled(mayMake);
    if (!found.own) throw new RekeyError('keychain-entry-missing', { reason: 'data-key' });
    return createSealer(found.own, found.earlier);
  };

  return {
    check: async () => void (await settled(false)),
    forSealing: () => sealer(true),
    forOpening: () => sealer(false),
  };
}
