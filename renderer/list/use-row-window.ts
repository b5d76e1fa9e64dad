import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows drawn above and below those in sight, so that scrolling shows no gap. */
const spare = 6;

/** Which rows of a long list are drawn: from `first` to before `end`. */
export interface RowWindow {
  first: number;
  end: number;
  /** Rows that are wholly in sight. */
  page: number;
  /** How much of the list can be seen, in pixels. */
  height: number;
}

/**
 * Follows a scrolling element whose rows all have one height, so that only those in sight are drawn. React Aria's
 * Virtualizer builds its collection of all rows first, which holds the window up for seconds with ten thousand.
 *
 * @param headHeight what stands above the first row and stays there
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headHeight: number,
): RowWindow {
  const [seen, setSeen] = useState({ top: 0, height: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight });
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);

  const inSight = Math.max(0, seen.height - headHeight) / rowHeight;
  const first = Math.max(0, Math.min(Math.floor(seen.top / rowHeight), count) - spare);
  return {
    first,
    end: Math.min(count, Math.ceil(seen.top / rowHeight + inSight) + spare),
    page: Math.max(1, Math.floor(inSight)),
    height: seen.height,
  };
}

/** Scrolls as little as brings a row into sight. */
export function scrollToRow(
  element: HTMLElement,
  index: number,
  rowHeight: number,
  headHeight: number,
): void {
  const top = index * rowHeight;
  const lowest = top + rowHeight + headHeight - element.clientHeight;
  if (element.scrollTop > top) element.scrollTop = top;
  else if (element.scrollTop < lowest) element.scrollTop = lowest;
}
