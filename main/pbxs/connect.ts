import type { Pbx } from '../../common/model.ts';
import { toProblem } from '../../common/problem.ts';
import { missingApiKey, type Secrets } from '../keychain/secrets.ts';
import type { Log } from '../log/index.ts';
import type { Policy } from '../policy/index.ts';
import type { Store } from '../store/index.ts';
import {
  createXapi,
  type Network,
  networkOfVariables,
  probePbx,
  type TokenStore,
  type Xapi,
  type XapiParts,
} from '../xapi/index.ts';
import { isOfConnection, notedXapi } from './noted-xapi.ts';

/** What a client connects to, and with which API client. */
type Target = Pick<Pbx, 'url' | 'clientId' | 'pinnedFingerprint'>;

export interface ConnectOptions {
  /**
   * Sign in once even though the PBX rejected this key, or others, before: the user confirms that it is right now,
   * and accepts the risk that the PBX blocks this computer's address.
   */
  retryRefusedKey?: boolean;
}

/** Creates clients, connecting the keychain's secrets and the memory of refusals to the XAPI. */
export interface Connector {
  /**
   * Returns the client of a stored PBX, with its key from the keychain; the same one until its entry or key changes.
   *
   * @throws RekeyError `keychain-entry-missing`, `keychain-…`
   */
  stored(pbx: Pbx, options?: ConnectOptions): Promise<Xapi>;
  /** Whether a stored PBX's entry and key are still those that its client was made for. */
  isCurrent(pbxId: string, client: Xapi): boolean;
  /**
   * Returns the client that `stored` returned last, without calling the keychain, which may prompt the user; null if
   * there is none, or it is no longer current.
   */
  known(pbx: Pbx): Xapi | null;
  /** Creates a client for an address that is not saved, sharing the stored PBX's token. @throws as `stored` */
  withStoredKey(pbx: Pbx, target: Target, options?: ConnectOptions): Promise<Xapi>;
  /** Creates a client for a key given for one run; only refusals are stored. */
  once(target: Target, apiKey: string, options?: ConnectOptions): Xapi;
  /** Checks whether a PBX can be reached, sending nothing secret. @throws XapiError why not */
  probe(pbx: Pbx, signal?: AbortSignal): Promise<void>;
  /**
   * Has every client use fresh connections from now on, after sleep or a change of network: a request on a connection
   * that died in the meantime would be needlessly uncertain. Requests under way continue. Findings about proxies and
   * guest networks are discarded, because they may no longer be true.
   */
  dropIdle(): void;
  /**
   * Runs `forget`, which deletes secrets of stored PBXs: from here on no client writes their tokens, unless it fails.
   * A sign-in may be under way, and its token must not be written afterwards.
   */
  whileForgetting<T>(pbxIds: readonly string[], forget: () => Promise<T>): Promise<T>;
  /** Ends the connections of every client. */
  close(): Promise<void>;
}

/** How long another process on this computer may take to sign in. */
const signInPatienceMs = 150_000;
const keepNothing: TokenStore = { load: async () => null, save: async () => {} };

export function createConnector({
  store,
  secrets,
  network = networkOfVariables(),
  policy,
  log,
  patience,
  optionalTimeoutMs,
}: {
  store: Store;
  secrets: Secrets;
  /** The proxy from the environment variables by default. */
  network?: Network;
  policy: Pick<Policy, 'throwIfNotAllowed'>;
  log: Log;
  /** As each client needs it. */
  patience?: XapiParts['patience'];
  /** The client's own default unless given. */
  optionalTimeoutMs?: number | undefined;
}): Connector {
  const clients = new Set<Xapi>();
  const ofStored = new Map<string, { made: string; client: Xapi }>();
  const openedFor = new WeakMap<Xapi, string>();
  const forgotten = new Set<string>();

  /** A note is never worth a request's outcome: if it cannot be written, it is left out. */
  const note = (write: () => void): void => {
    try {
      write();
    } catch {
      // The disk is full, or another process has locked the database; a job's own journal will report that.
    }
  };

  const connect = (target: Target, apiKey: string, tokens: TokenStore): Xapi => {
    policy.throwIfNotAllowed(target);
    const { url, clientId } = target;
    const tried = { url, clientId, apiKey };
    const client = createXapi({
      ...target,
      apiKey,
      tokens,
      network,
      log,
      patience,
      optionalTimeoutMs,
      refusals: {
        refusedAt: () => store.refusals.refusedAt(tried),
        sinceSuccess: () => store.refusals.sinceSuccess(url),
        refused: () => store.refusals.refused(tried),
        denied: () => store.refusals.denied(tried),
        accepted: () => store.refusals.accepted(tried),
      },
      async exclusively(work) {
        const lock = await store.locks.acquire(`sign-in ${url} ${clientId}`, signInPatienceMs);
        try {
          return await work();
        } finally {
          lock.release();
        }
      },
    });
    clients.add(client);
    return client;
  };

  /** What a client of a stored PBX depends on. The key itself is in the keychain, which may be slow, or prompt. */
  const stateOf = (id: string, { url, clientId, pinnedFingerprint }: Target): string =>
    JSON.stringify([url, clientId, pinnedFingerprint, store.pbxs.keyChanges(id)]);

  const allow = ({ url, clientId }: Target, apiKey: string, options: ConnectOptions = {}): void => {
    if (options.retryRefusedKey) store.refusals.allowOnce({ url, clientId, apiKey });
  };

  const isCurrent = (pbxId: string, client: Xapi): boolean => {
    const pbx = store.pbxs.get(pbxId);
    return pbx !== null && openedFor.get(client) === stateOf(pbxId, pbx);
  };

  /** The results of an outdated client say nothing about the entry as it is now. */
  const noted = (pbxId: string, xapi: Xapi): Xapi => {
    const ifCurrent = (write: () => void): void =>
      note(() => {
        if (isCurrent(pbxId, client)) write();
      });
    const client = notedXapi(xapi, {
      name: () => store.pbxs.get(pbxId)?.name ?? null,
      answered: () => ifCurrent(() => store.pbxs.answered(pbxId)),
      failed: (problem) => ifCurrent(() => store.pbxs.failed(pbxId, problem)),
    });
    return client;
  };

  const keyOf = async (pbx: Pbx): Promise<string> => {
    const apiKey = await secrets.apiKey(pbx.id);
    if (apiKey === null) throw missingApiKey(secrets, pbx);
    return apiKey;
  };

  const tokensOf = (pbx: Pbx): TokenStore => ({
    load: () => secrets.token(pbx.id),
    async save(token) {
      if (!forgotten.has(pbx.id)) await secrets.setToken(pbx.id, token);
    },
  });

  return {
    async stored(pbx, options) {
      policy.throwIfNotAllowed(pbx);
      const { url, clientId, pinnedFingerprint } = pbx;
      // Before the key is read: one that is set in the meantime counts as another.
      const state = stateOf(pbx.id, pbx);
      const apiKey = await keyOf(pbx);
      allow(pbx, apiKey, options);
      // Another window or the terminal may have changed any of these in the meantime.
      const made = JSON.stringify([url, clientId, pinnedFingerprint, apiKey]);
      const known = ofStored.get(pbx.id);
      // The old client may be in the middle of a job; its connections end by themselves.
      const client =
        known?.made === made
          ? known.client
          : noted(pbx.id, connect({ url, clientId, pinnedFingerprint }, apiKey, tokensOf(pbx)));
      openedFor.set(client, state);
      ofStored.set(pbx.id, { made, client });
      return client;
    },

    isCurrent,

    known(pbx) {
      const client = ofStored.get(pbx.id)?.client;
      return client && openedFor.get(client) === stateOf(pbx.id, pbx) ? client : null;
    },

    async withStoredKey(pbx, target, options) {
      policy.throwIfNotAllowed(target);
      const sameClient = target.url === pbx.url && target.clientId === pbx.clientId;
      const apiKey = await keyOf(pbx);
      allow(target, apiKey, options);
      return connect(target, apiKey, sameClient ? tokensOf(pbx) : keepNothing);
    },

    once({ url, clientId, pinnedFingerprint }, apiKey, options) {
      allow({ url, clientId, pinnedFingerprint }, apiKey, options);
      return connect({ url, clientId, pinnedFingerprint }, apiKey, keepNothing);
    },

    async probe(pbx, signal) {
      policy.throwIfNotAllowed(pbx);
      try {
        await probePbx(pbx, { log, network }, signal);
      } catch (error) {
        if (isOfConnection(error) && store.pbxs.get(pbx.id)?.url === pbx.url)
          note(() => store.pbxs.failed(pbx.id, toProblem(error)));
        throw error;
      }
    },

    dropIdle() {
      network.lately.deadProxies.clear();
      network.lately.portalReplies.clear();
      for (const client of clients) client.dropIdle();
    },

    async whileForgetting(pbxIds, forget) {
      for (const id of pbxIds) forgotten.add(id);
      try {
        return await forget();
      } catch (error) {
        for (const id of pbxIds) forgotten.delete(id);
        throw error;
      }
    },

    close: async () => void (await Promise.all([...clients].map((client) => client.close()))),
  };
}
