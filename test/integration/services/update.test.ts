import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Settings } from '../../../main/store/index.ts';
import type { SettingStore } from '../../../main/store/settings.ts';
import { createUpdates } from '../../../main/update/index.ts';
import { isNewer, signManifest } from '../../../main/update/manifest.ts';
import { networkOfVariables } from '../../../main/xapi/index.ts';
import { demoPbx } from '../../setup/xapi.ts';

const release = generateKeyPairSync('ed25519');
let server: Server;
let reply: { status: number; body: string };
let requests: number;
let settings: SettingStore;

beforeEach(async () => {
  reply = { status: 200, body: '' };
  requests = 0;
  server = createServer((_, response) => {
    requests += 1;
    response.writeHead(reply.status, { location: 'https://elsewhere.example/' }).end(reply.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const values: Partial<Settings> = {
    updateAddress: `http://127.0.0.1:${(server.address() as AddressInfo).port}/update.json`,
    updateVersion: '',
    updateSignedAt: 0,
  };
  settings = {
    damaged: () => [],
    get: (name) => values[name] as Settings[typeof name],
    set: (name, value) => void Object.assign(values, { [name]: value }),
  };
});
afterEach(() => server.close());

const updates = (key: KeyObject | null = release.publicKey, version = '1.0.0') =>
  createUpdates({ settings, network: networkOfVariables(), log: () => {}, key, version });
const manifest = (version: string, signedAt = '2027-01-02T00:00:00Z', key = release.privateKey) =>
  signManifest({ product: 'rekey-for-3cx', version, signedAt }, key);
const failure = (reason: string) => ({
  code: 'update-check-failed',
  facts: expect.objectContaining({ reason }),
});

test('a valid notice of a newer version is shown, also after the next start, and not once it is installed', async () => {
  reply.body = manifest('1.1.0');
  expect(await updates().check()).toBe('1.1.0');
  expect(updates().newVersion()).toBe('1.1.0');
  expect(updates(release.publicKey, '1.1.0').newVersion()).toBeNull();
  settings.set('updateAddress', null);
  expect(updates().newVersion()).toBeNull();
});

test.each(['1.0.0', '0.9.9', '1.0.0-beta.1', '0.10.0'])('%s is never offered to 1.0.0', async (version) => {
  reply.body = manifest(version);
  expect(await updates().check()).toBeNull();
  expect(updates().newVersion()).toBeNull();
});

test('a tampered notice is rejected, whatever was changed, and the earlier one stays', async () => {
  reply.body = manifest('1.1.0');
  await updates().check();
  const { payload, signature } = JSON.parse(manifest('1.2.0', '2027-02-02T00:00:00Z'));
  const other = Buffer.from(Buffer.from(payload, 'base64').toString().replace('1.2.0', '9.2.0'));
  reply.body = JSON.stringify({ payload: other.toString('base64'), signature });
  await expect(updates().check()).rejects.toMatchObject(failure('bad-signature'));
  reply.body = JSON.stringify({ payload, signature: JSON.parse(manifest('1.1.0')).signature });
  await expect(updates().check()).rejects.toMatchObject(failure('bad-signature'));
  expect(updates().newVersion()).toBe('1.1.0');
});

test('a notice signed with another key is rejected', async () => {
  reply.body = manifest('1.1.0', undefined, generateKeyPairSync('ed25519').privateKey);
  await expect(updates().check()).rejects.toMatchObject(failure('bad-signature'));
});

test('an older notice after a newer one is a replay, and does not hide the newer version', async () => {
  reply.body = manifest('1.2.0', '2027-03-01T00:00:00Z');
  await updates().check();
  reply.body = manifest('1.1.0', '2027-01-01T00:00:00Z');
  await expect(updates().check()).rejects.toMatchObject(failure('outdated'));
  expect(updates().newVersion()).toBe('1.2.0');
});

test('anything but a notice is rejected: too large, another form, another product, a redirect, an error', async () => {
  reply.body = ' '.repeat(100_000);
  await expect(updates().check()).rejects.toMatchObject(failure('no-manifest'));
  for (const body of ['', '<html>', '{}', '[]', '{"payload":"!","signature":"!"}']) {
    reply.body = body;
    await expect(updates().check()).rejects.toMatchObject(failure('no-manifest'));
  }
  for (const status of [301, 404, 500]) {
    reply = { status, body: manifest('1.1.0') };
    await expect(updates().check()).rejects.toMatchObject(failure('unreachable'));
  }
});

test('an address that does not answer is an error, and nothing is shown', async () => {
  server.close();
  server.closeAllConnections();
  await expect(updates().check()).rejects.toMatchObject(failure('unreachable'));
  expect(updates().newVersion()).toBeNull();
});

test('without an address, or without a release key, nothing is requested', async () => {
  reply.body = manifest('1.1.0');
  expect(await updates(null).check()).toBeNull();
  settings.set('updateAddress', null);
  expect(await updates().check()).toBeNull();
  expect(requests).toBe(0);
  expect(updates(null).available).toBe(false);
});

test('versions are ordered as semantic versions', () => {
  const order = [
    '0.9.0-alpha',
    '0.9.0-beta.1',
    '0.9.0-beta.2',
    '0.9.0-beta.11',
    '0.9.0-rc.1',
    '0.9.0',
    '0.9.1',
    '0.10.0',
    '1.0.0',
  ];
  for (const [at, version] of order.entries())
    for (const [place, other] of order.entries()) expect(isNewer(version, other)).toBe(at > place);
});

test('an untrusted certificate of the server is reported', async () => {
  const server = await demoPbx({ https: true });
  settings.set('updateAddress', `${server.url}/update.json`);
  await expect(updates().check()).rejects.toMatchObject(failure('certificate'));
});
