import type { Job, Pbx } from '../../common/model.ts';
import { unlessAborted } from '../../common/unless-aborted.ts';
import { agreedPhones, type CompletedChoice, planItems, type RunOptions } from '../jobs/index.ts';
import type { Services } from '../services/index.ts';
import { XapiError } from '../xapi/index.ts';

/**
 * Continues a job that stopped or waits. A waiting job was confirmed without the PBX: its devices are matched again
 * first, and if any has changed, the job pauses and asks.
 *
 * @param pbx null for one that is not stored
 * @param url of the PBX that the options connect to
 * @param completed the user's choice for devices that later jobs have run
 */
export async function resumeJob(
  { store, jobs, pbxs }: Pick<Services, 'store' | 'jobs' | 'pbxs'>,
  job: Job,
  pbx: Pbx | null,
  url: string,
  options: RunOptions,
  completed?: CompletedChoice,
): Promise<Job> {
  if (!store.jobs.isUnmatched(job.id)) return jobs.resume(job.id, url, options, completed);
  const { xapi, signal } = options;
  const fetching = pbx ? pbxs.refreshDevices(pbx, xapi, signal) : xapi.listDevices(signal);
  const list = await unlessAborted(signal, fetching).catch((error: unknown) => {
    if (error instanceof XapiError && error.code === 'forbidden') return null;
    throw error;
  });
  const queued = store.jobs.items(job.id).filter(({ state }) => state === 'queued');
  const macs = queued.flatMap((item) => item.macs);
  const fresh = planItems(macs, {
    deskPhones: agreedPhones(queued),
    list,
    othersWith: (mac) => store.devices.othersWith(mac, pbx?.id ?? null),
    tryUnlisted: false,
  });
  return jobs.continueWaiting(job, url, fresh, options, completed);
}
