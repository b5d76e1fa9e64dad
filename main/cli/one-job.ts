import { RekeyError } from '../../common/errors.ts';
import type { Item, Job } from '../../common/model.ts';
import type { Services } from '../services/index.ts';
import { type Context, isOneOff, openTarget, type Target, type TargetOptions } from './context.ts';
import type { Hints } from './hints.ts';
import { readCommand } from './job-report.ts';

/** @throws RekeyError `usage` if there is no such job */
export function jobOf({ store }: Services, id: string, hints: Hints): Job {
  const job = store.jobs.get(idOf(id));
  if (!job)
    throw new RekeyError('usage', {
      terminalSays: `There is no job ${id}. To list them: ${hints.command('jobs', 'list')}`,
    });
  return job;
}

/** As `jobOf`, where no PBX is needed: hints name the job's own. */
export function jobToRead({ services, hints }: Context, id: string): Job {
  const job = jobOf(services, id, hints);
  const stored = job.pbxId === null ? null : services.store.pbxs.get(job.pbxId);
  if (stored) hints.setTarget(stored);
  return job;
}

/** Opens the PBX that a job ran on, unless another one is named. */
export async function openJobTarget(context: Context, job: Job, options: TargetOptions): Promise<Target> {
  if (options.pbx !== undefined || isOneOff(options)) return openTarget(context, options);
  const stored = job.pbxId === null ? null : context.services.store.pbxs.get(job.pbxId);
  if (!stored)
    throw new RekeyError('usage', {
      terminalSays: `${job.pbxName} isn’t set up on this computer. To add it: ${context.hints.command('pbx', 'add', '--name', job.pbxName, '--url', job.pbxUrl)}\nOr once, with its client ID: ${context.hints.againOnce('--url', job.pbxUrl, '--client-id', 'ID')}`,
    });
  return openTarget(context, { ...options, pbx: stored.name });
}

/** Whether a password is stored, even one that cannot be decrypted. */
export const isSealed = ({ credentialsKept, credentialsLost }: Item): boolean =>
  credentialsKept || credentialsLost;

/** Why there is no password to show, and how to read the first device's current one. */
export function noneStored(job: Job, [first]: Item[], hints: Hints): string {
  const why =
    'No password of this job is stored: the job had none, was run with --url, or its passwords have expired.';
  return first ? `${why}\nTo read a device’s current password: ${readCommand(job, first, hints)}` : why;
}

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new RekeyError('usage', { terminalSays: `“${text.slice(0, 20)}” isn’t a job number.` });
  return Number(text);
}
