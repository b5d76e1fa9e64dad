import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  Clock,
  type LucideIcon,
} from 'lucide-react';
import { devicesAndUsers } from '../../common/desk-phones.ts';
import type { Item, ItemCounts, Job, JobState, Pbx } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { Followed } from '../state/jobs.tsx';

/** The tone of an icon and of the word beside it. */
type Tone = 'ok' | 'warn' | 'bad';

export interface StatusStyle {
  icon: LucideIcon;
  tone?: Tone;
}

/** The look of each job state; its word is in the texts. */
export const jobStyles: Record<JobState, StatusStyle> = {
  planned: { icon: CircleDashed },
  waiting: { icon: Clock, tone: 'warn' },
  running: { icon: CircleDashed },
  paused: { icon: CirclePause, tone: 'warn' },
  interrupted: { icon: CircleAlert, tone: 'warn' },
  finished: { icon: CircleCheck, tone: 'ok' },
  cancelled: { icon: CircleSlash },
};

/** The outcomes of a job's devices so far: `388 new passwords, 9 failed, 3 uncertain`; empty if there are none. */
export function outcomeText(counts: ItemCounts, { jobs }: Texts): string {
  return (['succeeded', 'failed', 'uncertain', 'skipped', 'cancelled'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => jobs.counts[state](counts[state]))
    .join(', ');
}

/** Whether a job is finished for good: it neither continues on its own nor can be resumed. */
export function isOver({ state }: Job): boolean {
  return state === 'finished' || state === 'cancelled';
}

/** Whether a job stopped before its end and can be resumed. */
export function isStopped({ state }: Job): boolean {
  return state === 'paused' || state === 'interrupted' || state === 'planned';
}

/** The PBX a job ran on, also if it was removed and added again; null if it is not set up. */
export function pbxOf({ pbxId, pbxUrl }: Job, pbxs: readonly Pbx[]): Pbx | null {
  return pbxs.find(({ id }) => id === pbxId) ?? pbxs.find(({ url }) => url === pbxUrl) ?? null;
}

/** The rest of a job, for a question: devices, and users, who get a password for their desk phones. */
export function leftAmong(items: readonly Item[] | null): { devices: number; users: number } {
  return devicesAndUsers((items ?? []).filter(({ state }) => state === 'queued' || state === 'running'));
}

/** The question whether to cancel the rest of a job. */
export function cancelRestQuestion({ items, counts }: Pick<Followed, 'items' | 'counts'>, t: Texts): string {
  const { devices, users } = leftAmong(items);
  return users > 0
    ? t.deskPhones.cancelRestQuestion(devices, users)
    : t.jobs.cancelRestQuestion(leftOf(counts));
}

/** How many devices are left that can still be run. */
export function leftOf(counts: ItemCounts): number {
  return counts.queued + counts.running;
}
