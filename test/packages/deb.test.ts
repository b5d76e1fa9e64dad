/** A real .deb, of a stub of Electron: what it says, and that it installs and leaves nothing behind. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appId } from '../../main/shell/app-id.ts';
import { type Built, buildPackage, projectRoot } from './build.ts';

describe.runIf(process.platform === 'linux')('the Debian package', () => {
  let built: Built;
  let deb: string;
  let scratch: string;
  let files: string;
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'rekey-deb-test-'));
    const fpm = join(scratch, 'fpm');
    writeFileSync(
      fpm,
      `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dirname, 'fpm.ts')}' "$@"\n`,
      {
        mode: 0o755,
      },
    );
    built = await buildPackage('linux', 'deb', 'x64', { CUSTOM_FPM_PATH: fpm });
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

  test('needs the keychain library and the glibc that its binaries were linked with', () => {
    expect(field('Package')).toBe('rekey-for-3cx');
    const depends = field('Depends').split(', ');
    expect(depends).toContain('libsecret-1-0');
    const declared = /^libc6 \(>= ([\d.]+)\)$/m.exec(depends.join('\n'))?.[1] ?? '';
    const needed = nativeFiles(files).map(glibcOf).toSorted(compareVersions).at(-1) ?? '';
    expect(compareVersions(declared, needed)).toBeGreaterThanOrEqual(0);
    expect(field('Recommends')).not.toContain('libappindicator3');
  });

  test('has a desktop file that is valid, named as the window says, and opens set-up files', () => {
    const file = join(files, `usr/share/applications/${appId}.desktop`);
    const { stdout, stderr, status } = spawnSync('desktop-file-validate', [file], { encoding: 'utf8' });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(`StartupWMClass=${appId}\n`);
    expect(text).toContain('MimeType=application/x-rekey-set-up;');
    expect(text).not.toContain('--no-sandbox');
  });

  test('tells the desktop what a set-up file is', () => {
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

/** Copies what the package's scripts run, and the libraries of that, into an empty root. */
async function makeRoot(root: string): Promise<void> {
  for (const folder of [
    'var/lib/dpkg/info',
    'var/lib/dpkg/updates',
    'var/lib/dpkg/alternatives',
    'var/log',
    'tmp',
    'opt',
    'usr/share/applications',
    'usr/share/mime/packages',
    'usr/share/icons/hicolor',
    'etc/alternatives',
    'etc/apparmor.d',
    'dev',
  ])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'var/lib/dpkg/status'), '');
  writeFileSync(join(root, 'dev/null'), '');
  const programs = [
    '/bin/bash',
    '/usr/bin/update-alternatives',
    ...['ln', 'rm', 'chmod', 'readlink'].map((name) => `/bin/${name}`),
  ];
  const needed = new Set(programs);
  for (const program of programs)
    for (const [path] of execFileSync('ldd', [program], { encoding: 'utf8' }).matchAll(/\/\S+/g))
      needed.add(path);
  for (const path of needed) {
    await cp(path, join(root, path), { dereference: true });
  }
}

function nativeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.node'))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
}

/** The newest glibc that a binary's symbols ask for. */
function glibcOf(path: string): string {
  const { stdout } = spawnSync('readelf', ['-V', path], { encoding: 'utf8' });
  const versions = [...stdout.matchAll(/GLIBC_([\d.]+)/g)].map(([, version = '']) => version);
  expect(versions.length).toBeGreaterThan(0);
  return versions.toSorted(compareVersions).at(-1) ?? '';
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
