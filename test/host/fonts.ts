/**
 * The fonts that pages are shown in. The app uses the system's font, so a layout that fits on one computer may not
 * fit on another. Tests bring their own: a font as wide and one as narrow as any system's, whatever this computer
 * has.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export type Face = 'wide' | 'narrow';

const modules = join(import.meta.dirname, '../../node_modules');
const dejavu = (style: string): string => join(modules, `dejavu-fonts-ttf/ttf/DejaVuSans${style}.ttf`);
const archivo = (style: string): string =>
  join(modules, `@expo-google-fonts/archivo-narrow/${style}/ArchivoNarrow_${style}.ttf`);

/** The distinct weights of each font. Characters that the narrow one lacks come from the wide one. */
const files = [
  ...['', '-Bold', 'Mono', 'Mono-Bold'].map(dejavu),
  ...['400Regular', '500Medium', '600SemiBold', '700Bold'].map(archivo),
];
const families: Record<Face, string> = { wide: 'DejaVu Sans', narrow: 'Archivo Narrow' };

let folder: string | undefined;

/**
 * Returns the environment in which a browser shows every page in this font, whatever families the page requests;
 * monospaced text gets the wide font. Works where fonts come from fontconfig; elsewhere it is empty, and pages have
 * the system's fonts.
 */
export function fontEnv(face: Face): Record<string, string> {
  if (process.platform !== 'linux') return {};
  folder ??= prepareFolder();
  const file = join(folder, `${face}.conf`);
  writeFileSync(file, fontConfig(folder, families[face]));
  return { FONTCONFIG_FILE: file };
}

function prepareFolder(): string {
  const created = mkdtempSync(join(tmpdir(), 'rekey-fonts-'));
  process.on('exit', () => rmSync(created, { recursive: true, force: true }));
  mkdirSync(join(created, 'fonts'));
  for (const file of files) symlinkSync(file, join(created, 'fonts', basename(file)));
  return created;
}

function fontConfig(root: string, family: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${root}/fonts</dir>
  <cachedir>${root}/cache</cachedir>
  <match target="pattern">
    <test name="family" qual="any" compare="not_contains"><string>mono</string></test>
    <edit name="family" mode="assign" binding="strong"><string>${family}</string></edit>
  </match>
  <match target="pattern">
    <test name="family" qual="any" compare="contains"><string>mono</string></test>
    <edit name="family" mode="assign" binding="strong"><string>DejaVu Sans Mono</string></edit>
  </match>
</fontconfig>
`;
}
