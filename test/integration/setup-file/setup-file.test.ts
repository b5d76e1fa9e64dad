import { describe, expect, onTestFinished, test } from 'vitest';
import type { ImportedPbx, PbxEntry } from '../../../common/ipc/index.ts';
import { defaultPace } from '../../../common/model.ts';
import type { SetupChoice } from '../../../common/setup-file.ts';
import type { Keychain } from '../../../main/keychain/index.ts';
import { openServices, type Services } from '../../../main/services/index.ts';
import { type SetupEntry, sealSetup } from '../../../main/setup-file/format.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import { lockPbx } from '../../../main/store/pbx-lock.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { failure } from '../../setup/xapi.ts';

const passphrase = 'correct horse battery';

/** Opens a file and imports all of it. */
async function importAll(
  { setupFiles }: Services,
  file: Buffer,
  choice: SetupChoice,
): Promise<ImportedPbx[]> {
  const contents = await setupFiles.open(file, passphrase);
  return setupFiles.take(contents, Array(contents.length).fill(choice));
}

const entry = (name: string, more: Partial<PbxEntry> = {}): PbxEntry => ({
  name,
  address: `https://${name.toLowerCase()}.example`,
  clientId: 'laptop-1',
  fingerprint: null,
  ...more,
});
const inFile = (name: string, more: Partial<SetupEntry> = {}): SetupEntry => ({
  name,
  url: `https://${name.toLowerCase()}.example`,
  clientId: 'laptop-1',
  pinnedFingerprint: null,
  pace: defaultPace,
  apiKey: `key-of-${name}`,
  ...more,
});

/** A computer whose keychain can be made to fail after a number of writes, or at every call. */
async function computer() {
  const entries = new Map<string, string>();
  let writesLeft = Number.POSITIVE_INFINITY;
  let reachable = true;
  const kept = memoryKeychain();
  const use = (): void => {
    if (!reachable) throw new Error('the keychain was asked');
  };
  const write = (): void => {
    use();
    if (writesLeft-- <= 0) throw new Error('the keychain fails');
  };
  const keychain: Keychain = {
    noteIn: (ledger) => kept.noteIn?.(ledger),
    async get(account) {
      use();
      return kept.get(account);
    },
    async set(account, value) {
      write();
      entries.set(account, value);
      await kept.set(account, value);
    },
    async delete(account) {
      use();
      entries.delete(account);
      await kept.delete(account);
    },
  };
  const services = await openServices(temporaryFolder(), keychain);
  onTestFinished(() => services.close());
  return {
    services,
    entries,
    failAfter(writes: number) {
      writesLeft = writes;
    },
    makeUnreachable() {
      reachable = false;
    },
  };
}

const keyOf = (entries: Map<string, string>, id: string): string | undefined => entries.get(`api-key ${id}`);
const names = ({ pbxs }: Services): string[] => pbxs.list().map(({ name }) => name);

test('PBXs move from one computer to another, with their keys and certificates, not tried yet', async () => {
  const [from, to] = [await computer(), await computer()];
  const fingerprint = Array(32).fill('AB').join(':');
  const acme = await from.services.pbxs.add(entry('Acme', { fingerprint }), 'key-1');
  const beta = await from.services.pbxs.add(entry('Beta'), 'key-2');
  from.services.store.pbxs.contacted(acme.id, '20.0');
  const file = await from.services.setupFiles.seal([acme, beta], { passphrase, withKeys: true });
  const taken = await importAll(to.services, file, 'add');
  expect(taken.map(({ apiKey, replaced }) => [apiKey, replaced])).toEqual(Array(2).fill(['imported', false]));
  const { id: _, ...told } = acme;
  expect(to.services.pbxs.list()[0]).toMatchObject({ ...told, version: null, lastContactAt: null });
  expect(taken.map(({ pbx }) => keyOf(to.entries, pbx.id))).toEqual(['key-1', 'key-2']);
});

test('a weak passphrase or a missing key is reported, and no file is made', async () => {
  const { services } = await computer();
  const acme = await services.pbxs.add(entry('Acme'), 'key-1');
  const { setupFiles } = services;
  expect((await failure(setupFiles.seal([acme], { passphrase: 'short', withKeys: false }))).code).toBe(
    'usage',
  );
  const keyless = { ...acme, id: 'gone' };
  expect(await failure(setupFiles.seal([keyless], { passphrase, withKeys: true }))).toMatchObject({
    code: 'keychain-entry-missing',
    facts: { pbx: 'Acme' },
  });
});

test('without keys no keychain is needed, on either side', async () => {
  const [from, to] = [await computer(), await computer()];
  const acme = await from.services.pbxs.add(entry('Acme'), 'key-1');
  from.makeUnreachable();
  to.makeUnreachable();
  const file = await from.services.setupFiles.seal([acme], { passphrase, withKeys: false });
  expect(await importAll(to.services, file, 'add')).toMatchObject([{ apiKey: 'missing' }]);
  expect(await importAll(to.services, file, 'replace')).toMatchObject([
    { apiKey: 'missing', replaced: true },
  ]);
});

describe('names that already exist', () => {
  test('are all listed, and nothing is imported', async () => {
    const { services } = await computer();
    for (const name of ['Acme', 'Beta']) await services.pbxs.add(entry(name), 'key');
    const file = await sealSetup([inFile('New'), inFile('ACME'), inFile('Beta')], passphrase);
    const error = await failure(importAll(services, file, 'add'));
    expect([error.code, error.facts]).toEqual([
      'usage',
      { reason: 'pbxs-here-already', names: ['Acme', 'Beta'] },
    ]);
    expect(names(services)).toEqual(['Acme', 'Beta']);
  });

  test('at another address are never replaced', async () => {
    const { services, entries } = await computer();
    const acme = await services.pbxs.add(entry('Acme'), 'key');
    const file = await sealSetup(
      [inFile('New'), inFile('Acme', { url: 'https://evil.example' })],
      passphrase,
    );
    expect((await failure(importAll(services, file, 'replace'))).facts).toEqual({
      reason: 'pbxs-at-other-address',
      names: ['Acme'],
    });
    expect(services.pbxs.list()).toEqual([acme]);
    expect(keyOf(entries, acme.id)).toBe('key');
  });

  test('are updated on request, and then count as not tried yet', async () => {
    const { services, entries } = await computer();
    const acme = await services.pbxs.add(entry('Acme'), 'old-key');
    services.store.pbxs.contacted(acme.id, '20.0');
    entries.set(`token ${acme.id}`, 'x');
    const file = await sealSetup([inFile('Acme', { clientId: 'laptop-2', apiKey: 'new-key' })], passphrase);
    expect(await importAll(services, file, 'replace')).toMatchObject([
      { replaced: true, apiKey: 'imported', pbx: { id: acme.id, clientId: 'laptop-2', lastContactAt: null } },
    ]);
    expect([...entries]).toEqual([[`api-key ${acme.id}`, 'new-key']]);
  });

  test('keep their key if the file has none, unless the API client changes', async () => {
    const { services, entries } = await computer();
    const acme = await services.pbxs.add(entry('Acme'), 'key');
    const same = await sealSetup([inFile('Acme', { apiKey: null })], passphrase);
    expect(await importAll(services, same, 'replace')).toMatchObject([{ apiKey: 'kept' }]);
    expect(keyOf(entries, acme.id)).toBe('key');
    const other = await sealSetup([inFile('Acme', { apiKey: null, clientId: 'laptop-2' })], passphrase);
    expect(await importAll(services, other, 'replace')).toMatchObject([{ apiKey: 'missing' }]);
    expect(entries.size).toBe(0);
  });

  test.each([
    [null, null, 'same'],
    ['AA', 'AA', 'same'],
    ['AA', 'BB', 'replaced'],
    [null, 'BB', 'added'],
    ['AA', null, 'dropped'],
  ] as const)(
    'report the change of the pinned certificate: %s, then %s',
    async (before, after, certificate) => {
      const { services } = await computer();
      const fingerprintOf = (half: string | null): string | null => half?.repeat(32) ?? null;
      await services.pbxs.add({ ...entry('Acme'), fingerprint: fingerprintOf(before) }, 'key');
      const file = await sealSetup(
        [inFile('Acme', { pinnedFingerprint: fingerprintOf(after), apiKey: null })],
        passphrase,
      );
      const contents = await services.setupFiles.open(file, passphrase);
      expect(services.setupFiles.compare(contents)).toMatchObject([{ certificate }]);
      expect(await importAll(services, file, 'replace')).toMatchObject([{ certificate }]);
    },
  );

  test('while a job runs on one of them, nothing is imported', async () => {
    const { services } = await computer();
    const acme = await services.pbxs.add(entry('Acme'), 'key');
    const lock = lockPbx(services.store, acme.url);
    onTestFinished(() => lock.release());
    const file = await sealSetup([inFile('New'), inFile('Acme')], passphrase);
    expect((await failure(importAll(services, file, 'replace'))).code).toBe('pbx-busy-elsewhere');
    expect(names(services)).toEqual(['Acme']);
  });
});

describe('a keychain that fails in the middle', () => {
  test('leaves no new PBX and none of its keys', async () => {
    const { services, entries, failAfter } = await computer();
    const file = await sealSetup([inFile('Acme'), inFile('Beta'), inFile('Gamma')], passphrase);
    failAfter(2);
    await expect(importAll(services, file, 'add')).rejects.toThrow('the keychain fails');
    expect([names(services), entries.size]).toEqual([[], 0]);
    failAfter(3);
    expect(await importAll(services, file, 'add')).toHaveLength(3);
  });

  test('a former key that cannot be restored is reported', async () => {
    const { services, failAfter } = await computer();
    const acme = await services.pbxs.add(entry('Acme'), 'old-key');
    const file = await sealSetup([inFile('Acme'), inFile('New')], passphrase);
    failAfter(1);
    expect(await failure(importAll(services, file, 'replace'))).toMatchObject({
      code: 'keychain-entry-missing',
      facts: { pbx: 'Acme', reason: 'not-put-back' },
    });
    expect(services.pbxs.withId(acme.id)).toEqual(acme);
  });
});

describe('a database that fails in the end', () => {
  test('leaves the PBXs and keys as they were', async () => {
    const { services, entries } = await computer();
    const acme = await services.pbxs.add(entry('Acme'), 'old-key');
    await services.pbxs.add(entry('Beta'), 'beta-key');
    const keylessBeta = inFile('Beta', { apiKey: null, clientId: 'laptop-2' });
    const file = await sealSetup([inFile('Acme'), keylessBeta, inFile('New')], passphrase);
    // Another process takes the name in the meantime.
    const { atOnce } = services.store.pbxs;
    services.store.pbxs.atOnce = (changes) => {
      services.store.pbxs.add({
        name: 'New',
        url: 'https://new.example',
        clientId: 'x',
        pinnedFingerprint: null,
      });
      atOnce(changes);
    };
    const before = [...entries].sort();
    expect((await failure(importAll(services, file, 'replace'))).code).toBe('usage');
    expect([...entries].sort()).toEqual(before);
    expect(services.pbxs.withId(acme.id).clientId).toBe('laptop-1');
    expect(names(services)).toEqual(['Acme', 'Beta', 'New']);
  });
});

test.each([
  ['the same name twice', [inFile('Acme'), inFile('ACME')]],
  [
    'names that look alike when tidied',
    [inFile('Acme', { name: 'Ac\u200bme ' }), inFile('Beta', { name: 'Ac me' })],
  ],
  ['an address that is not encrypted', [inFile('Acme'), inFile('Beta', { url: 'http://beta.example' })]],
  ['an invalid key', [inFile('Acme', { apiKey: 'a\nb' })]],
  ['an invalid fingerprint', [inFile('Acme', { pinnedFingerprint: 'AB' })]],
])('hostile contents: %s', async (_what, entries) => {
  const { services, entries: keys } = await computer();
  const file = await sealSetup(entries, passphrase);
  expect((await failure(importAll(services, file, 'add'))).code).toBe('setup-file-damaged');
  expect([names(services), keys.size]).toEqual([[], 0]);
});
