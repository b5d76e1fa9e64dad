/** Jobs that waited and asked, resumed by the user; and changes while a run is being prepared. */
import { expect, test, vi } from 'vitest';
import type { Mac } from '../../../common/mac.ts';
import type { Job } from '../../../common/model.ts';
import type { DemoPbx } from '../../pbx/index.ts';
import { intermittentPbx, type WaitingBench, waitingBench } from '../../setup/waiting.ts';
import { failure } from '../../setup/xapi.ts';

const hour = 3_600_000;

/** A job whose waiting time is over. */
async function expired(
  devices: number,
  before?: (bench: WaitingBench) => void,
): Promise<{ bench: WaitingBench; macs: Mac[]; comeBack(): Promise<DemoPbx> }> {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  before?.(bench);
  await bench.agree(macs.slice(0, devices));
  await bench.until('waiting');
  vi.setSystemTime(Date.now() + 25 * hour);
  bench.waiting.check();
  expect(bench.job().pauseProblem?.code).toBe('wait-expired');
  return { bench, macs, comeBack };
}

const run = (bench: WaitingBench, macs: Mac[]): Promise<{ job: Job }> =>
  Promise.resolve(
    bench.handlers['jobs:run']({
      pbxId: bench.pbx.id,
      macs,
      tryUnlisted: false,
      reference: null,
      retryOf: null,
    }),
  );

test('a job that waited and asked is matched again when the user resumes it; the next resumption confirms the changes', async () => {
  const { bench, macs, comeBack } = await expired(3);
  const back = await comeBack();
  Object.assign(back.devices[1] ?? {}, { Name: 'Someone else’s' });
  await run(bench, macs.slice(2, 3));
  await bench.handlers['jobs:resume']({ jobId: 1 });
  expect(bench.job()).toMatchObject({
    state: 'paused',
    pauseProblem: { code: 'plan-changed', facts: { count: 1, doneSince: 1 } },
  });
  expect(back.regenerated.size).toBe(1);
  expect(bench.items()[1]?.device?.name).toBe('Someone else’s');
  // What another job did needs its own confirmation.
  const asked = await failure(Promise.resolve(bench.handlers['jobs:resume']({ jobId: 1 })));
  expect([asked.code, asked.facts]).toEqual(['plan-changed', { doneSince: 1 }]);
  await bench.handlers['jobs:resume']({ jobId: 1, completed: { include: 1 } });
  expect(bench.items().map(({ state, attempts }) => [state, attempts])).toEqual(
    macs.slice(0, 3).map(() => ['succeeded', 1]),
  );
});

test('unchanged, it runs when the user resumes it', async () => {
  const { bench, comeBack } = await expired(2);
  const back = await comeBack();
  await bench.handlers['jobs:resume']({ jobId: 1 });
  expect(bench.job().state).toBe('finished');
  expect(back.regenerated.size).toBe(2);
});

test('what was confirmed without any list is looked up before it runs, even after it asked', async () => {
  const { bench, comeBack } = await expired(1, ({ services, pbx }) => {
    const { name, url, clientId, pinnedFingerprint } = pbx;
    services.store.pbxs.edit(pbx.id, { name, url: 'http://127.0.0.1:9', clientId, pinnedFingerprint });
    services.store.pbxs.edit(pbx.id, { name, url, clientId, pinnedFingerprint });
  });
  expect(bench.items()[0]?.match).toBe('unknown');
  const back = await comeBack();
  await bench.handlers['jobs:resume']({ jobId: 1 });
  expect(bench.job().pauseProblem?.code).toBe('plan-changed');
  expect(bench.items()[0]?.match).toBe('listed');
  expect(back.regenerated.size).toBe(0);
});

test('waiting once more keeps track of what was done since it was first confirmed', async () => {
  const { bench, macs, comeBack } = await expired(2);
  const back = await comeBack();
  await run(bench, macs.slice(1, 2));
  await bench.handlers['jobs:wait']({ jobId: 1 });
  await bench.until('paused');
  expect(bench.job().pauseProblem).toEqual({ code: 'plan-changed', facts: { doneSince: 1 } });
  expect([...back.regenerated.values()].map(({ length }) => length)).toEqual([1]);
});

test('a user who cancelled the rest of a started job resumes what is unchanged', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  const third = demo.nextRequest(({ path }) => path.includes('Regenerate') && demo.regenerated.size === 2);
  const ended = run(bench, macs.slice(0, 5));
  await third;
  await goAway();
  await ended;
  await bench.handlers['jobs:wait']({ jobId: 1 });
  await bench.until('waiting');
  await bench.handlers['jobs:withdraw']({ jobId: 1 });
  const back = await comeBack();
  Object.assign(back.devices[4] ?? {}, { Name: 'Someone else’s' });
  await bench.handlers['jobs:resume']({ jobId: 1 });
  expect(bench.job().pauseProblem).toEqual({ code: 'plan-changed', facts: { count: 1 } });
  expect(back.regenerated.size).toBe(0);
}, 30_000);

/** Resolves while a device list is being read, which takes a while. */
async function listing(pbx: DemoPbx): Promise<void> {
  await vi.waitFor(
    () => {
      if (!pbx.requests.some(({ path }) => path.includes('/Users'))) throw new Error('no list is read yet');
    },
    { timeout: 5000, interval: 5 },
  );
}
const slowly = { kind: 'always', fault: { kind: 'slow-body', intervalMs: 20, bytes: 400 } } as const;

/** What a user, an import or the terminal can do with an entry. */
const changes: Record<string, (bench: WaitingBench, demo: DemoPbx) => Promise<unknown>> = {
  'was removed': ({ services, pbx }) => services.pbxs.remove(pbx, { history: false }),
  'got another address': ({ services, pbx }, { apiKey }) =>
    services.pbxs.edit(pbx, { address: 'http://127.0.0.1:1' }, apiKey),
  'got another certificate to trust': ({ services, pbx }) =>
    services.pbxs.edit(pbx, { fingerprint: 'AB'.repeat(32) }, null),
};
const accessChanges: typeof changes = {
  'got another API key': ({ services, pbx }, { apiKey }) => services.pbxs.edit(pbx, {}, apiKey),
};

test.each([
  ['was removed', 'pbx-unknown', 'removed'],
  ['got another address', 'plan-changed', 'address'],
  ['got another certificate to trust', 'plan-changed', 'certificate'],
])(
  'a PBX that %s while its list is read makes the waiting job ask, and nothing is sent',
  async (what, code, reason) => {
    const { demo, macs, goAway, comeBack } = await intermittentPbx();
    const bench = await waitingBench(demo);
    await goAway();
    await bench.agree(macs.slice(0, 2));
    await bench.until('waiting');
    const back = await comeBack();
    back.serverFault('users', slowly);
    vi.setSystemTime(Date.now() + 20_000);
    bench.waiting.check();
    await listing(back);
    await changes[what]?.(bench, demo);
    await bench.until('paused');
    expect(bench.job().pauseProblem).toMatchObject({ code, facts: { reason } });
    expect(back.regenerated.size).toBe(0);
  },
);

test('with a new API key in the meantime, the waiting job is tried with it, and runs', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  const back = await comeBack();
  back.serverFault('users', slowly);
  vi.setSystemTime(Date.now() + 20_000);
  bench.waiting.check();
  await listing(back);
  const lists = back.requests.filter(({ path }) => path.includes('/Users')).length;
  await accessChanges['got another API key']?.(bench, demo);
  back.serverFault('users');
  await bench.until('finished');
  expect(back.requests.filter(({ path }) => path.includes('/Users')).length).toBeGreaterThan(lists);
});

test.each(Object.keys({ ...changes, ...accessChanges }))(
  'a PBX that %s while a user’s run or resumption reads its list lets neither start',
  async (what) => {
    const change = { ...changes, ...accessChanges }[what];
    const { bench, macs, comeBack } = await expired(2);
    const back = await comeBack();
    const refused = what === 'was removed' ? 'pbx-unknown' : 'usage';
    back.serverFault('users', slowly);
    const resumed = failure(Promise.resolve(bench.handlers['jobs:resume']({ jobId: 1 })));
    await listing(back);
    await change?.(bench, back);
    expect((await resumed).code).toBe(refused);
    expect(bench.job()).toMatchObject({ state: 'paused', pauseProblem: { code: 'wait-expired' } });
    expect(back.regenerated.size).toBe(0);
    if (what === 'was removed') return;

    const { name, url: address, clientId, pinnedFingerprint: fingerprint } = bench.pbx;
    await bench.services.pbxs.edit(bench.pbx, { name, address, clientId, fingerprint }, back.apiKey);
    bench.services.store.devices.replace(bench.pbx.id, {
      devices: [],
      fetchedAt: new Date(0).toISOString(),
      unreadable: 0,
      complete: true,
      deskPhonesRead: true,
    });
    const before = back.requests.length;
    const ran = failure(run(bench, macs.slice(0, 1)));
    await vi.waitFor(() => {
      if (!back.requests.slice(before).some(({ path }) => path.includes('/Users')))
        throw new Error('not yet');
    }, 5000);
    await change?.(bench, back);
    expect((await ran).facts).toMatchObject({ reason: 'pbx-changed' });
    expect(bench.services.store.jobs.list(10)).toHaveLength(1);
    expect(back.regenerated.size).toBe(0);
  },
  30_000,
);

test('a run that is being prepared when the computer sleeps does not continue afterwards', async () => {
  const { demo, macs } = await intermittentPbx();
  const bench = await waitingBench(demo);
  bench.services.store.devices.replace(bench.pbx.id, {
    devices: [],
    fetchedAt: new Date(0).toISOString(),
    unreadable: 0,
    complete: true,
    deskPhonesRead: true,
  });
  demo.serverFault('users', slowly);
  const before = demo.requests.length;
  const ran = failure(run(bench, macs.slice(0, 3)));
  await vi.waitFor(() => {
    if (!demo.requests.slice(before).some(({ path }) => path.includes('/Users'))) throw new Error('not yet');
  }, 5000);
  bench.waiting.sleep();
  bench.running.sleep();
  const { code, facts } = await ran;
  expect([code, facts]).toEqual(['computer-asleep', { reason: 'not-begun' }]);
  expect(demo.regenerated.size).toBe(0);
  expect(bench.services.store.jobs.list(10)).toEqual([]);
});

test('a waiting job that is being looked up when the computer sleeps keeps waiting, and runs when it is awake', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  const back = await comeBack();
  back.serverFault('users', slowly);
  vi.setSystemTime(Date.now() + 20_000);
  bench.waiting.check();
  await listing(back);
  bench.waiting.sleep();
  bench.running.sleep();
  await bench.until('waiting');
  expect(back.regenerated.size).toBe(0);
  expect(bench.job().pauseProblem?.code).toBe('pbx-unreachable');
  back.serverFault('users');
  vi.setSystemTime(Date.now() + 8 * hour);
  bench.waiting.wake();
  await bench.until('finished');
  expect(back.regenerated.size).toBe(2);
});

test('a PBX that answers the probe only as the computer goes to sleep starts nothing before it is awake', async () => {
  const { demo, macs, goAway, comeBack } = await intermittentPbx();
  const bench = await waitingBench(demo);
  await goAway();
  await bench.agree(macs.slice(0, 2));
  await bench.until('waiting');
  const back = await comeBack();
  const answer = Promise.withResolvers<void>();
  const { connector } = bench.services;
  const { probe } = connector;
  connector.probe = () => answer.promise;
  vi.setSystemTime(Date.now() + 20_000);
  bench.waiting.check();
  bench.waiting.sleep();
  bench.running.sleep();
  answer.resolve();
  await bench.until('waiting');
  expect(back.requests).toEqual([]);
  connector.probe = probe;
  vi.setSystemTime(Date.now() + hour);
  bench.waiting.wake();
  await bench.until('finished');
});
