import { writeFile } from 'node:fs/promises';
import { RekeyError } from '../../common/errors.ts';
import type { Item, Job } from '../../common/model.ts';
import { exportName, type PasswordOf, toCsv, toJson, toTable } from '../jobs/export.ts';
import { planItems } from '../jobs/index.ts';
import { matchDevices } from '../matching.ts';
import type { Services } from '../services.ts';
import { toStoreError } from '../store/database.ts';
import { clearedAfterSeconds, type PasswordClipboard } from './clipboard.ts';
import type { Handlers } from './ipc.ts';
import type { RunningJobs } from './running-jobs.ts';

export interface JobHandlerParts {
  services: Services;
  running: RunningJobs;
  clipboard: PasswordClipboard;
  /** Asks a person for a file to write; null when they decide against it. */
  askWhereToSave(name: string): Promise<string | null>;
}

type JobHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `jobs:${string}` | 'devices:match' | 'passwords:copy-table'>
>;

/** What a window may ask for of lists and jobs. */
export function createJobHandlers({
  services,
  running,
  clipboard,
  askWhereToSave,
}: JobHandlerParts): JobHandlers {
  const { pbxs, connector, store, jobs } = services;

  const shown = (job: Job): { job: Job; items: Item[] } => ({ job, items: store.jobs.items(job.id) });
  const jobOf = (id: number): Job => {
    const job = store.jobs.get(id);
    if (!job) throw new RekeyError('usage', { reason: `There is no job ${id}.` });
    return job;
  };
  const opened = async (): Promise<PasswordOf> => {
    const sealer = await services.opener();
    return (item) => jobs.password(item.id, sealer);
  };

  return {
    'devices:match': ({ pbxId, macs, refresh }) => matchDevices(services, pbxs.withId(pbxId), macs, refresh),

    'jobs:run': async ({ pbxId, macs, tryUnlisted, reference, retryOf }) => {
      const pbx = pbxs.withId(pbxId);
      const job = await running.run(pbxId, async (run) => {
        // A keychain that cannot seal must show before a password is made.
        const sealer = await services.sealer();
        const xapi = await connector.stored(pbx);
        const items = planItems(macs, {
          list: await pbxs.devicesFor(pbx, xapi, macs, run.signal),
          othersWith: (mac) => store.devices.othersWith(mac, pbxId),
          tryUnlisted,
        });
        return jobs.start(pbx, items, { reference, retryOf }, { ...run, xapi, pace: pbx.pace, sealer });
      });
      jobs.enforceRetention();
      return shown(job);
    },
    'jobs:resume': async ({ jobId }) => {
      const { pbxId } = jobOf(jobId);
      const pbx = pbxs.withId(pbxId ?? '');
      const job = await running.run(pbx.id, async (run) => {
        const sealer = await services.sealer();
        const xapi = await connector.stored(pbx);
        return jobs.resume(jobId, { ...run, xapi, pace: pbx.pace, sealer });
      });
      jobs.enforceRetention();
      return shown(job);
    },
    'jobs:pause': ({ pbxId }) => running.pause(pbxId),
    'jobs:cancel': ({ pbxId }) => running.cancel(pbxId),

    'jobs:abandon': ({ jobId }) => jobs.abandon(jobOf(jobId).id),

    'jobs:open': () => store.jobs.open().map((each) => ({ ...each, here: running.has(each.job.id) })),
    'jobs:list': ({ before, limit }) => store.jobs.list(limit, before),
    'jobs:find': ({ text, limit }) => store.jobs.find(text, limit),
    'jobs:show': ({ jobId }) => shown(jobOf(jobId)),
    'jobs:recent': ({ pbxId, limit }) => store.jobs.recent(pbxId, limit),

    'jobs:export': async ({ jobId, format, passwords }) => {
      const { job, items } = shown(jobOf(jobId));
      const passwordOf = passwords ? await opened() : null;
      const path = await askWhereToSave(exportName(job, format));
      if (path === null) return null;
      try {
        const text = format === 'csv' ? toCsv(job, items, passwordOf) : toJson(job, items, passwordOf);
        // It may hold passwords: this user's alone, where the system knows such rights.
        await writeFile(path, text, { mode: 0o600 });
      } catch (error) {
        throw toStoreError(error, path);
      }
      return path;
    },
    'passwords:copy-table': async ({ items }) => {
      const passwordOf = await opened();
      const rows = items.flatMap((id) => {
        const item = store.jobs.item(id);
        const password = passwordOf(item);
        return password === null ? [] : [{ item, password }];
      });
      if (rows.length > 0) await clipboard.copy(toTable(rows));
      return { copied: rows.length, clearedAfterSeconds };
    },
  };
}
