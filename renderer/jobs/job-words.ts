import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  Clock,
  type LucideIcon,
} from 'lucide-react';
import type { ItemCounts, Job, JobState } from '../../common/model.ts';

/** The tone of an icon and its word. */
export type Tone = 'ok' | 'warn' | 'bad';

export interface Look {
  word: string;
  icon: LucideIcon;
  tone?: Tone;
}

/** How a job's state is told. */
export const jobLooks: Record<JobState, Look> = {
  planned: { word: 'Not started', icon: CircleDashed },
  waiting: { word: 'Waiting for the PBX', icon: Clock, tone: 'warn' },
  running: { word: 'Running', icon: CircleDashed },
  paused: { word: 'Paused', icon: CirclePause, tone: 'warn' },
  interrupted: { word: 'Interrupted', icon: CircleAlert, tone: 'warn' },
  finished: { word: 'Finished', icon: CircleCheck, tone: 'ok' },
  cancelled: { word: 'Cancelled', icon: CircleSlash },
};

/** `1 device`, `400 devices`. */
export function devicesText(count: number): string {
  return `${numberText(count)} ${count === 1 ? 'device' : 'devices'}`;
}

const number = new Intl.NumberFormat();

/** A count, as the system writes numbers. */
export function numberText(count: number): string {
  return number.format(count);
}

/** What came of a job's devices so far: `388 new passwords, 9 failed, 3 uncertain`; empty where nothing did. */
export function outcomeText(counts: ItemCounts): string {
  const { succeeded, failed, uncertain, cancelled } = counts;
  return [
    succeeded > 0 && `${numberText(succeeded)} new ${succeeded === 1 ? 'password' : 'passwords'}`,
    failed > 0 && `${numberText(failed)} failed`,
    uncertain > 0 && `${numberText(uncertain)} uncertain`,
    cancelled > 0 && `${numberText(cancelled)} cancelled`,
  ]
    .filter(Boolean)
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

/** How many devices that can still be run are left. */
export function leftOf(counts: ItemCounts): number {
  return counts.queued + counts.running;
}
