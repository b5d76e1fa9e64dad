import { type RefObject, useImperativeHandle, useState } from 'react';

/** Asks before leaving something would lose what was typed; then continues. */
export type LeaveGuard = (go: () => void) => void;

export interface Leaving {
  /** Whether the user is being asked if what was typed may be lost. */
  asking: boolean;
  leave: LeaveGuard;
  discard: () => void;
  keep: () => void;
}

export interface LeavingOptions {
  /** Called by whatever leads elsewhere; set while the form is mounted. */
  guard: RefObject<LeaveGuard | null>;
  saving: boolean;
  hasChanges: () => boolean;
}

/** Keeps a form from being left by mistake. */
export function useLeaving({ guard, saving, hasChanges }: LeavingOptions): Leaving {
  const [then, setThen] = useState<{ go: () => void } | null>(null);
  const leave: LeaveGuard = (go) => {
    // The result of saving has to be seen, and will soon be known.
    if (saving) return;
    if (hasChanges()) setThen({ go });
    else go();
  };
  useImperativeHandle(guard, () => leave);
  return {
    asking: then !== null,
    leave,
    discard: () => then?.go(),
    keep: () => setThen(null),
  };
}
