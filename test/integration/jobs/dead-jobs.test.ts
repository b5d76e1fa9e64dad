import { describe, expect, test } from 'vitest';
import type { Job } from '../../../common/model.ts';
import { planItems } from '../../../main/jobs/index.ts';
import { type EngineBench, engineBench, resume } from '../../setup/engine.ts';

/** A job of three whose process died while its first device was in flight. */
function deadJob(bench: EngineBench, count = 3): Job {
  const items = planItems(bench.macs.slice(0, count), {
    list: null,
    othersWith: () => [],
    tryUnlisted: false,
  });
  const of = { pbxId: null, pbxName: 'Demo', pbxUrl: bench.pbx.url, reference: null, retryOf: null };
  const dead = bench.store.jobs.create({ ...of, user: 'ann', items });
  bench.store.jobs.start(dead.id);
  bench.store.jobs.beginAttempt(bench.items(dead)[0]?.id ?? 0);
  bench.jobs.recover();
  return dead;
}

describe('a job whose process died', () => {
  const requestsFor = ({ pbx, macs }: EngineBench): string[] =>
    pbx.requests
      .filter(({ path }) => path.toLowerCase().includes(`fxs('${macs[0]}')`))
      .map(({ method }) => method);

  test('is interrupted, and resumes: its uncertain item is read back, and not run again', async () => {
    const bench = await engineBench();
    const dead = deadJob(bench);
    expect(bench.store.jobs.get(dead.id)?.state).toBe('interrupted');
    expect(bench.items(dead)[0]).toMatchObject({
      state: 'uncertain',
      credentialsSource: null,
      problem: { code: 'outcome-uncertain', facts: { reason: 'not-read-back' } },
    });
    const job = await resume(bench, dead);
    const [doubtful, ...others] = bench.items(job);
    expect(doubtful).toMatchObject({
      state: 'uncertain',
      credentialsSource: 'read-back',
      credentialsKept: true,
    });
    expect(doubtful?.problem?.facts.reason).toBe('broken-off');
    expect(bench.jobs.password(doubtful?.id ?? 0, bench.sealer)).toBe(bench.pbx.devices[0]?.Password);
    expect(others.map((item) => item.state)).toEqual(['succeeded', 'succeeded']);
    expect(requestsFor(bench)).toEqual(['GET']);
    expect(job.state).toBe('finished');
  });

  test('a password read back without a keychain is shown', async () => {
    const bench = await engineBench();
    await resume(bench, deadJob(bench, 1), { sealer: null });
    expect(bench.events.find((event) => event.type === 'password')).toMatchObject({
      password: bench.pbx.devices[0]?.Password,
      item: { mac: bench.macs[0], credentialsSource: 'read-back' },
    });
  });

  test('what the PBX does not show is reported as unreadable, and the job continues to its end', async () => {
    const bench = await engineBench();
    bench.pbx.scriptRead(bench.pbx.devices[0]?.MacAddress ?? '', { kind: 'status', status: 500 });
    const job = await resume(bench, deadJob(bench));
    expect(bench.items(job).map((item) => item.state)).toEqual(['uncertain', 'succeeded', 'succeeded']);
    expect(bench.items(job)[0]).toMatchObject({
      credentialsSource: null,
      problem: { facts: { reason: 'broken-off' } },
    });
    expect(job.state).toBe('finished');
  });

  test('a PBX that asks to slow down is asked once more', async () => {
    const bench = await engineBench();
    bench.pbx.scriptRead(bench.pbx.devices[0]?.MacAddress ?? '', { kind: 'status', status: 429 });
    const job = await resume(bench, deadJob(bench));
    expect(bench.items(job)[0]).toMatchObject({ state: 'uncertain', credentialsSource: 'read-back' });
    expect(requestsFor(bench)).toEqual(['GET', 'GET']);
    expect(job.state).toBe('finished');
  });

  test('while the PBX is gone it pauses, and reads back when resumed again', async () => {
    const bench = await engineBench();
    const dead = deadJob(bench, 1);
    await bench.client.ready();
    const gone = { kind: 'always', fault: { kind: 'reset', when: 'before' } } as const;
    bench.pbx.serverFault('device', gone);
    const paused = await resume(bench, dead);
    expect(paused).toMatchObject({ state: 'paused', pauseProblem: { code: 'pbx-unreachable' } });
    expect(bench.items(dead)[0]?.problem?.facts.reason).toBe('not-read-back');
    bench.pbx.serverFault('device');
    expect((await resume(bench, dead)).state).toBe('finished');
    expect(bench.items(dead)[0]).toMatchObject({ credentialsSource: 'read-back' });
  });

  test('what a later job certainly did is not read back for it', async () => {
    const bench = await engineBench();
    const dead = deadJob(bench, 1);
    await bench.run({ macs: bench.macs.slice(0, 1) });
    const reads = requestsFor(bench).filter((method) => method === 'GET').length;
    expect((await resume(bench, dead)).state).toBe('finished');
    expect(requestsFor(bench).filter((method) => method === 'GET')).toHaveLength(reads);
    expect(bench.items(dead)[0]).toMatchObject({ credentialsSource: null, surelyReplaced: true });
  });

  test('a pause during reading back is respected', async () => {
    const bench = await engineBench({ timeoutMs: 60_000 });
    const stopping = new AbortController();
    const dead = deadJob(bench);
    await bench.client.ready();
    bench.pbx.scriptRead(bench.pbx.devices[0]?.MacAddress ?? '', { kind: 'hang', when: 'before' });
    void bench.pbx
      .nextRequest(({ method, path }) => method === 'GET' && path.includes('Fxs('))
      .then(() => stopping.abort('pause'));
    const began = performance.now();
    expect((await resume(bench, dead, { signal: stopping.signal })).state).toBe('paused');
    expect(performance.now() - began).toBeLessThan(50_000);
    expect(bench.items(dead)[0]?.problem?.facts.reason).toBe('not-read-back');
  });
});

test('a job whose process died before it began is offered as well', async () => {
  const bench = await engineBench();
  const label = { pbxId: null, pbxName: 'Demo', pbxUrl: bench.pbx.url, reference: null, retryOf: null };
  const items = planItems(bench.macs.slice(0, 1), { list: null, othersWith: () => [], tryUnlisted: false });
  const dead = bench.store.jobs.create({ ...label, user: 'ann', items });
  bench.jobs.recover();
  expect(bench.store.jobs.open().map(({ job }) => [job.id, job.state])).toEqual([[dead.id, 'interrupted']]);
});
