import { deskPhoneUser } from '../../common/desk-phones.ts';
import { nameIn } from '../../common/device-text.ts';
import type { Item, Replacement } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { Activity, Target } from '../state/activity.tsx';
import { describeHere } from '../ui/problem-text.ts';

/** The outcome of a run or a reading as a heading, which is also read out. */
export function headlineOf(activity: Activity, t: Texts): string {
  const name = nameIn(activity.target, t);
  const headlines = headlinesFor(activity.target, t);
  switch (activity.kind) {
    case 'running':
      return activity.cancelling ? headlines.cancelling(name) : headlines.running(name);
    case 'reading':
      return headlines.reading(name);
    case 'read':
      if (activity.reading === null) return headlines.readNone(name);
      return replacedHeadline(activity.replacement, headlines)?.(name) ?? headlines.read(name);
    case 'not-read':
      return headlines.notRead(name);
    case 'not-run':
      return headlines.notCarriedOut(name);
    case 'waits':
      return activity.job.state === 'waiting'
        ? headlines.waits(name)
        : t.waiting.asks(activity.job.id, activity.target.pbxName);
    case 'ran':
      return ranHeadline(name, activity.item, headlines, t);
  }
}

type Headlines = ReturnType<typeof headlinesFor>;

function headlinesFor(target: Target, t: Texts) {
  return deskPhoneUser(target)
    ? t.deskPhones.headlines
    : { ...t.device.headlines, waits: t.waiting.deviceWaits };
}

/** The heading for a password that is not the newest; null if it is. */
function replacedHeadline(
  { replacedAt, surelyReplaced }: Replacement,
  { replaced, perhapsReplaced }: Headlines,
): ((name: string) => string) | null {
  if (replacedAt === null) return null;
  return surelyReplaced ? replaced : perhapsReplaced;
}

function ranHeadline(name: string, item: Item, headlines: Headlines, t: Texts): string {
  const { state, problem } = item;
  if (item.surelyReplaced && state !== 'succeeded' && state !== 'uncertain')
    return headlines.completedLater(name);
  switch (state) {
    case 'succeeded':
      return replacedHeadline(item, headlines)?.(name) ?? headlines.succeeded(name);
    case 'uncertain':
      return problem ? describeHere(problem, t).title : t.device.headlines.uncertain;
    case 'cancelled':
      return headlines.cancelled(name);
    default:
      return headlines.notCarriedOut(name);
  }
}
