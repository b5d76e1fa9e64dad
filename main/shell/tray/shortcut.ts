import type { GlobalShortcut } from 'electron';
import { RekeyError } from '../../../common/errors.ts';

/** The system-wide shortcut. */
export interface Shortcut {
  /** Sets another shortcut, or none; the former one stays if that fails. @throws RekeyError `shortcut-refused` */
  set(accelerator: string | null): void;
  /** The chosen shortcut, if the system rejected it; null if all is well. */
  refused(): string | null;
}

/** @param chosen the stored choice; if it is rejected at startup, Settings shows that */
export function createShortcut(
  globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>,
  chosen: string | null,
  pressed: () => void,
): Shortcut {
  let registered: string | null = null;
  let refused: string | null = null;

  const register = (accelerator: string): boolean => {
    try {
      // A desktop portal keeps unregistered shortcuts until the app quits: only the chosen one counts.
      return globalShortcut.register(accelerator, () => {
        if (accelerator === registered) pressed();
      });
    } catch {
      // The system has no name for the key.
      return false;
    }
  };
  if (chosen !== null) {
    if (register(chosen)) registered = chosen;
    else refused = chosen;
  }

  return {
    set(accelerator) {
      if (accelerator !== null && accelerator !== registered && !register(accelerator))
        throw new RekeyError('shortcut-refused', { input: accelerator });
      if (registered !== null && registered !== accelerator) globalShortcut.unregister(registered);
      registered = accelerator;
      refused = null;
    },
    refused: () => refused,
  };
}
