import { type RefObject, useEffect } from 'react';

/** Hides what is shown as soon as it is scrolled out of view. */
export function useHidingOutOfSight(
  text: RefObject<HTMLElement | null>,
  shown: boolean,
  hide: () => void,
): void {
  useEffect(() => {
    if (!shown || !text.current) return;
    const watch = new IntersectionObserver((seen) => {
      if (seen.at(-1)?.isIntersecting === false) hide();
    });
    watch.observe(text.current);
    return () => watch.disconnect();
  }, [shown, text, hide]);
}
