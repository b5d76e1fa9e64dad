import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Mac } from '../../common/mac.ts';
import type { Item, Job, Pace } from '../../common/model.ts';
import {
  type CompletedChoice,
  createJobs,
  type JobEvent,
  type Jobs,
  planItems,
  type RunOptions,
} from '../../main/jobs/index.ts';
import type { SettlingTimes } from '../../main/jobs/settling/settlement.ts';
import type { Store } from '../../main/store/index.ts';
import type { NewItem } from '../../main/store/jobs/index.ts';
import { createSealer, dataKeyLength, type Sealer } from '../../main/store/seal.ts';
import type { DemoPbx, DemoPbxOptions } from '../pbx/index.ts';
import { demoPbx, macOf, type TestClient, testClient, testStore } from './xapi.ts';

/** The engine on a demo 3CX, with a real store; waits end at once, for its clocks too, and are recorded. */
export interface EngineBench {
  pbx: DemoPbx;
  store: Store;
  jobs: Jobs;
  client: TestClient;
  sealer: Sealer;
  macs: Mac[];
  waits: number[];
  /** Milliseconds that the engine has waited. */
  waited(): number;
  /** Moves the engine's clock. */
  pass(ms: number): void;
  /** Runs something when the engine's clock has advanced that far, before the engine continues. */
  after(ms: number, work: () => void | Promise<void>): void;
  /** Makes the readings that are due, as the app does after a job; after a delay, if given. */
  settle(afterMs?: number): Promise<void>;
  events: JobEvent[];
  /** Runs a job over the demo's first devices, or the given ones. */
  run(options?: {
    macs?: Mac[];
    /** One device after the other by default, so that a test can rely on their order. */
    pace?: Partial<Pace>;
    sealed?: boolean;
    /** Whether desk phones are included, by their users. */
    deskPhones?: boolean;
    /** Between the list of devices and the job. */
    before?: () => void | Promise<void>;
    signal?: AbortSignal;
    onEvent?: (event: JobEvent) => void;
  }): Promise<Job>;
  /** As `run`, for items as they were planned. */
  start(items: NewItem[], options?: { pace?: Partial<Pace> }): Promise<Job>;
  items(job: Job): Item[];
}

export const oneByOne: Pace = { concurrency: 1, ratePerSecond: null };
const label = { reference: null, retryOf: null };

export async function engineBench(
  options?: DemoPbxOptions & {
    store?: Store;
    timeoutMs?: number;
    /** What happens during the engine's waits; by default a wait ends before anything else happens. */
    duringWait?: (bench: EngineBench) => Promise<void>;
    /** Waits as long as specified, by the computer's clock. */
    realTime?: boolean;
    times?: Partial<SettlingTimes>;
    settlesLater?: boolean;
    /** The entry that its jobs belong to, once there is one. */
    pbxId?: () => string | null;
    /** The engine's clock; its own by default. */
    now?: () => number;
  },
): Promise<EngineBench> {
  const pbx = await demoPbx(options);
  const store = options?.store ?? (await testStore());
  const client = await testClient(pbx, {
    store,
    timeoutMs: options?.timeoutMs ?? 5_000,
    pinnedFingerprint: pbx.fingerprint,
  });
  const waits: number[] = [];
  const startedAt = Date.now();
  let passed = 0;
  let planned: { at: number; work: () => void | Promise<void> }[] = [];
  const passTime = async (ms: number): Promise<void> => {
    const end = passed + ms;
    for (;;) {
      const next = planned.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      planned = planned.filter((each) => each !== next);
      passed = Math.max(passed, next.at);
      await next.work();
    }
    passed = Math.max(passed, end);
  };
  const events: JobEvent[] = [];
  const jobs = createJobs({
    store,
    log: () => {},
    times: options?.times ?? {},
    random: () => 1,
    // Otherwise the duration of requests would count, too: more on a slow machine.
    now: options?.now ?? (() => (options?.realTime ? Date.now() : startedAt + passed)),
    monotonic: () => (options?.realTime ? performance.now() : passed),
    async wait(ms, signal) {
      if (options?.realTime) await delay(ms, undefined, { signal }).catch(() => {});
      await options?.duringWait?.(bench);
      if (signal.aborted) return;
      waits.push(Math.round(ms));
      await passTime(Math.ceil(ms));
    },
  });
  const sealer = createSealer(Buffer.alloc(dataKeyLength, 7));
  const macs = pbx.devices.map(macOf);
  onTestFinished(() => client.close());
  const bench: EngineBench = {
    pbx,
    store,
    jobs,
    client,
    sealer,
    macs,
    waits,
    waited: () => waits.reduce((sum, ms) => sum + ms, 0),
    pass(ms) {
      passed += ms;
    },
    after: (ms, work) => void planned.push({ at: passed + ms, work }),
    async settle(afterMs = 0) {
      await passTime(afterMs);
      const { signal } = new AbortController();
      await jobs.settleDue(pbx.url, {
        xapi: client,
        pace: () => oneByOne,
        sealer,
        signal,
        settled: () => {},
      });
    },
    events,
    async run({
      macs: wanted = macs.slice(0, 3),
      pace,
      sealed = true,
      deskPhones = false,
      signal,
      before,
      onEvent,
    } = {}) {
      const list = await client.listDevices();
      const items = planItems(wanted, {
        list,
        othersWith: () => [],
        tryUnlisted: true,
        deskPhones: deskPhones ? 'all' : undefined,
      });
      await before?.();
      return jobs.start({ id: options?.pbxId?.() ?? null, name: 'Demo', url: pbx.url }, items, label, {
        xapi: client,
        refuseIfChanged: () => {},
        pace: () => ({ ...oneByOne, ...pace }),
        sealer: sealed ? sealer : null,
        signal: signal ?? new AbortController().signal,
        settlesLater: options?.settlesLater ?? false,
        onEvent(event) {
          events.push(event);
          onEvent?.(event);
        },
      });
    },
    start: (items, { pace } = {}) =>
      jobs.start({ id: options?.pbxId?.() ?? null, name: 'Demo', url: pbx.url }, items, label, {
        xapi: client,
        refuseIfChanged: () => {},
        pace: () => ({ ...oneByOne, ...pace }),
        sealer,
        signal: new AbortController().signal,
        onEvent: (event) => events.push(event),
      }),
    items: (job) => store.jobs.items(job.id),
  };
  return bench;
}

/** For waits: everything under way ends, as it would during a real wait. */
export async function untilSettled({ events }: EngineBench): Promise<void> {
  const underWay = (): number =>
    events.reduce((sum, event) => {
      if (event.type !== 'item') return sum;
      return event.item.state === 'running' ? sum + 1 : sum - 1;
    }, 0);
  do await delay(1);
  while (underWay() > 0);
}

/** Resumes a job, one device after the other. */
export function resume(
  bench: EngineBench,
  job: Job,
  more: Partial<RunOptions> = {},
  completed?: CompletedChoice,
): Promise<Job> {
  return bench.jobs.resume(job.id, bench.pbx.url, { ...runOptions(bench), ...more }, completed);
}

/** Options of a run on the bench, one device after the other. */
export function runOptions(bench: EngineBench): RunOptions {
  return {
    xapi: bench.client,
    refuseIfChanged: () => {},
    pace: () => oneByOne,
    sealer: bench.sealer,
    signal: new AbortController().signal,
    onEvent: (event) => bench.events.push(event),
  };
}
