import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Anchor, placePanel } from '../../../../../main/shell/windows/placement.ts';

const size = { width: 380, height: 320 };
/** A taskbar of 40 at the bottom. */
const area = { x: 0, y: 0, width: 1920, height: 1040 };
const icon = (x: number, y: number): Anchor => ({ kind: 'icon', bounds: { x, y, width: 24, height: 24 } });

test.each<[string, Anchor, { x: number; y: number }]>([
  ['over an icon at the bottom', icon(1000, 1048), { x: 822, y: 712 }],
  ['over an icon in the corner, inside of the screen', icon(1880, 1048), { x: 1532, y: 712 }],
  ['under an icon at the top, as on macOS', icon(1000, 0), { x: 822, y: 32 }],
  ['at the mouse', { kind: 'cursor', point: { x: 960, y: 500 } }, { x: 770, y: 492 }],
  [
    'at the mouse in a corner, inside of the screen',
    { kind: 'cursor', point: { x: 0, y: 1040 } },
    { x: 8, y: 712 },
  ],
  ['in the middle', { kind: 'centre' }, { x: 770, y: 240 }],
])('%s', (_, anchor, place) => {
  expect(placePanel(size, anchor, area)).toEqual(place);
});

test('it is entirely inside the work area of any display that is large enough', () => {
  const coordinate = fc.integer({ min: -5000, max: 5000 });
  const displays = fc.record({
    x: coordinate,
    y: coordinate,
    width: fc.integer({ min: 400, max: 4000 }),
    height: fc.integer({ min: 340, max: 3000 }),
  });
  const anchors = fc.oneof(
    fc.record({ kind: fc.constant('cursor' as const), point: fc.record({ x: coordinate, y: coordinate }) }),
    fc.record({ x: coordinate, y: coordinate }).map(({ x, y }) => icon(x, y)),
    fc.constant<Anchor>({ kind: 'centre' }),
  );
  fc.assert(
    fc.property(displays, anchors, (display, anchor) => {
      const { x, y } = placePanel(size, anchor, display);
      expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
      expect(x).toBeGreaterThanOrEqual(display.x);
      expect(y).toBeGreaterThanOrEqual(display.y);
      expect(x + size.width).toBeLessThanOrEqual(display.x + display.width);
      expect(y + size.height).toBeLessThanOrEqual(display.y + display.height);
    }),
  );
});

test('if there is not enough room its upper left corner is visible', () => {
  expect(placePanel(size, icon(100, 190), { x: 0, y: 0, width: 200, height: 200 })).toEqual({ x: 8, y: 8 });
});
