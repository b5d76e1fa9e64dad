import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import type { Io } from '../../../main/cli/io.ts';
import { runCli } from '../../../main/cli/run.ts';
import { startOf } from '../../../main/cli/start.ts';
import type { Keychain } from '../../../main/keychain/index.ts';
import { ofTerminal, openServices, type Services } from '../../../main/services/index.ts';
import { createPasswordHandlers } from '../../../main/shell/ipc/password-handlers.ts';
import { createReadings } from '../../../main/shell/ipc/readings.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import type { DemoPbx } from '../../pbx/index.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx } from '../../setup/xapi.ts';

const owner = process.getuid?.() ?? null;

/** A computer with a data folder, whose policy can be changed between two starts. */
function computer() {
  const dataFolder = temporaryFolder();
  const path = join(temporaryFolder(), 'policy.json');
  const keychain: Keychain = memoryKeychain();
  const setPolicy = (policy: object | string): void =>
    writeFileSync(path, typeof policy === 'string' ? policy : JSON.stringify(policy), { mode: 0o644 });
  const open = async (): Promise<Services> => {
    const services = await openServices(dataFolder, keychain, { ...ofTerminal, policy: { path, owner } });
    onTestFinished(() => services.close());
    return services;
  };
  const terminal = async (args: string[], toTerminal = false) => {
    let out = '';
    let err = '';
    const io: Io = {
      async out(text) {
        out += text;
        return true;
      },
      err: (text) => {
        err += text;
      },
      status: null,
      stdin: Readable.from([]),
      env: {},
      toTerminal,
      interactive: false,
      confirm: async () => true,
      ask: async () => '',
      askSecret: async () => '',
      signal: new AbortController().signal,
    };
    const code = await runCli([...args, '--data-dir', dataFolder], io, keychain, startOf(process), {
      path,
      owner,
    });
    return { code, out, err };
  };
  return { open, terminal, setPolicy, path };
}

const entryOf = (pbx: DemoPbx, name = 'Acme') => ({
  name,
  address: pbx.url,
  clientId: pbx.clientId,
  fingerprint: null,
});
const fixedOf = (pbx: DemoPbx, name = 'Acme') => ({ name, address: pbx.url, clientId: pbx.clientId });
const forbids = (reason: string) => ({ code: 'policy-forbids', facts: expect.objectContaining({ reason }) });

test('an invalid policy stops the app and every command, with the reason', async () => {
  const { open, terminal, setPolicy, path } = computer();
  setPolicy({ noClipbord: true });
  await expect(open()).rejects.toMatchObject({ code: 'policy-invalid' });
  for (const args of [['settings'], ['pbx', 'list'], ['jobs', 'list']]) {
    const { code, out, err } = await terminal(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('noClipbord');
    expect(err).toContain(path);
  }
});

test('fixed PBXs are there at the next start, accept a key, and are the only ones contacted', async () => {
  const { open, setPolicy } = computer();
  const [acme, other] = [await demoPbx(), await demoPbx()];
  setPolicy({});
  const before = await open();
  const mine = await before.pbxs.add(entryOf(other, 'Acme'), other.apiKey);
  await before.close();

  setPolicy({ pbxs: [fixedOf(acme)] });
  const services = await open();
  const { pbxs } = services;
  // There was another PBX of that name: it keeps its key, which is not sent anywhere.
  expect(pbxs.list().map(({ name, url }) => [name, url])).toEqual([
    ['Acme', acme.url],
    ['Acme (old)', other.url],
  ]);
  await expect(pbxs.test(pbxs.withId(mine.id))).rejects.toMatchObject(forbids('pbxs'));
  await expect(services.connector.probe(pbxs.withId(mine.id))).rejects.toMatchObject(forbids('pbxs'));
  expect(() => pbxs.connectOnce(entryOf(other), other.apiKey)).toThrow('policy-forbids');
  await expect(pbxs.testEntry(null, entryOf(other), other.apiKey)).rejects.toMatchObject(forbids('pbxs'));
  await expect(pbxs.add(entryOf(other, 'More'), other.apiKey)).rejects.toMatchObject(forbids('pbxs'));
  await expect(services.setupFiles.take([], [])).rejects.toMatchObject(forbids('pbxs'));
  const fixed = pbxs.named('Acme');
  for (const change of [{ name: 'B' }, { address: other.url }, { clientId: 'another' }])
    await expect(pbxs.edit(fixed, change, acme.apiKey)).rejects.toMatchObject(forbids('pbxs'));
  await expect(pbxs.remove(fixed, { history: false })).rejects.toMatchObject(forbids('pbxs'));

  await pbxs.edit(fixed, {}, acme.apiKey);
  expect((await pbxs.test(fixed)).deviceCount).toBe(acme.devices.length);
  await pbxs.remove(pbxs.withId(mine.id), { history: false });
  await services.close();
  // Nothing is added a second time, and the key stays.
  const again = await open();
  expect(again.pbxs.list().map(({ id }) => id)).toEqual([fixed.id]);
  await again.pbxs.test(again.pbxs.named('Acme'));
});

test('the terminal offers only the PBXs that may be used, and marks the others', async () => {
  const { open, terminal, setPolicy } = computer();
  const [acme, other, more] = [await demoPbx(), await demoPbx(), await demoPbx()];
  setPolicy({});
  const before = await open();
  await before.pbxs.add(entryOf(other, 'Other'), other.apiKey);
  await before.close();

  setPolicy({ pbxs: [fixedOf(acme)] });
  const services = await open();
  await services.pbxs.edit(services.pbxs.named(undefined), {}, acme.apiKey);
  await services.close();
  expect((await terminal(['devices'])).code).toBe(0);
  const list = await terminal(['pbx', 'list']);
  expect(list.out).toMatch(/^Other .*not allowed by your organisation/m);
  expect(list.out).not.toMatch(/^Acme .*not allowed/m);
  const { pbxs } = JSON.parse((await terminal(['pbx', 'list', '--json'])).out);
  expect(pbxs.map(({ name, usable }: { name: string; usable: boolean }) => [name, usable])).toEqual([
    ['Acme', true],
    ['Other', false],
  ]);
  expect((await terminal(['devices', '--pbx', 'Nobody'])).err).not.toContain('Other');
  const found = await terminal(['devices', '--find', 'x']);
  expect(found.out).toContain('Not searched: Other.');
  expect(found.out).not.toContain('--pbx Other');

  setPolicy({ pbxs: [fixedOf(acme), fixedOf(more, 'More')] });
  expect((await terminal(['devices'])).err).toContain('Choose one of: Acme, More.');
  setPolicy({ pbxs: [] });
  const none = await terminal(['devices']);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('PBXs on this computer are fixed')]);
});

test('a fixed certificate is restored, and no other is accepted', async () => {
  const { open, setPolicy } = computer();
  const acme = await demoPbx();
  setPolicy({ pbxs: [{ ...fixedOf(acme), fingerprint: null }] });
  const { pbxs } = await open();
  const fingerprint = Array(32).fill('AA').join(':');
  await expect(pbxs.edit(pbxs.named('Acme'), { fingerprint }, null)).rejects.toMatchObject(forbids('pbxs'));
});

test('only the policy’s route is used, whatever the variables and the system say', async () => {
  const { open, setPolicy } = computer();
  setPolicy({ proxy: 'http://proxy.example:3128' });
  const services = await open();
  expect((await services.network.routesTo('https://pbx.example')).map(String)).toEqual([
    'http://proxy.example:3128/',
  ]);
  await services.close();
  setPolicy({ proxy: 'direct' });
  expect(await (await open()).network.routesTo('https://pbx.example')).toEqual([null]);
});

test('no export: neither keys in a setup file, nor passwords in a file or a pipe', async () => {
  const { open, terminal, setPolicy } = computer();
  const acme = await demoPbx();
  setPolicy({});
  const before = await open();
  const pbx = await before.pbxs.add(entryOf(acme), acme.apiKey);
  await before.close();
  const mac = acme.devices[0]?.MacAddress ?? '';
  expect((await terminal(['regenerate', mac, '--yes'])).code).toBe(0);

  setPolicy({ noExport: true });
  const services = await open();
  const passphrase = 'a long enough passphrase';
  await expect(services.setupFiles.seal([pbx], { passphrase, withKeys: true })).rejects.toMatchObject(
    forbids('export'),
  );
  expect((await services.setupFiles.seal([pbx], { passphrase, withKeys: false })).length).toBeGreaterThan(0);
  await services.close();
  for (const args of [
    ['jobs', 'export', '1', '--passwords'],
    ['jobs', 'export', '1', '--passwords', '--output', join(temporaryFolder(), 'x.csv')],
    ['jobs', 'show', '1', '--show-passwords'],
    ['regenerate', mac, '--yes', '--show-passwords'],
    ['password', mac, '--show-passwords', '--json'],
  ]) {
    const { code, out, err } = await terminal(args);
    expect([args, code]).toEqual([args, 2]);
    expect(`${out}${err}`).toContain('export');
  }
  // None of these sent anything.
  expect((await terminal(['jobs', 'list', '--json'])).out.match(/"id": \d+/g)).toHaveLength(1);
  expect((await terminal(['jobs', 'export', '1'])).code).toBe(0);
  expect((await terminal(['jobs', 'show', '1', '--show-passwords'], true)).code).toBe(0);
});

test('no clipboard: neither a password nor a table is copied', async () => {
  const { open, setPolicy } = computer();
  setPolicy({ noClipboard: true });
  const services = await open();
  const copied: string[] = [];
  const handlers = createPasswordHandlers({
    services,
    readings: createReadings(),
    clipboard: { copy: async (text) => void copied.push(text), clearsOnlyInFront: false },
  });
  await expect(handlers['passwords:copy']({ ref: { item: 1 } })).rejects.toMatchObject(forbids('clipboard'));
  await expect(handlers['passwords:copy-table']({ items: [1] })).rejects.toMatchObject(forbids('clipboard'));
  expect(copied).toEqual([]);
});

test('the retention is limited to the maximum, older passwords are deleted, and it cannot be set beyond', async () => {
  const { open, terminal, setPolicy } = computer();
  setPolicy({});
  const before = await open();
  before.store.settings.set('retentionDays', 90);
  await before.close();
  setPolicy({ maxRetentionDays: 7 });
  const services = await open();
  expect(services.store.settings.get('retentionDays')).toBe(7);
  expect(() => services.store.settings.set('retentionDays', 8)).toThrow('policy-forbids');
  services.store.settings.set('retentionDays', 3);
  await services.close();
  const refused = await terminal(['settings', '--retention-days', '30']);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('7 days');
  expect((await terminal(['settings'])).out).toContain('deleted after 3 days');
});

test('update address: the policy’s applies, or none; and the terminal shows all rules', async () => {
  const { open, terminal, setPolicy, path } = computer();
  setPolicy({ updateAddress: 'https://it.example/rekey.json' });
  const services = await open();
  expect(services.store.settings.get('updateAddress')).toBe('https://it.example/rekey.json');
  expect(() => services.store.settings.set('updateAddress', null)).toThrow('policy-forbids');
  await services.close();
  setPolicy({
    noUpdateCheck: true,
    updateAddress: 'https://it.example/rekey.json',
    noExport: true,
    noClipboard: true,
    maxRetentionDays: 7,
    proxy: 'direct',
    pbxs: [],
  });
  const { out } = await terminal(['settings']);
  for (const text of [
    path,
    'are fixed (0)',
    'use a proxy',
    'exported',
    'clipboard',
    '7 days',
    'check for updates',
  ])
    expect(out).toContain(text);
  const json = JSON.parse((await terminal(['settings', '--json'])).out);
  expect(json).toMatchObject({
    settings: { updateAddress: null },
    policy: { path, noUpdateCheck: true, pbxs: 0 },
  });
});
