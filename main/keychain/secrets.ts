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
  /** What a proxy (`host:port`) takes; null where there is none. */
  proxyLogin(proxy: string): Promise<KeptProxyLogin | null>;
  setProxyLogin(proxy: string, login: KeptProxyLogin): Promise<void>;
  forgetProxyLogin(proxy: string): Promise<void>;
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
  /**
   * Deletes entries, one after the other, and stops at the first that the keychain does not delete: locked, it would ask
   * its person for each.
   *
   * @returns those that are left; none when all are gone
   */
  forget(accounts: readonly string[]): Promise<{ left: string[] }>;
}

const keptToken = z.object({ value: z.string().min(1), lifeMs: z.number(), obtainedAt: z.number() });
/** An access token; times in milliseconds, `obtainedAt` since 1970 by this computer's clock. */
export type KeptToken = z.infer<typeof keptToken>;

const keptProxyLogin = z.object({ user: z.string(), password: z.string() });
export type KeptProxyLogin = z.infer<typeof keptProxyLogin>;

/** The names under which the secrets of a PBX are. */
export function accountsOf(pbxId: string): string[] {
  return [apiKeyOf(pbxId), tokenOf(pbxId)];
}

/** The name under which the API key of a PBX is. */
export const apiKeyOf = (pbxId: string): string => `api-key ${pbxId}`;
const tokenOf = (pbxId: string): string => `token ${pbxId}`;
const proxyLoginOf = (proxy: string): string => `proxy-login ${proxy}`;
export const dataKeyAccount = 'data-key';

export function createSecrets(keychain: Keychain): Secrets {
  return {
    apiKey: (pbxId) => keychain.get(apiKeyOf(pbxId)),
    setApiKey: (pbxId, apiKey) => keychain.set(apiKeyOf(pbxId), apiKey),
    token: async (pbxId) => parsed(keptToken, await keychain.get(tokenOf(pbxId))),
    setToken: (pbxId, token) => keychain.set(tokenOf(pbxId), JSON.stringify(token)),
    forgetToken: (pbxId) => keychain.delete(tokenOf(pbxId)),
    async forgetPbx(pbxId) {
      await keychain.delete(apiKeyOf(pbxId));
      await keychain.delete(tokenOf(pbxId));
    },
    proxyLogin: async (proxy) => parsed(keptProxyLogin, await keychain.get(proxyLoginOf(proxy))),
    setProxyLogin: (proxy, login) => keychain.set(proxyLoginOf(proxy), JSON.stringify(login)),
    forgetProxyLogin: (proxy) => keychain.delete(proxyLoginOf(proxy)),
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
    async forget(accounts) {
      for (const [index, account] of accounts.entries()) {
        try {
          await keychain.delete(account);
        } catch (error) {
          if (error instanceof RekeyError) return { left: accounts.slice(index) };
          throw error;
        }
      }
      return { left: [] };
    },
  };
}

/** What is kept in a form that this version does not know counts as missing. */
function parsed<T>(schema: z.ZodType<T>, text: string | null): T | null {
  try {
    return text === null ? null : schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
