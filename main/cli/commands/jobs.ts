import { RekeyError } from '../../../common/errors.ts';
import type { Item, Job } from '../../../common/model.ts';
import type { Sealer } from '../../store/seal.ts';
import { type Context, type Outcome, openTarget, type TargetOptions } from '../context.ts';
import { jobJson, table, timeText } from '../present.ts';
import { jobOutcome, runAndReport } from '../run-job.ts';

const mostListed = 200;

export async function listJobs({ services }: Context): Promise<Outcome> {
  const listed = services.store.jobs.list(mostListed);
  const rows = listed.map(({ job, counts }) => {
    const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
    return [
      `${job.id}`,
      timeText(job.createdAt),
      job.pbxName,
      job.state,
      `${counts.succeeded} of ${total} done`,
      counts.uncertain > 0 ? `${counts.uncertain} uncertain` : '',
      job.user,
      job.reference ?? '',
    ];
  });
  return {
    exitCode: 0,
    json: { jobs: listed.map(({ job, counts }) => ({ ...jobJson(job), counts })) },
    text: rows.length > 0 ? table(rows) : 'No job was run yet.',
  };
}

export async function showJob(
  { services }: Context,
  id: string,
  options: { showPasswords?: boolean | undefined },
): Promise<Outcome> {
  const job = jobOf(services.store.jobs.get(idOf(id)), id);
  const sealer: Sealer | null = options.showPasswords ? await services.opener() : null;
  const passwordOf = (item: Item): string | null => (sealer ? services.jobs.password(item.id, sealer) : null);
  return { ...jobOutcome(job, services.store.jobs.items(job.id), passwordOf), exitCode: 0 };
}

/** Goes on with a paused or interrupted job; the PBX is the job's own unless it was a one-off run. */
export async function resumeJob(
  context: Context,
  id: string,
  options: TargetOptions & { showPasswords?: boolean | undefined },
): Promise<Outcome> {
  const { services } = context;
  const job = jobOf(services.store.jobs.get(idOf(id)), id);
  const stored = job.pbxId === null ? null : services.store.pbxs.get(job.pbxId);
  const target = await openTarget(context, stored ? { pbx: stored.name } : options);
  if (target.pbx.url !== job.pbxUrl)
    throw new RekeyError('usage', {
      reason: `Job ${job.id} belongs to ${job.pbxUrl}, not to ${target.pbx.url}.`,
    });
  const sealer = await target.sealer();
  if (sealer === null && !options.showPasswords)
    throw new RekeyError('usage', { reason: 'A one-off run keeps nothing. Add --show-passwords.' });
  return runAndReport(
    context,
    (run) => services.jobs.resume(job.id, { ...run, xapi: target.xapi, pace: target.pace, sealer }),
    {
      sealer,
      showPasswords: options.showPasswords ?? false,
    },
  );
}

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new RekeyError('usage', { reason: `“${text.slice(0, 20)}” is no job number.` });
  return Number(text);
}

function jobOf(job: Job | null, id: string): Job {
  if (!job) throw new RekeyError('usage', { reason: `There is no job ${id}. See them all: jobs list` });
  return job;
}
