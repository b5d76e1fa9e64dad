import { expect, test } from 'vitest';
import { engineBench } from '../../setup/engine.ts';

test('passwords are deleted when they expire, but not because a clock jumped', async () => {
  const day = 24 * 3_600_000;
  const bench = await engineBench();
  const job = await bench.run({ macs: bench.macs.slice(0, 1) });
  const kept = (): boolean | undefined => bench.items(job)[0]?.credentialsKept;
  bench.jobs.enforceRetention();
  bench.pass(40 * day);
  bench.jobs.enforceRetention();
  expect(kept()).toBe(true);
  bench.pass(60_000);
  bench.jobs.enforceRetention();
  expect(kept()).toBe(true);
  bench.pass(day);
  bench.jobs.enforceRetention();
  expect(kept()).toBe(false);
});

test('they are also deleted if the app is started only every other week, or the clock was corrected', async () => {
  const day = 24 * 3_600_000;
  for (const steps of [
    [16, 16, 16],
    [4000, -3960, 1],
  ]) {
    const bench = await engineBench();
    const job = await bench.run({ macs: bench.macs.slice(0, 1) });
    bench.jobs.enforceRetention();
    const kept = steps.map((days) => {
      bench.pass(days * day);
      bench.jobs.enforceRetention();
      return bench.items(job)[0]?.credentialsKept;
    });
    expect(kept, String(steps)).toEqual([true, ...(steps[1] === 16 ? [false, false] : [true, false])]);
  }
});
