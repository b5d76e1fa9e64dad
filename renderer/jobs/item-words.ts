import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  LoaderCircle,
  TriangleAlert,
} from 'lucide-react';
import { searchTextOf } from '../../common/device-text.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item, ItemState, Problem } from '../../common/model.ts';
import { describeHere } from '../ui/problem-text.ts';
import { clockText, dayText } from '../ui/time.ts';
import type { Look } from './job-words.ts';

/** How an item's state is told. */
export const itemLooks: Record<ItemState, Look> = {
  succeeded: { word: 'New password', icon: CircleCheck, tone: 'ok' },
  failed: { word: 'Failed', icon: CircleAlert, tone: 'bad' },
  uncertain: { word: 'Uncertain', icon: TriangleAlert, tone: 'warn' },
  running: { word: 'Under way', icon: LoaderCircle },
  queued: { word: 'Queued', icon: CircleDashed },
  cancelled: { word: 'Cancelled', icon: CircleSlash },
};

/** What there is to say of an item beside its state; empty where that says it all. */
export function resultText(item: Item, now: number): string {
  return [outcomeOf(item), replacedText(item, now)].filter(Boolean).join(' - ');
}

function outcomeOf(item: Item): string {
  switch (item.state) {
    case 'succeeded':
      if (item.credentialsSource === null) return 'The PBX did not tell the password';
      return item.credentialsSource === 'read-back' ? 'Password read from the PBX' : '';
    case 'uncertain':
      return item.credentialsSource ? 'Password read back: old or new' : 'No password could be read back';
    case 'failed':
      return item.problem ? reasonText(item.problem) : '';
    case 'cancelled':
      return 'Nothing was sent';
    default:
      return '';
  }
}

/** Why a device has no new password, in a few words. */
export function reasonText(problem: Problem): string {
  const { pbx, owner } = problem.facts;
  if (problem.code === 'device-not-found')
    return pbx ? `Not listed on this PBX, but on ${pbx}` : 'Not listed on this PBX';
  if (problem.code === 'device-is-desk-phone') return owner ? `Desk phone of ${owner}` : 'A desk phone';
  return describeHere(problem).title;
}

/** When a later job gave the device a password: `replaced 14:02`, or what this one had not done, done; else empty. */
export function replacedText({ state, replacedAt, surelyReplaced }: Item, now: number): string {
  if (!replacedAt) return '';
  const at = [dayText(replacedAt, now), clockText(replacedAt)].filter(Boolean).join(', ');
  const what = state === 'failed' || state === 'cancelled' ? 'done since by a later job,' : 'replaced';
  return `${surelyReplaced ? '' : 'perhaps '}${what} ${at}`;
}

/** Everything about an item that can be searched, in lower case; of MACs also the bare digits. */
export function itemSearchText({ device, mac }: Item): string {
  return [device && searchTextOf(device), formatMac(mac).toLowerCase(), mac].filter(Boolean).join('\n');
}
