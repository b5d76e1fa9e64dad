import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSecrets, type Secrets } from '../../../main/keychain/secrets.ts';
import { openServices, type Services } from '../../../main/services/index.ts';
import { dataKeyId } from '../../../main/store/seal.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { inspectableKeychain, used } from '../../setup/used-folder.ts';
import { commonKey, versionOneFolder } from '../../setup/version-1.ts';

async function opened(folder: string, entries: Map<string, string>): Promise<Services> {
  const services = await openServices(folder, inspectableKeychain(entries));
  onTestFinished(() => services.close());
  return services;
}

/** The passwords of a job's items, as shown to the user. */
async function passwordsOf({ store, jobs, opener }: Services, job = 1): Promise<(string | null)[]> {
  const sealer = await opener();
  return store.jobs.items(job).map(({ id }) => jobs.password(id, sealer));
}

function secretsOf({ store }: Services, entries: Map<string, string>): Secrets {
  const keychain = inspectableKeychain(entries);
  keychain.noteIn?.(store.keychainEntries);
  return createSecrets(keychain, store.owner);
}

describe('two data folders on one computer', () => {
  test('deleting the data of one leaves the other its passwords, its keys and its proxy login', async () => {
    const entries = new Map<string, string>();
    const first = await used(inspectableKeychain(entries));
    const second = await used(inspectableKeychain(entries));
    await first.run(2);
    await second.run(2);
    const login = { user: 'ann', password: 'x' };
    for (const { services } of [first, second])
      await secretsOf(services, entries).setProxyLogin('proxy.example:8080', login);
    const before = await passwordsOf(second.services);
    expect(before).not.toContain(null);

    expect(await first.services.forget({ leaveKeychain: false })).toMatchObject({ leftForOthers: [] });
    expect(await passwordsOf(second.services)).toEqual(before);
    const secrets = secretsOf(second.services, entries);
    expect(await secrets.proxyLogin('proxy.example:8080')).toEqual(login);
    expect(await secrets.apiKey(second.pbx.id)).toBe(second.demo.apiKey);
    await second.run(1);
    await second.services.forget({ leaveKeychain: false });
    expect([...entries.keys()]).toEqual([]);
  });

  test('of the first version have their shared key copied, and the shared one stays', async () => {
    const [one, two] = [versionOneFolder('Acme'), versionOneFolder('Beta')];
    const entries = new Map([...one.entries, ...two.entries]);
    const first = await opened(one.folder, entries);
    expect(await passwordsOf(first)).toEqual(one.passwords);
    expect(entries.get(`data-key ${first.store.owner.id}`)).toBe(commonKey.toString('base64'));
    expect(await secretsOf(first, entries).proxyLogin('proxy.example:8080')).toMatchObject({ user: 'ann' });

    const { leftForOthers } = await first.forget({ leaveKeychain: false });
    expect(leftForOthers).toEqual(['data-key', 'proxy-login proxy.example:8080']);
    expect([...entries.keys()].sort()).toEqual([`api-key ${two.pbxId}`, ...leftForOthers]);

    const second = await opened(two.folder, entries);
    expect(await passwordsOf(second)).toEqual(two.passwords);
    expect(await secretsOf(second, entries).proxyLogin('proxy.example:8080')).toMatchObject({ user: 'ann' });
    expect(await secretsOf(second, entries).apiKey(two.pbxId)).toBe('key-of-Beta');
  });

  test('a deleted proxy login does not come back from the shared entry', async () => {
    const { folder, entries } = versionOneFolder();
    const services = await opened(folder, entries);
    const secrets = secretsOf(services, entries);
    await secrets.forgetProxyLogin('proxy.example:8080');
    expect(await secrets.proxyLogin('proxy.example:8080')).toBeNull();
    expect(entries.has('proxy-login proxy.example:8080')).toBe(true);
  });
});

describe('the key of a folder of the first version', () => {
  test('is used from its old entry while the new one cannot be written, and copied later', async () => {
    const { folder, entries, passwords } = versionOneFolder();
    const keychain = inspectableKeychain(entries);
    const { set } = keychain;
    let writable = false;
    keychain.set = async (...all) => {
      if (!writable) {
        keychain.lock(true);
        await keychain.get('any').finally(() => keychain.lock(false));
      }
      return set(...all);
    };
    const services = await openServices(folder, keychain);
    onTestFinished(() => services.close());
    expect(await passwordsOf(services)).toEqual(passwords);
    const own = `data-key ${services.store.owner.id}`;
    expect(entries.has(own)).toBe(false);
    expect(dataKeyId(commonKey)).toBe(services.store.dataKeys.inUse()[0]);
    writable = true;
    expect(await passwordsOf(services)).toEqual(passwords);
    expect(entries.has(own)).toBe(true);
  });

  test('is found again if the own entry was deleted', async () => {
    const { folder, entries, passwords } = versionOneFolder();
    const services = await opened(folder, entries);
    await services.sealer();
    entries.delete(`data-key ${services.store.owner.id}`);
    expect(await passwordsOf(services)).toEqual(passwords);
  });

  test('is not used if nothing here is sealed with it', async () => {
    const { folder, entries } = versionOneFolder();
    const services = await opened(folder, entries);
    services.store.jobs.deleteSealed(Number.MAX_SAFE_INTEGER);
    await services.sealer();
    const own = entries.get(`data-key ${services.store.owner.id}`);
    expect(own).toBeDefined();
    expect(own).not.toBe(commonKey.toString('base64'));
  });

  const child = fileURLToPath(new URL('../../setup/data-key-child.ts', import.meta.url));
  const startChild = async (folder: string, file: string, step: number) => {
    const started = fork(child, [folder, file, String(step)], {
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'rekey-compile-cache') },
    });
    let told: { passwords: string[]; steps: number } | null = null;
    started.on('message', (message) => {
      told = message as typeof told;
    });
    const [, signal] = await once(started, 'exit');
    return { signal, told: told as { passwords: string[]; steps: number } | null };
  };
  const keychainFile = (entries: Map<string, string>): string => {
    const file = join(temporaryFolder(), 'keychain.json');
    writeFileSync(file, JSON.stringify([...entries]));
    return file;
  };

  test('survives a kill at any point', { timeout: 240_000 }, async () => {
    const whole = versionOneFolder();
    const { told } = await startChild(whole.folder, keychainFile(whole.entries), 0);
    expect(told?.passwords).toEqual(whole.passwords);
    for (let step = 1; step <= (told?.steps ?? 0); step += 1) {
      const { folder, entries, passwords } = versionOneFolder();
      const file = keychainFile(entries);
      expect([step, (await startChild(folder, file, step)).signal]).toEqual([step, 'SIGKILL']);
      const left = new Map<string, string>(JSON.parse(readFileSync(file, 'utf8')));
      const services = await openServices(folder, inspectableKeychain(left));
      expect([step, ...(await passwordsOf(services))]).toEqual([step, ...passwords]);
      // Whatever was begun is known by its name.
      await services.forget({ leaveKeychain: false });
      expect([step, ...left.keys()]).toEqual([step, 'data-key', 'proxy-login proxy.example:8080']);
    }
  });

  test('is copied once by two processes at the same time', { timeout: 120_000 }, async () => {
    const { folder, entries, passwords } = versionOneFolder();
    const file = keychainFile(entries);
    const both = await Promise.all([0, 0].map((step) => startChild(folder, file, step)));
    for (const { told } of both) expect(told?.passwords).toEqual(passwords);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(entries.size + 1);
  });
});

describe('a copy of a data folder', () => {
  test('is independent of its original, whichever is deleted', async () => {
    for (const forgotten of ['copy', 'original'] as const) {
      const entries = new Map<string, string>();
      const original = await used(inspectableKeychain(entries));
      await original.run(2);
      const passwords = await passwordsOf(original.services);
      await original.services.close();
      const copyFolder = join(temporaryFolder(), 'copy');
      cpSync(original.data, copyFolder, { recursive: true });

      const copy = await opened(copyFolder, entries);
      expect(await passwordsOf(copy)).toEqual(passwords);
      const [pbx] = copy.pbxs.list();
      if (!pbx) throw new Error('no PBX');
      expect(pbx.id).not.toBe(original.pbx.id);
      expect(copy.store.devices.list(pbx.id)?.devices).not.toEqual([]);
      expect(copy.store.jobs.countOf(pbx.id)).toBe(1);
      await copy.connector.stored(pbx);
      const first = await opened(original.data, entries);
      if (forgotten === 'copy') {
        const { leftForOthers } = await copy.forget({ leaveKeychain: false });
        expect(leftForOthers).toContain(`api-key ${original.pbx.id}`);
        expect(await passwordsOf(first)).toEqual(passwords);
        await first.connector.stored(first.pbxs.withId(original.pbx.id));
      } else {
        expect(await first.forget({ leaveKeychain: false })).toMatchObject({ leftForOthers: [] });
        expect(await passwordsOf(copy)).toEqual(passwords);
        await copy.connector.stored(pbx);
        expect([...entries.keys()].every((name) => /^(data-key|api-key|token) /.test(name))).toBe(true);
      }
    }
  });

  test('opened twice, moved, or restored in place keeps its identity', async () => {
    const entries = new Map<string, string>();
    const { services, data, folder, run } = await used(inspectableKeychain(entries));
    await run(1);
    const passwords = await passwordsOf(services);
    const { id } = services.store.owner;
    await services.close();
    const backup = join(temporaryFolder(), 'backup');
    cpSync(data, backup, { recursive: true });
    renameSync(data, join(folder, 'away'));
    cpSync(backup, data, { recursive: true });
    const restored = await opened(data, entries);
    expect(restored.store.owner.id).toBe(id);
    expect(await passwordsOf(restored)).toEqual(passwords);
    await restored.close();

    const moved = await opened(join(folder, 'away'), entries);
    expect(await passwordsOf(moved)).toEqual(passwords);
    const again = await opened(join(folder, 'away'), entries);
    expect(again.store.owner.id).toBe(moved.store.owner.id);
  });
});
