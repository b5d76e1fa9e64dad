import { onTestFinished, vi } from 'vitest';
import type { Mac } from '../../common/mac.ts';
import type { Item, Job, JobState, Pbx } from '../../common/model.ts';
import { wordsFor } from '../../common/texts/index.ts';
import { createWaiting, type Waiting } from '../../main/jobs/waiting/waiting.ts';
import { openServices, type Services } from '../../main/services/index.ts';
import { createJobHandlers } from '../../main/shell/ipc/job-handlers.ts';
import { createRunningJobs, type RunningJobs } from '../../main/shell/jobs/running-jobs.ts';
import { resumeAmong } from '../../main/shell/jobs/waiting-jobs.ts';
import { memoryKeychain } from '../../main/shell/lifecycle/demo.ts';
import { type DemoPbx, type DemoPbxOptions, startDemoPbx } from '../pbx/index.ts';
import { temporaryFolder } from './folder.ts';
import { macOf } from './xapi.ts';

type Handlers = ReturnType<typeof createJobHandlers>;

/** A process with waiting jobs, on a clock and timers that the test controls. */
export interface WaitingBench {
  folder: string;
  services: Services;
  running: RunningJobs;
  waiting: Waiting;
  handlers: Handlers;
  pbx: Pbx;
  /** What windows were sent, oldest first: job, its state, and milliseconds until the next try. */
  told: { job: number; state: JobState; nextInMs: number | null }[];
  /** Milliseconds until each pending timer fires, the earliest first. */
  timers(): number[];
  /** How often the PBX was probed. */
  probes(): number;
  /** Advances the clock, and fires every timer on the way; what they start continues on its own. */
  advance(ms: number): Promise<void>;
  /** Moves the computer to another network. */
  changeNetwork(): void;
  agree(macs: readonly Mac[], more?: { tryUnlisted?: boolean }): Promise<Job>;
  job(id?: number): Job;
  items(id?: number): Item[];
  /** Resolves when the job has the state and nothing is being tried. */
  until(state: JobState, id?: number): Promise<Job>;
  /** Ends the process; the folder can be opened again. */
  die(): Promise<void>;
}

let networks = 0;

/** @param folder of an earlier process whose PBX is set up in it; else a new one, with the demo's device list fetched */
export async function waitingBench(demo: DemoPbx, folder?: string): Promise<WaitingBench> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  const own = folder ?? temporaryFolder();
  const keychain = memoryKeychain();
  const services = await openServices(own, keychain);
  const { pbxs, connector, store, jobs } = services;
  const timers = new Set<{ at: number; work: () => void }>();
  const later = (work: () => void, ms: number): (() => void) => {
    const timer = { at: Date.now() + ms, work };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const told: WaitingBench['told'] = [];
  const running = createRunningJobs({
    later,
    jobNow: (id) => store.jobs.get(id),
    counts: (id) => store.jobs.counts(id),
    tell(name, data) {
      if (name !== 'jobs:ended' || !data || !('job' in data)) return;
      if (data.job.state === 'waiting') waiting.check();
      else waiting.tryNow(data.job.id);
    },
  });
  let probes = 0;
  let network = 0;
  const waiting = createWaiting({
    store,
    jobs,
    later,
    now: Date.now,
    failed(thrown) {
      throw thrown;
    },
    network: () => `${network}`,
    async probe(pbx, signal) {
      probes += 1;
      await services.connector.probe(pbx, signal);
    },
    continueWaiting: resumeAmong(services, running),
    tell: (job, nextTryAt) =>
      told.push({
        job: job.id,
        state: job.state,
        nextInMs: nextTryAt === null ? null : Date.parse(nextTryAt) - Date.now(),
      }),
  });
  const handlers = createJobHandlers({
    services,
    running,
    waiting,
    askWhereToSave: async () => null,
    words: () => wordsFor('en', 'en'),
    systemLocale: () => 'en',
  });
  let dead = false;
  const die = async (): Promise<void> => {
    if (dead) return;
    dead = true;
    await Promise.all([waiting.stop(), running.pauseAll()]);
    await services.close();
  };
  onTestFinished(die);

  let [pbx] = pbxs.list();
  if (pbx) {
    // A real keychain outlives the process; this one is in its memory.
    const { name, url: address, clientId, pinnedFingerprint: fingerprint } = pbx;
    await pbxs.edit(pbx, { name, address, clientId, fingerprint }, demo.apiKey);
  } else {
    pbx = await pbxs.add(
      { name: 'Acme', address: demo.url, clientId: demo.clientId, fingerprint: demo.fingerprint },
      demo.apiKey,
    );
    await pbxs.refreshDevices(pbx, await connector.stored(pbx));
  }
  const { id: pbxId } = pbx;
  store.pbxs.setPace(pbxId, { concurrency: 1, ratePerSecond: null });
  waiting.check();

  const job = (id = 1): Job => {
    const found = store.jobs.get(id);
    if (!found) throw new Error(`no job ${id}`);
    return found;
  };
  const trying = (): boolean =>
    store.jobs.waiting().some((each) => waiting.nextTryAt(each) === null) || running.count() > 0;
  return {
    folder: own,
    services,
    running,
    waiting,
    handlers,
    pbx,
    told,
    timers: () => [...timers].map(({ at }) => at - Date.now()).sort((a, b) => a - b),
    probes: () => probes,
    async advance(ms) {
      const end = Date.now() + ms;
      for (;;) {
        const [next] = [...timers].sort((a, b) => a.at - b.at);
        if (!next || next.at > end) break;
        timers.delete(next);
        vi.setSystemTime(Math.max(next.at, Date.now()));
        next.work();
        const settled = (): void => {
          if (trying()) throw new Error('it is still being tried');
        };
        if (trying()) await vi.waitFor(settled, 10_000);
      }
      vi.setSystemTime(end);
    },
    changeNetwork() {
      networks += 1;
      network = networks;
    },
    agree: async (macs, { tryUnlisted = false } = {}) =>
      handlers['jobs:wait']({ pbxId, macs: [...macs], tryUnlisted, reference: null, retryOf: null }),
    job,
    items: (id = 1) => store.jobs.items(id),
    until: (state, id = 1) =>
      vi.waitFor(
        () => {
          if (job(id).state !== state || trying()) throw new Error(`the job is ${job(id).state}`);
          return job(id);
        },
        { timeout: 10_000 },
      ),
    die,
  };
}

/** A demo 3CX that can go away and come back at the same address. */
export async function intermittentPbx(options: DemoPbxOptions = {}): Promise<{
  demo: DemoPbx;
  macs: Mac[];
  goAway(): Promise<void>;
  comeBack(changed?: DemoPbxOptions): Promise<DemoPbx>;
}> {
  let demo = await startDemoPbx(options);
  const { port } = demo;
  onTestFinished(() => demo.close());
  return {
    demo,
    macs: demo.devices.map(macOf),
    goAway: () => demo.close(),
    async comeBack(changed) {
      demo = await startDemoPbx({ ...options, ...changed, port });
      return demo;
    },
  };
}
