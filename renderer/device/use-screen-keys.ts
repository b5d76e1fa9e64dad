import { type RefObject, useEffect, useEffectEvent } from 'react';
import { isTextEntry } from './text-entry.ts';
import { useNewestPassword } from './use-newest-password.ts';

export interface ScreenKeys {
  field: RefObject<HTMLInputElement | null>;
  onEscape: () => void;
}

/**
 * The keys that work anywhere on the Device screen: Escape, and copying the newest password where there is no text
 * that Ctrl+C (or Cmd+C) would copy. Also has the field focused on arrival, and when the window comes back with the
 * focus nowhere.
 */
export function useScreenKeys({ field, onEscape }: ScreenKeys): void {
  const copyNewest = useNewestPassword();

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat) return;
    const { target } = event;
    // An open list of PBXs closes by itself.
    if (target instanceof Element && target.closest('[role="listbox"], [aria-expanded="true"]')) return;
    if (event.key === 'Escape') onEscape();
    else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && !event.altKey) {
      const selected = window.getSelection()?.toString() ?? '';
      if (selected !== '' || isTextEntry(target)) return;
      event.preventDefault();
      copyNewest();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  useEffect(() => {
    field.current?.focus();
    const back = (): void => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) field.current?.focus();
    };
    window.addEventListener('focus', back);
    return () => window.removeEventListener('focus', back);
  }, [field]);
}
