import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { userOf } from '../../common/desk-phones.ts';
import { canFetch, targetsOf } from '../../common/fetching.ts';
import type { Item, Job, JobState } from '../../common/model.ts';
import { awaitEvents } from '../../main/jobs/fetching/await-events.ts';
import { createFetches, type FetchEvent, type Fetches } from '../../main/jobs/fetching/index.ts';
import { createJobs, type Jobs, planItems, type RunOptions } from '../../main/jobs/index.ts';
import type { SettlingTimes } from '../../main/jobs/settling/settlement.ts';
import { createKeychain } from '../../main/keychain/index.ts';
import { createSecrets } from '../../main/keychain/secrets.ts';
import { openLog } from '../../main/log/index.ts';
import { createConnector } from '../../main/pbxs/connect.ts';
import { createPolicy } from '../../main/policy/index.ts';
import { openStore, type Store } from '../../main/store/index.ts';
import { createSealer } from '../../main/store/seal.ts';
import type { TrialKind } from './points.ts';
import {
  createClockPoints,
  type DeviceState,
  type PointListener,
  watchFetches,
  watchJobs,
  watchXapi,
} from './watch.ts';

/** What both the failing program and the one that takes over from it need to know. */
export interface EngineSettings {
  folder: string;
  url: string;
  clientId: string;
  apiKey: string;
  /** Of the PBX's certificate, if no authority vouches for it. */
  fingerprint: string | null;
  /** Of the sealer, in hex. */
  dataKey: string;
  concurrency: number;
  /** How long a write waits for another process's. */
  lockTimeoutMs: number;
  /** The engine's clocks and waits run this many times faster. */
  speed: number;
  /** The delays before readings, by the engine's clock; the app's by default. */
  times: Partial<SettlingTimes>;
}

export interface Engine {
  store: Store;
  jobs: Jobs;
  fetches: Fetches;
  /** Returns an item's password as the journal has it. */
  password(itemId: number): string | null;
  /** Returns the previous password of an item's device, as recorded in the journal. */
  previousPassword(itemId: number): string | null;
  /** Makes a job of every gateway and DECT base, or of every desk phone, and runs it. */
  start(signal: AbortSignal, onEvent?: RunOptions['onEvent']): Promise<void>;
  resume(jobId: number): Promise<void>;
  /** Resumes the newest job until it is over, as a user would; creates one if there is none. */
  complete(): Promise<void>;
  /** Makes all pending readings, as the app does while it runs. */
  settle(): Promise<void>;
  /** Asks all devices of the newest job to fetch, or those that a run has left; again until none is. */
  fetch(signal?: AbortSignal, onEvent?: (event: FetchEvent) => void): Promise<void>;
  /** Watches the PBX's events until what is known is enough; unless given, until all fetched that were asked. */
  watch(isEnough?: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** From here on the engine's clock runs faster, in every process alike. */
const clockOrigin = Date.UTC(2026, 0, 1);

/** Returns what the engine's clock shows at a time of the computer's; both in milliseconds since 1970. */
export function engineTime(at: number, speed: number): number {
  return clockOrigin + (at - clockOrigin) * speed;
}

/** A busy machine must not look like an unreadable PBX. */
const optionalTimeoutMs = 120_000;

/** How often a job is resumed: several unclear answers in a row pause it, but after this many it counts as stuck. */
const maxResumes = 50;
/** By the engine's clock: ten real milliseconds. */
const askEveryMs = 200;
const over: readonly JobState[] = ['finished', 'cancelled'];

/**
 * Opens the engine as the app assembles it, with a sealer in place of a keychain.
 *
 * @param onPoint null: nothing is inserted between the engine and its store and client
 */
export async function openEngine(
  settings: EngineSettings,
  kind: TrialKind,
  onPoint: PointListener | null,
): Promise<Engine> {
  const { folder, url, clientId, apiKey, fingerprint, concurrency, speed, times } = settings;
  const now = (): number => engineTime(Date.now(), speed);
  const clock = onPoint ? createClockPoints(onPoint, now) : null;
  const opened = await openStore(folder, clock?.now ?? now, settings.lockTimeoutMs);
  const store = {
    ...opened,
    jobs: onPoint && clock ? watchJobs(opened.jobs, onPoint, clock) : opened.jobs,
    fetches: onPoint ? watchFetches(opened.fetches, onPoint) : opened.fetches,
  };
  const { log } = openLog(join(folder, 'logs'));
  const connector = createConnector({
    store,
    secrets: createSecrets(createKeychain(), store.owner),
    policy: createPolicy({}, null),
    log,
    optionalTimeoutMs,
  });
  const client = connector.once({ url, clientId, pinnedFingerprint: fingerprint }, apiKey);
  const sealer = createSealer(Buffer.from(settings.dataKey, 'hex'));
  const clocks = {
    now,
    monotonic: () => performance.now() * speed,
    wait: (ms: number, signal: AbortSignal) => delay(ms / speed, undefined, { signal }).catch(() => {}),
  };
  const jobs = createJobs({ store, log, times, ...clocks });
  const fetches = createFetches({ store, log, ...clocks });
  const newestJob = (): Job | undefined => store.jobs.list(1)[0]?.job;
  /** Items by their users, or else by their MACs. */
  let idsOfJob: { jobId: number; ids: Map<string | number, number> } | null = null;
  const stateOf = (of: string | number): DeviceState => {
    const jobId = newestJob()?.id ?? 0;
    if (idsOfJob?.jobId !== jobId)
      idsOfJob = {
        jobId,
        ids: new Map(store.jobs.items(jobId).map((item) => [userOf(item) ?? item.mac, item.id])),
      };
    const itemId = idsOfJob.ids.get(of);
    const item = itemId === undefined ? null : store.jobs.item(itemId);
    // An item noted ahead does not count as an attempt until it is sent.
    return { nextReading: item?.nextReadback?.kind ?? null, wasNotedAhead: item?.attempts === 0 };
  };
  const options: RunOptions = {
    xapi: onPoint ? watchXapi(client, onPoint, stateOf) : client,
    refuseIfChanged: () => {},
    pace: () => ({ concurrency, ratePerSecond: null }),
    sealer,
    signal: new AbortController().signal,
    onEvent: () => {},
  };
  const start: Engine['start'] = async (signal, onEvent = () => {}) => {
    const list = await client.listDevices();
    const wanted = kind === 'users' ? 'desk-phone' : 'fxs';
    const macs = list.devices.filter((device) => device.kind === wanted).map(({ mac }) => mac);
    const items = planItems(macs, { list, othersWith: () => [], tryUnlisted: true, deskPhones: 'all' });
    const label = { reference: null, retryOf: null };
    await jobs.start({ id: null, name: 'Demo', url }, items, label, { ...options, signal, onEvent });
  };
  const resume: Engine['resume'] = async (jobId) => void (await jobs.resume(jobId, url, options));

  const itemsOfJob = (): Item[] => {
    const job = newestJob();
    return job ? store.jobs.items(job.id) : [];
  };

  const haveFetched = (): boolean =>
    itemsOfJob().every(({ fetch }) =>
      fetch?.devices.every(
        ({ request, generatedAt }) => request?.state !== 'accepted' || generatedAt !== null,
      ),
    );

  return {
    store,
    jobs,
    fetches,
    start,
    resume,
    password: (itemId) => jobs.password(itemId, sealer),
    previousPassword: (itemId) => jobs.previousPassword(itemId, sealer),
    async complete() {
      if (!newestJob()) await start(options.signal);
      for (let resumes = 0; resumes < maxResumes; resumes += 1) {
        const job = newestJob();
        if (!job || over.includes(job.state)) return;
        await resume(job.id);
      }
    },
    async settle() {
      for (;;) {
        const [next] = store.jobs.readbacks();
        if (!next) return;
        await delay(Math.max(0, next.at - now()) / speed);
        const { xapi, pace, signal } = options;
        await jobs.settleDue(url, { xapi, pace, sealer, signal, settled: () => {} });
      }
    },
    async fetch(signal = options.signal, onEvent = () => {}) {
      const fetchOptions = {
        xapi: options.xapi,
        refuseIfChanged: () => {},
        everyMs: askEveryMs,
        signal,
        onEvent,
      };
      // A device whose request was lost with the process may have no new password to fetch.
      const targets = targetsOf(itemsOfJob().filter(canFetch));
      const isAsked = itemsOfJob().some(({ fetch }) => fetch?.devices.some(({ request }) => request));
      if (!isAsked && targets.length > 0) await fetches.start(url, targets, fetchOptions);
      for (let resumes = 0; resumes < maxResumes && store.fetches.queued(url).length > 0; resumes += 1) {
        if (signal.aborted) return;
        await fetches.resume(url, fetchOptions);
      }
    },
    async watch(isEnough = haveFetched) {
      const stop = new AbortController();
      const changed = (): void => {
        if (isEnough()) stop.abort();
      };
      await options.xapi.ready();
      changed();
      const ids = itemsOfJob().map(({ id }) => id);
      const { xapi } = options;
      await awaitEvents(ids, {
        fetches: store.fetches,
        jobs: store.jobs,
        xapi,
        signal: stop.signal,
        changed,
        now: clocks.now,
        wait: clocks.wait,
      });
    },
    async close() {
      await connector.close();
      opened.close();
    },
  };
}
