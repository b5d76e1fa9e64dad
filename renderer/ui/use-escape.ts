import { useEffect, useEffectEvent } from 'react';

/** Handles Escape wherever the focus is, unless it already closes something else, such as an open list or a question. */
export function useEscape(onEscape: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.repeat) return;
    const { target } = event;
    if (target instanceof Element && target.closest('[role="listbox"], [aria-expanded="true"]')) return;
    onEscape();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
