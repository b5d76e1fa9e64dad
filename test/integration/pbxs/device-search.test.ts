import { describe, expect, onTestFinished, test } from 'vitest';
import { type Mac, macSchema } from '../../../common/mac-schema.ts';
import type { Device, Pbx } from '../../../common/model.ts';
import { openServices, type Services } from '../../../main/services/index.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import type { Store } from '../../../main/store/index.ts';
import { cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx, testStore } from '../../setup/xapi.ts';

const macOf = (text: string): Mac => macSchema.parse(text);
const device = (mac: string, more: Partial<Device> = {}): Device => ({
  mac: macOf(mac),
  key: mac,
  kind: 'fxs',
  name: null,
  brand: 'Grandstream',
  model: 'Grandstream HT802',
  lines: [],
  owner: null,
  ...more,
});

/** Two customers: Zeta is first only in the caller's order. */
function customers(store: Store): { acme: Pbx; zeta: Pbx } {
  const add = (name: string) =>
    store.pbxs.add({ name, url: `https://${name}.example`, clientId: 'x', pinnedFingerprint: null });
  const [acme, zeta] = [add('Acme'), add('Zeta')];
  store.devices.replace(acme.id, {
    fetchedAt: '2026-01-02T03:04:05.000Z',
    unreadable: 0,
    complete: true,
    deskPhonesRead: true,
    devices: [
      device('000b82101eef', { name: 'Empfang Ärztehaus', lines: [{ number: '212', name: 'Door' }] }),
      device('000b82101ef0', { name: 'Warehouse', model: 'HT801' }),
      device('805e0c112a07', { kind: 'desk-phone', brand: null, model: null, owner: 'Ann Miller (204)' }),
    ],
  });
  store.devices.replace(zeta.id, {
    fetchedAt: '2026-02-02T03:04:05.000Z',
    unreadable: 0,
    complete: true,
    deskPhonesRead: true,
    devices: [device('c074ad000001', { name: 'Warehouse 50%' })],
  });
  return { acme, zeta };
}

describe('a search over all PBXs', () => {
  test.each([
    ['empfang', ['000b82101eef']],
    ['ÄRZTE empf', ['000b82101eef']],
    ['arzte', ['000b82101eef']],
    ['Émpfang', ['000b82101eef']],
    ['212', ['000b82101eef']],
    ['door 212 ht802', ['000b82101eef']],
    ['ht801', ['000b82101ef0']],
    ['ann 204', ['805e0c112a07']],
    ['50%', ['c074ad000001']],
    ['%', ['c074ad000001']],
    // Parts of MACs, in any spelling.
    ['0B-82-10', ['000b82101eef', '000b82101ef0']],
    ['1e:ef', ['000b82101eef']],
    ['0b82.101e', ['000b82101eef', '000b82101ef0']],
    ['00 0b 82 10 1e ef', ['000b82101eef']],
    ['warehouse', ['000b82101ef0', 'c074ad000001']],
    ['warehouse nowhere', []],
    ["' OR 1=1 --", []],
    ['', []],
    ['   ', []],
  ])('%j', async (text, macs) => {
    const store = await testStore();
    customers(store);
    expect(store.devices.find(text, null, 50).map((found) => found.device.mac)).toEqual(macs);
  });

  test('a line is found among thousands of MACs that contain its number, however a letter is written', async () => {
    const store = await testStore();
    const { acme, zeta } = customers(store);
    const fetchedAt = '2026-02-02T03:04:05.000Z';
    const crowd = Array.from({ length: 20_000 }, (_, at) => device(`212${at.toString(16).padStart(9, '0')}`));
    store.devices.replace(zeta.id, {
      fetchedAt,
      unreadable: 0,
      complete: true,
      deskPhonesRead: true,
      devices: crowd,
    });
    expect(store.devices.find('212', zeta.id, 50)[0]?.device.mac).toBe('000b82101eef');
    expect(store.devices.find('12', zeta.id, 50)[0]?.device.mac).toBe('000b82101eef');
    const decomposed = 'A\u0308rztehaus';
    expect(store.devices.find(decomposed, acme.id, 50)).toHaveLength(1);
  });

  test('lists those of one PBX first, shows each one’s PBX and age, and respects the limit', async () => {
    const store = await testStore();
    const { zeta } = customers(store);
    const found = store.devices.find('warehouse', zeta.id, 50);
    expect(found.map(({ pbx, fetchedAt }) => [pbx.name, fetchedAt])).toEqual([
      ['Zeta', '2026-02-02T03:04:05.000Z'],
      ['Acme', '2026-01-02T03:04:05.000Z'],
    ]);
    expect(store.devices.find('warehouse', zeta.id, 1)).toHaveLength(1);
    store.pbxs.remove(zeta.id);
    expect(store.devices.find('warehouse', zeta.id, 50)).toHaveLength(1);
  });

  test('names the PBXs whose devices it may miss', async () => {
    const store = await testStore();
    const { acme } = customers(store);
    const named = ({ id, name }: Pbx) => ({ id, name });
    expect(store.devices.gaps()).toEqual({ notSearched: [], incomplete: [] });
    const url = 'https://other.example';
    const other = store.pbxs.add({ name: 'Other', url, clientId: 'x', pinnedFingerprint: null });
    const list = store.devices.list(acme.id);
    if (list) store.devices.replace(acme.id, { ...list, complete: false });
    expect(store.devices.gaps()).toEqual({ notSearched: [named(other)], incomplete: [named(acme)] });
    expect(store.devices.list(acme.id)).toEqual({ ...list, complete: false });
  });

  test('in the terminal names them, too, and how to fetch their list', async () => {
    const folder = temporaryFolder();
    const services = await openServices(folder, memoryKeychain());
    const { acme } = customers(services.store);
    const list = services.store.devices.list(acme.id);
    if (list) services.store.devices.replace(acme.id, { ...list, complete: false });
    const url = 'https://other.example';
    services.store.pbxs.add({ name: 'Other', url, clientId: 'x', pinnedFingerprint: null });
    await services.close();
    const find = (...more: string[]) => cli(['devices', '--find', 'nowhere', ...more, '--data-dir', folder]);
    const { stdout } = await find();
    expect(stdout).toMatch(
      /^Not searched: Other\. To fetch its device list: .* devices --refresh --pbx Other /m,
    );
    expect(stdout).toContain('The device list of Acme may be incomplete.');
    expect((await find('--json')).json()).toMatchObject({
      found: [],
      notSearched: ['Other'],
      incomplete: ['Acme'],
    });
    expect((await find('--json', '--pbx', 'Zeta')).json()).toMatchObject({ notSearched: [], incomplete: [] });
  });

  test('works in the terminal, too', async () => {
    const folder = temporaryFolder();
    const services = await openServices(folder, memoryKeychain());
    customers(services.store);
    await services.close();
    const find = (...args: string[]) =>
      cli(['devices', '--find', 'warehouse', ...args, '--data-dir', folder]);
    expect((await find()).stdout).toMatch(
      /Warehouse .*Acme \(.*\n.*Warehouse 50% .*Zeta \(.*\n.*2 devices found/,
    );
    expect((await find('--pbx', 'Zeta', '--json')).json()).toMatchObject({
      found: [{ pbx: { name: 'Zeta' } }],
    });
    expect((await find('--url', 'https://x.example', '--client-id', 'x')).code).toBe(2);
  });
});

describe('refreshing a list unasked', () => {
  async function bench(keychain = memoryKeychain()) {
    const demo = await demoPbx();
    const services = await openServices(temporaryFolder(), keychain);
    onTestFinished(() => services.close());
    const entry = { name: 'Acme', address: demo.url, clientId: demo.clientId, fingerprint: null };
    const pbx = await services.pbxs.add(entry, demo.apiKey);
    return { demo, services, pbx };
  }
  const age = ({ store }: Services, pbx: Pbx, minutes: number): void => {
    const list = store.devices.list(pbx.id);
    if (!list) throw new Error('no list');
    const fetchedAt = new Date(Date.parse(list.fetchedAt) - minutes * 60_000).toISOString();
    store.devices.replace(pbx.id, { ...list, fetchedAt });
  };

  test('sends nothing at all if nobody has signed in', async () => {
    const { demo, services, pbx } = await bench();
    expect(await services.pbxs.freshen(pbx)).toBeNull();
    expect(demo.requests).toEqual([]);
    expect(demo.signIns.requests).toBe(0);
  });

  test('uses the current token, and leaves a recent list alone', async () => {
    const { demo, services, pbx } = await bench();
    await services.pbxs.test(pbx);
    const first = await services.pbxs.freshen(pbx);
    expect(first?.devices.length).toBeGreaterThan(20);
    expect(services.store.devices.list(pbx.id)?.fetchedAt).toBe(first?.fetchedAt);
    const sent = demo.requests.length;
    expect(await services.pbxs.freshen(pbx)).toBeNull();
    age(services, pbx, 9);
    expect(await services.pbxs.freshen(pbx)).toBeNull();
    expect(demo.requests.length).toBe(sent);
    age(services, pbx, 2);
    expect(await services.pbxs.freshen(pbx)).not.toBeNull();
    expect(demo.signIns.requests).toBe(1);
  });

  test('does not replace a token that was taken away', async () => {
    const { demo, services, pbx } = await bench();
    await services.pbxs.test(pbx);
    demo.evictToken();
    const sent = demo.requests.length;
    for (let n = 0; n < 10; n += 1) expect(await services.pbxs.freshen(pbx)).toBeNull();
    // The first showed that, and the second that it is the token, not a permission.
    expect(demo.requests.length).toBe(sent + 2);
    expect(demo.signIns.requests).toBe(1);
    // Other actions there sign in again, as before.
    await services.pbxs.test(pbx);
    expect(demo.signIns.requests).toBe(2);
    expect(await services.pbxs.freshen(pbx)).not.toBeNull();
  });

  test('does not call the keychain, which may prompt the user: neither without a sign-in nor with a token', async () => {
    let asked = 0;
    const keychain = memoryKeychain();
    const get = (account: string) => {
      asked += 1;
      return keychain.get(account);
    };
    const { services, pbx } = await bench({ ...keychain, get });
    await services.pbxs.freshen(pbx);
    expect(asked).toBe(0);
    await services.pbxs.test(pbx);
    asked = 0;
    expect(await services.pbxs.freshen(pbx)).not.toBeNull();
    expect(asked).toBe(0);
  });

  test.each<[string, (services: Services, pbx: Pbx) => Promise<unknown>]>([
    ['its API key was changed', ({ pbxs }, pbx) => pbxs.edit(pbx, {}, 'another-key')],
    ['its API client was changed', ({ pbxs }, pbx) => pbxs.edit(pbx, { clientId: 'another' }, null)],
    [
      'its pinned certificate was changed',
      ({ pbxs }, pbx) => pbxs.edit(pbx, { fingerprint: 'AB'.repeat(32) }, null),
    ],
  ])('sends nothing with a token from before %s', async (_, change) => {
    const { demo, services, pbx } = await bench();
    await services.pbxs.test(pbx);
    await change(services, pbx);
    const sent = demo.requests.length;
    expect(await services.pbxs.freshen(services.pbxs.withId(pbx.id))).toBeNull();
    expect(demo.requests.length).toBe(sent);
  });

  test('does not renew an expired token', async () => {
    const demo = await demoPbx({ behaviour: { tokenLifetimeSeconds: 1 } });
    const services = await openServices(temporaryFolder(), memoryKeychain());
    onTestFinished(() => services.close());
    const entry = { name: 'Acme', address: demo.url, clientId: demo.clientId, fingerprint: null };
    const pbx = await services.pbxs.add(entry, demo.apiKey);
    await services.pbxs.test(pbx);
    const before = demo.signIns.requests;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await services.pbxs.freshen(pbx)).toBeNull();
    expect(demo.signIns.requests).toBe(before);
  });

  test('fails silently, and does not disturb a job', async () => {
    const { demo, services, pbx } = await bench();
    await services.pbxs.test(pbx);
    demo.serverFault('devices', { kind: 'not-json' });
    expect(await services.pbxs.freshen(pbx)).toBeNull();
    const sent = demo.requests.length;
    const job = services.store.jobs.create({
      pbxId: pbx.id,
      pbxName: pbx.name,
      pbxUrl: pbx.url,
      reference: null,
      retryOf: null,
      user: 'ann',
      items: [],
    });
    expect(await services.pbxs.freshen(pbx)).toBeNull();
    expect(demo.requests.length).toBe(sent);
    services.store.jobs.finish(job.id);
    expect(await services.pbxs.freshen(pbx)).not.toBeNull();
  });
});
