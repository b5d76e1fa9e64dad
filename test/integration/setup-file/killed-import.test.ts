import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { defaultPace } from '../../../common/model.ts';
import { openServices } from '../../../main/services/index.ts';
import { type SetupEntry, sealSetup } from '../../../main/setup-file/format.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import { openStore } from '../../../main/store/index.ts';
import { cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { keychainIn } from '../../setup/keychain-client.ts';
import { noKeyringHere, withKeyring } from '../../setup/keyring.ts';

const passphrase = 'correct horse battery';
const child = fileURLToPath(new URL('../../setup/import-child.ts', import.meta.url));
const inFile = (name: string, more: Partial<SetupEntry> = {}): SetupEntry => ({
  name,
  url: `https://${name.toLowerCase()}.example`,
  clientId: 'laptop-1',
  pinnedFingerprint: null,
  pace: defaultPace,
  apiKey: `key-of-${name}`,
  ...more,
});

test.skipIf(noKeyringHere)(
  'an import that is killed between keychain and database leaves no key behind after the next start',
  { timeout: 120_000 },
  async () => {
    const keyring = await withKeyring('unlocked');
    onTestFinished(() => keyring.stop());
    const keychain = keychainIn(keyring.env);
    onTestFinished(() => keychain.close());
    const folder = temporaryFolder();
    const start = async (entries: SetupEntry[], ...keysBeforeDeath: string[]): Promise<string | null> => {
      const file = join(folder, 'x.rekey');
      writeFileSync(file, await sealSetup(entries, passphrase));
      const args = [folder, file, passphrase, ...keysBeforeDeath];
      const [, signal] = await once(fork(child, args, { env: keyring.env, execArgv: [] }), 'exit');
      return signal;
    };
    const doubtful = async (): Promise<string[]> => {
      const store = await openStore(folder);
      const ids = store.doubtfulKeys.list();
      store.close();
      return ids;
    };
    const keys = (ids: string[]) => Promise.all(ids.map((id) => keychain.get(`api-key ${id}`)));

    // Both keys are in the keychain, and no PBX in the database.
    expect(await start([inFile('Acme'), inFile('Beta')], '2')).toBe('SIGKILL');
    const left = await doubtful();
    expect((await keys(left)).sort()).toEqual(['key-of-Acme', 'key-of-Beta']);
    // Whatever is started next, such as listing the PBXs.
    const list = () => cli(['pbx', 'list', '--json', '--data-dir', folder], { env: keyring.env });
    expect((await list()).code).toBe(0);
    expect(await keys(left)).toEqual([null, null]);
    expect(await doubtful()).toEqual([]);

    // A PBX that was about to get another API client does not keep that one's key with its own client ID.
    expect(await start([inFile('Acme')])).toBeNull();
    const { pbxs } = (await list()).json() as { pbxs: { id: string; clientId: string }[] };
    const id = pbxs[0]?.id ?? '';
    expect(await keys([id])).toEqual(['key-of-Acme']);
    const other = inFile('Acme', { clientId: 'laptop-2', apiKey: 'another-key' });
    expect(await start([other], '1')).toBe('SIGKILL');
    expect(await keys([id])).toEqual(['another-key']);
    expect((await list()).json()).toMatchObject({ pbxs: [{ id, clientId: 'laptop-1' }] });
    expect(await keys([id])).toEqual([null]);

    // The same client with another key is not such a case: the key may be newer, but belongs to this client.
    expect(await start([inFile('Acme')])).toBeNull();
    expect(await start([inFile('Acme', { apiKey: 'newer-key' })], '1')).toBe('SIGKILL');
    await list();
    expect(await keys([id])).toEqual(['newer-key']);
  },
);

test('another process’s current import is left alone, and what cannot be deleted is remembered', async () => {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  onTestFinished(() => store.close());
  const keychain = memoryKeychain();
  await keychain.set('api-key left', 'key');
  store.doubtfulKeys.add(['left']);
  const importing = await store.locks.acquire('import', 1000);
  const first = await openServices(folder, keychain);
  await first.close();
  expect(await keychain.get('api-key left')).toBe('key');
  importing.release();
  const locked = await openServices(folder, {
    ...keychain,
    delete: async () => Promise.reject(new Error('locked')),
  });
  await locked.close();
  expect(store.doubtfulKeys.list()).toEqual(['left']);
  const open = await openServices(folder, keychain);
  await open.close();
  expect([store.doubtfulKeys.list(), await keychain.get('api-key left')]).toEqual([[], null]);
});
