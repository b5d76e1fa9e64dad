/** What the packages for Linux have in common. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { appId } from '../../main/shell/lifecycle/app-id.ts';

/** Returns the newest glibc version that native files below a folder require, such as `2.34`. */
export function neededGlibc(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => path.endsWith('.node') && statSync(path).isFile());
  const versions = files.map(glibcOf).toSorted(compareVersions);
  return versions.at(-1) ?? '';
}

/** The newest glibc version that a binary's symbols require. */
function glibcOf(path: string): string {
  const { stdout } = spawnSync('readelf', ['-V', path], { encoding: 'utf8' });
  const versions = [...stdout.matchAll(/GLIBC_([\d.]+)/g)].map(([, version = '']) => version);
  expect(versions.length).toBeGreaterThan(0);
  return versions.toSorted(compareVersions).at(-1) ?? '';
}

export function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Expects a valid desktop file, with the window's name, that opens setup files. */
export function expectDesktopFile(file: string): void {
  const { stdout, stderr, status } = spawnSync('desktop-file-validate', [file], { encoding: 'utf8' });
  expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(`StartupWMClass=${appId}\n`);
  expect(text).toContain('MimeType=application/x-rekey-set-up;');
  expect(text).not.toContain('--no-sandbox');
}

/** Copies the programs that the packages' scripts run, and their libraries, into an empty root. */
export async function makeRoot(root: string): Promise<void> {
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
  // As on the systems that use RPM.
  await cp('/bin/bash', join(root, 'bin/sh'), { dereference: true });
}
