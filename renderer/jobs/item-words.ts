import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  LoaderCircle,
  SkipForward,
  TriangleAlert,
} from 'lucide-react';
import { deskPhoneUser, macsOf } from '../../common/desk-phones.ts';
import { forSearch, searchTextOf } from '../../common/device-text.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item, ItemState, Problem } from '../../common/model.ts';
import type { Words } from '../../common/texts/index.ts';
import { isUnread } from '../../common/unread.ts';
import { describeHere } from '../ui/problem-text.ts';
import { pastText } from '../ui/time.ts';
import { fetchText, shortFetchText } from './fetch-words.ts';
import type { StatusStyle } from './job-words.ts';

/** The look of each item state; its word is in the texts. */
export const itemStyles: Record<ItemState, StatusStyle> = {
  succeeded: { icon: CircleCheck, tone: 'ok' },
  failed: { icon: CircleAlert, tone: 'bad' },
  uncertain: { icon: TriangleAlert, tone: 'warn' },
  running: { icon: LoaderCircle },
  queued: { icon: CircleDashed },
  cancelled: { icon: CircleSlash },
  skipped: { icon: SkipForward },
};

/**
 * Details about an item besides its state; empty if the state says it all. If the line is cut off, it can still be
 * read that a later job replaced the password.
 */
export function resultText(item: Item, now: number, words: Words): string {
  return [remarkText(item, now, words), fetchText(item, words.texts)].filter(Boolean).join(' · ');
}

/** Like {@link resultText}, but short enough for a row of a table, the fetch state first. */
export function rowText(item: Item, now: number, words: Words): string {
  return [shortFetchText(item, words.texts), remarkText(item, now, words)].filter(Boolean).join(' · ');
}

/** Like {@link resultText}, but without the fetch state. */
export function remarkText(item: Item, now: number, words: Words): string {
  return [replacedText(item, now, words), outcomeOf(item, words), revisedText(item, now, words)]
    .filter(Boolean)
    .join(' · ');
}

function outcomeOf(item: Item, words: Words): string {
  const { items } = words.texts.jobs;
  switch (item.state) {
    case 'succeeded':
      if (item.credentialsSource === null) return items.notTold;
      if (item.knownBy === 'settled') return item.revisedAt === null ? items.settled : '';
      return item.credentialsSource === 'read-back' ? items.readBack : '';
    case 'uncertain':
      return quoted(uncertainText(item, words), item.problem, words);
    // For a job that does not run; in a running job, the row counts down.
    case 'queued':
    case 'failed':
      return item.problem ? reasonText(item.problem, words) : '';
    case 'cancelled':
      return items.notCarriedOut;
    default:
      return '';
  }
}

/** Says that the last reading found another password than was recorded; otherwise empty. */
function revisedText({ revisedAt }: Item, now: number, { texts, format }: Words): string {
  return revisedAt === null ? '' : texts.jobs.items.revised(pastText(revisedAt, now, format));
}

function uncertainText(item: Item, { texts, format }: Words): string {
  const { items } = texts.jobs;
  if (item.nextReadback) return items.settling(format.clock(item.nextReadback.at));
  if (item.problem?.code === 'password-unchanged') return describeHere(item.problem, texts).brief;
  if (isUnread(item)) return items.notReadBackYet;
  return item.credentialsSource ? items.oldOrNew : items.notReadBack;
}

/** A text with the server's own message. */
function quoted(text: string, problem: Problem | null, { texts }: Words): string {
  const says = problem?.facts.pbxSays;
  return says ? texts.words.withQuote(text, says) : text;
}

/** Briefly, why a device has no new password. */
function reasonText(problem: Problem, words: Words): string {
  const { items } = words.texts.jobs;
  const { pbx, owner } = problem.facts;
  if (problem.code === 'device-not-found') return pbx ? items.listedOn(pbx) : items.notListed;
  if (problem.code === 'device-is-desk-phone') return items.deskPhone(owner ?? null);
  return describeHere(problem, words.texts).brief;
}

/**
 * When a later job gave the device a password: `replaced 14:02` or, if this one gave none, `completed`; otherwise
 * empty.
 */
export function replacedText(
  { state, replacedAt, surelyReplaced }: Item,
  now: number,
  { texts, format }: Words,
): string {
  if (!replacedAt) return '';
  const { items } = texts.jobs;
  const at = pastText(replacedAt, now, format);
  if (state === 'succeeded' || state === 'uncertain')
    return surelyReplaced ? items.replaced(at) : items.perhapsReplaced(at);
  return surelyReplaced ? items.completedLater(at) : items.perhapsCompletedLater(at);
}

/**
 * Everything about an item that can be searched, in lower case, including the bare digits of MACs. If it stands for a
 * user, each of their desk phones is found.
 */
export function itemSearchText(item: Item): string {
  const macs = macsOf(item).flatMap((mac) => [formatMac(mac).toLowerCase(), mac]);
  const names = deskPhoneUser(item)?.phones.map(({ name }) => name && forSearch(name)) ?? [];
  return [item.device && searchTextOf(item.device), ...names, ...macs].filter(Boolean).join('\n');
}
