import type { PasswordRef } from '../../common/ipc/index.ts';
import type { Activity } from '../state/activity.tsx';

/** What names the password that came of a run or a reading; null where none did, or it is not kept. */
export function refOf(activity: Activity): PasswordRef | null {
  if (activity.kind === 'ran' && activity.item.credentialsKept) return { item: activity.item.id };
  if (activity.kind === 'read' && activity.reading !== null) return { reading: activity.reading };
  return null;
}
