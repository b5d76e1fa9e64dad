import { createContext } from 'react';
import { type Activity, isSameTarget } from '../state/activity.tsx';
import type { DeviceEntryState } from './use-device-entry.ts';

/** Whether the last result stands beside a field that another device is entered in. */
export const EarlierResult = createContext(false);

/** Whether what is entered is another device than the last result is about, or is not known to be the same. */
export function isEarlier(activity: Activity | null, { text, target }: DeviceEntryState): boolean {
  if (!activity || activity.kind === 'running' || activity.kind === 'reading') return false;
  return text.trim() !== '' && (!target || !isSameTarget(target, activity.target));
}
