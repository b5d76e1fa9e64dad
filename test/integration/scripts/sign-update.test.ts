import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openManifest, readReleaseKey } from '../../../main/update/manifest.ts';
import { temporaryFolder } from '../../setup/folder.ts';

const script = join(import.meta.dirname, '../../../scripts/sign-update.ts');
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

test('invalid input is reported in one plain line, without a stack trace', () => {
  const folder = temporaryFolder();
  const key = join(folder, 'key.pem');
  run('--new-key', key);
  const noKey = join(folder, 'text.pem');
  writeFileSync(noKey, 'no key');
  const curve = join(folder, 'curve.pem');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(curve, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  for (const [args, message] of [
    [['--key', key, '--version', 'abc'], '“abc” is not a version such as 1.2.3.'],
    [['--key', join(folder, 'none.pem'), '--version', '1.0.0'], 'none.pem'],
    [['--key', noKey, '--version', '1.0.0'], 'text.pem'],
    [['--key', curve, '--version', '1.0.0'], 'The key must be an Ed25519 key.'],
    [['--new-key', key], 'key.pem'],
    [['--new-key', join(folder, 'none', 'key.pem')], 'key.pem'],
    [['--unknown'], '--unknown'],
  ] as const) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
    expect([args, status, stdout]).toEqual([args, 2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
});
