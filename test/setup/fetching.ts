import { vi } from 'vitest';
import { targetsOf } from '../../common/fetching.ts';
import type { Item, Pbx } from '../../common/model.ts';
import {
  createFetches,
  type FetchEvent,
  type Fetches,
  type FetchRun,
} from '../../main/jobs/fetching/index.ts';
import { createWatching, type Watching } from '../../main/jobs/fetching/watching.ts';
import type { LogEntry } from '../../main/log/index.ts';
import type { DemoPbxOptions } from '../pbx/index.ts';
import { type EngineBench, engineBench } from './engine.ts';
import { testStore } from './xapi.ts';

/** Jobs, fetches and watching on a demo 3CX, by clocks that the test controls, including the PBX's. */
export interface FetchBench extends EngineBench {
  fetches: Fetches;
  watching: Watching;
  /** The waits between requests. */
  fetchWaits: number[];
  fetchEvents: FetchEvent[];
  log: LogEntry[];
  /** Items reported by the watching, in order. */
  told: number[];
  /** How often the PBX's events were requested. */
  reads(): number;
  /** Has all devices of items fetch; of null, what is left of earlier runs. */
  fetch(
    items: readonly Item[] | null,
    signal?: AbortSignal,
    during?: (event: FetchEvent) => void,
  ): Promise<FetchRun>;
  /** Advances the clocks, and fires every timer on the way. */
  advance(ms: number): Promise<void>;
  /** The client that is signed in, or null; set by the test. */
  client: EngineBench['client'];
  withClient: { is: boolean };
}

export async function fetchBench(options: DemoPbxOptions & { offsetMs?: number } = {}): Promise<FetchBench> {
  const clock = { passed: 0 };
  const startedAt = Date.now();
  const now = () => startedAt + clock.passed;
  const store = await testStore(now);
  let entry: Pbx | null = null;
  const bench = await engineBench({ ...options, store, now, pbxId: () => entry?.id ?? null });
  const { pbx, client } = bench;
  const offset = options.offsetMs ?? 0;
  const setPbxClock = (): void => pbx.setClock(offset + clock.passed);
  setPbxClock();
  entry = store.pbxs.add({
    name: 'Demo',
    url: pbx.url,
    clientId: pbx.clientId,
    pinnedFingerprint: null,
  });
  const fetchWaits: number[] = [];
  const fetchEvents: FetchEvent[] = [];
  const log: LogEntry[] = [];
  const told: number[] = [];
  const withClient = { is: true };
  const timers = new Set<{ at: number; work: () => void }>();
  const pass = (ms: number): void => {
    clock.passed += ms;
    setPbxClock();
  };
  const fetches = createFetches({
    store,
    log: (line) => log.push(line),
    now,
    monotonic: () => clock.passed,
    async wait(ms, signal) {
      if (signal.aborted) return;
      fetchWaits.push(Math.round(ms));
      pass(Math.ceil(ms));
    },
  });
  let underWay = 0;
  const counted: typeof client = {
    ...client,
    async eventsQuietly(...args) {
      underWay += 1;
      try {
        return await client.eventsQuietly(...args);
      } finally {
        underWay -= 1;
      }
    },
  };
  const watching = createWatching({
    store,
    known: ({ id }) => (withClient.is && id === entry?.id ? counted : null),
    changed: (ids) => told.push(...ids),
    failed(thrown) {
      throw thrown;
    },
    now,
    later(work, ms) {
      const timer = { at: clock.passed + ms, work };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  });
  const reads = () => pbx.requests.filter(({ url }) => url.includes('/EventLogs')).length;
  const settled = async (): Promise<void> => {
    await vi.waitFor(() => {
      if (underWay > 0) throw new Error('still reading');
    }, 20_000);
    // Everything that follows from an answer happens in the same turn.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ...bench,
    fetches,
    watching,
    fetchWaits,
    fetchEvents,
    log,
    told,
    withClient,
    reads,
    fetch(items, signal = new AbortController().signal, during = () => {}) {
      const options = {
        xapi: client,
        refuseIfChanged: () => {},
        signal,
        onEvent(event: FetchEvent) {
          fetchEvents.push(event);
          during(event);
        },
      };
      return items === null
        ? fetches.resume(pbx.url, options)
        : fetches.start(pbx.url, targetsOf(items), options);
    },
    async advance(ms) {
      const end = clock.passed + ms;
      await settled();
      for (;;) {
        const [next] = [...timers].sort((a, b) => a.at - b.at);
        if (!next || next.at > end) break;
        timers.delete(next);
        pass(Math.max(0, next.at - clock.passed));
        next.work();
        await settled();
      }
      pass(end - clock.passed);
    },
  };
}
