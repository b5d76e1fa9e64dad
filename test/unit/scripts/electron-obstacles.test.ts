import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainFailure } from '../../../scripts/electron/explain.ts';
import {
  libraryObstacle,
  type Machine,
  sandboxAdvice,
  windowObstacle,
} from '../../../scripts/electron/obstacles.ts';
import { temporaryFolder } from '../../setup/folder.ts';

const desktop: Machine = { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000, noSandbox: false };

test.each<[string, Partial<Machine>, RegExp | null]>([
  ['a desktop', {}, null],
  ['Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, null],
  ['root', { uid: 0 }, /^you are root/],
  ['root without the sandbox', { uid: 0, noSandbox: true }, null],
  ['no display', { env: { DISPLAY: '' } }, /^there is no display/],
  ['Windows', { platform: 'win32', env: {}, uid: undefined }, null],
  ['macOS', { platform: 'darwin', env: {} }, null],
])('%s', (_, machine, obstacle) => {
  const found = windowObstacle({ ...desktop, ...machine });
  if (obstacle) expect(found).toMatch(obstacle);
  else expect(found).toBeNull();
});

test('a system that restricts user namespaces is told how to let the sandbox start', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'kernel'));
  const binary = join(folder, 'electron');
  expect(sandboxAdvice(binary, folder)).toBeNull();
  writeFileSync(join(folder, 'kernel/apparmor_restrict_unprivileged_userns'), '1\n');
  // No change is suggested if the helper is not used.
  expect(sandboxAdvice(binary, folder)).toBeNull();
  writeFileSync(join(folder, 'chrome-sandbox'), '');
  expect(sandboxAdvice(binary, folder)).toContain(`sudo chmod 4755 '${folder}/chrome-sandbox'`);
  writeFileSync(join(folder, 'kernel/apparmor_restrict_unprivileged_userns'), '0\n');
  expect(sandboxAdvice(binary, folder)).toBeNull();
});

test.runIf(process.platform === 'linux')('libraries that the system lacks are named', () => {
  expect(libraryObstacle('/bin/sh')).toBeNull();
  const library = createRequire(import.meta.url).resolve('better-sqlite3/package.json');
  const real = join(library, `../prebuilds/linux-${process.arch}.node`);
  const binary = join(temporaryFolder(), 'electron');
  writeFileSync(binary, readFileSync(real, 'latin1').replaceAll('libstdc++.so.6', 'libnowhere.so9'), {
    encoding: 'latin1',
    mode: 0o755,
  });
  expect(libraryObstacle(binary)).toContain('does not have: libnowhere.so9.');
});

const attempt = {
  version: '45.4.1',
  url: 'https://github.com/electron/electron/releases/download/v45.4.1/electron.zip',
  usesMirror: false,
  usesProxy: false,
  received: 0,
};
const failed = (cause: object): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('x'), cause) });

test.each<[object, RegExp]>([
  [{ code: 'ENOSPC' }, /^the disk is full/],
  [{ code: 'EROFS', path: '/opt/x' }, /^\/opt\/x cannot be written \(EROFS\)/],
  [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, /did not answer in time.*HTTPS_PROXY.*ELECTRON_MIRROR/],
  [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, /not trusted here.*NODE_EXTRA_CA_CERTS/],
  [{ code: 'ENOTFOUND' }, /the name github\.com could not be resolved/],
  [{ message: 'Response code 503 (x) for y' }, /github\.com answered with HTTP 503/],
  [{ code: 'ENETUNREACH' }, /no network route to github\.com/],
  [{ message: 'Proxy response (407) !== 200 when HTTP Tunneling' }, /user name and password/],
  [
    { message: 'Proxy response (403) !== 200 when HTTP Tunneling' },
    /rejected the connection to github\.com \(HTTP 403\)/,
  ],
  [{ message: 'something else' }, /^something else\./],
])('%o is explained', (cause, reason) => {
  expect(explainFailure(failed(cause), attempt)).toMatch(reason);
});

test('no explanation repeats credentials from an address', () => {
  const url = 'https://user:s3cret@mirror.example/v1/electron.zip';
  const text = explainFailure(new Error(`Response code 404 (Not Found) for ${url}`), { ...attempt, url });
  expect(text).toContain('mirror.example');
  expect(text).not.toContain('s3cret');
});
