/** Writes bitmaps as PNG, as Windows .ico and as macOS .icns. */
import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from './raster.ts';

export function png({ size, pixels }: Bitmap): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // 8 bits per channel, with alpha.
  header.set([8, 6], 8);
  // Each row begins with its filter: 2 stores the difference to the row above.
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    const start = row * (size * 4 + 1);
    rows[start] = 2;
    for (let index = 0; index < size * 4; index += 1) {
      const above = row === 0 ? 0 : (pixels[(row - 1) * size * 4 + index] ?? 0);
      rows[start + 1 + index] = (pixels[row * size * 4 + index] ?? 0) - above;
    }
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Sizes below 256 as bitmaps, which every version of Windows and of the installer's compiler can read; 256 as PNG. */
export function ico(bitmaps: readonly Bitmap[]): Buffer {
  const images = bitmaps.map((bitmap) => (bitmap.size < 256 ? dib(bitmap) : png(bitmap)));
  const head = Buffer.alloc(6 + 16 * bitmaps.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(bitmaps.length, 4);
  let offset = head.length;
  for (const [index, { size }] of bitmaps.entries()) {
    const at = 6 + 16 * index;
    const length = images[index]?.length ?? 0;
    // 0 stands for 256.
    head.set([size % 256, size % 256], at);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  }
  return Buffer.concat([head, ...images]);
}

/** A bitmap with alpha, rows from the bottom, and the one-bit mask that must follow it. */
function dib({ size, pixels }: Bitmap): Buffer {
  const maskRow = Math.ceil(size / 32) * 4;
  const image = Buffer.alloc(40 + size * size * 4 + maskRow * size);
  image.writeUInt32LE(40, 0);
  image.writeInt32LE(size, 4);
  // The height includes the mask.
  image.writeInt32LE(size * 2, 8);
  image.writeUInt16LE(1, 12);
  image.writeUInt16LE(32, 14);
  image.writeUInt32LE(size * size * 4 + maskRow * size, 20);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const from = ((size - 1 - row) * size + column) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(from, from + 4);
      image.set([blue, green, red, alpha], 40 + (row * size + column) * 4);
      const mask = 40 + size * size * 4 + row * maskRow + (column >> 3);
      if (alpha === 0) image[mask] = (image[mask] ?? 0) | (0x80 >> (column & 7));
    }
  }
  return image;
}

/** The macOS name of each size in points, at one and at two pixels per point. */
const icnsTypes: readonly (readonly [type: string, size: number])[] = [
  ['ic04', 16],
  ['ic11', 32],
  ['ic05', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

export function icns(bitmapOf: (size: number) => Bitmap): Buffer {
  const entries = icnsTypes.map(([type, size]) => {
    const bitmap = bitmapOf(size);
    // These two do not support PNG.
    return icnsChunk(type, type === 'ic04' || type === 'ic05' ? argb(bitmap) : png(bitmap));
  });
  return icnsChunk('icns', Buffer.concat(entries));
}

function icnsChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([head, data]);
}

function argb({ size, pixels }: Bitmap): Buffer {
  const channel = (index: number): Uint8Array =>
    Uint8Array.from({ length: size * size }, (_, at) => pixels[at * 4 + index] ?? 0);
  return Buffer.concat([
    Buffer.from('ARGB', 'latin1'),
    ...[3, 0, 1, 2].map((index) => packed(channel(index))),
  ]);
}

/** Encodes runs of 3 to 130 equal bytes as two bytes; others as literal blocks of up to 128. */
function packed(bytes: Uint8Array): Buffer {
  const out: number[] = [];
  let literal: number[] = [];
  const flush = (): void => {
    if (literal.length > 0) out.push(literal.length - 1, ...literal);
    literal = [];
  };
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    let run = 1;
    while (run < 130 && bytes[at + run] === byte) run += 1;
    if (run >= 3) {
      flush();
      out.push(run + 125, byte);
      at += run;
    } else {
      literal.push(byte);
      if (literal.length === 128) flush();
      at += 1;
    }
  }
  flush();
  return Buffer.from(out);
}
