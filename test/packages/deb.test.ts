/** A real .deb, with a stub of Electron: its metadata, and that it installs and leaves nothing behind. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
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
import { type Built, buildPackage, projectRoot } from './build.ts';
import { fpmProgram } from './fpm-program.ts';
import { compareVersions, expectDesktopFile, makeRoot, neededGlibc } from './linux.ts';

describe.runIf(process.platform === 'linux')('the Debian package', () => {
  let built: Built;
  let deb: string;
  let scratch: string;
  let files: string;
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'rekey-deb-test-'));
    built = await buildPackage('linux', 'deb', 'x64', fpmProgram(scratch));
    const [name = ''] = readdirSync(built.output).filter((each) => each.endsWith('.deb'));
    deb = join(built.output, name);
    files = join(scratch, 'files');
    execFileSync('dpkg-deb', ['--raw-extract', deb, files]);
  });
  afterAll(() => {
    built?.remove();
    rmSync(scratch, { recursive: true, force: true });
  });
  const field = (name: string): string =>
    execFileSync('dpkg-deb', ['--field', deb, name], { encoding: 'utf8' }).trim();

  test('is named after version, system and processor', () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    expect(deb.split('/').at(-1)).toBe(`rekey-for-3cx-${version}-linux-amd64.deb`);
  });

  test('requires the keychain library and the glibc that its binaries were linked with', () => {
    expect(field('Package')).toBe('rekey-for-3cx');
    const depends = field('Depends').split(', ');
    expect(depends).toContain('libsecret-1-0');
    const declared = /^libc6 \(>= ([\d.]+)\)$/m.exec(depends.join('\n'))?.[1] ?? '';
    expect(compareVersions(declared, neededGlibc(files))).toBeGreaterThanOrEqual(0);
    expect(field('Recommends')).not.toContain('libappindicator3');
  });

  test('has a valid desktop file, with the window’s name, that opens setup files', () => {
    const file = join(files, `usr/share/applications/${appId}.desktop`);
    expectDesktopFile(file);
  });

  test('tells the desktop what a setup file is', () => {
    const mime = join(scratch, 'mime');
    mkdirSync(join(mime, 'packages'), { recursive: true });
    const xml = readFileSync(join(files, 'usr/share/mime/packages/rekey-for-3cx.xml'));
    writeFileSync(join(mime, 'packages/rekey.xml'), xml);
    execFileSync('update-mime-database', [mime], { stdio: 'ignore' });
    expect(readFileSync(join(mime, 'globs'), 'utf8')).toContain('application/x-rekey-set-up:*.rekey');
  });

  test('has an icon in every size', () => {
    const sizes = readdirSync(join(files, 'usr/share/icons/hicolor'));
    expect(sizes).toEqual(expect.arrayContaining(['16x16', '24x24', '32x32', '48x48', '256x256', '512x512']));
  });

  test.runIf(process.getuid?.() === 0)(
    'installs and is removed without a trace in a root of its own',
    async () => {
      const root = join(scratch, 'root');
      await makeRoot(root);
      const dpkg = (...args: string[]): string =>
        execFileSync('dpkg', [`--root=${root}`, '--force-depends', ...args], {
          encoding: 'utf8',
          env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        });
      const before = readdirSync(root, { recursive: true, encoding: 'utf8' });
      dpkg('--install', deb);
      expect(existsSync(join(root, 'opt/Rekey for 3CX/rekey-for-3cx'))).toBe(true);
      expect(readdirSync(join(root, 'usr/bin'))).toContain('rekey-for-3cx');
      dpkg('--purge', 'rekey-for-3cx');
      const left = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
        (path) => !before.includes(path) && !path.startsWith('var/') && !path.startsWith('etc/alternatives'),
      );
      expect(left).toEqual([]);
    },
  );
});
