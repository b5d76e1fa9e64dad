import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createKeychain } from '../../../main/keychain/index.ts';
import { createSecrets } from '../../../main/keychain/secrets.ts';
import { forgetEverything } from '../../../main/services/forget.ts';
import { openServices, type Services } from '../../../main/services/index.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import { pbxLockName } from '../../../main/store/pbx-lock.ts';
import { late } from '../../pbx/index.ts';
import { cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { noKeyringHere, withKeyring } from '../../setup/keyring.ts';
import { inspectableKeychain, used } from '../../setup/used-folder.ts';
import { demoPbx, failure } from '../../setup/xapi.ts';

const all = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

describe('deleting all data', () => {
  test('leaves nothing in the keychain and none of its own files, and logs nothing any more', async () => {
    const keychain = inspectableKeychain();
    const { services, folder, data, run } = await used(keychain);
    await run(2);
    await createSecrets(keychain, services.store.owner).setProxyLogin('proxy.example:8080', {
      user: 'ann',
      password: 'x',
    });
    writeFileSync(join(data, 'rekey.db.damaged-2026-01-01T00-00-00-000Z'), 'old');
    expect(keychain.entries.size).toBe(4);
    await services.forget({ leaveKeychain: false });
    services.log({ event: 'retention', deleted: 1 });
    services.explain(new Error('late'));
    await services.close();
    expect([...keychain.entries.keys()]).toEqual([]);
    expect(all(folder)).toEqual([]);
  });

  test('touches nothing else in the folder', async () => {
    const { services, data } = await used(inspectableKeychain());
    mkdirSync(join(data, 'Cache'));
    for (const name of [
      'notes.txt',
      'rekey.db.txt',
      'my-rekey.db',
      'logs/other.log',
      'locks/mine',
      'Cache/x',
    ])
      writeFileSync(join(data, name), 'mine');
    await services.forget({ leaveKeychain: false });
    expect(all(data)).toEqual([
      'Cache',
      'Cache/x',
      'locks',
      'locks/mine',
      'logs',
      'logs/other.log',
      'my-rekey.db',
      'notes.txt',
      'rekey.db.txt',
    ]);
  });

  test('with a keychain that fails reports what is left, and deletes nothing on disk until it works', async () => {
    const keychain = inspectableKeychain();
    const { services, folder, data, pbx, run } = await used(keychain);
    await run(1);
    keychain.lock(true);
    const error = await failure(services.forget({ leaveKeychain: false }));
    expect(error).toMatchObject({ code: 'forget-incomplete', facts: { reason: 'keychain' } });
    expect(error.facts.choices).toEqual(
      expect.arrayContaining([`api-key ${pbx.id}`, `token ${pbx.id}`, `data-key ${services.store.owner.id}`]),
    );
    expect(services.store.pbxs.list()).toHaveLength(1);
    // It keeps working, also for others.
    (await openServices(data, memoryKeychain())).close();
    keychain.lock(false);
    await run(1);
    await services.forget({ leaveKeychain: false });
    expect([...keychain.entries]).toEqual([]);
    expect(all(folder)).toEqual([]);
  });

  test.each(['forget', 'remove'] as const)(
    '%s: a sign-in that ends in the meantime leaves no token',
    async (how) => {
      const keychain = inspectableKeychain();
      const { demo, services, pbx } = await used(keychain);
      const signIn = late();
      for (const operation of ['devices', 'status'] as const)
        demo.serverFault(operation, { kind: 'unauthorized' });
      demo.serverFault('token', signIn);
      const asked = demo.nextRequest(({ path }) => path.includes('/connect/token'));
      const refreshing = services.pbxs.refreshDevices(pbx, await services.connector.stored(pbx));
      refreshing.catch(() => {});
      await asked;
      const going =
        how === 'forget'
          ? services.forget({ leaveKeychain: false })
          : services.pbxs.remove(pbx, { history: false });
      signIn.release();
      await Promise.allSettled([going, refreshing]);
      expect([...keychain.entries.keys()].filter((name) => name.startsWith('token'))).toEqual([]);
    },
  );

  test('while the keychain prompts the user, no job starts whose passwords would be lost, and no key is made', async () => {
    const keychain = inspectableKeychain();
    const { demo, services, folder, run } = await used(keychain);
    await run(1);
    const sealer = await services.sealer();
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const deletes = keychain.delete;
    keychain.delete = async (account) => {
      asked.resolve();
      await answered.promise;
      return deletes(account);
    };
    const forgetting = services.forget({ leaveKeychain: false });
    await asked.promise;
    const made = demo.regenerated.size;
    expect((await failure(run(3, { sealer }))).code).toBe('pbx-busy-elsewhere');
    expect((await failure(services.sealer())).code).toBe('cancelled');
    expect(demo.regenerated.size).toBe(made);
    answered.resolve();
    await forgetting;
    expect((await failure(services.sealer())).code).toBe('cancelled');
    expect([...keychain.entries.keys()]).toEqual([]);
    expect(all(folder)).toEqual([]);
  });

  test('uses the names in a damaged database, and reports if they were lost', async () => {
    const keychain = inspectableKeychain();
    const { services, data } = await used(keychain);
    await services.close();
    const database = join(data, 'rekey.db');
    renameSync(database, `${database}.damaged-2026-01-01T00-00-00-000Z`);
    const anew = await openServices(data, keychain);
    expect(await anew.forget({ leaveKeychain: false })).toEqual({
      keychainMayHoldMore: false,
      leftForOthers: [],
    });
    expect([...keychain.entries.keys()]).toEqual([]);

    mkdirSync(data, { recursive: true });
    writeFileSync(`${database}.damaged-2026-01-02T00-00-00-000Z`, 'torn');
    const last = await openServices(data, keychain);
    expect(await last.forget({ leaveKeychain: false })).toEqual({
      keychainMayHoldMore: true,
      leftForOthers: [],
    });
  });

  test('leaves the keychain alone if the user chose so', async () => {
    const keychain = inspectableKeychain();
    const { services, folder } = await used(keychain);
    keychain.lock(true);
    await services.forget({ leaveKeychain: true });
    expect(all(folder)).toEqual([]);
    expect(keychain.entries.size).toBeGreaterThan(0);
  });

  test('does not call a keychain that was never used', async () => {
    const folder = join(temporaryFolder(), 'data');
    const keychain = inspectableKeychain();
    keychain.lock(true);
    const services = await openServices(folder, keychain);
    await services.forget({ leaveKeychain: false });
    expect(() => readdirSync(folder)).toThrow();
  });

  test('is refused while a job runs on a PBX, and while another process has the folder open', async () => {
    const { services, data, pbx } = await used(inspectableKeychain());
    const lock = services.store.locks.tryAcquire(pbxLockName(pbx.url));
    expect((await failure(services.forget({ leaveKeychain: false }))).code).toBe('pbx-busy-elsewhere');
    lock?.release();

    const other: Services = await openServices(data, memoryKeychain());
    const refused = await failure(services.forget({ leaveKeychain: false }));
    expect([refused.code, refused.facts.reason]).toEqual(['data-folder-unusable', 'open-elsewhere']);
    expect(services.store.pbxs.list()).toHaveLength(1);
    await other.close();
    await services.forget({ leaveKeychain: false });
  });
});

test('what another process adds meanwhile is not lost', async () => {
  const { services, data } = await used(inspectableKeychain());
  const keychain = inspectableKeychain();
  let isOpen = false;
  const adding = { done: Promise.resolve() };
  const addsPbx = async (): Promise<void> => {
    const other = await openServices(data, keychain);
    isOpen = true;
    const entry = { name: 'Late', address: 'https://late.example', clientId: 'c', fingerprint: null };
    await other.pbxs.add(entry, 'key');
    await other.close();
  };
  const { store, connector } = services;
  await forgetEverything(
    {
      store,
      connector,
      secrets: createSecrets(inspectableKeychain(), store.owner),
      dataFolder: data,
      async close() {
        await services.close();
        adding.done = addsPbx();
        // It gets every chance to open the folder before the files are deleted.
        await Promise.race([adding.done, delay(500)]);
        expect(isOpen).toBe(false);
      },
    },
    false,
  );
  await adding.done;
  const after = await openServices(data, keychain);
  onTestFinished(() => after.close());
  const [late] = after.pbxs.list();
  expect(late?.name).toBe('Late');
  expect([...keychain.entries.keys()]).toEqual([`api-key ${late?.id}`]);
});

test('an interrupted keychain write leaves names to delete its parts by', async () => {
  const entries = new Map<string, string>();
  let writes = 0;
  const keychain = createKeychain({
    platform: 'darwin',
    load: async () => ({
      getPassword: async (_service, account) => entries.get(account) ?? null,
      async setPassword(_service, account, value) {
        writes += 1;
        // Like a process that is killed: it cannot clean up either.
        if (writes > 2) return new Promise<never>(() => {});
        entries.set(account, value);
      },
      deletePassword: async (_service, account) => entries.delete(account),
    }),
    timeoutMs: 200,
  });
  const noted = new Set<string>();
  keychain.noteIn?.({
    add: (each) => noted.add(each),
    strike: (each) => noted.delete(each),
    list: () => [...noted],
  });
  await failure(keychain.set('token x', 'y'.repeat(9000)));
  expect(entries.size).toBe(2);
  for (const account of entries.keys()) expect(noted).toContain(account);
});

const run = promisify(execFile);

describe.skipIf(noKeyringHere)('in the terminal, with a Secret Service', () => {
  /** Its entries of this app. */
  async function inKeyring(env: NodeJS.ProcessEnv): Promise<string> {
    const { stdout } = await run(
      'gdbus',
      [
        ...['call', '--session', '-d', 'org.freedesktop.secrets', '-o', '/org/freedesktop/secrets'],
        ...['-m', 'org.freedesktop.Secret.Service.SearchItems', "{'service': 'Rekey for 3CX'}"],
      ],
      { env },
    );
    return stdout.trim();
  }
  const nothing = '(@ao [], @ao [])';

  test('nothing is left in it, nor in the data folder, even of a removed PBX', {
    timeout: 120_000,
  }, async () => {
    const keyring = await withKeyring('unlocked');
    onTestFinished(() => keyring.stop());
    const pbx = await demoPbx();
    const parent = temporaryFolder();
    const folder = join(parent, 'data');
    const terminal = (args: string[], stdin = '') =>
      cli([...args, '--data-dir', folder], { env: keyring.env, stdin });
    const add = (name: string) =>
      terminal(
        ['pbx', 'add', '--name', name, '--url', pbx.url, '--client-id', pbx.clientId, '--api-key-stdin'],
        pbx.apiKey,
      );
    await add('Acme');
    await add('Other');
    const mac = pbx.devices[0]?.MacAddress ?? '';
    expect((await terminal(['regenerate', mac, '--pbx', 'Acme', '--yes'])).code).toBe(0);

    const removed = await terminal(['pbx', 'remove', 'Acme', '--with-history', '--yes', '--json']);
    expect(removed.json()).toMatchObject({ removed: true, jobsRemoved: 1 });
    expect((await terminal(['jobs', 'list', '--json'])).json().jobs).toEqual([]);
    expect(await inKeyring(keyring.env)).not.toBe(nothing);

    expect((await terminal(['forget-everything'])).code).toBe(2);
    await keyring.lock();
    const locked = await terminal(['forget-everything', '--yes', '--json']);
    expect(locked.code).not.toBe(0);
    expect(locked.json().error).toMatchObject({ code: 'forget-incomplete', facts: { reason: 'keychain' } });
    expect(locked.stderr).toContain('--leave-keychain');
    await keyring.unlock();
    expect((await terminal(['pbx', 'list', '--json'])).json().pbxs).toHaveLength(1);

    const done = await terminal(['forget-everything', '--yes', '--json']);
    expect([done.code, done.json()]).toEqual([
      0,
      { forgotten: true, keychainLeft: false, keychainMayHoldMore: false, leftForOthers: [] },
    ]);
    expect(await inKeyring(keyring.env)).toBe(nothing);
    expect(all(parent)).toEqual([]);
  });
});

test.skipIf(noKeyringHere)(
  'deleting one data folder’s data in the terminal leaves the passwords of another one, with a Secret Service',
  { timeout: 240_000 },
  async () => {
    const keyring = await withKeyring('unlocked');
    onTestFinished(() => keyring.stop());
    const pbx = await demoPbx();
    const mac = pbx.devices[0]?.MacAddress ?? '';
    const parent = temporaryFolder();
    const inFolder =
      (name: string) =>
      (args: string[], stdin = '') =>
        cli([...args, '--data-dir', join(parent, name)], { env: keyring.env, stdin });
    const [first, second] = [inFolder('first'), inFolder('second')];
    for (const terminal of [first, second]) {
      const { url, clientId, apiKey } = pbx;
      await terminal(
        ['pbx', 'add', '--name', 'Acme', '--url', url, '--client-id', clientId, '--api-key-stdin'],
        apiKey,
      );
      expect((await terminal(['regenerate', mac, '--yes'])).code).toBe(0);
    }
    expect((await first(['forget-everything', '--yes', '--json'])).json().leftForOthers).toEqual([]);
    const shown = await second(['jobs', 'show', '1', '--show-passwords', '--json']);
    expect([shown.code, shown.json().items?.[0].credentials.password]).toEqual([0, pbx.devices[0]?.Password]);
    expect((await second(['pbx', 'test'])).code).toBe(0);
    await second(['forget-everything', '--yes']);
    const search = "{'service': 'Rekey for 3CX'}";
    const { stdout } = await run(
      'gdbus',
      [
        ...['call', '--session', '-d', 'org.freedesktop.secrets', '-o', '/org/freedesktop/secrets'],
        ...['-m', 'org.freedesktop.Secret.Service.SearchItems', search],
      ],
      { env: keyring.env },
    );
    expect(stdout.trim()).toBe('(@ao [], @ao [])');
  },
);

test.skipIf(process.platform !== 'linux')(
  'the terminal removes the login item with the default data folder, and not with another one',
  async () => {
    const config = temporaryFolder();
    const autostart = join(config, 'autostart');
    mkdirSync(autostart, { recursive: true });
    writeFileSync(join(autostart, 'rekey-for-3cx.desktop'), '');
    const env = { ...process.env, XDG_CONFIG_HOME: config };
    await cli(['forget-everything', '--yes', '--data-dir', join(config, 'other')], { env });
    expect(all(autostart)).toHaveLength(1);
    expect((await cli(['forget-everything', '--yes'], { env })).code).toBe(0);
    expect(all(autostart)).toEqual([]);
  },
);

describe('removing a PBX', () => {
  test('keeps its history unless chosen otherwise, and then nothing of it', async () => {
    const keychain = inspectableKeychain();
    const { services, pbx, run: runDevices } = await used(keychain);
    await runDevices(2);
    await runDevices(1);
    expect(services.store.jobs.countOf(pbx.id)).toBe(2);
    expect(services.store.jobs.countSealed(Number.MAX_SAFE_INTEGER)).toBe(3);
    await services.pbxs.remove(pbx, { history: true });
    expect(services.store.jobs.list(10)).toEqual([]);
    expect(services.store.jobs.countSealed(Number.MAX_SAFE_INTEGER)).toBe(0);
    expect(services.store.jobs.find(pbx.name, 10)).toEqual([]);
    expect([...keychain.entries.keys()]).toEqual([`data-key ${services.store.owner.id}`]);
  });

  test('keeps the history of other PBXs', async () => {
    const keychain = inspectableKeychain();
    const { services, pbx, demo, run: runDevices } = await used(keychain);
    await runDevices(1);
    const other = await services.pbxs.add(
      { name: 'Other', address: demo.url, clientId: 'other', fingerprint: null },
      'x',
    );
    await services.pbxs.remove(other, { history: true });
    expect(services.store.jobs.countOf(pbx.id)).toBe(1);
  });
});
