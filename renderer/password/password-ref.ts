import type { PasswordRef } from '../../common/ipc/index.ts';
import type { Activity } from '../state/activity.tsx';

/** The reference to the password from a run or a reading; null if there is none, or it is not stored. */
export function refOf(activity: Activity): PasswordRef | null {
  if (activity.kind === 'ran' && activity.item.credentialsKept) return { item: activity.item.id };
  if (activity.kind === 'read' && activity.reading !== null) return { reading: activity.reading };
  return null;
}
