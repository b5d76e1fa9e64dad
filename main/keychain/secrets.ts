import { randomBytes } from 'node:crypto';
import { z } from 'zod';
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
  /** The key that seals credentials; made at first use, under the caller's lock. */
  dataKey(bytes: number): Promise<Buffer>;
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
      const key = kept === null ? null : Buffer.from(kept, 'base64');
      if (key?.length === bytes) return key;
      const made = randomBytes(bytes);
      await keychain.set(dataKeyAccount, made.toString('base64'));
      return made;
    },
  };
}
