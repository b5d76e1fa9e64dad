import { expect, test, vi } from 'vitest';
import { RekeyError } from '../../../common/errors.ts';
import { backoffMs } from '../../../main/jobs/backoff.ts';
import { late } from '../../pbx/index.ts';
import { intermittentPbx, waitingBench } from '../../setup/waiting.ts';
import { failure } from '../../setup/xapi.ts';

const minute = 60_000;
const hour = 60 * minute;

test('an unreachable PBX is tried less and less often, up to every five minutes, and never signed in to', async () => {
  const { demo, macs, goAway } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  const job = await bench.agree(macs.slice(0, 1));
  expect(job).toMatchObject({ state: 'waiting', startedAt: null });
  expect(Date.parse(job.waiting?.until ?? '') - Date.parse(job.waiting?.since ?? '')).toBe(24 * hour);
  await bench.until('waiting');
  expect(bench.job().pauseProblem).toMatchObject({
    code: 'pbx-unreachable',
    facts: { unreachable: 'refused' },
  });
  expect(bench.probes()).toBe(1);
  const gaps: number[] = [];
  let last = Date.now();
  for (let tries = 1; tries < 8; ) {
    await bench.advance(bench.timers()[0] ?? 0);
    if (bench.probes() === tries) continue;
    tries = bench.probes();
    gaps.push(Math.round((Date.now() - last) / 1000));
    last = Date.now();
  }
  expect(gaps).toEqual([15, 30, 60, 120, 300, 300, 300]);
  expect([1, 2, 3, 4, 5, 6, 1000].map((tries) => backoffMs(tries) / 1000)).toEqual([
    15, 30, 60, 120, 300, 300, 300,
  ]);
  expect(bench.items().map(({ state, attempts }) => [state, attempts])).toEqual([['queued', 0]]);
});

test('back again and unchanged, it runs automatically; the probe carried nothing secret', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 3));
  await bench.until('waiting');
  const back = await comeBack();
  await bench.advance(20_000);
  await bench.until('finished');
  expect(bench.items().map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(back.regenerated.size).toBe(3);
  const [probe, next] = back.requests;
  expect(probe?.path).toContain('/xapi/v1/SystemStatus');
  expect(probe?.headers).not.toHaveProperty('authorization');
  expect(JSON.stringify(probe)).not.toContain(demo.apiKey);
  expect(next?.path).not.toBe(probe?.path);
  expect(bench.told.map(({ state }) => state)).toEqual(expect.arrayContaining(['waiting', 'finished']));
  expect(bench.timers()).toEqual([]);
});

test.each<[string, 'wake' | 'tryNow' | 'pbxFree' | 'network']>([
  ['the computer woke up, or the window’s network came back', 'wake'],
  ['a person asked for it', 'tryNow'],
  ['devices are no longer asked to fetch there', 'pbxFree'],
  ['the computer has other addresses', 'network'],
])('it is tried at once where %s', async (_, how) => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  await bench.advance(10 * minute);
  const before = bench.probes();
  await comeBack();
  if (how === 'wake') bench.waiting.wake();
  if (how === 'tryNow') await bench.handlers['jobs:try-now']({ jobId: 1 });
  if (how === 'pbxFree') bench.waiting.pbxFree(bench.job().pbxUrl);
  if (how === 'network') {
    bench.changeNetwork();
    await bench.advance(minute);
  }
  await bench.until('finished');
  expect(bench.probes()).toBe(before + 1);
});

test('repeated requests do not have the PBX tried more often than every few seconds', async () => {
  const { demo, macs, goAway } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  for (let n = 0; n < 20; n += 1) {
    bench.waiting.wake();
    await bench.handlers['jobs:try-now']({ jobId: 1 });
    await bench.until('waiting');
  }
  expect(bench.probes()).toBe(1);
  await bench.advance(3000);
  expect(bench.probes()).toBe(2);
});

test('it does not wait longer than a day: then it asks, and can wait once more', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  await bench.advance(23 * hour);
  expect(bench.job().state).toBe('waiting');
  await bench.advance(hour);
  expect(bench.job()).toMatchObject({
    state: 'paused',
    waiting: null,
    pauseProblem: { code: 'wait-expired' },
  });
  expect(bench.told.at(-1)).toMatchObject({ job: 1, state: 'paused', nextInMs: null });
  expect(bench.timers()).toEqual([]);
  await comeBack();
  await bench.handlers['jobs:wait']({ jobId: 1 });
  await bench.until('finished');
}, 30_000);

test('a clock that was ahead at confirmation does not make the day longer', async () => {
  const { demo, macs, goAway } = await intermittentPbx();
  const bench = await waitingBench(demo);
  const right = Date.now();
  vi.setSystemTime(right + 365 * 24 * hour);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  vi.setSystemTime(right);
  bench.waiting.wake();
  await bench.until('waiting');
  const { since, until } = bench.job().waiting ?? {};
  expect([since, until].map((at) => Date.parse(at ?? '') - right)).toEqual([0, 24 * hour]);
  await bench.advance(25 * hour);
  expect(bench.job()).toMatchObject({ state: 'paused', pauseProblem: { code: 'wait-expired' } });
}, 30_000);

test('a clock corrected in mid-run does not make the day longer either', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  const right = Date.now();
  vi.setSystemTime(right + 365 * 24 * hour);
  await goAway();
  await bench.agree(macs.slice(0, 5));
  await bench.until('waiting');
  const back = await comeBack();
  const second = back.nextRequest(({ path }) => path.includes('Regenerate') && back.regenerated.size === 1);
  void bench.advance(20_000).catch(() => {});
  await second;
  vi.setSystemTime(right);
  await back.close();
  await bench.until('waiting');
  const { since, until } = bench.job().waiting ?? {};
  expect(Date.parse(until ?? '') - Date.parse(since ?? '')).toBe(24 * hour);
  expect(Date.parse(since ?? '') - right).toBeLessThan(hour);
}, 30_000);

test('a job that expired while no app ran asks at the next start', async () => {
  const { demo, macs, goAway } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  await bench.die();
  vi.setSystemTime(Date.now() + 25 * hour);
  const next = await waitingBench(demo, bench.folder);
  expect(next.job()).toMatchObject({ state: 'paused', pauseProblem: { code: 'wait-expired' } });
  expect(next.probes()).toBe(0);
});

test('after being killed, the app finds the job waiting and runs it', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  const { waiting } = await bench.until('waiting');
  await bench.die();
  const next = await waitingBench(demo, bench.folder);
  expect(next.job()).toMatchObject({ state: 'waiting', waiting });
  expect((await next.handlers['jobs:open'](undefined)).map(({ job }) => job.state)).toEqual(['waiting']);
  await next.until('waiting');
  await comeBack();
  await next.advance(20_000);
  await next.until('finished');
});

test('withdrawn before it was started, it is cancelled, and nothing is tried any more', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  expect(await bench.handlers['jobs:withdraw']({ jobId: 1 })).toMatchObject({ state: 'cancelled' });
  expect(bench.items().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  expect(bench.timers()).toEqual([]);
  const back = await comeBack();
  bench.waiting.wake();
  await bench.advance(hour);
  expect(back.requests).toEqual([]);
  expect(
    (await failure(Promise.resolve().then(() => bench.handlers['jobs:withdraw']({ jobId: 1 })))).code,
  ).toBe('usage');
});

test('withdrawn while the PBX is being tried, it does not run after all', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  const back = await comeBack({ behaviour: { latencyMs: 200 } });
  const listing = back.nextRequest(({ path }) => path.includes('/Fxs'));
  vi.setSystemTime(Date.now() + 5000);
  bench.waiting.wake();
  await listing;
  await bench.handlers['jobs:withdraw']({ jobId: 1 });
  await bench.until('cancelled');
  expect(back.regenerated.size).toBe(0);
});

test('paused in mid-run because the PBX went away, the rest waits, and resumes where it stopped', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  const third = demo.nextRequest(({ path }) => path.includes('Regenerate') && demo.regenerated.size === 2);
  const ended = bench.handlers['jobs:run']({
    pbxId: bench.pbx.id,
    macs: macs.slice(0, 6),
    tryUnlisted: false,
    reference: 'INC-1',
    retryOf: null,
  });
  await third;
  await goAway();
  expect(await ended).toMatchObject({ job: { state: 'paused', pauseProblem: { code: 'pbx-unreachable' } } });
  await bench.handlers['jobs:wait']({ jobId: 1 });
  await bench.until('waiting');
  expect(bench.job().pauseProblem?.code).toBe('pbx-unreachable');
  const before = bench.items().map(({ state }) => state);
  expect(before.slice(0, 2)).toEqual(['succeeded', 'succeeded']);
  const back = await comeBack();
  await bench.advance(20_000);
  await bench.until('finished');
  const queued = bench.items().filter((_, place) => before[place] === 'queued');
  expect(queued.map(({ state }) => state)).toEqual(queued.map(() => 'succeeded'));
  // Devices that are done, or uncertain, are not run again.
  expect([...back.regenerated.keys()].length).toBe(queued.length);
}, 30_000);

test('a job that had begun is paused when it is withdrawn, with its passwords', async () => {
  const { demo, macs } = await intermittentPbx();
  const bench = await waitingBench(demo);
  const held = late();
  demo.script(demo.devices[1]?.MacAddress ?? '', held);
  const sent = demo.nextRequest(({ path }) => path.includes('Regenerate') && demo.regenerated.size === 1);
  const ended = bench.handlers['jobs:run']({
    pbxId: bench.pbx.id,
    macs: macs.slice(0, 4),
    tryUnlisted: false,
    reference: null,
    retryOf: null,
  });
  await sent;
  bench.waiting.sleep();
  bench.running.sleep();
  held.release();
  expect(await ended).toMatchObject({ job: { state: 'waiting', pauseProblem: { code: 'computer-asleep' } } });
  expect(await bench.handlers['jobs:withdraw']({ jobId: 1 })).toMatchObject({
    state: 'paused',
    pauseProblem: null,
  });
  expect(bench.items().map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'queued', 'queued']);
});

test('a computer that sleeps in mid-run finishes what was sent, and resumes when it is awake', async () => {
  const { demo, macs } = await intermittentPbx();
  const bench = await waitingBench(demo);
  const held = late();
  demo.script(demo.devices[1]?.MacAddress ?? '', held);
  const sent = demo.nextRequest(({ path }) => path.includes('Regenerate') && demo.regenerated.size === 1);
  const ended = bench.handlers['jobs:run']({
    pbxId: bench.pbx.id,
    macs: macs.slice(0, 4),
    tryUnlisted: false,
    reference: null,
    retryOf: null,
  });
  await sent;
  bench.waiting.sleep();
  bench.running.sleep();
  held.release();
  await ended;
  const asleep = demo.requests.length;
  bench.waiting.check();
  expect(demo.requests.length).toBe(asleep);
  vi.setSystemTime(Date.now() + 8 * hour);
  bench.waiting.wake();
  await bench.until('finished');
  expect(bench.items().map(({ state, attempts }) => [state, attempts])).toEqual(
    macs.slice(0, 4).map(() => ['succeeded', 1]),
  );
});

test('if the system does not report waking up, the first timer that fires does', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  bench.waiting.sleep();
  await comeBack();
  expect(bench.timers()).toEqual([minute]);
  await bench.advance(minute);
  await bench.until('finished');
});

test('a PBX that goes away again in mid-run makes the job keep waiting, for as long as was confirmed', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 5));
  const { waiting } = await bench.until('waiting');
  const back = await comeBack();
  const second = back.nextRequest(({ path }) => path.includes('Regenerate') && back.regenerated.size === 1);
  bench.waiting.wake();
  void bench.advance(20_000).catch(() => {});
  await second;
  await back.close();
  await bench.until('waiting');
  expect(bench.job()).toMatchObject({ waiting: { until: waiting?.until } });
  const again = await comeBack();
  await bench.advance(6 * minute);
  await bench.until('finished');
  const { length } = bench.items().filter(({ state }) => state === 'succeeded');
  expect(length).toBeGreaterThanOrEqual(4);
  expect(again.regenerated.size + back.regenerated.size).toBeGreaterThanOrEqual(length);
}, 30_000);

test('a locked keychain is waited for, and does not prompt for unlocking every few seconds', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  const { connector } = bench.services;
  const open = connector.stored;
  let asked = 0;
  connector.stored = async () => {
    asked += 1;
    throw new RekeyError('keychain-locked');
  };
  await comeBack();
  await bench.advance(20_000);
  expect(bench.job()).toMatchObject({ state: 'waiting', pauseProblem: { code: 'keychain-locked' } });
  await bench.advance(4 * minute);
  expect(asked).toBe(1);
  await bench.advance(minute);
  expect(asked).toBe(2);
  connector.stored = open;
  await bench.advance(5 * minute);
  await bench.until('finished');
});

test.each([
  ['a guest network’s log-in page', 'captive-portal', {}],
  ['a proxy that wants a log-in', 'proxy-login', { reason: 'needed' }],
] as const)('%s is waited for, and shown', async (_, code, facts) => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  const { connector } = bench.services;
  const { probe } = connector;
  connector.probe = async () => {
    throw new RekeyError(code, facts);
  };
  await comeBack();
  await bench.advance(hour);
  expect(bench.job()).toMatchObject({ state: 'waiting', pauseProblem: { code, facts } });
  connector.probe = probe;
  await bench.advance(5 * minute);
  await bench.until('finished');
});

test('the reason why a job cannot run is up to date', async () => {
  const { demo, macs, goAway } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  for (const reason of ['needed', 'refused', 'unsupported'] as const) {
    bench.services.connector.probe = async () => {
      throw new RekeyError('proxy-login', { reason });
    };
    await bench.advance(5 * minute);
    expect(bench.job().pauseProblem?.facts).toEqual({ reason });
  }
});

test('a PBX in maintenance is waited for', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  const back = await comeBack();
  back.serverFault('everywhere', { kind: 'maintenance', retryAfter: 30 });
  await bench.advance(20_000);
  expect(bench.job()).toMatchObject({ state: 'waiting', pauseProblem: { code: 'pbx-error' } });
  back.serverFault('everywhere');
  await bench.advance(5 * minute);
  await bench.until('finished');
});

test('several wait for one PBX with one probe, and run one after the other', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  await bench.agree(macs.slice(2, 4));
  await bench.agree(macs.slice(4, 5));
  await bench.until('waiting', 3);
  await comeBack();
  const before = bench.probes();
  await bench.advance(30_000);
  await bench.until('finished', 3);
  expect([1, 2].map((id) => bench.job(id).state)).toEqual(['finished', 'finished']);
  expect(bench.probes()).toBe(before + 1);
  const starts = [1, 2, 3].map((id) => bench.job(id).startedAt ?? '');
  expect(starts).toEqual(starts.toSorted());
});

test('quitting while one waits leaves it waiting', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  const back = await comeBack({ behaviour: { latencyMs: 300 } });
  const asked = back.nextRequest();
  void bench.advance(20_000).catch(() => {});
  await asked;
  await Promise.all([bench.waiting.stop(), bench.running.pauseAll()]);
  expect(bench.job().state).toBe('waiting');
  expect(back.regenerated.size).toBe(0);
});
