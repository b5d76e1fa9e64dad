import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RekeyError, toRekeyError } from '../../common/errors.ts';
import type { Forgotten } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { createFetches, type Fetches } from '../jobs/fetching/index.ts';
import { createJobs, type Jobs } from '../jobs/index.ts';
import { createPatience } from '../jobs/requests/patience.ts';
import type { Keychain } from '../keychain/index.ts';
import { createSecrets } from '../keychain/secrets.ts';
import { type Log, logFile, openLog } from '../log/index.ts';
import { type Connector, createConnector } from '../pbxs/connect.ts';
import { createPbxs, type Pbxs } from '../pbxs/index.ts';
import { createNetwork, type NetworkParts, type NetworkService } from '../pbxs/network.ts';
import { reconcilePbxs } from '../policy/fixed-pbxs.ts';
import { type Policy, type ReadOptions, readPolicy, settingsUnder } from '../policy/index.ts';
import { createSetupFiles, type SetupFiles } from '../setup-file/index.ts';
import { databaseFile, toStoreError } from '../store/database/database.ts';
import { openStore, type Store } from '../store/index.ts';
import type { Sealer } from '../store/seal.ts';
import { createUpdates, type Updates } from '../update/index.ts';
import type { Patience } from '../xapi/index.ts';
import { createDataKeys } from './data-keys.ts';
import { forgetEverything } from './forget.ts';

/** How long quitting waits for work that began at startup. */
const leavingPatienceMs = 3_000;

/** The services that the window and the terminal share. */
export interface Services {
  /** What administrators have set for this computer. */
  policy: Policy;
  store: Store;
  pbxs: Pbxs;
  setupFiles: SetupFiles;
  connector: Connector;
  network: NetworkService;
  jobs: Jobs;
  fetches: Fetches;
  updates: Updates;
  log: Log;
  /** Where the database and the log are. */
  files: { database: string; log: string };
  /**
   * Seals new passwords with the data folder's key, which is created in the keychain at its first use.
   *
   * @throws RekeyError `keychain-…`
   */
  sealer(): Promise<Sealer>;
  /** Opens what was sealed. @throws RekeyError `keychain-entry-missing` if the key is gone, `keychain-…` */
  opener(): Promise<Sealer>;
  /** Why no secret can be stored; null if the keychain works. */
  keychainProblem(): Promise<RekeyError | null>;
  /** Reads something of a PBX outside a job, again if the PBX puts it off. @throws XapiError as the request, `cancelled` */
  patiently<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Converts anything a service threw to an error of the closed set, and logs it. */
  explain(thrown: unknown): RekeyError;
  /**
   * Deletes everything that Rekey stores, on disk and in the keychain; no service can be used after that.
   *
   * @throws RekeyError as `forgetEverything`; `forget-incomplete` for files is thrown after everything was closed
   */
  forget(options: { leaveKeychain: boolean }): Promise<Forgotten>;
  close(): Promise<void>;
}

/** What differs between the window and the terminal. */
export type Surroundings = Pick<NetworkParts, 'env' | 'systemProxy' | 'onQuestion'> & {
  /** Called when a PBX puts off what is read outside a job: nothing is sent until then. */
  onPutOff?: ((until: number, problem: Problem) => void) | undefined;
  /** Where the policy is read; the system's own location by default. */
  policy?: ReadOptions | undefined;
  /** The key that verifies update notices; the release key by default. */
  updateKey?: KeyObject | undefined;
};

/** The terminal's. */
export const ofTerminal: Surroundings = { env: process.env, systemProxy: null, onQuestion: () => {} };

/**
 * Opens everything in a data folder: the store, then the services on top. Marks the jobs of processes that died as
 * interrupted, and deletes expired passwords.
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
  const patience = (signal: AbortSignal): Patience => createPatience({ told: around.onPutOff }, signal);
  const connector = createConnector({ store, secrets, network, policy, log, patience });
  const pbxs = createPbxs({ store, secrets, connector, policy });
  reconcilePbxs(policy, store.pbxs);
  const jobs = createJobs({ store, log, maxRetentionDays: policy.rules.maxRetentionDays });
  const fetches = createFetches({ store, log });
  jobs.recover();
  fetches.recover();
  jobs.expire();
  jobs.enforceRetention();
  const setupFiles = createSetupFiles({ store, secrets, pbxs, policy });
  // Not awaited: the keychain may prompt the user first. A failure is made up for at the next start.
  const doubtfulForgotten = setupFiles.forgetDoubtful().catch(() => {});
  const close = async (): Promise<void> => {
    await Promise.race([doubtfulForgotten, delay(leavingPatienceMs, undefined, { ref: false })]);
    await connector.close();
    store.close();
  };

  /** A key that is made while data is deleted, or later, would stay in the keychain. */
  let forgetting = false;
  let closed = false;

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
    async sealer() {
      if (forgetting) throw new RekeyError('cancelled');
      return dataKeys.forSealing();
    },
    opener: dataKeys.forOpening,
    async keychainProblem() {
      try {
        await dataKeys.check();
        return null;
      } catch (error) {
        return toRekeyError(error);
      }
    },
    patiently: (request, signal = new AbortController().signal) => patience(signal).attempt(request),
    explain(thrown) {
      const error = toRekeyError(toStoreError(thrown, dataFolder));
      log({ event: 'error', code: error.code, where: whereOf(error) });
      return error;
    },
    async forget({ leaveKeychain }) {
      forgetting = true;
      try {
        return await forgetEverything(
          {
            store,
            secrets,
            connector,
            dataFolder,
            async close() {
              closed = true;
              await close();
              endLog();
            },
          },
          leaveKeychain,
        );
      } catch (error) {
        forgetting = closed;
        throw error;
      }
    },
    close,
  };
}

/** A file of this app, compiled or not, whatever folder it is installed in. */
const ownPlace =
  /.*\/((?:main|common)\/(?:[a-z-]+\/)*[a-z-]+\.ts:\d+|(?:out\/main|out\/cli|app)\/[\w-]+\.js:\d+)/;

/** Where in this app an unforeseen error came from; for other errors the code is enough. */
function whereOf(error: RekeyError): string | null {
  if (error.code !== 'internal') return null;
  const stack = error.cause instanceof Error ? error.cause.stack : undefined;
  // The message comes first, and may contain any path.
  const places = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return places.map((line) => ownPlace.exec(line)?.[1]).find((place) => place !== undefined) ?? null;
}
