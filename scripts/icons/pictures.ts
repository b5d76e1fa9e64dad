/** The app's pictures: a key, in the variants that each system needs. */
import {
  type Colour,
  circle,
  type Layer,
  line,
  type Picture,
  placed,
  ring,
  roundedSquare,
  union,
} from './raster.ts';

export const moods = ['idle', 'running', 'attention'] as const;
export type Mood = (typeof moods)[number];

const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];
const programColour: Colour = [13, 106, 111];
const markColours: Record<Exclude<Mood, 'idle'>, Colour> = {
  running: [53, 208, 127],
  attention: [255, 176, 32],
};
const markInk: Colour = [59, 36, 0];

/** From this size on, the key's second tooth is a recognisable shape and not a blur. */
const minDetailedSize = 24;

/** A key that points to the lower left; at small sizes with one tooth and a wider bow. */
function key(size: number) {
  if (size < minDetailedSize)
    return union(ring(15.75, 8.25, 4.5, 3), line(12.2, 11.8, 4.5, 19.5, 3), line(7.2, 16.8, 9.9, 19.5, 3));
  return union(
    ring(15.4, 8.6, 4.4, 2.6),
    line(12.2, 11.8, 4.5, 19.5, 2.6),
    line(7, 17, 9.4, 19.4, 2.6),
    line(9.6, 14.4, 11.6, 16.4, 2.6),
  );
}

/** For a light or dark tray: white on the app's colour, with a mark when there is something to see. */
export function colouredTray(mood: Mood, size: number): Picture {
  const moved = mood === 'idle' ? 0 : -1.2;
  const layers: Layer[] = [
    { shape: roundedSquare(0, 24, 5.5), colour: programColour },
    { shape: placed(key(size), 1, moved, moved), colour: white },
  ];
  if (mood === 'idle') return layers;
  layers.push(
    { shape: circle(17.25, 17.25, 6.75), colour: white },
    { shape: circle(17.25, 17.25, 5.25), colour: markColours[mood] },
  );
  if (mood === 'attention') layers.push({ shape: exclamation(17.25, 17.25), colour: markInk });
  return layers;
}

/** For macOS, which uses only the shape and colours it: the mark is cut out of the key. */
export function templateTray(mood: Mood, size: number): Picture {
  const layers: Layer[] = [{ shape: key(size), colour: black }];
  if (mood === 'idle') return layers;
  layers.push({ shape: circle(18, 18, 6.75), colour: null });
  if (mood === 'running') layers.push({ shape: ring(18, 18, 4, 2.2), colour: black });
  else
    layers.push({ shape: circle(18, 18, 5.25), colour: black }, { shape: exclamation(18, 18), colour: null });
  return layers;
}

function exclamation(x: number, y: number) {
  return union(line(x, y - 2.6, x, y + 0.4, 1.9), circle(x, y + 2.9, 1.1));
}

/** The app's icon: filling the square at small sizes, with a margin where desktops expect one. */
export function programIcon(size: number): Picture {
  const isSmall = size < 48;
  return [
    {
      shape: isSmall ? roundedSquare(0, 24, 5.5) : roundedSquare(1.5, 22.5, 5),
      colour: (y) => between([18, 134, 140], [10, 84, 89], y / 24),
    },
    { shape: isSmall ? key(size) : placed(key(size), 0.73, 3.2, 3.2), colour: white },
  ];
}

function between(from: Colour, to: Colour, share: number): Colour {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])];
}
