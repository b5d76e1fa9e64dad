import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device, Job, Pace } from '../../common/model.ts';
import { createJobs, planItems } from '../../main/jobs/index.ts';
import { createKeychain } from '../../main/keychain/index.ts';
import { createSecrets } from '../../main/keychain/secrets.ts';
import { openLog } from '../../main/log/index.ts';
import { createConnector } from '../../main/pbxs/connect.ts';
import { createPolicy } from '../../main/policy/index.ts';
import { openStore } from '../../main/store/index.ts';
import { createSealer, dataKeyLength } from '../../main/store/seal.ts';
import type { Xapi } from '../../main/xapi/index.ts';
import { median, timed } from './figures.ts';
import type { BenchPbx } from './pbx.ts';

interface RunTimes {
  /** From the first request to the last answer's commit, without the reading before; milliseconds. */
  sendingMs: number;
  /** Reading the current passwords first; milliseconds. */
  readingMs: number;
  readingRequests: number;
  /** From an answer to the next request, in the middle. */
  gapMs: number;
}

/** The engine as the app assembles it, with a store and a log on disk, signed in. */
export interface BenchEngine {
  devices: Device[];
  /** Runs a job over every device, or the first `count`. */
  run(pace: Pace, count?: number): Promise<RunTimes>;
  /** Makes each journal commit take this much longer from now on, in milliseconds; nothing else runs meanwhile. */
  slowCommits(ms: number): void;
  /** How long a durable commit takes on this disk right now; milliseconds. */
  commitMs(): Promise<number>;
  close(): Promise<void>;
}

export async function benchEngine({ url, clientId, apiKey }: BenchPbx): Promise<BenchEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-'));
  const store = await openStore(folder);
  const { log } = openLog(join(folder, 'logs'));
  const connector = createConnector({
    store,
    secrets: createSecrets(createKeychain(), store.owner),
    policy: createPolicy({}, null),
    log,
  });
  const client = connector.once({ url, clientId, pinnedFingerprint: null }, apiKey);
  let times: RunTimes = { sendingMs: 0, readingMs: 0, readingRequests: 0, gapMs: 0 };
  let answers: number[] = [];
  let gaps: number[] = [];
  const xapi: Xapi = {
    ...client,
    async regenerate(...args) {
      const answered = answers.shift();
      if (answered !== undefined) gaps.push(performance.now() - answered);
      const told = await client.regenerate(...args);
      answers.push(performance.now());
      return told;
    },
    async readPasswords(wanted, mayGoOn, ...rest) {
      const counted = (): Promise<boolean> => {
        times.readingRequests += 1;
        return mayGoOn();
      };
      const startedAt = performance.now();
      const read = await client.readPasswords(wanted, counted, ...rest);
      times.readingMs += performance.now() - startedAt;
      return read;
    },
  };
  let slowMs = 0;
  const { together } = store.jobs;
  const cell = new Int32Array(new SharedArrayBuffer(4));
  store.jobs.together = (changes) => {
    if (slowMs > 0) Atomics.wait(cell, 0, 0, slowMs);
    return together(changes);
  };
  const sealer = createSealer(randomBytes(dataKeyLength));
  const jobs = createJobs({ store, log });
  const list = await xapi.listDevices();

  return {
    devices: list.devices,
    async run(pace, count = list.devices.length) {
      const macs = list.devices.slice(0, count).map(({ mac }) => mac);
      const items = planItems(macs, { list, othersWith: () => [], tryUnlisted: false });
      times = { sendingMs: 0, readingMs: 0, readingRequests: 0, gapMs: 0 };
      answers = [];
      gaps = [];
      const startedAt = performance.now();
      const job: Job = await jobs.start(
        { id: null, name: 'Bench', url },
        items,
        { reference: null, retryOf: null },
        {
          xapi,
          refuseIfChanged: () => {},
          pace: () => pace,
          sealer,
          signal: new AbortController().signal,
          onEvent: () => {},
        },
      );
      times.sendingMs = performance.now() - startedAt - times.readingMs;
      const { succeeded } = store.jobs.counts(job.id);
      if (succeeded !== count) throw new Error(`only ${succeeded} of ${count} succeeded`);
      times.gapMs = median(gaps);
      return times;
    },
    slowCommits(ms) {
      slowMs = ms;
    },
    async commitMs() {
      const times: number[] = [];
      for (let n = 0; n < 50; n += 1)
        times.push(await timed(async () => store.settings.set('retentionDays', 1 + (n % 30))));
      return median(times);
    },
    async close() {
      await connector.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
