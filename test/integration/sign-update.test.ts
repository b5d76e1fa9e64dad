import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openManifest, readReleaseKey } from '../../main/update/manifest.ts';
import { temporaryFolder } from '../setup/folder.ts';

const script = join(import.meta.dirname, '../../scripts/sign-update.ts');
const run = (...args: string[]): string =>
  execFileSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

test('a new key signs a notice that its public half verifies, and is never overwritten', () => {
  const path = join(temporaryFolder(), 'key.pem');
  const publicKey = readReleaseKey(run('--new-key', path).trim());
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  expect(publicKey && openManifest(run('--key', path, '--version', '1.2.3'), publicKey)).toMatchObject({
    product: 'rekey-for-3cx',
    version: '1.2.3',
  });
  expect(spawnSync(process.execPath, [script, '--new-key', path]).status).not.toBe(0);
  expect(spawnSync(process.execPath, [script, '--key', path, '--version', 'newest']).status).not.toBe(0);
});
