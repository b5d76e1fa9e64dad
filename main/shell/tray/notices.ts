import { shortNameOf } from '../../../common/device-text.ts';
import { describeError } from '../../../common/error-text.ts';
import type { Item, ItemCounts, Job } from '../../../common/model.ts';
import { countsOf } from '../../../common/progress.ts';
import { tidy } from '../../../common/text.ts';
import type { Texts } from '../../../common/texts/index.ts';

/** A notification about a job that no longer runs. It never includes a password. */
export interface Notice {
  title: string;
  body: string;
  /** Whether something went wrong. */
  bad: boolean;
}

/** Names come from outside and may have any length. */
const maxNameLength = 60;

/**
 * Returns the notification for a job that has ended, paused or was interrupted; null if the user paused it, or if it
 * resumes automatically.
 *
 * @param item the only one, if the job has just one
 */
export function noticeOf(job: Job, counts: ItemCounts, item: Item | null, texts: Texts): Notice | null {
  const t = texts.system.notices;
  const pbx = tidy(job.pbxName, maxNameLength);
  const { done, total } = countsOf(counts);
  if (job.state === 'waiting') return null;
  if (job.state === 'paused') {
    if (!job.pauseProblem) return null;
    return {
      title: t.paused(pbx),
      body: `${describeError(job.pauseProblem, texts).brief}. ${t.doneOf(done, total)}`,
      bad: true,
    };
  }
  if (job.state === 'interrupted')
    return { title: t.interrupted(pbx), body: t.doneOf(done, total), bad: true };
  if (item) return oneDevice(item, pbx, texts);
  if (job.state === 'cancelled') return { title: t.cancelled(pbx), body: t.doneOf(done, total), bad: false };
  const { succeeded, failed, uncertain } = counts;
  return {
    title: t.finished(pbx),
    body: t.outcome({ succeeded, failed, uncertain }),
    bad: failed + uncertain > 0,
  };
}

/**
 * Returns the notification for a device whose outcome was already reported, after reading the PBX again; null if that
 * is no news.
 *
 * @param isOnly whether it is its job's only device; for others, only a wrongly recorded outcome is reported
 */
export function noticeOfSettled(item: Item, pbxName: string, isOnly: boolean, texts: Texts): Notice | null {
  const t = texts.system.notices;
  const pbx = tidy(pbxName, maxNameLength);
  if (item.revisedAt !== null) {
    const name = tidy(shortNameOf(item), maxNameLength);
    return { title: t.revised(name), body: t.revisedBody(pbx), bad: true };
  }
  return isOnly && item.nextReadback?.kind === 'last' ? oneDevice(item, pbx, texts) : null;
}

function oneDevice(item: Item, pbx: string, texts: Texts): Notice {
  const t = texts.system.notices;
  const name = tidy(shortNameOf(item), maxNameLength);
  switch (item.state) {
    case 'succeeded':
      return { title: t.newPassword(name), body: t.on(pbx), bad: false };
    case 'uncertain':
      return { title: t.uncertain(name), body: t.on(pbx), bad: true };
    case 'cancelled':
      return { title: t.keeps(name), body: t.on(pbx), bad: false };
    default:
      return {
        title: t.noPassword(name),
        body: item.problem ? `${describeError(item.problem, texts).brief}. ${t.on(pbx)}` : t.on(pbx),
        bad: true,
      };
  }
}
