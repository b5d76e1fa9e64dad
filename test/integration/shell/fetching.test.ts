import { expect, onTestFinished, test, vi } from 'vitest';
import { targetsOf } from '../../../common/fetching.ts';
import type { FetchProgress } from '../../../common/ipc/fetching.ts';
import type { EventData } from '../../../common/ipc/index.ts';
import { events } from '../../../common/ipc/index.ts';
import type { Item } from '../../../common/model.ts';
import { planItems } from '../../../main/jobs/index.ts';
import { openRun } from '../../../main/runs/open-run.ts';
import { openServices } from '../../../main/services/index.ts';
import { createFetchHandlers } from '../../../main/shell/ipc/fetch-handlers.ts';
import { createRunningFetches } from '../../../main/shell/jobs/running-fetches.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import { type DemoPbxOptions, late } from '../../pbx/index.ts';
import { leaksIn } from '../../setup/canaries.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx, failure, macOf } from '../../setup/xapi.ts';

/** The handlers for windows on a stored PBX, whose first devices have new passwords from job 1. */
async function bench(options: DemoPbxOptions = { behaviour: { actionsKnowFxs: true } }, count = 1) {
  const demo = await demoPbx(options);
  const folder = temporaryFolder();
  const services = await openServices(folder, memoryKeychain());
  const { store, jobs, pbxs, connector } = services;
  const entry = { name: 'Acme', address: demo.url, clientId: demo.clientId, fingerprint: demo.fingerprint };
  const pbx = await pbxs.add(entry, demo.apiKey);
  await pbxs.refreshDevices(pbx, await connector.stored(pbx));
  const macs = demo.devices.map(macOf);
  const items = planItems(macs.slice(0, count), {
    list: store.devices.list(pbx.id),
    othersWith: () => [],
    tryUnlisted: false,
  });
  const run = await openRun(services, pbx, new AbortController().signal);
  await jobs.start(pbx, items, { reference: null, retryOf: null }, { ...run, onEvent: () => {} });
  const told: FetchProgress[] = [];
  const toldItems: Item[] = [];
  const ended: string[] = [];
  const timers = new Set<() => void>();
  const runningFetches = createRunningFetches({
    services,
    tell(name, data) {
      events[name].parse(data);
      if (name === 'fetch:changed') told.push(data as EventData<'fetch:changed'>);
      if (name === 'jobs:items') toldItems.push(...(data as EventData<'jobs:items'>).items);
    },
    ended: (pbxUrl) => void ended.push(pbxUrl),
    later(work) {
      timers.add(work);
      return () => void timers.delete(work);
    },
  });
  const opened: string[] = [];
  const copied: object[] = [];
  const browser = { works: true };
  const handlers = createFetchHandlers(
    {
      services,
      runningFetches,
      async openDevicePage(url) {
        if (!browser.works) throw new Error('no browser');
        opened.push(url);
      },
    },
    (input) => {
      copied.push(input);
      return { copied: true, clearedAfterSeconds: 45 };
    },
  );
  onTestFinished(async () => {
    await runningFetches.stop();
    await services.close();
  });
  const itemsNow = () => store.jobs.items(1);
  const page = (copy: { item: number } | null = null, mac = macs[0] ?? macOf(undefined)) =>
    handlers['device:page']({ pbxId: pbx.id, mac, copy });
  return {
    demo,
    services,
    pbx,
    macs,
    handlers,
    runningFetches,
    told,
    toldItems,
    ended,
    timers,
    opened,
    copied,
    browser,
    itemsNow,
    page,
  };
}

const notCopied = { copied: false, clearedAfterSeconds: null };

test('a run tells how far it is, and of its items; then events are watched', async () => {
  const { demo, handlers, runningFetches, told, toldItems, timers, itemsNow } = await bench();
  const result = await handlers['fetch:start']({ jobId: 1, targets: targetsOf(itemsNow()) });
  expect(result).toMatchObject({
    state: 'finished',
    problem: null,
    items: [{ fetch: { state: 'awaited' } }],
  });
  expect(told.at(0)).toMatchObject({ running: true, done: 0, total: 1 });
  expect(told.at(-1)).toMatchObject({ running: false, done: 1, total: 1, left: 0, problem: null });
  expect(toldItems.map(({ fetch }) => fetch?.devices[0]?.request?.state)).toContain('running');
  demo.setClock(30_000);
  runningFetches.check();
  await vi.waitFor(() => {
    for (const work of [...timers]) work();
    expect(itemsNow()[0]?.fetch).toMatchObject({ state: 'generated' });
  });
  expect(toldItems.at(-1)).toMatchObject({ fetch: { state: 'generated' } });
  expect(handlers['fetch:open'](undefined)).toEqual([]);
});

test('paused, it has devices left, which can be asked later or not at all', async () => {
  const { demo, pbx, handlers, told, itemsNow } = await bench(undefined, 3);
  const fault = late();
  demo.serverFault('reprovision', fault);
  const arrives = demo.nextRequest(({ url }) => url.includes('Reprovision'));
  const running = handlers['fetch:start']({ jobId: 1, targets: targetsOf(itemsNow()) });
  await arrives;
  expect(handlers['fetch:open'](undefined)).toMatchObject([
    { pbxId: pbx.id, running: true, total: 3, left: 2, jobIds: [1] },
  ]);
  const second = handlers['fetch:start']({ jobId: 1, targets: targetsOf(itemsNow()) });
  expect(await failure(Promise.resolve(second))).toMatchObject({ code: 'pbx-busy-elsewhere' });
  await handlers['fetch:pause']({ pbxId: pbx.id });
  expect(told.at(-1)).toMatchObject({ stopping: 'pausing' });
  fault.release();
  expect(await running).toMatchObject({ state: 'paused', problem: null });
  expect(told.at(-1)).toMatchObject({ running: false, done: 1, left: 2 });
  expect(handlers['fetch:open'](undefined)).toMatchObject([{ running: false, left: 2, jobIds: [1] }]);
  await handlers['fetch:cancel']({ pbxId: pbx.id });
  expect(handlers['fetch:open'](undefined)).toEqual([]);
  expect(itemsNow().map(({ fetch }) => fetch?.devices[0]?.request?.state)).toEqual([
    'accepted',
    'cancelled',
    'cancelled',
  ]);
});

test('once a run has ended, what waited for its PBX is tried', async () => {
  const { demo, handlers, ended, itemsNow } = await bench();
  await handlers['fetch:start']({ jobId: 1, targets: targetsOf(itemsNow()) });
  expect(ended).toEqual([demo.url]);
  await failure(Promise.resolve(handlers['fetch:start']({ jobId: 1, targets: [] })));
  expect(ended).toHaveLength(2);
});

test('after the computer slept, a paused run says why it paused', async () => {
  const { demo, handlers, runningFetches, told, itemsNow } = await bench(undefined, 3);
  const fault = late();
  demo.serverFault('reprovision', fault);
  const arrives = demo.nextRequest(({ url }) => url.includes('Reprovision'));
  const running = handlers['fetch:start']({ jobId: 1, targets: targetsOf(itemsNow()) });
  await arrives;
  runningFetches.sleep();
  fault.release();
  const problem = { code: 'computer-asleep', facts: { reason: 'fetch' } };
  expect(await running).toMatchObject({ state: 'paused', problem });
  expect(told.at(-1)).toMatchObject({ running: false, left: 2, problem });
  expect(handlers['fetch:open'](undefined)).toMatchObject([{ running: false, left: 2, problem }]);
});

test('what a killed process was asking is unclear and awaited as soon as a window looks', async () => {
  const { demo, services, pbx, handlers, timers, toldItems, itemsNow } = await bench(undefined, 2);
  const [one] = targetsOf(itemsNow());
  if (!one) throw new Error('no device');
  const lock = services.store.locks.tryAcquire(`job ${pbx.url}`);
  services.store.fetches.plan([one]);
  services.store.fetches.begin(one);
  const open = () => handlers['fetch:open'](undefined);
  // The one that is being asked counts, too.
  expect(open()).toMatchObject([{ running: false, elsewhere: true, left: 1, total: 1 }]);
  lock?.release();
  expect(open()).toEqual([]);
  expect(itemsNow()[0]?.fetch).toMatchObject({
    state: 'awaited',
    devices: [{ request: { state: 'unclear' } }],
  });
  expect(toldItems.at(-1)).toMatchObject({ id: one.itemId });
  expect(timers.size).toBe(1);
  expect(demo.reprovisioned).toEqual([]);
});

test('items of another job, or none, are refused before anything is sent', async () => {
  const { demo, handlers, macs } = await bench();
  const [mac = macOf(undefined), other = mac] = macs;
  for (const input of [
    { jobId: 1, targets: [{ itemId: 99, mac }] },
    { jobId: 1, targets: [{ itemId: 1, mac: other }] },
    { jobId: 7, targets: [{ itemId: 1, mac }] },
  ]) {
    const refused = Promise.resolve().then(() => handlers['fetch:start'](input));
    expect(await failure(refused)).toMatchObject({ code: 'usage' });
  }
  expect(demo.reprovisioned).toEqual([]);
});

test('a device’s page is opened at its private address, without using the PBX’s link', async () => {
  const { demo, page, opened, copied } = await bench();
  const result = await page();
  expect(result).toMatchObject({ opened: true, copied: false, clearedAfterSeconds: null });
  expect(opened).toEqual([expect.stringMatching(/^https:\/\/192\.168\.10\.\d+\/$/)]);
  const secrets = new Map(demo.linkSecrets().map((secret) => [secret, secret]));
  expect(leaksIn(JSON.stringify([result, opened]), secrets)).toEqual([]);
  expect(copied).toEqual([]);
});

test('the password is copied only on request and for a private address, and only its own device’s', async () => {
  const { demo, page, opened, copied, macs, itemsNow, browser } = await bench();
  const item = itemsNow()[0]?.id ?? 0;
  expect(await page({ item })).toMatchObject({ opened: true, copied: true, clearedAfterSeconds: 45 });
  expect(copied).toEqual([{ ref: { item } }]);
  expect(await failure(Promise.resolve(page({ item }, macs[1])))).toMatchObject({ code: 'call-refused' });
  for (const [registrarAddress, reason] of [
    ['sbc', 'behind-sbc'],
    ['public', 'not-private'],
    ['missing', 'not-reported'],
  ] as const) {
    demo.behaviour.registrarAddress = registrarAddress;
    expect(await page({ item })).toEqual({ opened: false, reason, ...notCopied });
  }
  demo.behaviour.registrarAddress = 'private';
  demo.serverFault('registrars', { kind: 'status', status: 404 });
  expect(await page({ item })).toEqual({ opened: false, reason: 'not-reported', ...notCopied });
  expect(copied).toHaveLength(1);
  browser.works = false;
  expect(await page()).toEqual({ opened: false, reason: 'browser-failed', ...notCopied });
  // What is on the clipboard by then is told.
  expect(await page({ item })).toEqual({
    opened: false,
    reason: 'browser-failed',
    copied: true,
    clearedAfterSeconds: 45,
  });
  expect(opened).toHaveLength(1);
});

test('an address that is another device’s, or hostile, is not opened', async () => {
  const { demo, page, opened } = await bench();
  for (const IpAddress of [
    'evil.example',
    '192.168.1.1/../x',
    'https://192.168.1.1/',
    '127.0.0.1',
    { a: 1 },
  ]) {
    demo.serverFault('registrars', {
      kind: 'edit',
      edit: (body) => ({ value: (body.value as object[]).map((each) => ({ ...each, IpAddress })) }),
    });
    expect(await page()).toMatchObject({ opened: false });
  }
  demo.serverFault('registrars', {
    kind: 'edit',
    edit: (body) => ({ value: (body.value as object[]).map((each) => ({ ...each, MAC: '000B82000001' })) }),
  });
  expect(await page()).toEqual({ opened: false, reason: 'not-reported', ...notCopied });
  expect(opened).toEqual([]);
});

test('a run of another process is told as that, and why a run of this one paused after it has ended', async () => {
  const { demo, services, pbx, handlers, itemsNow } = await bench(undefined, 3);
  demo.behaviour.phoneActionsPermitted = false;
  await handlers['fetch:start']({ jobId: 1, targets: targetsOf(itemsNow()) });
  const open = () => handlers['fetch:open'](undefined);
  expect(open()).toMatchObject([
    { running: false, elsewhere: false, left: 2, problem: { code: 'forbidden' } },
  ]);
  const lock = services.store.locks.tryAcquire(`job ${pbx.url}`);
  expect(open()).toMatchObject([{ running: false, elsewhere: true, left: 2 }]);
  lock?.release();
  demo.behaviour.phoneActionsPermitted = true;
  expect(await handlers['fetch:resume']({ pbxId: pbx.id })).toMatchObject({ state: 'finished' });
  expect(open()).toEqual([]);
  expect(demo.reprovisioned).toHaveLength(2);
});
