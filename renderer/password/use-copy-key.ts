import { useEffect, useEffectEvent } from 'react';
import { isTextEntry } from '../ui/text-entry.ts';
import { useNewestPassword } from './use-newest-password.ts';

/**
 * Ctrl+C (or Cmd+C) copies the newest password, unless there is text that it would copy.
 *
 * @param isOff whether another device is entered by now
 */
export function useCopyKey(isOff: boolean): void {
  const copyNewest = useNewestPassword();

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (isOff || event.defaultPrevented || event.repeat || event.altKey || !(event.ctrlKey || event.metaKey))
      return;
    const { target, key } = event;
    if (key.toLowerCase() !== 'c' || isTextEntry(target)) return;
    if (window.getSelection()?.toString()) return;
    if (target instanceof Element && target.closest('[role="listbox"]')) return;
    event.preventDefault();
    copyNewest();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
