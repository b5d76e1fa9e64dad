/**
 * Rasterises vector pictures by the distance of each pixel to a shape's edge. In plain arithmetic, so that every
 * machine gets the same pixels, without a browser or an image library.
 */

/** Distance from a point to the edge of a shape, in the picture's units: negative inside. */
export type Shape = (x: number, y: number) => number;

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A shape painted over those below it; without a colour it cuts a hole. */
export interface Layer {
  shape: Shape;
  colour: Colour | ((y: number) => Colour) | null;
}

/** A picture in a 24 × 24 unit square. */
export type Picture = readonly Layer[];

const unitsPerSide = 24;

/** Pixels in rows from the top, four bytes each: red, green, blue, alpha (not premultiplied). */
export interface Bitmap {
  size: number;
  pixels: Uint8Array;
}

export function circle(cx: number, cy: number, radius: number): Shape {
  return (x, y) => Math.sqrt((x - cx) ** 2 + (y - cy) ** 2) - radius;
}

export function ring(cx: number, cy: number, radius: number, width: number): Shape {
  const inner = circle(cx, cy, radius);
  return (x, y) => Math.abs(inner(x, y)) - width / 2;
}

/** A line with round ends. */
export function line(x1: number, y1: number, x2: number, y2: number, width: number): Shape {
  const [dx, dy] = [x2 - x1, y2 - y1];
  return (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    return Math.sqrt((x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2) - width / 2;
  };
}

export function roundedSquare(from: number, to: number, radius: number): Shape {
  const middle = (from + to) / 2;
  const half = (to - from) / 2 - radius;
  return (x, y) => {
    const dx = Math.abs(x - middle) - half;
    const dy = Math.abs(y - middle) - half;
    const outside = Math.sqrt(Math.max(dx, 0) ** 2 + Math.max(dy, 0) ** 2);
    return outside + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

export function union(...shapes: Shape[]): Shape {
  return (x, y) => Math.min(...shapes.map((shape) => shape(x, y)));
}

/** A shape scaled about the origin, then moved. */
export function placed(shape: Shape, scale: number, dx: number, dy: number): Shape {
  return (x, y) => shape((x - dx) / scale, (y - dy) / scale) * scale;
}

export function draw(picture: Picture, size: number): Bitmap {
  const pixels = new Uint8Array(size * size * 4);
  const pixelsPerUnit = size / unitsPerSide;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const at = (row * size + column) * 4;
      pixels.set(
        pixel(picture, (column + 0.5) / pixelsPerUnit, (row + 0.5) / pixelsPerUnit, pixelsPerUnit),
        at,
      );
    }
  }
  return { size, pixels };
}

function pixel(picture: Picture, x: number, y: number, pixelsPerUnit: number): number[] {
  // Premultiplied while the layers are composited.
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (const { shape, colour } of picture) {
    const coverage = Math.min(1, Math.max(0, 0.5 - shape(x, y) * pixelsPerUnit));
    if (coverage === 0) continue;
    const [r, g, b] = (typeof colour === 'function' ? colour(y) : colour) ?? [0, 0, 0];
    const added = colour === null ? 0 : coverage;
    red = red * (1 - coverage) + r * added;
    green = green * (1 - coverage) + g * added;
    blue = blue * (1 - coverage) + b * added;
    alpha = alpha * (1 - coverage) + added;
  }
  const channel = (value: number): number => (alpha === 0 ? 0 : Math.round(value / alpha));
  const opacity = Math.round(alpha * 255);
  return opacity === 0 ? [0, 0, 0, 0] : [channel(red), channel(green), channel(blue), opacity];
}
