import { RekeyError } from '../../../common/errors.ts';
import type { AgreedDeskPhone, jobCalls } from '../../../common/ipc/jobs.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Item, Job } from '../../../common/model.ts';
import type { Words } from '../../../common/texts/index.ts';
import { unlessAborted } from '../../../common/unless-aborted.ts';
import { writePrivateFile } from '../../files/write-file.ts';
import { planItems, throwIfNothingToDo } from '../../jobs/index.ts';
import { byteOrderMark, exportName, separatorFor, toCsv, toJson } from '../../jobs/passwords/export.ts';
import type { Waiting } from '../../jobs/waiting/waiting.ts';
import { openRun } from '../../runs/open-run.ts';
import { resumeJob } from '../../runs/resume.ts';
import type { Services } from '../../services/index.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { openPasswords } from './open-passwords.ts';
import type { HandlersOf } from './serve.ts';

export interface JobHandlerParts {
  services: Services;
  running: RunningJobs;
  waiting: Waiting;
  /** The texts in the current language. */
  words(): Words;
  /** The system's own locale, whatever the language. */
  systemLocale(): string;
  /** Prompts the user for a file to write; null when cancelled. */
  askWhereToSave(name: string): Promise<string | null>;
}

/** Handles calls about jobs. */
export function createJobHandlers({
  services,
  running,
  waiting,
  words,
  systemLocale,
  askWhereToSave,
}: JobHandlerParts): HandlersOf<typeof jobCalls> {
  const { pbxs, store, jobs } = services;

  const shown = (job: Job): { job: Job; items: Item[] } => ({ job, items: store.jobs.items(job.id) });
  const ended = (job: Job): { job: Job; items: Item[] } => {
    jobs.enforceRetention();
    return shown(job);
  };
  /** Called when a job may have started or stopped waiting. */
  const checkWaiting = (job: Job): Job => {
    waiting.check();
    return jobOf(job.id);
  };
  const jobOf = (id: number): Job => {
    const job = store.jobs.get(id);
    if (!job) throw new RekeyError('usage', { reason: 'job-unknown', job: id });
    return job;
  };
  return {
    'jobs:run': ({ pbxId, macs, tryUnlisted, reference, retryOf, deskPhones }) =>
      running
        .run(pbxId, async ({ signal, onEvent }) => {
          const pbx = pbxs.withId(pbxId);
          const options = { ...(await openRun(services, pbx, signal)), onEvent };
          const list = await unlessAborted(signal, pbxs.devicesFor(pbx, options.xapi, macs, signal));
          const othersWith = (mac: Mac): string[] => store.devices.othersWith(mac, pbxId);
          const items = planItems(macs, { list, othersWith, tryUnlisted, deskPhones: agreed(deskPhones) });
          throwIfNothingToDo(items);
          return jobs.start(pbx, items, { reference, retryOf }, options);
        })
        .then(ended),
    'jobs:resume': ({ jobId, completed }) => {
      const pbx = pbxs.withId(jobOf(jobId).pbxId ?? '');
      return running
        .run(pbx.id, async ({ signal, onEvent }) => {
          const options = { ...(await openRun(services, pbx, signal)), onEvent };
          return resumeJob(services, jobOf(jobId), pbx, pbx.url, options, completed);
        })
        .then(shown);
    },
    'jobs:pause': ({ pbxId }) => running.pause(pbxId),
    'jobs:cancel': ({ pbxId }) => running.cancel(pbxId),

    'jobs:abandon': ({ jobId }) => checkWaiting(jobs.abandon(jobOf(jobId).id)),

    'jobs:wait': (wanted) => {
      if ('jobId' in wanted) return checkWaiting(jobs.wait(jobOf(wanted.jobId).id));
      const { pbxId, macs, tryUnlisted, deskPhones, ...label } = wanted;
      const pbx = pbxs.withId(pbxId);
      const othersWith = (mac: Mac): string[] => store.devices.othersWith(mac, pbxId);
      const list = store.devices.list(pbxId);
      const items = planItems(macs, { list, othersWith, tryUnlisted, deskPhones: agreed(deskPhones) });
      throwIfNothingToDo(items);
      return checkWaiting(jobs.hold(pbx, items, label));
    },
    'jobs:withdraw': ({ jobId }) => checkWaiting(jobs.withdraw(jobOf(jobId).id)),
    'jobs:try-now': ({ jobId }) => waiting.tryNow(jobId),

    'jobs:open': () =>
      store.jobs.open().map((each) => ({
        ...each,
        here: running.has(each.job.id),
        stopping: running.stopping(each.job.id),
        nextTryAt: waiting.nextTryAt(each.job),
      })),
    'jobs:list': ({ before, limit }) => store.jobs.list(limit, before),
    'jobs:find': ({ text, limit }) => store.jobs.find(text, limit),
    'jobs:show': ({ jobId }) => shown(jobOf(jobId)),
    'jobs:recent': ({ pbxId, limit }) => store.jobs.recent(pbxId, limit),

    'jobs:export': async ({ jobId, format, passwords }) => {
      if (passwords) services.policy.throwIfNoExport();
      const { job, items } = shown(jobOf(jobId));
      const all = passwords ? await openPasswords(services, items) : null;
      const path = await askWhereToSave(exportName(job, format));
      if (path === null) return null;
      const text =
        format === 'csv'
          ? byteOrderMark +
            toCsv(job, all?.items ?? items, all?.passwordOf ?? null, words(), separatorFor(systemLocale()))
          : toJson(job, all?.items ?? items, all?.passwordOf ?? null, words());
      // The dialog has asked whether to replace an existing file.
      await writePrivateFile(path, text, { replace: true });
      return { path, unreadable: all?.unreadable ?? 0 };
    },
  };
}

function agreed(deskPhones: readonly AgreedDeskPhone[] = []): Map<Mac, number> {
  return new Map(deskPhones.map(({ mac, userId }) => [mac, userId]));
}
