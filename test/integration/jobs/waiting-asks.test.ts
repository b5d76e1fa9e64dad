import { expect, test } from 'vitest';
import { intermittentPbx, waitingBench } from '../../setup/waiting.ts';
import { failure } from '../../setup/xapi.ts';

const minute = 60_000;
const hour = 60 * minute;

test.each<[string, (devices: { MacAddress: string; Name: string | null }[]) => void, string[]]>([
  [
    'a device was renamed',
    (devices) => void Object.assign(devices[1] ?? {}, { Name: 'Someone else’s' }),
    ['queued', 'queued', 'queued'],
  ],
  ['a device went away', (devices) => void devices.splice(1, 1), ['queued', 'failed', 'queued']],
])('if %s in the meantime, nothing is sent, and the job asks', async (_, change, states) => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 3));
  await bench.until('waiting');
  const back = await comeBack();
  change(back.devices as never);
  await bench.advance(20_000);
  await bench.until('paused');
  expect(bench.job().pauseProblem).toEqual({ code: 'plan-changed', facts: { count: 1 } });
  expect(bench.told.at(-1)).toMatchObject({ job: 1, state: 'paused' });
  expect(bench.items().map(({ state }) => state)).toEqual(states);
  expect(back.regenerated.size).toBe(0);
  await bench.handlers['jobs:resume']({ jobId: 1 });
  expect(bench.job().state).toBe('finished');
  expect(back.regenerated.size).toBe(states.filter((state) => state === 'queued').length);
});

test('if none of its devices exists any more, it has finished', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  const back = await comeBack();
  back.devices.splice(0, 1);
  await bench.advance(20_000);
  await bench.until('finished');
  expect(bench.items()[0]).toMatchObject({
    state: 'failed',
    problem: { code: 'device-not-found' },
    attempts: 0,
  });
  expect(back.regenerated.size).toBe(0);
});

test('if another job gave one of its devices a password in the meantime, it asks', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 3));
  await bench.until('waiting');
  await comeBack();
  // Other jobs can run on the PBX in the meantime; when this one ends, the waiting one is tried.
  const { job } = await bench.handlers['jobs:run']({
    pbxId: bench.pbx.id,
    macs: macs.slice(2, 4),
    tryUnlisted: false,
    reference: null,
    retryOf: null,
  });
  expect(job).toMatchObject({ id: 2, state: 'finished' });
  await bench.advance(20_000);
  await bench.until('paused');
  expect(bench.job().pauseProblem).toEqual({ code: 'plan-changed', facts: { doneSince: 1 } });
});

test('an unlisted device that was confirmed counts as unchanged while it is still not listed', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  const absent = '020000000001' as (typeof macs)[number];
  await goAway();
  expect((await failure(bench.agree([absent]))).code).toBe('device-not-found');
  await bench.agree([absent, ...macs.slice(0, 1)], { tryUnlisted: true });
  await bench.until('waiting');
  await comeBack();
  await bench.advance(20_000);
  await bench.until('finished');
  expect(bench.items().map(({ state, attempts }) => [state, attempts])).toEqual([
    ['failed', 1],
    ['succeeded', 1],
  ]);
});

test('a rejected sign-in makes it ask, and is not tried again', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  const back = await comeBack({ apiKey: 'another' });
  await bench.advance(20_000);
  await bench.until('paused');
  expect(bench.job().pauseProblem?.code).toBe('sign-in-refused');
  await bench.advance(hour);
  expect(back.signIns.refused).toBe(1);
});

test.each([
  ['a captive portal', { kind: 'captive-portal' }],
  ['a portal that redirects', { kind: 'captive-portal', redirectTo: 'https://portal.example/' }],
  ['another web server', { kind: 'web-server' }],
] as const)('%s is not a PBX that can be reached: it asks', async (_, fault) => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  const back = await comeBack();
  back.serverFault('everywhere', fault);
  await bench.advance(20_000);
  await bench.until('paused');
  expect(bench.job().pauseProblem?.code).toBe('not-a-3cx');
  expect(back.signIns.requests).toBe(0);
});

test('another certificate makes it ask before anything sensitive is sent', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx({ https: true });
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  const back = await comeBack({ https: true });
  expect(back.fingerprint).not.toBe(demo.fingerprint);
  await bench.advance(20_000);
  await bench.until('paused');
  expect(bench.job().pauseProblem?.code).toBe('certificate-changed');
  // It was only probed.
  expect(back.requests.map(({ method, path, headers }) => [method, path, headers.authorization])).toEqual([
    ['GET', '/', undefined],
  ]);
});

test('another address or pinned certificate of the PBX, or none, makes it ask', async () => {
  const { demo, macs, goAway } = await intermittentPbx();
  const bench = await waitingBench(demo);
  const { pbxs } = bench.services;
  await goAway();
  const agreeAgain = async (id: number): Promise<void> => {
    await bench.agree(macs.slice(0, 1));
    await bench.until('waiting', id);
  };
  await agreeAgain(1);
  await pbxs.edit(bench.pbx, { fingerprint: 'AB'.repeat(32) }, null);
  await bench.advance(20_000);
  expect(bench.job(1).pauseProblem).toEqual({ code: 'plan-changed', facts: { reason: 'certificate' } });
  await agreeAgain(2);
  await pbxs.edit(bench.pbx, { address: 'http://127.0.0.1:1' }, demo.apiKey);
  await bench.advance(20_000);
  expect(bench.job(2).pauseProblem).toEqual({ code: 'plan-changed', facts: { reason: 'address' } });
  bench.services.store.devices.replace(bench.pbx.id, {
    devices: [],
    fetchedAt: new Date().toISOString(),
    unreadable: 0,
    complete: true,
    deskPhonesRead: true,
  });
  await bench.agree(macs.slice(0, 1), { tryUnlisted: true });
  await bench.until('waiting', 3);
  await pbxs.remove(bench.pbx, { history: false });
  await bench.advance(20_000);
  expect(bench.job(3).pauseProblem).toEqual({
    code: 'pbx-unknown',
    facts: { reason: 'removed', pbx: 'Acme' },
  });
});

test('if its PBX has another address, it asks at the next check, not at the next try', async () => {
  const { demo, macs, goAway } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 1));
  await bench.until('waiting');
  await bench.advance(20 * minute);
  const before = bench.probes();
  await bench.services.pbxs.edit(bench.pbx, { address: 'http://127.0.0.1:1' }, demo.apiKey);
  bench.waiting.check();
  expect(bench.job().pauseProblem).toEqual({ code: 'plan-changed', facts: { reason: 'address' } });
  expect(bench.told.at(-1)).toMatchObject({ job: 1, state: 'paused' });
  expect(bench.probes()).toBe(before);
});
