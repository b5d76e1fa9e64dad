import { describe, expect, test } from 'vitest';
import { targetsOf, unfetchedTargets } from '../../../common/fetching.ts';
import type { Mac } from '../../../common/mac.ts';
import type { DeviceList, FetchState, Item } from '../../../common/model.ts';
import { sleepReason } from '../../../main/jobs/events.ts';
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

test('a PBX that finds no MAC of an Fxs is asked for two of that kind, and not for the others', async () => {
  const bench = await fetchBench();
  const items = await withPasswords(bench, 4);
  expect(await bench.fetch(items)).toMatchObject({ state: 'finished' });
  expect(statesOf(bench, items)).toEqual(['refused', 'refused', 'not-asked', 'not-asked']);
  expect(bench.pbx.requests.filter(({ url }) => url.includes('Reprovision'))).toHaveLength(2);
});

test('a PBX that rejects the request itself is asked once for that kind', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench);
  bench.pbx.serverFault('reprovision', { kind: 'status', status: 400 });
  expect(await bench.fetch(items)).toMatchObject({ state: 'finished' });
  expect(statesOf(bench, items)).toEqual(['refused', 'not-asked', 'not-asked']);
});

test('a device that is gone from the PBX does not keep the others from being asked', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench);
  bench.pbx.serverFault('reprovision', { kind: 'status', status: 404 });
  await bench.fetch(items);
  expect(statesOf(bench, items)).toEqual(['refused', 'accepted', 'accepted']);
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
  expect(await bench.fetch(items)).toMatchObject({
    state: 'paused',
    problem: { code: 'pbx-error', facts: { retryAt: expect.any(String) } },
  });
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
  expect(bench.store.fetches.newestOf(macs.slice(1), bench.pbx.url)).toMatchObject([
    { itemId: item?.id, mac: macs[1] },
  ]);
});

/** A job that has given a user of two desk phones a new password, and the phones' MACs. */
async function withUser(bench: FetchBench, list?: DeviceList): Promise<{ items: Item[]; macs: Mac[] }> {
  const user = bench.pbx.users.find(({ Phones }) => Phones.length === 2);
  const macs = user?.Phones.map(macOfPhone) ?? [];
  list ??= await bench.client.listDevices();
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

test.each(['noted with the item', 'of the stored device list'])(
  'a user’s phone that the list did not have is asked by the PBX’s spelling, %s',
  async (where) => {
    const bench = await fetchBench(known);
    for (const { Phones } of bench.pbx.users)
      for (const phone of Phones)
        phone.MacAddress = phone.MacAddress?.replaceAll(/../g, '$&:').slice(0, -1) ?? null;
    const list = await bench.client.listDevices();
    if (where === 'of the stored device list') {
      const [entry] = bench.store.pbxs.list();
      bench.store.devices.replace(entry?.id ?? '', list);
      for (const { user } of list.devices)
        if (user) user.phones = user.phones.map(({ mac, name }) => ({ mac, name }));
    }
    const { items } = await withUser(bench, list);
    await bench.fetch(items);
    const keys = bench.pbx.users
      .find(({ Phones }) => Phones.length === 2)
      ?.Phones.map(({ MacAddress }) => MacAddress);
    const sent = bench.pbx.requests.filter(({ url }) => url.includes('Reprovision')).map(({ body }) => body);
    expect(sent).toEqual(keys?.map((mac) => JSON.stringify({ mac })));
  },
);

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

/** Starts a run for items and pauses it after its first device. */
async function pausedAfterFirst(bench: FetchBench, items: readonly Item[]): Promise<void> {
  const stop = new AbortController();
  const run = bench.fetch(items, stop.signal, (event) => {
    if (event.type === 'item' && event.state === 'accepted') stop.abort(pauseReason);
  });
  expect(await run).toMatchObject({ state: 'paused' });
}

test('cancelling a run leaves what another, paused one has not asked', async () => {
  const bench = await fetchBench(known);
  const first = await withPasswords(bench);
  await pausedAfterFirst(bench, first);
  const job = await bench.run({ macs: bench.macs.slice(3, 5) });
  const cancelled = new AbortController();
  const second = bench.items(job);
  await bench.fetch(second, cancelled.signal, () => cancelled.abort());
  expect(statesOf(bench, second)).toContain('cancelled');
  expect(statesOf(bench, second)).not.toContain('queued');
  expect(statesOf(bench, first)).toEqual(['accepted', 'queued', 'queued']);
});

test.each([pauseReason, sleepReason])(
  'stopped by %s, it still says what the PBX rejected',
  async (reason) => {
    const bench = await fetchBench({ behaviour: { actionsKnowFxs: true, phoneActionsPermitted: false } });
    const items = await withPasswords(bench);
    const stop = new AbortController();
    const run = await bench.fetch(items, stop.signal, (event) => {
      if (event.type === 'item' && event.state === 'refused') stop.abort(reason);
    });
    expect(run).toMatchObject({ state: 'paused', problem: { code: 'forbidden' } });
    expect(bench.store.fetches.open()).toMatchObject([{ queued: 2, problem: { code: 'forbidden' } }]);
  },
);

test('stopped because the computer sleeps, it says so while something is left', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench, 2);
  const sleepAfter = async (count: number, of: readonly Item[] | null) => {
    const stop = new AbortController();
    let accepted = 0;
    return bench.fetch(of, stop.signal, (event) => {
      if (event.type !== 'item' || event.state !== 'accepted') return;
      accepted += 1;
      if (accepted === count) stop.abort(sleepReason);
    });
  };
  const problem = { code: 'computer-asleep', facts: { reason: 'fetch' } };
  expect(await sleepAfter(1, items)).toMatchObject({ state: 'paused', problem });
  expect(bench.store.fetches.open()).toMatchObject([{ queued: 1, problem }]);
  expect(await sleepAfter(1, null)).toMatchObject({ state: 'finished', problem: null });
});

test('of devices to ask, those that got another password meanwhile are left out and counted', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench);
  await bench.run({ macs: bench.macs.slice(1, 2) });
  const run = await bench.fetch(items);
  expect(run).toMatchObject({ state: 'finished', skipped: { replaced: 1, fetched: 0 } });
  expect(run.targets).toHaveLength(2);
  expect(bench.pbx.reprovisioned).toEqual([items[0]?.mac, items[2]?.mac]);
  expect(await failure(bench.fetch(items.slice(1, 2)))).toMatchObject({
    facts: { reason: 'nothing-to-fetch' },
  });
});

test('resumed, it leaves out and counts devices that fetched or got another password meanwhile', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench, 4);
  await pausedAfterFirst(bench, items);
  const fetched = bench.store.jobs.item(items[1]?.id ?? 0);
  const at = Date.parse(fetched.fetch?.changedAt ?? '') + 60_000;
  bench.store.fetches.noteEvents([{ itemId: fetched.id, mac: fetched.mac, kind: 'generated', at }]);
  await bench.run({ macs: bench.macs.slice(2, 3) });
  const run = await bench.fetch(null);
  expect(run).toMatchObject({ state: 'finished', skipped: { replaced: 1, fetched: 1 } });
  expect(bench.pbx.reprovisioned).toEqual([items[0]?.mac, items[3]?.mac]);
  expect(statesOf(bench, items)).toEqual(['accepted', 'cancelled', 'cancelled', 'accepted']);
});

test('removing a PBX, or changing its address, cancels what was still to be asked there', async () => {
  for (const how of ['removed', 'moved']) {
    const bench = await fetchBench(known);
    const items = await withPasswords(bench);
    await pausedAfterFirst(bench, items);
    const [entry] = bench.store.pbxs.list();
    if (!entry) throw new Error('no PBX');
    if (how === 'removed') bench.store.pbxs.remove(entry.id);
    else bench.store.pbxs.edit(entry.id, { ...entry, url: 'https://moved.example' });
    expect(statesOf(bench, items)).toEqual(['accepted', 'cancelled', 'cancelled']);
    expect(bench.store.fetches.open()).toEqual([]);
    expect(bench.store.fetches.newestOf(bench.macs, 'https://moved.example')).toEqual([]);
    expect(bench.store.fetches.newestOf(bench.macs.slice(0, 1), bench.pbx.url)).toHaveLength(1);
  }
});

describe('a PBX’s clock beyond the year 9999', () => {
  const farMs = Date.UTC(12_000, 0, 1) - Date.now();

  test('costs no new password, and is as none', async () => {
    const bench = await fetchBench(known);
    bench.pbx.setClock(farMs);
    const items = await withPasswords(bench, 2);
    expect(items[0]?.fetch).toMatchObject({ state: 'unknown', reason: 'no-pbx-time', changedAt: null });
    await bench.fetch(items);
    expect(statesOf(bench, items)).toEqual(['accepted', 'accepted']);
    expect(bench.store.jobs.item(items[0]?.id ?? 0).fetch?.changedAt).toBeNull();
  });

  test('stored as the time of a change, it is as none until a request has a usable one', async () => {
    const bench = await fetchBench(known);
    bench.pbx.setClock(farMs);
    const [item] = await withPasswords(bench, 1);
    const target = { itemId: item?.id ?? 0, mac: item?.mac ?? macOfPhone(undefined) };
    const ask = (pbxTime: number) => {
      bench.store.fetches.plan([target]);
      bench.store.fetches.begin(target);
      bench.store.fetches.conclude(target, { state: 'accepted', problem: null, pbxTime });
      return bench.store.jobs.item(target.itemId).fetch;
    };
    expect(ask(Date.UTC(12_000, 0, 1))).toMatchObject({
      state: 'unknown',
      reason: 'no-pbx-time',
      changedAt: null,
    });
    expect(bench.store.fetches.watched()).toEqual([]);
    expect(ask(Date.UTC(2026, 10, 30))).toMatchObject({
      state: 'awaited',
      changedAt: '2026-11-30T00:00:00.000Z',
    });
    expect(bench.store.fetches.watched()).toHaveLength(1);
  });

  test('stored by an earlier version, it keeps no item from being read, nor a real time from being noted', async () => {
    const bench = await fetchBench(known);
    const items = await withPasswords(bench, 2);
    const [one, other] = items.map(({ id, mac }) => ({ itemId: id, mac }));
    if (!one || !other) throw new Error('no items');
    const far = Date.UTC(12_000, 0, 1);
    bench.store.fetches.noteEvents([
      { ...one, kind: 'generated', at: far },
      { ...one, kind: 'failed', at: far },
    ]);
    expect(bench.store.jobs.item(one.itemId).fetch).toMatchObject({
      state: 'awaited',
      devices: [{ generatedAt: null, failedAt: null }],
    });
    const at = Date.parse(items[0]?.fetch?.changedAt ?? '') + 60_000;
    bench.store.fetches.noteEvents([{ ...one, kind: 'generated', at }]);
    expect(bench.store.jobs.item(one.itemId).fetch).toMatchObject({ state: 'generated' });
  });
});

function macOfPhone(phone: { MacAddress: string | null } | undefined): Mac {
  return macOf({ MacAddress: phone?.MacAddress ?? '' });
}
