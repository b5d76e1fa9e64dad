import { type Activity, isSameTarget } from '../state/activity.tsx';
import type { DeviceEntryState } from './use-device-entry.ts';

/** Whether what is entered is another device than the last result is about, or is not known to be the same. */
export function isEarlier(activity: Activity | null, { text, target }: DeviceEntryState): boolean {
  if (!activity || activity.kind === 'running' || activity.kind === 'reading') return false;
  return text.trim() !== '' && (!target || !isSameTarget(target, activity.target));
}
