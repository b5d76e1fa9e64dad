import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  Copy,
  Phone,
  SearchX,
} from 'lucide-react';
import { describeMacRefusal } from '../../common/error-text.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { StatusStyle } from '../jobs/job-words.ts';
import { type Plan, type PlanRow, type Standing, standings } from './plan.ts';

/** The look of each kind of row; its word is in the texts. */
export const standingStyles: Record<Standing, StatusStyle> = {
  ready: { icon: CircleCheck, tone: 'ok' },
  'not-listed': { icon: SearchX, tone: 'warn' },
  'desk-phone': { icon: Phone, tone: 'warn' },
  question: { icon: CircleHelp, tone: 'warn' },
  duplicate: { icon: Copy },
  refused: { icon: CircleAlert, tone: 'bad' },
  'no-device': { icon: CircleMinus },
  pending: { icon: CircleDashed },
};

/** The plan in a line: `212 ready, 3 not listed, 5 refused`. */
export function summaryText({ counts, deskPhones }: Plan, t: Texts): string {
  return [
    ...standings.filter((each) => counts[each] > 0).map((each) => t.list.counts[each](counts[each])),
    ...(deskPhones.length > 0 ? [t.deskPhones.included(deskPhones.length)] : []),
  ].join(', ');
}

/** How many of the rows that could be included are excluded, apart from those that need review anyway. */
export function excludedText({ rows, included }: Plan, t: Texts): string {
  if (included.length === 0) return t.list.nothingReady;
  const out = rows.filter((row) => row.choosable && !row.included && row.standing !== 'question').length;
  return out > 0 ? t.list.excluded(out) : '';
}

/**
 * What will happen to a row.
 *
 * @param hasList whether there is a device list: a MAC that could not be looked up in it may be missing from an
 * incomplete one
 */
export function outcomeText(row: PlanRow, t: Texts, hasList = false): string {
  const { outcomes } = t.list;
  switch (row.standing) {
    case 'ready':
      if (!row.included) return outcomes.excluded;
      if (row.matched?.match !== 'unknown') return outcomes.newPassword;
      return hasList ? outcomes.notInPart : outcomes.checkedFirst;
    case 'not-listed':
      if (row.included) return outcomes.unlistedTried;
      return row.choosable ? outcomes.unlistedExcluded : outcomes.unlistedSkipped;
    case 'desk-phone':
      return deskPhoneText(row, t);
    case 'question':
      if (!row.included) return outcomes.needsReview;
      return row.matched?.match === 'unknown' && !hasList ? outcomes.checkedFirst : outcomes.triedAsMac;
    case 'duplicate':
      return row.first ? outcomes.sameAs(row.first) : '';
    case 'refused':
    case 'no-device':
      return row.verdict.ok ? '' : describeMacRefusal(row.verdict, t);
    case 'pending':
      return outcomes.pending;
  }
}

function deskPhoneText({ user, matched, choosable, included, togetherWith }: PlanRow, t: Texts): string {
  const { outcomes } = t.deskPhones;
  if (!user) return outcomes.unsure;
  if (!choosable) return t.list.outcomes.deskPhone(matched?.device?.owner ?? null);
  if (!included) return t.list.outcomes.excluded;
  return togetherWith ? outcomes.together(togetherWith) : t.list.outcomes.newPassword;
}

/** The other PBXs that list it: `On Acme Branch`; empty if none does. */
export function elsewhereText({ matched }: PlanRow, t: Texts): string {
  const names = (matched?.elsewhere ?? []).map(({ name }) => name);
  return names.length === 0 ? '' : t.list.grid.elsewhere(names);
}
