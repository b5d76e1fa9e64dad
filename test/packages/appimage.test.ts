/** An AppImage, with a stub of Electron and a runtime that starts nothing: its contents. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appId } from '../../main/shell/lifecycle/app-id.ts';
import { isCommand } from '../setup/command.ts';
import { type Built, buildPackage, projectRoot } from './build.ts';
import { expectDesktopFile } from './linux.ts';

/** As long as a real one may be: squashfs begins after it. */
const runtime = Buffer.alloc(4096, '\x7fELF of nothing');

// Skipped if the system's package of these is not available; `npm run test:more` installs it if allowed.
const hasTools = process.platform === 'linux' && ['mksquashfs', 'unsquashfs'].every(isCommand);

describe.runIf(hasTools)('the AppImage', () => {
  let built: Built;
  let image: string;
  let scratch: string;
  let files: string;
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'rekey-appimage-test-'));
    built = await buildPackage('linux', 'AppImage', 'x64', { APPIMAGE_TOOLS_PATH: appImageTools(scratch) });
    const [name = ''] = readdirSync(built.output).filter((each) => each.endsWith('.AppImage'));
    image = join(built.output, name);
    files = join(scratch, 'files');
    execFileSync('unsquashfs', [
      '-quiet',
      '-no-progress',
      '-offset',
      `${runtime.length}`,
      '-dest',
      files,
      image,
    ]);
  });
  afterAll(() => {
    built?.remove();
    rmSync(scratch, { recursive: true, force: true });
  });

  test('is named after version, system and processor, and begins with its runtime', () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    expect(image.split('/').at(-1)).toBe(`rekey-for-3cx-${version}-linux-x86_64.AppImage`);
    expect(readFileSync(image).subarray(0, runtime.length).equals(runtime)).toBe(true);
  });

  test('contains the app, its icon and its licences', () => {
    expect(readdirSync(files)).toEqual(expect.arrayContaining(['AppRun', 'rekey-for-3cx', '.DirIcon']));
    expect(readdirSync(join(files, 'resources'))).toEqual(
      expect.arrayContaining(['app.asar', 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json']),
    );
  });

  test('has a valid desktop file, with the window’s name, that opens setup files', () => {
    expectDesktopFile(join(files, `${appId}.desktop`));
  });

  // The app refuses to open anything then and says what to do: see main/shell/lifecycle/sandbox.ts and starts.test.ts.
  test('asks for a start without the sandbox only where ordinary users cannot have one, which the app refuses', () => {
    const script = readFileSync(join(files, 'AppRun'), 'utf8');
    const without = script.split('\n').filter((line) => line.includes('NO_SANDBOX=(--no-sandbox)'));
    expect(without).toHaveLength(1);
    expect(script).toMatch(/! unshare -Ur true 2>\/dev\/null ; then\n\s+NO_SANDBOX=\(--no-sandbox\)/);
  });
});

/** Debian's own tools where electron-builder looks for those that it downloads. */
function appImageTools(folder: string): string {
  const tools = join(folder, 'tools');
  for (const each of ['runtimes', 'lib/x64']) mkdirSync(join(tools, each), { recursive: true });
  for (const name of ['mksquashfs', 'desktop-file-validate'])
    copyFileSync(`/usr/bin/${name}`, join(tools, name));
  writeFileSync(join(tools, 'runtimes/runtime-x64'), runtime);
  return tools;
}
