import { shortNameOf } from '../../../common/device-text.ts';
import { describeError } from '../../../common/error-text.ts';
import type { Item, ItemCounts, Job } from '../../../common/model.ts';
import { countsOf } from '../../../common/progress.ts';
import { tidy } from '../../../common/text.ts';
import type { Texts } from '../../../common/texts/index.ts';

/** What a notification says of a job that does not run any more. No password is ever part of it. */
export interface Notice {
  title: string;
  body: string;
  /** Something did not go as it should. */
  bad: boolean;
}

/** Names come from outside and may be of any length. */
const maxNameLength = 60;

/**
 * Tells of a job that has ended, paused or broken off; null where a person paused it, who knows, and
 * where it goes on by itself.
 *
 * @param item the only one, where the job has one
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
 * Tells what reading a PBX again made of a device whose outcome was told before; null where that is no news.
 *
 * @param isOnly of its job: of others only what was recorded wrongly is told, not each for itself
 */
export function noticeOfSettled(item: Item, pbxName: string, isOnly: boolean, texts: Texts): Notice | null {
  const t = texts.system.notices;
  const pbx = tidy(pbxName, maxNameLength);
  if (item.revisedAt !== null) {
    const name = tidy(shortNameOf(item), maxNameLength);
    return { title: t.revised(name), body: t.revisedBody(pbx), bad: true };
  }
  return isOnly && item.nextLook?.kind === 'last' ? oneDevice(item, pbx, texts) : null;
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
