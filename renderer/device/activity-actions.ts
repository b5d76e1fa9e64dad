import type { Target } from '../state/activity.tsx';

/** What the user can start from an activity's panel; null if the activity's PBX was removed. */
export interface ActivityActions {
  onRunAgain: ((target: Target, tryUnlisted: boolean) => void) | null;
  onReadCurrent: ((target: Target) => void) | null;
  onEditPbx: (pbxId: string) => void;
}
