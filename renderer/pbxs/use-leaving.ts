import { type RefObject, useImperativeHandle, useState } from 'react';

/** Asks whether something may be left, where that would lose what was typed; then goes on. */
export type LeaveGuard = (go: () => void) => void;

export interface Leaving {
  /** A person is asked whether what was typed may be lost. */
  asking: boolean;
  leave: LeaveGuard;
  discard: () => void;
  keep: () => void;
}

export interface LeavingOptions {
  /** What leads elsewhere asks it; it is set as long as the form is there. */
  guard: RefObject<LeaveGuard | null>;
  saving: boolean;
  hasChanges: () => boolean;
}

/** Keeps a form from being left by a slip. */
export function useLeaving({ guard, saving, hasChanges }: LeavingOptions): Leaving {
  const [then, setThen] = useState<{ go: () => void } | null>(null);
  const leave: LeaveGuard = (go) => {
    // How saving goes has to be seen, and is soon known.
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
