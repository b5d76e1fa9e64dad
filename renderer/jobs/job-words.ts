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

export interface Look {
  icon: LucideIcon;
  tone?: Tone;
}

/** How a job's state looks; its word is in the texts. */
export const jobLooks: Record<JobState, Look> = {
  planned: { icon: CircleDashed },
  waiting: { icon: Clock, tone: 'warn' },
  running: { icon: CircleDashed },
  paused: { icon: CirclePause, tone: 'warn' },
  interrupted: { icon: CircleAlert, tone: 'warn' },
  finished: { icon: CircleCheck, tone: 'ok' },
  cancelled: { icon: CircleSlash },
};

/** What came of a job's devices so far: `388 new passwords, 9 failed, 3 uncertain`; empty where nothing did. */
export function outcomeText(counts: ItemCounts, { jobs }: Texts): string {
  return (['succeeded', 'failed', 'uncertain', 'skipped', 'cancelled'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => jobs.counts[state](counts[state]))
    .join(', ');
}

/** Whether nothing more becomes of a job by itself or by resuming it. */
export function isOver({ state }: Job): boolean {
  return state === 'finished' || state === 'cancelled';
}

/** Whether a job stopped before its end and can go on. */
export function isStopped({ state }: Job): boolean {
  return state === 'paused' || state === 'interrupted' || state === 'planned';
}

/** The PBX a job ran on, also where it was removed and added again; null where it is not set up. */
export function pbxOf({ pbxId, pbxUrl }: Job, pbxs: readonly Pbx[]): Pbx | null {
  return pbxs.find(({ id }) => id === pbxId) ?? pbxs.find(({ url }) => url === pbxUrl) ?? null;
}

/** What is left of a job, for a question: devices and users, who get a password for their desk phones. */
export function leftAmong(items: readonly Item[] | null): { devices: number; users: number } {
  return devicesAndUsers((items ?? []).filter(({ state }) => state === 'queued' || state === 'running'));
}

/** Asks whether what is left of a job is to be cancelled. */
export function cancelRestQuestion({ items, counts }: Pick<Followed, 'items' | 'counts'>, t: Texts): string {
  const { devices, users } = leftAmong(items);
  return users > 0
    ? t.deskPhones.cancelRestQuestion(devices, users)
    : t.jobs.cancelRestQuestion(leftOf(counts));
}

/** How many devices that can still be run are left. */
export function leftOf(counts: ItemCounts): number {
  return counts.queued + counts.running;
}
