import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { PbxEntry } from '../../../common/ipc/index.ts';
import type { Pbx } from '../../../common/model.ts';
import { pauseReason, planItems } from '../../../main/jobs/index.ts';
import { openServices, type Services } from '../../../main/services/index.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import { pbxLockName } from '../../../main/store/pbx-lock.ts';
import type { DemoPbx } from '../../pbx/index.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx, failure, macOf } from '../../setup/xapi.ts';

interface Bench {
  demo: DemoPbx;
  folder: string;
  services: Services;
  pbx: Pbx;
}

const entryOf = (demo: DemoPbx): PbxEntry => ({
  name: 'Acme',
  address: demo.url,
  clientId: demo.clientId,
  fingerprint: null,
});

/** A stored PBX that was contacted: its devices and its version are known. */
async function bench(): Promise<Bench> {
  const demo = await demoPbx();
  const folder = temporaryFolder();
  const services = await openServices(folder, memoryKeychain());
  onTestFinished(() => services.close());
  const pbx = await services.pbxs.add(entryOf(demo), demo.apiKey);
  await services.pbxs.refreshDevices(pbx, await services.connector.stored(pbx));
  await services.pbxs.test(pbx);
  return { demo, folder, services, pbx };
}

/** Starts a job whose request is never answered; cancelling and closing the demo end it. */
async function hangingJob({ demo, services, pbx }: Bench): Promise<number> {
  const mac = macOf(demo.devices[0]);
  demo.script(mac, { kind: 'hang', when: 'before' });
  const items = planItems([mac], {
    list: services.store.devices.list(pbx.id),
    othersWith: () => [],
    tryUnlisted: false,
  });
  const cancelling = new AbortController();
  const xapi = await services.connector.stored(pbx);
  const begun = Promise.withResolvers<number>();
  const ended = services.jobs.start(
    pbx,
    items,
    { reference: null, retryOf: null },
    {
      xapi,
      refuseIfChanged: () => {},
      pace: () => pbx.pace,
      sealer: await services.sealer(),
      signal: cancelling.signal,
      onEvent: (event) => event.type === 'item' && begun.resolve(event.item.id),
    },
  );
  onTestFinished(async () => {
    cancelling.abort();
    await demo.close();
    await ended;
  });
  await begun.promise;
  return services.store.jobs.running()[0]?.id ?? -1;
}

test('facts about one address are not shown for another', async () => {
  const { demo, services, pbx } = await bench();
  const other = await demoPbx({ seed: 'another', devices: 3 });
  const { pbxs, store } = services;
  const known = pbxs.withId(pbx.id);
  expect([known.version, known.lastContactAt]).not.toContain(null);

  await pbxs.edit(known, { name: 'Acme Ltd', clientId: 'another' }, demo.apiKey);
  expect(store.devices.list(pbx.id)?.devices.length).toBeGreaterThan(0);
  expect(pbxs.withId(pbx.id).version).toBe(known.version);

  const moved = await pbxs.edit(pbxs.withId(pbx.id), { address: other.url }, other.apiKey);
  expect(moved).toMatchObject({ url: other.url, version: null, lastContactAt: null });
  expect(pbxs.withId(pbx.id)).toEqual(moved);
  expect(store.devices.list(pbx.id)).toBeNull();
  expect(store.devices.othersWith(macOf(demo.devices[0]), null)).toEqual([]);
});

test('an answer that arrives after the address was changed, or the PBX removed, is dropped', async () => {
  const { demo, services, pbx } = await bench();
  const other = await demoPbx();
  const { pbxs, connector, store } = services;
  const xapi = await connector.stored(pbx);
  await pbxs.edit(pbx, { address: other.url }, other.apiKey);
  expect((await pbxs.refreshDevices(pbx, xapi)).devices.length).toBeGreaterThanOrEqual(demo.devices.length);
  expect(store.devices.list(pbx.id)).toBeNull();
  expect(pbxs.withId(pbx.id).lastContactAt).toBeNull();
  expect(() => pbxs.refuseIfChanged(pbx, xapi)).toThrow('usage');

  await pbxs.remove(pbxs.withId(pbx.id), { history: false });
  await pbxs.refreshDevices(pbx, xapi);
  expect(() => pbxs.refuseIfChanged(pbx, xapi)).toThrow('pbx-unknown');
});

test('a PBX that a job runs on can be renamed, but neither changed nor removed', async () => {
  const made = await bench();
  const { demo, services, pbx } = made;
  const { pbxs } = services;
  const job = await hangingJob(made);
  const client = await services.connector.stored(pbx);
  const busy = { code: 'pbx-busy-elsewhere', facts: { job } };
  expect(await failure(pbxs.edit(pbx, { address: 'https://other.example' }, 'key'))).toMatchObject(busy);
  expect(await failure(pbxs.edit(pbx, { clientId: 'other' }, null))).toMatchObject(busy);
  expect(await failure(pbxs.edit(pbx, { fingerprint: 'AB'.repeat(32) }, null))).toMatchObject(busy);
  expect(await failure(pbxs.edit(pbx, {}, 'another-key'))).toMatchObject(busy);
  expect(await failure(pbxs.remove(pbx, { history: false }))).toMatchObject(busy);
  expect(pbxs.withId(pbx.id)).toMatchObject({ url: demo.url, clientId: demo.clientId });
  // The key in the keychain is the same: with a different one there would be another client.
  expect(await services.connector.stored(pbx)).toBe(client);

  await pbxs.edit(pbx, { name: 'Acme Ltd' }, null);
  expect(pbxs.withId(pbx.id).name).toBe('Acme Ltd');
});

test('a job in another process prevents that too, until it has ended', async () => {
  const { folder, services, pbx } = await bench();
  const child = fork(new URL('../../setup/lock-child.ts', import.meta.url), [folder, pbxLockName(pbx.url)], {
    stdio: 'pipe',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  expect((await failure(services.pbxs.remove(pbx, { history: false }))).code).toBe('pbx-busy-elsewhere');
  expect((await failure(services.pbxs.edit(pbx, {}, 'another-key'))).code).toBe('pbx-busy-elsewhere');
  child.kill('SIGKILL');
  await once(child, 'exit');
  await services.pbxs.remove(pbx, { history: false });
  expect(services.pbxs.list()).toEqual([]);
});

/** Runs a device of the stored PBX to its end, or to a pause at its first request. */
async function runOne({ services, demo }: Bench, pbx: Pbx, count = 1, pauses = false): Promise<number> {
  const list = services.store.devices.list(pbx.id);
  const items = planItems(demo.devices.slice(0, count).map(macOf), {
    list,
    othersWith: () => [],
    tryUnlisted: true,
  });
  const stopping = new AbortController();
  if (pauses)
    void demo.nextRequest(({ path }) => path.includes('Regenerate')).then(() => stopping.abort(pauseReason));
  const { id } = await services.jobs.start(
    pbx,
    items,
    { reference: null, retryOf: null },
    {
      xapi: await services.connector.stored(pbx),
      refuseIfChanged: () => {},
      pace: () => ({ concurrency: 1, ratePerSecond: null }),
      sealer: await services.sealer(),
      signal: stopping.signal,
      onEvent: () => {},
    },
  );
  return id;
}

test('a password made before the address of its PBX was changed is replaced by one made after', async () => {
  const at = await bench();
  const { services, demo, pbx } = at;
  const first = await runOne(at, pbx);
  const elsewhere = demo.url.replace('127.0.0.1', 'localhost');
  expect(elsewhere).not.toBe(demo.url);
  const moved = await services.pbxs.edit(pbx, { address: elsewhere }, demo.apiKey);
  const second = await runOne(at, moved);
  const [older, newer] = [first, second].map((job) => services.store.jobs.items(job)[0]);
  expect(older).toMatchObject({ state: 'succeeded', replacedAt: newer?.endedAt, surelyReplaced: true });
  expect(newer).toMatchObject({ state: 'succeeded', replacedAt: null });
});

test('an unforeseen error is logged with its place in the code, without its message', async () => {
  const { services } = await bench();
  const error = new Error('open /home/out/anna.mueller/main/Praxis-Meier/list.ts:1');
  services.explain(error);
  services.explain(
    Object.assign(new Error('x'), { stack: 'Error: x\n    at f (/home/main/anna/main/jobs/run.ts:7:1)' }),
  );
  const places = readFileSync(services.files.log, 'utf8').match(/"where":"[^"]*"/g);
  expect(places?.at(-1)).toBe('"where":"main/jobs/run.ts:7"');
  expect(places?.join()).not.toMatch(/anna|Meier/);
});

test('removing a PBX stops its waiting jobs; with its history its address goes, too', async () => {
  const at = await bench();
  const { services, demo, pbx, folder } = at;
  const job = await runOne(at, pbx, 2, true);
  services.jobs.wait(job);
  services.store.refusals.refused({ url: pbx.url, clientId: 'x', apiKey: 'y' });
  await services.pbxs.remove(pbx, { history: false });
  expect(services.store.jobs.get(job)).toMatchObject({
    state: 'paused',
    waiting: null,
    pauseProblem: { code: 'pbx-unknown' },
  });
  expect(services.store.refusals.sinceSuccess(pbx.url).count).toBe(1);

  const again = await services.pbxs.add(entryOf(demo), demo.apiKey);
  await services.pbxs.remove(again, { history: true });
  await services.close();
  for (const name of readdirSync(folder).filter((each) => each.startsWith('rekey.db')))
    expect(readFileSync(join(folder, name)).includes(new URL(pbx.url).host)).toBe(false);
});

test('a PBX that is removed and added again takes over its jobs', async () => {
  const at = await bench();
  const { services, demo, pbx } = at;
  const job = await runOne(at, pbx, 2, true);
  expect(services.store.jobs.get(job)).toMatchObject({ state: 'paused', pbxId: pbx.id });
  await services.pbxs.remove(pbx, { history: false });
  expect(services.store.jobs.get(job)?.pbxId).toBeNull();
  const other = await services.pbxs.add(
    { ...entryOf(demo), name: 'Other', address: 'https://other.example' },
    demo.apiKey,
  );
  expect(services.store.jobs.get(job)?.pbxId).toBeNull();
  const again = await services.pbxs.edit(other, { address: demo.url }, demo.apiKey);
  expect(services.store.jobs.get(job)?.pbxId).toBe(again.id);
  await services.pbxs.remove(again, { history: false });
  const added = await services.pbxs.add(entryOf(demo), demo.apiKey);
  expect(services.store.jobs.get(job)?.pbxId).toBe(added.id);
});

/** The recorded last failure, and when. */
function failureOf({ services, pbx }: Pick<Bench, 'services' | 'pbx'>): string | null {
  const { lastFailure } = services.pbxs.withId(pbx.id);
  if (!lastFailure) return null;
  expect(Math.abs(Date.now() - Date.parse(lastFailure.at))).toBeLessThan(60_000);
  return lastFailure.problem.code;
}

test('a failed test is remembered, by other processes too, until it works again', async () => {
  const at = await bench();
  const { demo, folder, services, pbx } = at;
  const { pbxs } = services;
  expect(failureOf(at)).toBeNull();
  const fault = { kind: 'status', status: 403, body: '{"title":"Role too low"}' } as const;
  demo.serverFault('devices', { kind: 'always', fault });
  await failure(pbxs.test(pbx));
  const elsewhere = await openServices(folder, memoryKeychain());
  onTestFinished(() => elsewhere.close());
  expect(elsewhere.pbxs.withId(pbx.id).lastFailure?.problem).toMatchObject({
    code: 'forbidden',
    facts: { pbxSays: 'Role too low' },
  });
  demo.serverFault('devices');
  await pbxs.test(pbx);
  expect(failureOf(at)).toBeNull();
});

test('failures during use are remembered as well, and a success clears them', async () => {
  const at = await bench();
  const { demo, services, pbx } = at;
  const { pbxs, connector } = services;
  const xapi = await connector.stored(pbx);
  const mac = macOf(demo.devices[0]);
  const keys = [demo.devices[0]?.MacAddress ?? ''];
  const page = { kind: 'html' } as const;

  demo.serverFault('devices', page);
  await failure(pbxs.refreshDevices(pbx, xapi));
  expect(failureOf(at)).toBe('not-a-3cx');
  await xapi.readPassword(mac, keys);
  expect(failureOf(at)).toBeNull();

  demo.serverFault('regenerate', page);
  await failure(xapi.regenerate(mac, keys));
  expect(failureOf(at)).toBe('not-a-3cx');
  await xapi.regenerate(mac, keys);
  expect(failureOf(at)).toBeNull();

  // A problem of one device alone says nothing about the PBX.
  demo.script(mac, { kind: 'status', status: 409 });
  await failure(xapi.regenerate(mac, keys));
  expect(failureOf(at)).toBeNull();

  await demo.close();
  await failure(connector.probe(pbx));
  expect(failureOf(at)).toBe('pbx-unreachable');
});

test('a failure with another address, client or key is discarded with it', async () => {
  const at = await bench();
  const { demo, services, pbx } = at;
  const { pbxs, connector } = services;
  const fail = async (): Promise<void> => {
    demo.serverFault('devices', { kind: 'html' });
    await failure(pbxs.test(pbxs.withId(pbx.id)));
    expect(failureOf(at)).toBe('not-a-3cx');
  };
  await fail();
  await pbxs.edit(pbx, { name: 'Renamed' }, null);
  expect(failureOf(at)).toBe('not-a-3cx');
  await pbxs.edit(pbx, {}, demo.apiKey);
  expect(failureOf(at)).toBeNull();
  await fail();
  const old = await connector.stored(pbxs.withId(pbx.id));
  await pbxs.edit(pbx, { clientId: 'another' }, null);
  expect(failureOf(at)).toBeNull();
  demo.serverFault('devices', { kind: 'html' });
  await failure(old.test());
  expect(failureOf(at)).toBeNull();
});

test('the result of testing an entry is known once that very entry is saved', async () => {
  const { demo, services } = await bench();
  const { pbxs } = services;
  const entry = { ...entryOf(demo), name: 'Other' };
  await failure(pbxs.testEntry(null, entry, 'wrong'));
  const saved = await pbxs.add(entry, 'wrong');
  expect(saved.lastFailure?.problem.code).toBe('sign-in-refused');
  await failure(pbxs.testEntry(saved, entry, 'wrong again'));
  const corrected = await pbxs.edit(saved, {}, demo.apiKey);
  expect(corrected.lastFailure).toBeNull();
  await pbxs.testEntry(saved, entry, demo.apiKey, { retryRefusedKey: true });
  expect((await pbxs.edit(saved, {}, demo.apiKey)).lastContactAt).not.toBeNull();
});

test('a PBX from an older database has no failure, and a damaged failure counts as none', async () => {
  const at = await bench();
  const { folder, services, pbx } = at;
  const db = new Database(join(folder, 'rekey.db'));
  onTestFinished(() => void db.close());
  for (const text of ['{', '{"code":"of another version","facts":{}}', 'null']) {
    db.prepare('UPDATE pbxs SET last_failure_at = 1, last_failure = ?').run(text);
    expect(services.pbxs.withId(pbx.id).lastFailure).toBeNull();
  }
});

test('after two wrong keys the user may try the right one at once, at the stated risk', async () => {
  const { demo, services, pbx } = await bench();
  const { pbxs } = services;
  const now = (options = {}) => pbxs.test(pbxs.withId(pbx.id), options);
  for (const key of ['wrong 1', 'wrong 2']) {
    await pbxs.edit(pbx, {}, key.replace(' ', '-'));
    expect((await failure(now())).code).toBe('sign-in-refused');
  }
  await pbxs.edit(pbx, {}, 'wrong-3');
  expect(await failure(now())).toMatchObject({ code: 'sign-in-held-off', facts: { pbx: 'Acme' } });
  expect(demo.signIns.refused).toBe(2);
  demo.behaviour.blockAfterRefusals = null;
  // Another rejection holds off again.
  expect((await failure(now({ retryRefusedKey: true }))).code).toBe('sign-in-refused');
  await pbxs.edit(pbx, {}, demo.apiKey);
  expect((await failure(now())).code).toBe('sign-in-held-off');
  expect(demo.signIns.refused).toBe(3);
  await now({ retryRefusedKey: true });
  await now();
});
