import { icns, ico, png } from './formats.ts';
import { colouredTray, moods, programIcon, templateTray } from './pictures.ts';
import { type Bitmap, draw, type Picture } from './raster.ts';

/** Icon sizes in the Windows notification area from 100 to 300 %. */
export const trayIcoSizes: readonly number[] = [16, 20, 24, 28, 32, 40, 48];
export const icoSizes: readonly number[] = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** Sizes that Linux desktops look for; each is installed as a separate file. */
const linuxSizes: readonly number[] = [16, 22, 24, 32, 48, 64, 128, 256, 512];

/** Every icon, by its path in `resources/`. */
export function iconFiles(): Map<string, Buffer> {
  const drawn = (picture: (size: number) => Picture) => {
    const bitmaps = new Map<number, Bitmap>();
    return (size: number): Bitmap => {
      const bitmap = bitmaps.get(size) ?? draw(picture(size), size);
      bitmaps.set(size, bitmap);
      return bitmap;
    };
  };
  const program = drawn(programIcon);
  const files = new Map<string, Buffer>([
    ['icon.ico', ico(icoSizes.map(program))],
    ['icon.icns', icns(program)],
    ...linuxSizes.map((size) => [`icons/${size}x${size}.png`, png(program(size))] as const),
  ]);
  for (const mood of moods) {
    const coloured = drawn((size) => colouredTray(mood, size));
    files.set(`tray-${mood}.ico`, ico(trayIcoSizes.map(coloured)));
    // Linux desktops scale a single picture as needed.
    files.set(`tray-${mood}.png`, png(coloured(48)));
    // 16 points in the macOS menu bar.
    files.set(`tray-${mood}-Template.png`, png(draw(templateTray(mood, 16), 16)));
    files.set(`tray-${mood}-Template@2x.png`, png(draw(templateTray(mood, 32), 32)));
  }
  return files;
}
