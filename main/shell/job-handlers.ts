import { RekeyError } from '../../common/errors.ts';
import type { Mac } from '../../common/mac.ts';
import type { Item, Job, Pbx } from '../../common/model.ts';
import type { Words } from '../../common/texts/index.ts';
import { exportName, type PasswordOf, toCsv, toJson, toTable } from '../jobs/export.ts';
import { planItems, type RunOptions } from '../jobs/index.ts';
import { matchDevices } from '../matching.ts';
import type { Services } from '../services.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { writePrivateFile } from '../write-file.ts';
import type { PasswordClipboard } from './clipboard.ts';
import type { Handlers } from './ipc.ts';
import type { RunningJobs } from './running-jobs.ts';

export interface JobHandlerParts {
  services: Services;
  running: RunningJobs;
  clipboard: PasswordClipboard;
  /** What is spoken now. */
  words(): Words;
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
  words,
  askWhereToSave,
}: JobHandlerParts): JobHandlers {
  const { pbxs, connector, store, jobs } = services;

  const shown = (job: Job): { job: Job; items: Item[] } => ({ job, items: store.jobs.items(job.id) });
  const ended = (job: Job): { job: Job; items: Item[] } => {
    jobs.enforceRetention();
    return shown(job);
  };
  const open = async (pbx: Pbx, signal: AbortSignal): Promise<Pick<RunOptions, 'sealer' | 'xapi'>> => {
    // A keychain that cannot seal must show before a password is made.
    const sealer = await unlessAborted(signal, services.sealer());
    return { sealer, xapi: await unlessAborted(signal, connector.stored(pbx)) };
  };
  const jobOf = (id: number): Job => {
    const job = store.jobs.get(id);
    if (!job) throw new RekeyError('usage', { reason: 'job-unknown', job: id });
    return job;
  };
  const opened = async (): Promise<PasswordOf> => {
    const sealer = await services.opener();
    return (item) => jobs.password(item.id, sealer);
  };

  return {
    'devices:match': ({ pbxId, macs, refresh }) => matchDevices(services, pbxs.withId(pbxId), macs, refresh),

    'jobs:run': ({ pbxId, macs, tryUnlisted, reference, retryOf }) =>
      running
        .run(pbxId, async ({ signal, onEvent }) => {
          const pbx = pbxs.withId(pbxId);
          const { sealer, xapi } = await open(pbx, signal);
          const list = await unlessAborted(signal, pbxs.devicesFor(pbx, xapi, macs, signal));
          const othersWith = (mac: Mac): string[] => store.devices.othersWith(mac, pbxId);
          const items = planItems(macs, { list, othersWith, tryUnlisted });
          pbxs.refuseIfMoved(pbx);
          const options = { xapi, sealer, pace: pbx.pace, signal, onEvent };
          return jobs.start(pbx, items, { reference, retryOf }, options);
        })
        .then(ended),
    'jobs:resume': ({ jobId }) => {
      const pbx = pbxs.withId(jobOf(jobId).pbxId ?? '');
      return running
        .run(pbx.id, async ({ signal, onEvent }) => {
          const { sealer, xapi } = await open(pbx, signal);
          return jobs.resume(jobId, pbx.url, { xapi, sealer, pace: pbx.pace, signal, onEvent });
        })
        .then(shown);
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
      const toText = format === 'csv' ? toCsv : toJson;
      const text = toText(job, items, passwordOf, words());
      // The dialog has asked whether a file that is there may be replaced.
      await writePrivateFile(path, text, { replace: true });
      return path;
    },
    'passwords:copy-table': async ({ items }) => {
      const clearedAfterSeconds = store.settings.get('clipboardSeconds');
      const passwordOf = await opened();
      const rows = store.jobs.itemsWithIds(items).flatMap((item) => {
        const password = passwordOf(item);
        return password === null ? [] : [{ item, password }];
      });
      if (rows.length > 0) await clipboard.copy(toTable(rows), clearedAfterSeconds);
      return { copied: rows.length, clearedAfterSeconds };
    },
  };
}
