import type { GlobalShortcut } from 'electron';
import { RekeyError } from '../../../common/errors.ts';

/** The one key combination that works in every program. */
export interface Shortcut {
  /** Takes another one, or none; the one before stays where that fails. @throws RekeyError `shortcut-refused` */
  set(accelerator: string | null): void;
  /** The one that is chosen and that the system did not take; null where all is well. */
  refused(): string | null;
}

/**
 * @param chosen what was chosen before; that it is not to be had at the start is told where it is set
 */
export function createShortcut(
  globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>,
  chosen: string | null,
  pressed: () => void,
): Shortcut {
  let registered: string | null = null;
  let refused: string | null = null;

  const register = (accelerator: string): boolean => {
    try {
      // A desktop portal keeps what was unregistered until the program ends: only the chosen one counts.
      return globalShortcut.register(accelerator, () => {
        if (accelerator === registered) pressed();
      });
    } catch {
      // A key that this system has no name for.
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
