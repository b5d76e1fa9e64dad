import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStub } from './stub.ts';

export const projectRoot = join(import.meta.dirname, '../..');

export interface Built {
  /** The folder of electron-builder's output. */
  output: string;
  remove(): void;
}

/**
 * Packages the bundles of `out/` with electron-builder's own configuration, on a stub of Electron, without a network.
 *
 * @param settings further arguments of electron-builder, such as `-c.extraMetadata.version=2.0.0`
 */
export async function buildPackage(
  system: 'linux' | 'win' | 'mac',
  target: 'dir' | 'deb' | 'rpm' | 'AppImage' | 'nsis',
  arch: 'x64' | 'arm64',
  env: NodeJS.ProcessEnv = {},
  settings: readonly string[] = [],
): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-package-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    writeStub(system, join(folder, 'stub'));
    await run(
      [
        'node_modules/electron-builder/cli.js',
        `--${system}`,
        target,
        `--${arch}`,
        '--publish=never',
        `-c.electronDist=${join(folder, 'stub')}`,
        `-c.directories.output=${join(folder, 'dist')}`,
        '-c.mac.notarize=false',
        ...settings,
      ],
      { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false', ...env },
    );
  } catch (error) {
    remove();
    throw error;
  }
  return { output: join(folder, 'dist'), remove };
}

async function run(program: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, program, { cwd: projectRoot, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said += String(data);
    });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject);
  child.once('close', resolve);
  const code = await promise;
  if (code !== 0) throw new Error(`electron-builder ended with exit code ${code}:\n${said}`);
}
