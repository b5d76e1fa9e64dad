import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createJobs, type Jobs, planItems, type RunOptions } from '../../main/jobs/index.ts';
import type { SettlingTimes } from '../../main/jobs/settlement.ts';
import { createKeychain } from '../../main/keychain/index.ts';
import { createSecrets } from '../../main/keychain/secrets.ts';
import { openLog } from '../../main/log/index.ts';
import { createConnector } from '../../main/pbxs/connect.ts';
import { createPolicy } from '../../main/policy/index.ts';
import { openStore, type Store } from '../../main/store/index.ts';
import { createSealer } from '../../main/store/seal.ts';
import { createBetween, type Pass, watchJobs, watchXapi } from './watch.ts';

/** What the program and the one that looks after its death both need to know. */
export interface Setting {
  folder: string;
  url: string;
  clientId: string;
  apiKey: string;
  /** Of the PBX's certificate, where nothing else vouches for it. */
  fingerprint: string | null;
  /** Of the sealer, in hex. */
  dataKey: string;
  concurrency: number;
  /** How long a write waits for another program's. */
  patienceMs: number;
  /** The engine's clocks, and its waits, go this many times faster. */
  speed: number;
  times: Partial<SettlingTimes>;
}

export interface Engine {
  store: Store;
  jobs: Jobs;
  /** The password of an item as the journal has it. */
  password(itemId: number): string | null;
  /** Makes a job of every device and runs it. */
  start(signal: AbortSignal, onEvent?: RunOptions['onEvent']): Promise<void>;
  resume(jobId: number): Promise<void>;
  /** Settles all that is to be settled or checked, as the app does while it is there. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** From here on the engine's clock goes faster, in every process alike. */
const clockOrigin = Date.UTC(2026, 0, 1);

/** The engine as the app puts it together, without a keychain. */
export async function openEngine(setting: Setting, pass: Pass): Promise<Engine> {
  const { folder, url, clientId, apiKey, fingerprint, concurrency, speed, times } = setting;
  const now = (): number => clockOrigin + (Date.now() - clockOrigin) * speed;
  const between = createBetween(pass, now);
  const opened = await openStore(folder, between.now, setting.patienceMs);
  const store = { ...opened, jobs: watchJobs(opened.jobs, pass, between) };
  const { log } = openLog(join(folder, 'logs'));
  const connector = createConnector({
    store,
    secrets: createSecrets(createKeychain(), store.owner),
    policy: createPolicy({}, null),
    log,
  });
  const client = connector.once({ url, clientId, pinnedFingerprint: fingerprint }, apiKey);
  const sealer = createSealer(Buffer.from(setting.dataKey, 'hex'));
  const jobs = createJobs({
    store,
    log,
    times,
    now,
    monotonic: () => performance.now() * speed,
    wait: (ms, signal) => delay(ms / speed, undefined, { signal }).catch(() => {}),
  });
  const options: RunOptions = {
    xapi: watchXapi(client, pass),
    refuseIfChanged: () => {},
    pace: () => ({ concurrency, ratePerSecond: null }),
    sealer,
    signal: new AbortController().signal,
    onEvent: () => {},
  };
  return {
    store,
    jobs,
    password: (itemId) => jobs.password(itemId, sealer),
    async start(signal, onEvent = () => {}) {
      const list = await client.listDevices();
      const macs = list.devices.map(({ mac }) => mac);
      const items = planItems(macs, { list, othersWith: () => [], tryUnlisted: true });
      const label = { reference: null, retryOf: null };
      await jobs.start({ id: null, name: 'Demo', url }, items, label, { ...options, signal, onEvent });
    },
    resume: async (jobId) => void (await jobs.resume(jobId, url, options)),
    async settle() {
      for (;;) {
        const [next] = store.jobs.looks();
        if (!next) return;
        await delay(Math.max(0, next.at - now()) / speed);
        const { xapi, pace, signal } = options;
        await jobs.settleDue(url, { xapi, pace, sealer, signal, settled: () => {} });
      }
    },
    async close() {
      await connector.close();
      opened.close();
    },
  };
}
