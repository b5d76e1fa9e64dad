import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RekeyError, toRekeyError } from '../../common/errors.ts';
import type { Forgotten } from '../../common/ipc/index.ts';
import { createFetches, type Fetches } from '../jobs/fetching/index.ts';
import { createJobs, type Jobs } from '../jobs/index.ts';
import type { Keychain } from '../keychain/index.ts';
import { createSecrets } from '../keychain/secrets.ts';
import { type Log, logFile, openLog } from '../log/index.ts';
import { type Connector, createConnector } from '../pbxs/connect.ts';
import { createPbxs, type Pbxs } from '../pbxs/index.ts';
import { createNetwork, type NetworkDesk, type NetworkParts } from '../pbxs/network.ts';
import { reconcilePbxs } from '../policy/fixed-pbxs.ts';
import { type Policy, type ReadOptions, readPolicy, settingsUnder } from '../policy/index.ts';
import { createSetupFiles, type SetupFiles } from '../setup-file/index.ts';
import { databaseFile, toStoreError } from '../store/database.ts';
import { openStore, type Store } from '../store/index.ts';
import type { Sealer } from '../store/seal.ts';
import { createUpdates, type Updates } from '../update/index.ts';
import { createDataKeys } from './data-keys.ts';
import { forgetEverything } from './forget.ts';

/** How long the end waits for what was begun at the start. */
const leavingPatienceMs = 3_000;

/** What the window and the terminal both stand on. */
export interface Services {
  /** What administrators have set for this computer. */
  policy: Policy;
  store: Store;
  pbxs: Pbxs;
  setupFiles: SetupFiles;
  connector: Connector;
  network: NetworkDesk;
  jobs: Jobs;
  fetches: Fetches;
  updates: Updates;
  log: Log;
  /** Where the database and the log are. */
  files: { database: string; log: string };
  /** Seals new passwords with the data folder's key in the keychain, which is made at its first use. @throws RekeyError `keychain-…` */
  sealer(): Promise<Sealer>;
  /** Opens what was sealed. @throws RekeyError `keychain-entry-missing` when the key is gone, `keychain-…` */
  opener(): Promise<Sealer>;
  /** Why no secret can be kept; null when the keychain answers as it should. */
  keychainProblem(): Promise<RekeyError | null>;
  /** Whatever a service threw, as one of the closed set; noted in the log. */
  explain(thrown: unknown): RekeyError;
  /**
   * Deletes all that this program keeps, on the disk and in the keychain; after that nothing of this can be used.
   *
   * @throws RekeyError as `forgetEverything`; `forget-incomplete` for files comes after everything was closed
   */
  forget(options: { leaveKeychain: boolean }): Promise<Forgotten>;
  close(): Promise<void>;
}

/** What differs between the window and the terminal. */
export type Surroundings = Pick<NetworkParts, 'env' | 'systemProxy' | 'onQuestion'> & {
  /** Where the policy is read; the system's own place unless given. */
  policy?: ReadOptions | undefined;
  /** Whose update notices count; those of the release key unless given. */
  updateKey?: KeyObject | undefined;
};

/** Those of the terminal. */
export const ofTerminal: Surroundings = { env: process.env, systemProxy: null, onQuestion: () => {} };

/**
 * Opens everything in a data folder: the store, then what stands on it. Jobs of processes that died are marked, and
 * passwords past their retention deleted.
 *
 * @throws RekeyError `policy-invalid`, `data-folder-unusable`, `store-too-new`, `disk-full`
 */
export async function openServices(
  dataFolder: string,
  keychain: Keychain,
  around: Surroundings = ofTerminal,
): Promise<Services> {
  const policy = readPolicy(around.policy);
  const stored = await openStore(dataFolder);
  const store = { ...stored, settings: settingsUnder(policy, stored.settings) };
  try {
    return assemble(store, policy, dataFolder, keychain, around);
  } catch (error) {
    store.close();
    throw toStoreError(error, dataFolder);
  }
}

function assemble(
  store: Store,
  policy: Policy,
  dataFolder: string,
  keychain: Keychain,
  around: Surroundings,
): Services {
  const logFolder = join(dataFolder, 'logs');
  const { log, end: endLog } = openLog(logFolder);
  keychain.noteIn?.(store.keychainEntries);
  const secrets = createSecrets(keychain, store.owner);
  const dataKeys = createDataKeys({ secrets, store });
  const network = createNetwork({ ...around, secrets, route: policy.route });
  const connector = createConnector({ store, secrets, network, policy, log });
  const pbxs = createPbxs({ store, secrets, connector, policy });
  reconcilePbxs(policy, store.pbxs);
  const jobs = createJobs({ store, log, maxRetentionDays: policy.rules.maxRetentionDays });
  const fetches = createFetches({ store, log });
  jobs.recover();
  fetches.recover();
  jobs.expire();
  jobs.enforceRetention();
  const setupFiles = createSetupFiles({ store, secrets, pbxs, policy });
  // Not waited for: the keychain may ask its person first. What fails is done at the next start.
  const doubtfulForgotten = setupFiles.forgetDoubtful().catch(() => {});
  const close = async (): Promise<void> => {
    await Promise.race([doubtfulForgotten, delay(leavingPatienceMs, undefined, { ref: false })]);
    await connector.close();
    store.close();
  };

  return {
    policy,
    store,
    pbxs,
    setupFiles,
    connector,
    network,
    jobs,
    fetches,
    updates: createUpdates({
      settings: store.settings,
      network,
      log,
      ...(around.updateKey && { key: around.updateKey }),
    }),
    log,
    files: { database: databaseFile(dataFolder), log: logFile(logFolder) },
    sealer: dataKeys.forSealing,
    opener: dataKeys.forOpening,
    async keychainProblem() {
      try {
        await dataKeys.check();
        return null;
      } catch (error) {
        return toRekeyError(error);
      }
    },
    explain(thrown) {
      const error = toRekeyError(toStoreError(thrown, dataFolder));
      log({ event: 'error', code: error.code, where: whereOf(error) });
      return error;
    },
    forget: ({ leaveKeychain }) =>
      forgetEverything(
        {
          store,
          secrets,
          connector,
          dataFolder,
          async close() {
            await close();
            endLog();
          },
        },
        leaveKeychain,
      ),
    close,
  };
}

/** A file of this program, compiled or not, whatever folder it is installed in. */
const ownPlace =
  /.*\/((?:main|common)\/(?:[a-z-]+\/)*[a-z-]+\.ts:\d+|(?:out\/main|out\/cli|app)\/[\w-]+\.js:\d+)/;

/** The place in this program where an unforeseen error came from; of others their code says enough. */
function whereOf(error: RekeyError): string | null {
  if (error.code !== 'internal') return null;
  const stack = error.cause instanceof Error ? error.cause.stack : undefined;
  // The message comes first, and may have a path of anybody's.
  const places = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return places.map((line) => ownPlace.exec(line)?.[1]).find((place) => place !== undefined) ?? null;
}
