import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device, Job, Pace } from '../../common/model.ts';
import { createConnector } from '../../main/connect.ts';
import { createJobs, planItems } from '../../main/jobs/index.ts';
import { createKeychain } from '../../main/keychain/index.ts';
import { createSecrets } from '../../main/keychain/secrets.ts';
import { openLog } from '../../main/log.ts';
import { createPolicy } from '../../main/policy/index.ts';
import { openStore } from '../../main/store/index.ts';
import { createSealer, dataKeyLength } from '../../main/store/seal.ts';
import { median, timed } from './figures.ts';
import type { BenchPbx } from './pbx.ts';

/** The engine as the app puts it together, with a store and a log on disk, signed in. */
export interface BenchEngine {
  devices: Device[];
  /** Runs a job over every device, or the first so many. */
  run(pace: Pace, count?: number): Promise<void>;
  /** How long one durable commit takes on this disk, now; milliseconds. */
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
  const xapi = connector.once({ url, clientId, pinnedFingerprint: null }, apiKey);
  const sealer = createSealer(randomBytes(dataKeyLength));
  const jobs = createJobs({ store, log });
  const list = await xapi.listDevices();

  return {
    devices: list.devices,
    async run(pace, count = list.devices.length) {
      const macs = list.devices.slice(0, count).map(({ mac }) => mac);
      const items = planItems(macs, { list, othersWith: () => [], tryUnlisted: false });
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
      const { succeeded } = store.jobs.counts(job.id);
      if (succeeded !== count) throw new Error(`only ${succeeded} of ${count} succeeded`);
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
