import { shortNameOf } from '../../common/device-text.ts';
import type { Item, Replacement } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { Activity } from '../state/activity.tsx';
import { describeHere } from '../ui/problem-text.ts';

/** What came of a run or a reading, as a heading; it is also what is read out. */
export function headlineOf(activity: Activity, t: Texts): string {
  const { headlines } = t.device;
  const name = shortNameOf(activity.target);
  switch (activity.kind) {
    case 'running':
      return activity.cancelling ? headlines.cancelling(name) : headlines.running(name);
    case 'reading':
      return headlines.reading(name);
    case 'read':
      if (activity.reading === null) return headlines.readNone(name);
      return replacedHeadline(name, activity.replacement, t) ?? headlines.read(name);
    case 'not-read':
      return headlines.notRead(name);
    case 'not-run':
      return headlines.notCarriedOut(name);
    case 'waits':
      return activity.job.state === 'waiting'
        ? t.waiting.deviceWaits(name)
        : t.waiting.asks(activity.job.id, activity.target.pbxName);
    case 'ran':
      return ranHeadline(name, activity.item, t);
  }
}

/** Of a password that is not the newest; null where it is. */
function replacedHeadline(
  name: string,
  { replacedAt, surelyReplaced }: Replacement,
  t: Texts,
): string | null {
  if (replacedAt === null) return null;
  const { replaced, perhapsReplaced } = t.device.headlines;
  return surelyReplaced ? replaced(name) : perhapsReplaced(name);
}

function ranHeadline(name: string, item: Item, t: Texts): string {
  const { headlines } = t.device;
  const { state, problem } = item;
  if (item.surelyReplaced && state !== 'succeeded' && state !== 'uncertain')
    return headlines.completedLater(name);
  switch (state) {
    case 'succeeded':
      return replacedHeadline(name, item, t) ?? headlines.succeeded(name);
    case 'uncertain':
      return problem ? describeHere(problem, t).title : headlines.uncertain;
    case 'cancelled':
      return headlines.cancelled(name);
    default:
      return headlines.notCarriedOut(name);
  }
}
