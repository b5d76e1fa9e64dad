import { type Activity, isSameTarget } from '../state/activity.tsx';
import type { DeviceEntryState } from './use-device-entry.ts';

/** Whether the last result is about a device other than the one entered, or may be. */
export function isEarlier(activity: Activity | null, { text, target }: DeviceEntryState): boolean {
  if (!activity || activity.kind === 'running' || activity.kind === 'reading') return false;
  return text.trim() !== '' && (!target || !isSameTarget(target, activity.target));
}
