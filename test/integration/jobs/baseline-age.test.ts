/** Current passwords that become too old while a job runs: every request is still sent with one to compare with. */
import { expect, test } from 'vitest';
import { settlingTimes } from '../../../main/jobs/settling/settlement.ts';
import type { JobStore } from '../../../main/store/jobs/index.ts';
import { type EngineBench, engineBench } from '../../setup/engine.ts';
import { testStore } from '../../setup/xapi.ts';

const minute = 60_000;

/** A bench whose clock advances by this much in each commit. */
async function benchWithSlowCommits(commitMs: number, devices: number): Promise<EngineBench> {
  const store = await testStore();
  let bench: EngineBench | null = null;
  const together: JobStore['together'] = (changes) => {
    bench?.pass(commitMs);
    return store.jobs.together(changes);
  };
  bench = await engineBench({ devices, store: { ...store, jobs: { ...store.jobs, together } } });
  return bench;
}

test.each([1, 4, 7, 16])('commits of %i minutes', async (minutes) => {
  const bench = await benchWithSlowCommits(minutes * minute, 40);
  const originals = bench.pbx.devices.map(({ Password }) => Password);
  for (const [index, { MacAddress }] of bench.pbx.devices.entries())
    if (index % 10 === 5) bench.pbx.script(MacAddress, { kind: 'status', status: 503 });

  const job = await bench.run({ macs: bench.macs, pace: { concurrency: 4 } });

  const previous = bench.items(job).map(({ id }) => bench.jobs.previousPassword(id, bench.sealer));
  expect(previous).toEqual(originals);
  const attempts = bench.items(job).map((item) => item.attempts);
  expect(attempts).toEqual(originals.map((_, index) => (index % 10 === 5 ? 2 : 1)));
});

test('a password that was read too long ago is read again', async () => {
  const bench = await benchWithSlowCommits(settlingTimes.maxBaselineAgeMs + minute, 3);
  await bench.run({ macs: bench.macs });
  const reads = bench.pbx.requests.filter(
    ({ method, path }) => method === 'GET' && path.includes('Password'),
  );
  expect(reads.length).toBeGreaterThan(1);
});
