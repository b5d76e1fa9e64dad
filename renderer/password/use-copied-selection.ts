import { type RefObject, useEffectEvent, useLayoutEffect } from 'react';

/**
 * Takes over when a selection that includes the shown password is copied, by keys or by the menu: what the page
 * itself puts on the clipboard would stay there.
 */
export function useCopiedSelection(
  text: RefObject<HTMLElement | null>,
  shown: boolean,
  copy: () => void,
): void {
  const copied = useEffectEvent((event: ClipboardEvent) => {
    if (!text.current || !document.getSelection()?.containsNode(text.current, true)) return;
    // If a selection includes two passwords, the first is copied.
    if (!event.defaultPrevented) copy();
    event.preventDefault();
  });
  // Before the password becomes visible, so that there is no moment in which the page copies it.
  useLayoutEffect(() => {
    if (!shown) return;
    const listener = (event: ClipboardEvent): void => copied(event);
    document.addEventListener('copy', listener);
    return () => document.removeEventListener('copy', listener);
  }, [shown]);
}
