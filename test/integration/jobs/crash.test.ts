/** The short form of `npm run crash`: each kind of point, and a few random moments, in small jobs. */
import { expect, test } from 'vitest';
import { canMountSmallDisk } from '../../crash/disk.ts';
import { allPoints, type Failure, factsOf, type Point } from '../../crash/points.ts';
import { type Outcome, runTrial, type Trial } from '../../crash/trial.ts';
import { createSeeded } from '../../pbx/seeded.ts';

const small = { devices: 12, concurrency: 4 };
const timeoutMs = 300_000;
const randomMoments = 5;
/** Where a failure that leaves the program alive differs: before each kind of write. */
const writes: Point[] = [
  'before a device is noted',
  'reply read, not recorded',
  'put off, not recorded',
  'before the job is finished',
  'before a dead job is marked',
];

test('a kill at a random moment loses nothing', { timeout: timeoutMs }, async () => {
  const whole = await runTrial({ ...small, seed: 'short', failure: 'kill', when: null });
  expect(whole).toMatchObject({ hit: null, losses: [] });
  const seeded = createSeeded('short');
  const trials = Array.from({ length: randomMoments }, (_, n): Trial => {
    const when = { afterRequests: seeded.int(whole.requests, n), thenMs: seeded.int(10, 'then', n) };
    return { ...small, seed: `short ${n}`, failure: 'kill', when };
  });
  expect(await runAll(trials, () => [])).toEqual([]);
});

/** The PBX has it or not, before each kind of write, and each circumstance once; `npm run test:more` tries them all. */
const kills = allPoints.filter((point, at) => {
  const { atPbx, needs, of } = factsOf(point);
  const isFirst = allPoints.findIndex((p) => factsOf(p).needs === needs && factsOf(p).of === of) === at;
  return atPbx || writes.includes(point) || isFirst;
});
const failures: [Failure, Point[]][] = [
  ['kill', kills],
  ['disk full', writes],
  ['database locked', writes],
];

for (const [failure, hits] of failures) {
  test.skipIf(failure === 'disk full' && !canMountSmallDisk())(
    `${failure}: nothing is lost`,
    { timeout: timeoutMs },
    async () => {
      const trials = hits.map(
        (point): Trial => ({ ...small, seed: `short ${point}`, failure, when: { point } }),
      );
      const wrong = await runAll(trials, ({ hit }) => (hit === null ? ['never hit'] : []));
      expect(wrong).toEqual([]);
    },
  );
}

/** Runs trials, four at a time because they mostly wait; returns what went wrong, with the seed that reproduces it. */
async function runAll(trials: Trial[], more: (outcome: Outcome) => string[]): Promise<string[]> {
  const wrong: string[] = [];
  const left = [...trials];
  const worker = async (): Promise<void> => {
    for (let trial = left.shift(); trial; trial = left.shift()) {
      const outcome = await runTrial(trial);
      for (const what of [...more(outcome), ...outcome.losses])
        wrong.push(`${JSON.stringify(trial)} ${what}`);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return wrong;
}
