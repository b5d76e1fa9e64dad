import { describe, expect, test } from 'vitest';
import { pauseReason } from '../../../main/jobs/index.ts';
import type { DeviceFault } from '../../pbx/index.ts';
import { engineBench, oneByOne } from '../../setup/engine.ts';

describe('the whole job pauses', () => {
  test('when the PBX is gone; the rest stays queued', async () => {
    const bench = await engineBench();
    const job = await bench.run({
      onEvent(event) {
        if (event.type === 'item' && event.item.state === 'succeeded') void bench.pbx.close();
      },
    });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'pbx-unreachable' } });
    const states = bench.items(job).map((item) => item.state);
    expect(states[0]).toBe('succeeded');
    expect(states.slice(1)).not.toContain('failed');
  });

  test('when the sign-in is rejected; resuming continues with a good key', async () => {
    const bench = await engineBench();
    let spoiled = false;
    const job = await bench.run({
      onEvent(event) {
        if (spoiled || event.type !== 'item' || event.item.state !== 'succeeded') return;
        spoiled = true;
        bench.pbx.setApiKey('changed');
        bench.pbx.evictToken();
      },
    });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'sign-in-refused' } });
    expect(bench.pbx.signIns.refused).toBe(1);

    const { testClient } = await import('../../setup/xapi.ts');
    const client = await testClient(bench.pbx, { store: bench.store });
    const resumed = await bench.jobs.resume(job.id, bench.pbx.url, {
      xapi: client,
      refuseIfChanged: () => {},
      pace: () => oneByOne,
      sealer: bench.sealer,
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    expect(resumed.state).toBe('finished');
    expect(bench.items(job).every((item) => item.state === 'succeeded')).toBe(true);
    for (const mac of bench.macs.slice(0, 3)) expect(bench.pbx.regenerated.get(mac)).toHaveLength(1);
  });

  test('when a captive portal answers', async () => {
    const bench = await engineBench();
    let caught = false;
    const job = await bench.run({
      // Spaced out, so that none is noted ahead, and none sent before the previous one is reported.
      pace: { ratePerSecond: 50 },
      onEvent(event) {
        if (caught || event.type !== 'item' || event.item.state !== 'succeeded') return;
        caught = true;
        bench.pbx.serverFault('everywhere', { kind: 'captive-portal' });
      },
    });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'not-a-3cx' } });
    expect(bench.items(job).map((item) => item.state)).toEqual(['succeeded', 'uncertain', 'queued']);
  });

  test('when it falls silent: a few uncertain, not the whole list', async () => {
    const bench = await engineBench({ timeoutMs: 150 });
    const list = bench.macs.slice(0, 8);
    bench.pbx.serverFault('regenerate', { kind: 'always', fault: { kind: 'hang', when: 'before' } });
    bench.pbx.serverFault('device', { kind: 'always', fault: { kind: 'hang', when: 'before' } });
    const job = await bench.run({ macs: list });
    expect(job.state).toBe('paused');
    expect(bench.items(job).filter((item) => item.state === 'uncertain')).toHaveLength(3);
    expect(bench.items(job).filter((item) => item.state === 'queued')).toHaveLength(5);
  });

  test('when the PBX puts off one device after another, with few requests', async () => {
    const bench = await engineBench();
    const fault = { kind: 'status', status: 429, headers: { 'retry-after': '0' } } as const;
    bench.pbx.serverFault('regenerate', { kind: 'always', fault });
    const job = await bench.run({ macs: bench.macs.slice(0, 8) });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'rate-limited' } });
    expect(bench.pbx.requests.filter((request) => request.path.includes('Regenerate'))).toHaveLength(5);
    expect(bench.items(job).every((item) => item.state === 'queued')).toBe(true);
    expect(bench.waits.every((ms) => ms >= 1000)).toBe(true);
  });

  test('when it asks for a long wait, and says until when', async () => {
    const bench = await engineBench();
    bench.pbx.serverFault('regenerate', { kind: 'status', status: 503, headers: { 'retry-after': '600' } });
    const job = await bench.run();
    expect(job.state).toBe('paused');
    expect(Date.parse(job.pauseProblem?.facts.retryAt ?? '')).toBeGreaterThan(Date.now() + 500_000);
  });

  test('when a web server answers in its place', async () => {
    const bench = await engineBench();
    let down = false;
    const job = await bench.run({
      // Spaced out, so that none is noted ahead, and none sent before the previous one is reported.
      pace: { ratePerSecond: 50 },
      onEvent(event) {
        if (down || event.type !== 'item' || event.item.state !== 'succeeded') return;
        down = true;
        bench.pbx.serverFault('everywhere', { kind: 'web-server' });
      },
    });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'not-a-3cx' } });
    expect(bench.items(job).map((item) => item.state)).toEqual(['succeeded', 'queued', 'queued']);
  });

  test('when another program keeps taking the token', async () => {
    const bench = await engineBench();
    const job = await bench.run({
      before() {
        bench.pbx.evictToken();
        bench.pbx.onExchange(({ request }) => {
          if (request.path === '/connect/token') bench.pbx.evictToken();
        });
      },
    });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'token-contested' } });
    expect(bench.pbx.signIns.requests).toBeLessThanOrEqual(4);
    expect(bench.pbx.regenerated.size).toBe(0);
  });

  test('when none of many devices may be regenerated', async () => {
    const bench = await engineBench();
    bench.pbx.serverFault('regenerate', { kind: 'always', fault: { kind: 'unauthorized' } });
    const job = await bench.run({ macs: bench.macs.slice(0, 5) });
    expect(job).toMatchObject({
      state: 'paused',
      pauseProblem: { code: 'forbidden', facts: { status: 401 } },
    });
    expect(bench.pbx.signIns.requests).toBe(1);
    expect(bench.pbx.regenerated.size).toBe(0);
  });
});

describe('a PBX that gives no clear answer', () => {
  test.each<[string, DeviceFault, number, number]>([
    ['502, one after the other', { kind: 'status', status: 502 }, 1, 3],
    ['502, several at once', { kind: 'status', status: 502, carryOut: true }, 4, 6],
    ['unreadable replies', { kind: 'truncated' }, 4, 6],
    ['silence, many at once', { kind: 'hang', when: 'after' }, 16, 18],
  ])('%s: the job pauses, and the rest of the list stays queued', async (_, fault, concurrency, most) => {
    const bench = await engineBench({ devices: 40 });
    await bench.client.listDevices();
    bench.pbx.serverFault('regenerate', { kind: 'always', fault });
    const job = await bench.run({ macs: bench.macs, pace: { concurrency } });
    expect(job.state).toBe('paused');
    const { succeeded, failed, uncertain, queued } = bench.store.jobs.counts(job.id);
    expect(succeeded + failed).toBeLessThanOrEqual(most);
    expect([uncertain, succeeded + failed + queued]).toEqual([0, 40]);
    // Everything that was carried out is known to be.
    expect(succeeded).toBe(bench.pbx.regenerated.size);
  });

  test('a role that cannot regenerate: three attempts show it', async () => {
    const bench = await engineBench();
    bench.pbx.serverFault('regenerate', { kind: 'always', fault: { kind: 'status', status: 403 } });
    const job = await bench.run({ macs: bench.macs });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'forbidden' } });
    expect(bench.store.jobs.counts(job.id)).toMatchObject({ failed: 3, queued: 21 });
  });

  test('if nothing is left to resume, the job is over', async () => {
    const bench = await engineBench();
    bench.pbx.serverFault('regenerate', { kind: 'always', fault: { kind: 'status', status: 502 } });
    const job = await bench.run({ macs: bench.macs.slice(0, 3) });
    expect(job.state).toBe('finished');
    expect(bench.items(job).every((item) => item.state === 'failed')).toBe(true);
  });
});

describe('a run that pauses by itself settles first what it can', () => {
  const unclear: [string, DeviceFault][] = [
    ['a web page', { kind: 'html' }],
    ['a redirect', { kind: 'redirect' }],
    ['another status', { kind: 'status', status: 305 }],
    ['a guest network', { kind: 'status', status: 302, headers: { location: 'http://portal.example/' } }],
  ];

  describe.each([
    ['nothing is stored', false],
    ['passwords are stored', true],
  ])('%s', (_, sealed) => {
    test.each(unclear)('%s: the second reading is made', async (_name, fault) => {
      const bench = await engineBench();
      bench.pbx.script(bench.macs[0] ?? '', fault);
      const job = await bench.run({ sealed });
      expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'not-a-3cx' } });
      const [first, ...others] = bench.items(job);
      expect(first).toMatchObject({ state: 'failed', problem: { code: 'not-carried-out' } });
      expect(others.map(({ state }) => state)).toEqual(['queued', 'queued']);
      expect(bench.pbx.regenerated.size).toBe(0);
      expect(bench.events).toContainEqual(
        expect.objectContaining({
          type: 'waiting',
          problem: { code: 'outcome-uncertain', facts: { reason: 'settling' } },
        }),
      );
    });

    test('a request that is carried out late is found', async () => {
      const bench = await engineBench();
      bench.pbx.script(bench.macs[0] ?? '', { kind: 'html' });
      bench.after(30_000, () => {
        const [device] = bench.pbx.devices;
        if (device) device.Password = 'made late';
      });
      const job = await bench.run({ sealed, macs: bench.macs.slice(0, 1) });
      expect(bench.items(job)[0]).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
      expect(job.state).toBe('finished');
    });

    test('three requests in a row without an answer: each is settled', async () => {
      const bench = await engineBench({ devices: 5, timeoutMs: 300 });
      bench.pbx.serverFault('regenerate', { kind: 'always', fault: { kind: 'hang', when: 'before' } });
      const job = await bench.run({ sealed, macs: bench.macs });
      expect([job.state, ...bench.items(job).map(({ state }) => state)]).toEqual([
        ...['paused', 'failed', 'failed', 'failed'],
        ...['queued', 'queued'],
      ]);
    });
  });

  test('but reads no more if the PBX cannot be read', async () => {
    const bench = await engineBench();
    const job = await bench.run({
      pace: { ratePerSecond: 50 },
      sealed: false,
      onEvent(event) {
        if (event.type === 'item' && event.item.state === 'succeeded')
          bench.pbx.serverFault('everywhere', { kind: 'captive-portal' });
      },
    });
    expect(bench.items(job).map((item) => item.state)).toEqual(['succeeded', 'uncertain', 'queued']);
    expect(bench.items(job)[1]?.nextReadback).toBe(null);
    expect(bench.waited()).toBeLessThan(70_000);
  });

  test('nor if the sign-in was denied, which is not repeated', async () => {
    const bench = await engineBench({ timeoutMs: 300 });
    bench.pbx.script(bench.macs[0] ?? '', { kind: 'hang', when: 'before' });
    const signIns = (): number => bench.pbx.requests.filter(({ path }) => path.includes('token')).length;
    let before = 0;
    const job = await bench.run({
      pace: { ratePerSecond: 50 },
      onEvent(event) {
        if (before > 0 || event.type !== 'item' || event.item.state !== 'uncertain') return;
        before = signIns();
        bench.pbx.serverFault('token', { kind: 'always', fault: { kind: 'status', status: 403 } });
        bench.pbx.evictToken();
      },
    });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'sign-in-denied' } });
    expect(bench.items(job)[0]).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'second' } });
    expect(signIns() - before).toBe(1);
  });

  test('nor in the app, which reads later', async () => {
    const bench = await engineBench({ settlesLater: true });
    bench.pbx.script(bench.macs[0] ?? '', { kind: 'html' });
    const job = await bench.run();
    expect(bench.items(job)[0]).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'second' } });
    expect(bench.waited()).toBeLessThan(5_000);
  });

  test('nor when the user stops it meanwhile', async () => {
    const stopping = new AbortController();
    const bench = await engineBench();
    bench.pbx.script(bench.macs[0] ?? '', { kind: 'html' });
    const job = await bench.run({
      signal: stopping.signal,
      onEvent(event) {
        if (event.type === 'waiting') stopping.abort(pauseReason);
      },
    });
    expect(job).toMatchObject({ state: 'paused' });
    expect(bench.items(job)[0]).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'second' } });
  });
});
