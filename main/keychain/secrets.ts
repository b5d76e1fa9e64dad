import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { RekeyError } from '../../common/errors.ts';
import type { Keychain } from './index.ts';

/** The secrets this program keeps, by what they are. All calls throw what {@link Keychain} throws. */
export interface Secrets {
  apiKey(pbxId: string): Promise<string | null>;
  setApiKey(pbxId: string, apiKey: string): Promise<void>;
  token(pbxId: string): Promise<KeptToken | null>;
  setToken(pbxId: string, token: KeptToken): Promise<void>;
  forgetToken(pbxId: string): Promise<void>;
  /** API key and access token of a PBX. */
  forgetPbx(pbxId: string): Promise<void>;
  /** Resolves when the keychain answers and is open. */
  probe(): Promise<void>;
  /**
   * The key that seals credentials; null before it was made.
   *
   * @throws RekeyError `keychain-entry-missing` when what is kept is no such key
   */
  dataKey(bytes: number): Promise<Buffer | null>;
  /** Makes the key; the caller holds a lock, and has seen that there is none. */
  makeDataKey(bytes: number): Promise<Buffer>;
}

const keptToken = z.object({ value: z.string().min(1), lifeMs: z.number(), obtainedAt: z.number() });
/** An access token; times in milliseconds, `obtainedAt` since 1970 by this computer's clock. */
export type KeptToken = z.infer<typeof keptToken>;

const apiKeyOf = (pbxId: string): string => `api-key ${pbxId}`;
const tokenOf = (pbxId: string): string => `token ${pbxId}`;
const dataKeyAccount = 'data-key';

export function createSecrets(keychain: Keychain): Secrets {
  return {
    apiKey: (pbxId) => keychain.get(apiKeyOf(pbxId)),
    setApiKey: (pbxId, apiKey) => keychain.set(apiKeyOf(pbxId), apiKey),
    async token(pbxId) {
      const text = await keychain.get(tokenOf(pbxId));
      try {
        return text === null ? null : keptToken.parse(JSON.parse(text));
      } catch {
        return null;
      }
    },
    setToken: (pbxId, token) => keychain.set(tokenOf(pbxId), JSON.stringify(token)),
    forgetToken: (pbxId) => keychain.delete(tokenOf(pbxId)),
    async forgetPbx(pbxId) {
      await keychain.delete(apiKeyOf(pbxId));
      await keychain.delete(tokenOf(pbxId));
    },
    probe: async () => void (await keychain.get(dataKeyAccount)),
    async dataKey(bytes) {
      const kept = await keychain.get(dataKeyAccount);
      if (kept === null) return null;
      const key = Buffer.from(kept, 'base64');
      if (key.length !== bytes) throw new RekeyError('keychain-entry-missing', { reason: 'data-key' });
      return key;
    },
    async makeDataKey(bytes) {
      const made = randomBytes(bytes);
      await keychain.set(dataKeyAccount, made.toString('base64'));
      return made;
    },
  };
}
