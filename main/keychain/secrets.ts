import { z } from 'zod';
import { RekeyError } from '../../common/errors.ts';
import type { EntryLedger, Keychain, SharedEntries } from './index.ts';

/** The secrets that Rekey stores, by purpose. All calls throw what {@link Keychain} throws. */
export interface Secrets {
  apiKey(pbxId: string): Promise<string | null>;
  setApiKey(pbxId: string, apiKey: string): Promise<void>;
  /** Decided by the recorded names, without calling the keychain. */
  hasApiKey(pbxId: string): boolean;
  token(pbxId: string): Promise<KeptToken | null>;
  setToken(pbxId: string, token: KeptToken): Promise<void>;
  forgetToken(pbxId: string): Promise<void>;
  /** Deletes the API key and access token of a PBX. */
  forgetPbx(pbxId: string): Promise<void>;
  /** The stored login of a proxy (`host:port`); null if there is none. */
  proxyLogin(proxy: string): Promise<KeptProxyLogin | null>;
  setProxyLogin(proxy: string, login: KeptProxyLogin): Promise<void>;
  forgetProxyLogin(proxy: string): Promise<void>;
  /** A key that seals credentials, by its entry's name; null if there is none, or the entry is not a key. */
  dataKey(entry: string, bytes: number): Promise<Buffer | null>;
  setDataKey(entry: string, key: Buffer): Promise<void>;
  /**
   * Deletes entries, one after the other, and stops at the first that the keychain does not delete: a locked one
   * would prompt the user for each.
   *
   * @returns those that remain; empty if all are gone
   */
  forget(accounts: readonly string[]): Promise<{ left: string[] }>;
  /** Those of the entries that are in the keychain, as far as it reports. */
  present(entries: readonly string[]): Promise<string[]>;
}

const keptToken = z.object({ value: z.string().min(1), lifeMs: z.number(), obtainedAt: z.number() });
/** An access token; times are in milliseconds, `obtainedAt` since 1970 by this computer's clock. */
type KeptToken = z.infer<typeof keptToken>;

const keptProxyLogin = z.object({ user: z.string(), password: z.string() });
type KeptProxyLogin = z.infer<typeof keptProxyLogin>;

/** Why a PBX has no API key: none was ever stored here, or the keychain no longer has it. */
export function missingApiKey(
  secrets: Pick<Secrets, 'hasApiKey'>,
  { id, name }: { id: string; name: string },
): RekeyError {
  return new RekeyError('keychain-entry-missing', {
    pbx: name,
    ...(secrets.hasApiKey(id) ? {} : { reason: 'not-entered' }),
  });
}

/** The accounts of a PBX's secrets. */
export function accountsOf(pbxId: string): string[] {
  return [apiKeyOf(pbxId), tokenOf(pbxId)];
}

const apiKeyOf = (pbxId: string): string => `api-key ${pbxId}`;
const tokenOf = (pbxId: string): string => `token ${pbxId}`;

/** The name shared by the data keys of all data folders, before each folder had its own. */
const commonDataKey = 'data-key';

/** The possible names of a folder's data keys: its own, and those it may have used for sealing before. */
export function dataKeyNames({ id, formerIds }: Owner): { own: string; earlier: string[] } {
  const of = (folderId: string): string => `data-key ${folderId}`;
  return { own: of(id), earlier: [...formerIds.map(of), commonDataKey] };
}

/** The data folder that the secrets belong to. */
export interface Owner {
  id: string;
  formerIds: readonly string[];
  /** The id that a PBX had in the folder that this one was copied from. */
  formerPbxId(pbxId: string): string | null;
  entries: Pick<EntryLedger & SharedEntries, 'list' | 'isReadable' | 'supersede'>;
}

export function createSecrets(keychain: Keychain, owner: Owner): Secrets {
  /**
   * A value of this folder that may still be in an entry shared with other folders. It is copied at its first use;
   * the shared entry is used until that has succeeded, and is never written or deleted.
   */
  const value = (own: string, shared: string | null) => {
    const { entries } = owner;
    const supersede = (): void => {
      if (shared !== null) entries.supersede(shared);
    };
    return {
      async get(): Promise<string | null> {
        const kept = await keychain.get(own);
        if (kept !== null || shared === null || !entries.isReadable(shared)) return kept;
        const copied = await keychain.get(shared);
        if (copied === null) return null;
        try {
          await keychain.set(own, copied);
          supersede();
        } catch (error) {
          // The keychain was locked in the meantime, or the disk is full: it is copied the next time.
          if (!(error instanceof RekeyError) && !isDiskFull(error)) throw error;
        }
        return copied;
      },
      async set(next: string): Promise<void> {
        await keychain.set(own, next);
        supersede();
      },
      async delete(): Promise<void> {
        // First, so that an interrupted deletion does not bring an older value back.
        supersede();
        await keychain.delete(own);
      },
    };
  };
  const apiKey = (pbxId: string) => {
    const former = owner.formerPbxId(pbxId);
    return value(apiKeyOf(pbxId), former === null ? null : apiKeyOf(former));
  };
  const proxyLogin = (proxy: string) => value(`proxy-login ${owner.id} ${proxy}`, `proxy-login ${proxy}`);

  return {
    apiKey: (pbxId) => apiKey(pbxId).get(),
    hasApiKey(pbxId) {
      const former = owner.formerPbxId(pbxId);
      const { entries } = owner;
      return (
        entries.list().includes(apiKeyOf(pbxId)) || (former !== null && entries.isReadable(apiKeyOf(former)))
      );
    },
    setApiKey: (pbxId, key) => apiKey(pbxId).set(key),
    token: async (pbxId) => parsed(keptToken, await keychain.get(tokenOf(pbxId))),
    setToken: (pbxId, token) => keychain.set(tokenOf(pbxId), JSON.stringify(token)),
    forgetToken: (pbxId) => keychain.delete(tokenOf(pbxId)),
    async forgetPbx(pbxId) {
      await apiKey(pbxId).delete();
      await keychain.delete(tokenOf(pbxId));
    },
    proxyLogin: async (proxy) => parsed(keptProxyLogin, await proxyLogin(proxy).get()),
    setProxyLogin: (proxy, login) => proxyLogin(proxy).set(JSON.stringify(login)),
    forgetProxyLogin: (proxy) => proxyLogin(proxy).delete(),
    async dataKey(entry, bytes) {
      const kept = await keychain.get(entry);
      const key = kept === null ? null : Buffer.from(kept, 'base64');
      return key?.length === bytes ? key : null;
    },
    setDataKey: (entry, key) => keychain.set(entry, key.toString('base64')),
    async present(entries) {
      const found: string[] = [];
      for (const entry of entries) {
        const kept = await keychain.get(entry).catch(() => 'unknown');
        if (kept !== null) found.push(entry);
      }
      return found;
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

/** A value in a format that this version does not know counts as missing. */
function parsed<T>(schema: z.ZodType<T>, text: string | null): T | null {
  try {
    return text === null ? null : schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isDiskFull(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'SQLITE_FULL';
}
