import { expect, test } from 'vitest';
import { demoPbx, failure, macOf, testClient } from '../../setup/xapi.ts';

test('all devices are read, page by page, with the PBX’s own spelling', async () => {
  const pbx = await demoPbx({ devices: 250, users: 120 });
  const client = await testClient(pbx);
  const { devices, unreadable } = await client.listDevices();
  const gateways = devices.filter((device) => device.kind === 'fxs');
  expect(gateways.map((device) => device.key).sort()).toEqual(
    pbx.devices.map((fxs) => fxs.MacAddress).sort(),
  );
  expect(devices.filter((device) => device.kind === 'desk-phone').length).toBe(
    pbx.users.flatMap((user) => user.Phones).length,
  );
  expect(unreadable).toBe(0);
  expect(devices.find((device) => device.kind === 'desk-phone')?.owner).toMatch(/^.+ \(\d+\)$/);
});

test('no secret is requested', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx);
  await client.listDevices();
  await client.test();
  const urls = pbx.requests.filter((request) => request.method === 'GET').map((request) => request.path);
  expect(urls.length).toBeGreaterThan(3);
  for (const url of urls) {
    expect(url).toContain('$select=');
    expect(url).not.toMatch(/Password|Secret|ProvLink|ProvisioningLink/);
  }
});

test('pages shorter than requested are not the end', async () => {
  const pbx = await demoPbx({ devices: 30 });
  pbx.serverFault('devices', { kind: 'short-page', entries: 7 }, { kind: 'short-page', entries: 1 });
  const { devices } = await (await testClient(pbx)).listDevices();
  expect(devices.filter((device) => device.kind === 'fxs')).toHaveLength(30);
});

test('entries that cannot be read are counted, not fatal', async () => {
  const pbx = await demoPbx({ devices: 10 });
  pbx.serverFault('devices', { kind: 'always', fault: { kind: 'without-mac' } });
  const { devices, unreadable, complete } = await (await testClient(pbx)).listDevices();
  // The demo spoils every second entry of a page, so that the entry shared by two pages is spoilt on only one of
  // them.
  expect(complete).toBe(false);
  const read = devices.filter((device) => device.kind === 'fxs').length;
  expect([5, 6]).toContain(unreadable);
  expect([5, 6]).toContain(read);
});

test('hostile names are made harmless and short', async () => {
  const pbx = await demoPbx({ devices: 10 });
  pbx.serverFault('devices', { kind: 'hostile-names' });
  const { devices } = await (await testClient(pbx)).listDevices();
  for (const { name, brand, model } of devices)
    for (const text of [name, brand, model]) {
      expect(text ?? '').not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect((text ?? '').length).toBeLessThanOrEqual(120);
    }
});

test('without permission to read users, the gateways are still read', async () => {
  const pbx = await demoPbx();
  pbx.serverFault('users', { kind: 'always', fault: { kind: 'status', status: 403 } });
  const { devices } = await (await testClient(pbx)).listDevices();
  expect(devices).toHaveLength(24);
});

test('the test returns the version and the number of devices', async () => {
  const pbx = await demoPbx({ devices: 30 });
  const client = await testClient(pbx);
  expect(await client.test()).toEqual({ version: '20.0.10.100', deviceCount: 30 });
  pbx.serverFault('status', { kind: 'status', status: 403 });
  expect(await client.test()).toEqual({ version: null, deviceCount: 30 });
});

test('a list that cannot be read reports why', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx, { timeoutMs: 3_000 });
  for (const [fault, code] of [
    [{ kind: 'status', status: 403 }, 'forbidden'],
    [{ kind: 'status', status: 404 }, 'not-a-3cx'],
    [{ kind: 'status', status: 500, body: '' }, 'pbx-error'],
    [{ kind: 'html' }, 'not-a-3cx'],
    [{ kind: 'not-json' }, 'response-unreadable'],
    [{ kind: 'truncated' }, 'response-unreadable'],
    [{ kind: 'huge' }, 'response-unreadable'],
    [{ kind: 'redirect' }, 'not-a-3cx'],
    [{ kind: 'hang', when: 'before' }, 'pbx-unreachable'],
    [{ kind: 'edit', edit: () => ({ value: 'x' }) }, 'response-unreadable'],
    [{ kind: 'edit', edit: () => ({ value: Array(300_000).fill(0) }) }, 'response-unreadable'],
  ] as const) {
    pbx.serverFault('devices', { kind: 'always', fault });
    expect([fault.kind, (await failure(client.listDevices())).code]).toEqual([fault.kind, code]);
    pbx.serverFault('devices');
  }
});

test('an endless list is limited, and may be incomplete', async () => {
  const pbx = await demoPbx({ devices: 10 });
  const edit = () => ({ '@odata.count': 1e9, value: Array(1000).fill({ MacAddress: '000B82101EEF' }) });
  pbx.serverFault('devices', { kind: 'always', fault: { kind: 'edit', edit } });
  const { devices, complete } = await (await testClient(pbx)).listDevices();
  expect(devices.filter((device) => device.kind === 'fxs')).toHaveLength(1);
  expect(complete).toBe(false);
  expect(pbx.requests.length).toBeLessThan(60);
});

test('reading survives one kept connection that was closed in the meantime, not a PBX that always disconnects', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx);
  const cut = { kind: 'reset', when: 'before' } as const;
  pbx.serverFault('devices', cut);
  expect((await client.listDevices()).devices.length).toBeGreaterThan(24);
  pbx.serverFault('devices', cut, cut);
  expect((await failure(client.listDevices())).code).toBe('pbx-unreachable');
});

test('the current password is read without changing it', async () => {
  const pbx = await demoPbx();
  const [device] = pbx.devices;
  const before = device?.Password;
  const client = await testClient(pbx);
  expect(await client.readPassword(macOf(device), [device?.MacAddress ?? ''])).toBe(before);
  expect(pbx.devices[0]?.Password).toBe(before);
  expect(pbx.regenerated.size).toBe(0);
});
