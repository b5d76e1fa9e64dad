import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  Copy,
  type LucideIcon,
  Phone,
  SearchX,
} from 'lucide-react';
import { describeMacRefusal } from '../../common/error-text.ts';
import { numberText, type Tone } from '../jobs/job-words.ts';
import { type Plan, type PlanRow, type Standing, standings } from './plan.ts';
import { placeText } from './rows.ts';

/** `1 line`, `212 lines`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** How each kind of row is told. */
export const standingLooks: Record<Standing, { word: string; icon: LucideIcon; tone?: Tone }> = {
  ready: { word: 'Ready', icon: CircleCheck, tone: 'ok' },
  'not-listed': { word: 'Not listed', icon: SearchX, tone: 'warn' },
  'desk-phone': { word: 'Desk phones', icon: Phone, tone: 'warn' },
  question: { word: 'To decide', icon: CircleHelp, tone: 'warn' },
  duplicate: { word: 'Duplicates', icon: Copy },
  refused: { word: 'Refused', icon: CircleAlert, tone: 'bad' },
  pending: { word: 'To look up', icon: CircleDashed },
};

/** The plan in a sentence: `212 ready, 3 not listed, 5 refused`. */
export function summaryText({ counts }: Plan): string {
  return standings
    .filter((each) => counts[each] > 0)
    .map((each) => {
      const word = standingLooks[each].word.toLowerCase();
      return `${numberText(counts[each])} ${counts[each] === 1 ? word.replace(/s$/, '') : word}`;
    })
    .join(', ');
}

const lookedUpFirst = 'Looked up before anything is sent';

/** What will happen to a row. */
export function outcomeText(row: PlanRow): string {
  switch (row.standing) {
    case 'ready':
      if (!row.included) return 'Taken out';
      return row.matched?.match === 'unknown' ? lookedUpFirst : 'Gets a new password';
    case 'not-listed':
      if (row.included) return 'Not listed - tried all the same';
      return row.choosable ? 'Not listed - taken out' : 'Not listed - left out';
    case 'desk-phone':
      return `Left out: desk phone of ${row.matched?.device?.owner ?? 'a user'}`;
    case 'question':
      if (!row.included) return 'Could be a phone number or a date - include?';
      return row.matched?.match === 'unknown' ? lookedUpFirst : 'Taken for a MAC - tried';
    case 'duplicate':
      return row.first ? `Same as ${placeText(row.first)}` : '';
    case 'refused':
      return row.verdict.ok ? '' : describeMacRefusal(row.verdict);
    case 'pending':
      return 'Looking it up…';
  }
}

/** The other PBXs that list it: `On Acme Branch`; empty where none does. */
export function elsewhereText({ standing, matched }: PlanRow): string {
  const names = standing === 'not-listed' ? (matched?.elsewhere ?? []).map(({ name }) => name) : [];
  return names.length === 0 ? '' : `On ${names.join(' and ')}`;
}
