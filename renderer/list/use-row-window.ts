import { type RefObject, useLayoutEffect, useState } from 'react';

/** Extra rows rendered above and below the visible ones, so that scrolling shows no gap. */
const spare = 6;

/** Which rows of a long list are rendered: from `first` to before `end`. */
export interface RowWindow {
  first: number;
  end: number;
  /** The number of fully visible rows. */
  page: number;
  /** The visible height of the list, in pixels. */
  height: number;
}

/**
 * Follows a scrolling element whose rows all have one height, so that only the visible ones are rendered. React
 * Aria's Virtualizer builds its collection of all rows first, which blocks the window for seconds with ten thousand.
 *
 * @param headHeight of the sticky header above the first row
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

/** Scrolls only as far as needed to make a row visible. */
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
