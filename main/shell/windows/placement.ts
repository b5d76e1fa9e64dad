import type { Point, Rectangle, Size } from 'electron';

/** Where the panel opens: at the tray icon, at the mouse, or in the middle of the screen. */
export type Anchor =
  | { kind: 'icon'; bounds: Rectangle }
  | { kind: 'cursor'; point: Point }
  | { kind: 'centre' };

/** Pixels between the panel and the edge of the work area, or the icon. */
const gap = 8;

/**
 * Returns the panel's position, entirely inside the work area if it fits.
 *
 * @param workArea of the display that the anchor is on
 */
export function placePanel({ width, height }: Size, anchor: Anchor, workArea: Rectangle): Point {
  const wanted = wantedPlace({ width, height }, anchor, workArea);
  return {
    x: within(wanted.x, workArea.x + gap, workArea.x + workArea.width - width - gap),
    y: within(wanted.y, workArea.y + gap, workArea.y + workArea.height - height - gap),
  };
}

function wantedPlace({ width, height }: Size, anchor: Anchor, area: Rectangle): Point {
  if (anchor.kind === 'cursor') return { x: anchor.point.x - width / 2, y: anchor.point.y - gap };
  if (anchor.kind === 'centre')
    return { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 3 };
  const { bounds } = anchor;
  const below = bounds.y + bounds.height / 2 < area.y + area.height / 2;
  return {
    x: bounds.x + bounds.width / 2 - width / 2,
    y: below ? bounds.y + bounds.height + gap : bounds.y - height - gap,
  };
}

/** The lower bound wins if there is no room for both. */
function within(value: number, least: number, most: number): number {
  return Math.round(Math.max(least, Math.min(value, most)));
}
