import type { Item } from '../../../common/model.ts';
import type { Locks } from '../../store/database/locks.ts';
import type { DueReadback } from '../../store/jobs/index.ts';
import { pbxLockName } from '../../store/pbx-lock.ts';
import type { Sealer } from '../../store/seal.ts';
import type { EngineParts, RunOptions } from '../engine-parts.ts';
import type { Records } from '../records.ts';
import { createRate } from '../requests/rate.ts';
import { createEvidence } from './evidence.ts';
import { readBack } from './read-back.ts';

/** What reading a PBX again needs. */
export interface SettleOptions extends Pick<RunOptions, 'xapi' | 'pace' | 'signal'> {
  sealer: Sealer;
  /** Called with each item that was read, as it is now. */
  settled(jobId: number, item: Item): void;
}

export interface SettleDueParts
  extends Pick<EngineParts, 'jobs' | 'log' | 'times' | 'now' | 'monotonic' | 'wait'> {
  locks: Locks;
  records: Records;
}

/**
 * Makes the readings of a PBX that are due, for all jobs that do not run: those that settle or check outcomes.
 *
 * @throws XapiError if nothing of this PBX can be read now
 */
export async function settleDue(
  url: string,
  { xapi, pace, sealer, signal, settled }: SettleOptions,
  { jobs, locks, records, log, times, now, monotonic, wait }: SettleDueParts,
): Promise<void> {
  const rate = createRate(pace().ratePerSecond, monotonic);
  jobs.advanceReadbacks(now() + times.lastReadbackMs);
  const isDue = ({ pbxUrl, at }: DueReadback): boolean => pbxUrl === url && at <= now();
  // Nothing could be recorded while another run holds the PBX; it would be read again and again.
  const free = locks.tryAcquire(pbxLockName(url));
  if (!free) return;
  free.release();
  for (const { itemId, jobId } of jobs.readbacks().filter(isDue)) {
    await wait(rate.waitMs(), signal);
    if (signal.aborted) return;
    rate.spend();
    const item = await readBack(itemId, {
      jobs,
      xapi,
      evidence: createEvidence(jobs, sealer),
      times,
      canCheckLater: true,
      now,
      signal,
      learned: () => {},
      // Others may run a job meanwhile; but what a job did since must not be recorded as this one's.
      write(change) {
        const lock = locks.tryAcquire(pbxLockName(url));
        if (!lock) return false;
        try {
          const isDueStill = jobs.readbacks().some((due) => due.itemId === itemId);
          return isDueStill && jobs.together(() => change() && finishWithNothingLeft(jobId));
        } finally {
          lock.release();
        }
      },
    });
    if (!item) continue;
    const code = item.problem?.code ?? null;
    log({ event: 'item', job: jobId, item: itemId, state: item.state, attempt: item.attempts, code });
    settled(jobId, item);
  }

  /** A stopped job with nothing left, neither to send nor to read, has finished. */
  function finishWithNothingLeft(jobId: number): true {
    const { state } = records.required(jobId);
    const stopped = state === 'interrupted' || state === 'paused';
    if (stopped && jobs.queued(jobId).length === 0 && jobs.unread(jobId).length === 0) {
      jobs.finish(jobId);
      records.left(jobId);
    }
    return true;
  }
}
