import { expect, test } from 'vitest';
import { targetsOf, unfetchedTargets } from '../../../common/fetching.ts';
import type { Mac } from '../../../common/mac.ts';
import type { FetchState, Item } from '../../../common/model.ts';
import { pauseReason, planItems } from '../../../main/jobs/index.ts';
import { late } from '../../pbx/index.ts';
import { type FetchBench, fetchBench } from '../../setup/fetching.ts';
import { failure, macOf } from '../../setup/xapi.ts';

const known = { behaviour: { actionsKnowFxs: true } };

async function withPasswords(bench: FetchBench, count = 3): Promise<Item[]> {
  const job = await bench.run({ macs: bench.macs.slice(0, count) });
  const items = bench.items(job);
  expect(items.map(({ state }) => state)).toEqual(items.map(() => 'succeeded'));
  return items;
}
const statesOf = (bench: FetchBench, items: readonly Item[]): (FetchState | undefined)[] =>
  items.map(({ id }) => bench.store.jobs.item(id).fetch?.devices[0]?.request?.state);

test('a new password is awaited, from the PBX’s own time of its answer', async () => {
  const bench = await fetchBench({ ...known, offsetMs: -7_200_000 });
  const [item] = await withPasswords(bench, 1);
  expect(item?.fetch).toMatchObject({ state: 'awaited', reason: null, at: null, devices: [] });
  const changedAt = Date.parse(item?.fetch?.changedAt ?? '');
  expect(Math.abs(changedAt - (Date.now() - 7_200_000))).toBeLessThan(60_000);
});

test('devices are asked one after the other, one every two seconds, once each', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench);
  const run = await bench.fetch(items);
  expect(run).toMatchObject({ state: 'finished', problem: null });
  expect(bench.pbx.reprovisioned).toEqual(items.map(({ mac }) => mac));
  expect(bench.fetchWaits).toEqual([2_000, 2_000]);
  expect(statesOf(bench, items)).toEqual(['accepted', 'accepted', 'accepted']);
  const states = bench.fetchEvents.flatMap((event) =>
    event.type === 'item' ? [event.item.fetch?.devices[0]?.request?.state] : [],
  );
  expect(states).toEqual(['running', 'accepted', 'running', 'accepted', 'running', 'accepted']);
});

test('a PBX that accepts no MAC of an Fxs is asked once for that kind', async () => {
  const bench = await fetchBench();
  const items = await withPasswords(bench);
  expect(await bench.fetch(items)).toMatchObject({ state: 'finished' });
  expect(statesOf(bench, items)).toEqual(['refused', 'not-asked', 'not-asked']);
  expect(bench.pbx.requests.filter(({ url }) => url.includes('Reprovision'))).toHaveLength(1);
});

test('one device that is rejected while others are not is rejected as that device', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench);
  bench.pbx.serverFault('reprovision', { kind: 'none' }, { kind: 'status', status: 404 });
  await bench.fetch(items);
  expect(statesOf(bench, items)).toEqual(['accepted', 'refused', 'accepted']);
});

test.each([
  [{ kind: 'reset', when: 'after' }],
  [{ kind: 'status', status: 500, carryOut: true }],
  [{ kind: 'status', status: 502 }],
] as const)('%j has no clear answer: it is recorded as such, and not repeated', async (fault) => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench);
  bench.pbx.serverFault('reprovision', fault);
  expect(await bench.fetch(items)).toMatchObject({ state: 'finished' });
  expect(statesOf(bench, items)).toEqual(['unclear', 'accepted', 'accepted']);
  const key = items[0]?.device?.key ?? '-';
  expect(bench.pbx.requests.filter(({ body }) => body.includes(key))).toHaveLength(1);
});

test('an answer that does not come from a 3CX stops the run', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench);
  bench.pbx.serverFault('reprovision', { kind: 'html' });
  expect(await bench.fetch(items)).toMatchObject({ state: 'paused', problem: { code: 'not-a-3cx' } });
  expect(statesOf(bench, items)).toEqual(['unclear', 'queued', 'queued']);
});

test('three requests in a row without a clear answer stop the run', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench, 4);
  bench.pbx.serverFault('reprovision', { kind: 'always', fault: { kind: 'reset', when: 'after' } });
  expect(await bench.fetch(items)).toMatchObject({ state: 'paused', problem: { code: 'pbx-unreachable' } });
  expect(statesOf(bench, items)).toEqual(['unclear', 'unclear', 'unclear', 'queued']);
});

test('a busy PBX is asked again after the time it names; one that stays busy pauses the run', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench, 2);
  const busy = { kind: 'status', status: 503, headers: { 'retry-after': '30' } } as const;
  bench.pbx.serverFault('reprovision', busy);
  expect(await bench.fetch(items)).toMatchObject({ state: 'finished' });
  expect(bench.fetchWaits).toEqual([30_000, 2_000]);
  expect(statesOf(bench, items)).toEqual(['accepted', 'accepted']);
  bench.pbx.serverFault('reprovision', { kind: 'always', fault: busy });
  expect(await bench.fetch(items)).toMatchObject({ state: 'paused', problem: { code: 'pbx-error' } });
  expect(statesOf(bench, items)).toEqual(['queued', 'queued']);
});

test('an API client without permission stops the run at its first device', async () => {
  const bench = await fetchBench({ behaviour: { actionsKnowFxs: true, phoneActionsPermitted: false } });
  const items = await withPasswords(bench);
  expect(await bench.fetch(items)).toMatchObject({ state: 'paused', problem: { code: 'forbidden' } });
  expect(statesOf(bench, items)).toEqual(['refused', 'queued', 'queued']);
});

test('paused, the request in flight is finished, and the rest can be asked later; cancelled, it is not', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench);
  const stop = new AbortController();
  const fault = late();
  bench.pbx.serverFault('reprovision', fault);
  const running = bench.fetch(items, stop.signal, (event) => {
    if (event.type !== 'item' || stop.signal.aborted) return;
    stop.abort(pauseReason);
    fault.release();
  });
  expect(await running).toMatchObject({ state: 'paused', problem: null });
  const before = statesOf(bench, items);
  expect(before.slice(1)).toEqual(['queued', 'queued']);
  expect(bench.store.fetches.open()).toMatchObject([{ queued: before[0] === 'queued' ? 3 : 2, running: 0 }]);
  bench.fetches.cancel(bench.pbx.url);
  expect(statesOf(bench, items).slice(1)).toEqual(['cancelled', 'cancelled']);
  expect(bench.store.fetches.open()).toEqual([]);

  const cancelled = new AbortController();
  const run = await bench.fetch(items, cancelled.signal, () => cancelled.abort());
  expect(run.state).toBe('cancelled');
  expect(statesOf(bench, items).slice(1)).toEqual(['cancelled', 'cancelled']);
});

test('what a dead process was sending is unclear after the next start, and the rest is still to be asked', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench, 2);
  const targets = items.map(({ id, mac }) => ({ itemId: id, mac }));
  bench.store.fetches.plan(targets);
  const [first] = targets;
  if (first) bench.store.fetches.begin(first);
  // Another process sends: its lock shows that it is alive.
  const lock = bench.store.locks.tryAcquire(`job ${bench.pbx.url}`);
  bench.fetches.recover();
  expect(statesOf(bench, items)).toEqual(['running', 'queued']);
  lock?.release();
  bench.fetches.recover();
  expect(statesOf(bench, items)).toEqual(['unclear', 'queued']);
  expect(bench.pbx.reprovisioned).toEqual([]);
  // It may have been sent, so its device is awaited as any other that was asked.
  expect(bench.store.fetches.watched().map(({ itemId }) => itemId)).toContain(items[0]?.id);
});

test('while a job runs on the PBX, in any process, nothing is recorded or sent; and vice versa', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench, 1);
  const lock = bench.store.locks.tryAcquire(`job ${bench.pbx.url}`);
  expect(await failure(bench.fetch(items))).toMatchObject({ code: 'pbx-busy-elsewhere' });
  expect(statesOf(bench, items)).toEqual([undefined]);
  lock?.release();
  const fault = late();
  bench.pbx.serverFault('reprovision', fault);
  const arrives = bench.pbx.nextRequest(({ url }) => url.includes('Reprovision'));
  const running = bench.fetch(items);
  await arrives;
  expect(await failure(bench.run({ macs: bench.macs.slice(1, 2) }))).toMatchObject({
    code: 'pbx-busy-elsewhere',
  });
  fault.release();
  expect(await running).toMatchObject({ state: 'finished' });
});

test('only devices with a new password are asked, and only on their own PBX', async () => {
  const bench = await fetchBench(known);
  bench.pbx.script(bench.pbx.devices[0]?.MacAddress ?? '', { kind: 'status', status: 409 });
  const job = await bench.run({ macs: bench.macs.slice(0, 2) });
  const [failed, done] = bench.items(job);
  expect(await failure(bench.fetch(failed ? [failed] : []))).toMatchObject({
    facts: { reason: 'nothing-to-fetch' },
  });
  const elsewhere = bench.fetches.start('https://elsewhere.example', targetsOf(done ? [done] : []), {
    xapi: bench.client,
    refuseIfChanged: () => {},
    signal: new AbortController().signal,
    onEvent: () => {},
  });
  expect(await failure(elsewhere)).toMatchObject({ facts: { reason: 'fetch-of-other-pbx' } });
  expect(bench.pbx.reprovisioned).toEqual([]);
});

test.each([
  ['of which the list has all', 2],
  ['of which the list has one', 1],
])('a user’s desk phones, %s, are each asked, and have fetched once all of them have', async (_, listed) => {
  const bench = await fetchBench(known);
  const user = bench.pbx.users.find(({ Phones }) => Phones.length === 2);
  const macs = user?.Phones.map(macOfPhone) ?? [];
  const list = await bench.client.listDevices();
  const planned = planItems(macs.slice(0, listed), {
    list,
    othersWith: () => [],
    tryUnlisted: false,
    deskPhones: 'all',
  });
  const job = await bench.start(planned);
  const items = bench.items(job);
  expect(items.map(({ state, macs: all }) => [state, all])).toEqual([['succeeded', macs.slice(0, listed)]]);
  expect(await bench.fetch(items)).toMatchObject({ state: 'finished' });
  expect(bench.pbx.reprovisioned).toEqual(macs);
  const [item] = items;
  const state = () => bench.store.jobs.item(item?.id ?? 0).fetch?.state;
  bench.pbx.behaviour.fetchOutcome = 'silent';
  bench.store.fetches.noteEvents([
    {
      itemId: item?.id ?? 0,
      mac: macs[0] ?? bench.macs[0] ?? macOfPhone(undefined),
      kind: 'generated',
      at: Date.now() + 60_000,
    },
  ]);
  expect(state()).toBe('awaited');
  expect(bench.store.fetches.watched()).toMatchObject([{ macs }]);
  expect(bench.store.fetches.newestOf(macs.slice(1), { id: null, url: bench.pbx.url })).toMatchObject([
    { itemId: item?.id, mac: macs[1] },
  ]);
});

/** A job that has given a user of two desk phones a new password, and the phones' MACs. */
async function withUser(bench: FetchBench): Promise<{ items: Item[]; macs: Mac[] }> {
  const user = bench.pbx.users.find(({ Phones }) => Phones.length === 2);
  const macs = user?.Phones.map(macOfPhone) ?? [];
  const list = await bench.client.listDevices();
  const job = await bench.start(
    planItems(macs.slice(0, 1), { list, othersWith: () => [], tryUnlisted: false, deskPhones: 'all' }),
  );
  return { items: bench.items(job), macs };
}

test.each(['paused', 'killed'])(
  'a run that was %s goes on with what it has not asked, and nothing else',
  async (how) => {
    const bench = await fetchBench(known);
    const { items, macs } = await withUser(bench);
    const stop = new AbortController();
    if (how === 'paused') {
      const run = bench.fetch(items, stop.signal, (event) => {
        if (event.type === 'item' && event.state === 'accepted') stop.abort(pauseReason);
      });
      expect(await run).toMatchObject({ state: 'paused' });
    } else {
      const targets = targetsOf(items);
      bench.store.fetches.plan(targets);
      if (targets[0]) bench.store.fetches.begin(targets[0]);
      // It was sent, and the process died before it noted the answer.
      await bench.client.reprovision([macs[0] ?? '']);
      bench.fetches.recover();
    }
    expect(bench.pbx.reprovisioned).toEqual(macs.slice(0, 1));
    const run = await bench.fetch(null);
    expect(run).toMatchObject({ state: 'finished', targets: [{ mac: macs[1] }] });
    expect(bench.pbx.reprovisioned).toEqual(macs);
  },
);

test('of a whole job each device is asked that was not, also where its user has others', async () => {
  const bench = await fetchBench(known);
  const { items, macs } = await withUser(bench);
  const now = () => items.flatMap(({ id }) => bench.store.jobs.item(id));
  const stop = new AbortController();
  await bench.fetch(items, stop.signal, (event) => {
    if (event.type === 'item' && event.state === 'accepted') stop.abort();
  });
  expect(unfetchedTargets(now()).map(({ mac }) => mac)).toEqual(macs.slice(1));
});

test('a user’s phone that the list did not have is asked by the spelling of the device list', async () => {
  const bench = await fetchBench(known);
  for (const { Phones } of bench.pbx.users)
    for (const phone of Phones)
      phone.MacAddress = phone.MacAddress?.replaceAll(/../g, '$&:').slice(0, -1) ?? null;
  const [entry] = bench.store.pbxs.list();
  bench.store.devices.replace(entry?.id ?? '', await bench.client.listDevices());
  const { items } = await withUser(bench);
  await bench.fetch(items);
  const keys = bench.pbx.users
    .find(({ Phones }) => Phones.length === 2)
    ?.Phones.map(({ MacAddress }) => MacAddress);
  const sent = bench.pbx.requests.filter(({ url }) => url.includes('Reprovision')).map(({ body }) => body);
  expect(sent).toEqual(keys?.map((mac) => JSON.stringify({ mac })));
});

test('why a run paused is kept, until it goes on', async () => {
  const bench = await fetchBench({ behaviour: { actionsKnowFxs: true, phoneActionsPermitted: false } });
  const items = await withPasswords(bench);
  await bench.fetch(items);
  expect(bench.store.fetches.open()).toMatchObject([{ queued: 2, problem: { code: 'forbidden' } }]);
  bench.pbx.behaviour.phoneActionsPermitted = true;
  const stop = new AbortController();
  await bench.fetch(null, stop.signal, () => stop.abort(pauseReason));
  expect(bench.store.fetches.open()).toMatchObject([{ problem: null }]);
});

test('what a later job gave another password while a run was paused is not asked any more', async () => {
  const bench = await fetchBench({ behaviour: { actionsKnowFxs: true, phoneActionsPermitted: false } });
  const items = await withPasswords(bench);
  await bench.fetch(items);
  bench.pbx.behaviour.phoneActionsPermitted = true;
  await bench.run({ macs: bench.macs.slice(1, 2) });
  await bench.fetch(null);
  expect(bench.pbx.reprovisioned).toEqual([items[2]?.mac]);
  expect(statesOf(bench, items)).toEqual(['refused', 'cancelled', 'accepted']);
});

function macOfPhone(phone: { MacAddress: string | null } | undefined): Mac {
  return macOf({ MacAddress: phone?.MacAddress ?? '' });
}
