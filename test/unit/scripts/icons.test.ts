import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { iconFile } from '../../../main/shell/tray/tray.ts';
import { iconFiles, icoSizes, trayIcoSizes } from '../../../scripts/icons/files.ts';
import { icns, png } from '../../../scripts/icons/formats.ts';
import { moods } from '../../../scripts/icons/pictures.ts';
import { draw } from '../../../scripts/icons/raster.ts';

vi.mock('electron', () => ({}));

const resources = join(import.meta.dirname, '../../../resources');
const files = iconFiles();

test('the committed icons are those that the script draws', () => {
  const committed = readdirSync(resources, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:png|ico|icns)$/.test(path));
  expect(committed.toSorted()).toEqual([...files.keys()].toSorted());
  for (const [name, drawn] of files)
    expect(pieces(readFileSync(join(resources, name))), name).toEqual(pieces(drawn));
});

test('each system gets an existing tray icon for every mood', () => {
  for (const platform of ['win32', 'darwin', 'linux'] as const)
    for (const mood of moods) expect(existsSync(join(resources, iconFile(mood, platform)))).toBe(true);
  // Electron's name for the one at two pixels per point.
  for (const mood of moods)
    expect(existsSync(join(resources, iconFile(mood, 'darwin').replace('.png', '@2x.png')))).toBe(true);
});

test('on Windows the tray has an icon in each size that the display may need', () => {
  for (const mood of moods) expect(sizesOf(files.get(iconFile(mood, 'win32')))).toEqual(trayIcoSizes);
  expect(sizesOf(files.get('icon.ico'))).toEqual(icoSizes);
  expect(Math.min(...trayIcoSizes)).toBe(16);
  expect(Math.max(...trayIcoSizes)).toBe(48);
});

test('an icon of 16 pixels has strong contrast and no empty tooth', () => {
  // Of its 256 pixels enough are white or nearly so, and the bow has a hole in the app's own colour.
  const dib = entryOf(files.get('tray-idle.ico'), 16);
  const at = (x: number, y: number): number[] => [
    ...dib.subarray(40 + ((15 - y) * 16 + x) * 4).subarray(0, 4),
  ];
  expect(at(10, 5)).toEqual([111, 106, 13, 255]);
  const white = Array.from({ length: 256 }, (_, index) => at(index % 16, index >> 4)).filter(
    ([blue = 0, green = 0, red = 0]) => Math.min(blue, green, red) > 200,
  );
  expect(white.length).toBeGreaterThan(25);
});

test('the macOS icon keeps its pixels through run-length coding', () => {
  const square = draw([{ shape: (x, y) => Math.max(x, y) - 12, colour: [1, 2, 3] }], 16);
  const [argb] = pieces(icns((size) => (size === 16 ? square : draw([], size)))).slice(1);
  const bytes = [...Buffer.from(argb ?? '', 'base64').subarray(12)];
  const unpacked: number[] = [];
  while (bytes.length > 0) {
    const head = bytes.shift() ?? 0;
    if (head < 128) unpacked.push(...bytes.splice(0, head + 1));
    else unpacked.push(...Array(head - 125).fill(bytes.shift()));
  }
  const channels = [3, 0, 1, 2].flatMap((channel) =>
    Array.from({ length: 256 }, (_, index) => square.pixels[index * 4 + channel]),
  );
  expect(unpacked).toEqual(channels);
  expect(pixelsOf(png(square))).toHaveLength(16 * 65);
});

/** A file's parts, each PNG by its pixels: zlib's compression depends on the machine. */
function pieces(file: Buffer): string[] {
  const text = (bytes: Buffer): string => bytes.toString('base64');
  if (file.readUInt32BE(0) === 0x89504e47) return [text(pixelsOf(file))];
  if (file.toString('latin1', 0, 4) === 'icns') {
    const found = ['icns'];
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      const data = file.subarray(at + 8, at + file.readUInt32BE(at + 4));
      const isPng = data.readUInt32BE(0) === 0x89504e47;
      found.push(text(Buffer.concat([file.subarray(at, at + 8), data])));
      if (isPng) found.splice(-1, 1, file.toString('latin1', at, at + 4), text(pixelsOf(data)));
    }
    return found;
  }
  return sizesOf(file).flatMap((size) => [String(size), ...[entryOf(file, size)].map(asPixels)]);
}

function asPixels(entry: Buffer): string {
  return (entry.readUInt32BE(0) === 0x89504e47 ? pixelsOf(entry) : entry).toString('base64');
}

/** The filtered rows of a PNG that has one block of data. */
function pixelsOf(file: Buffer): Buffer {
  const data = 8 + 25;
  expect(file.toString('latin1', data + 4, data + 8)).toBe('IDAT');
  return inflateSync(file.subarray(data + 8, data + 8 + file.readUInt32BE(data)));
}

function sizesOf(file: Buffer | undefined): number[] {
  if (!file) throw new Error('No such icon.');
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => file[6 + 16 * index] || 256);
}

function entryOf(file: Buffer | undefined, size: number): Buffer {
  const index = sizesOf(file).indexOf(size);
  if (!file || index < 0) throw new Error(`No icon of ${size} pixels.`);
  const [length, offset] = [file.readUInt32LE(6 + 16 * index + 8), file.readUInt32LE(6 + 16 * index + 12)];
  return file.subarray(offset, offset + length);
}
