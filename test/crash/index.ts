/**
 * `npm run crash`: hits a job of 200 devices at every point and at many random moments - it is killed, its disk is full,
 * its database is locked - and compares what is left with what the PBX has done.
 */
import { parseArgs, styleText } from 'node:util';
import { createSeeded } from '../pbx/seeded.ts';
import { canMountSmallDisk } from './disk.ts';
import { allPoints, applies, type Blow, type Point } from './points.ts';
import { type Outcome, runTrial, type Trial } from './trial.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    devices: { type: 'string', default: '200' },
    random: { type: 'string', default: '200' },
  },
});
const devices = Number(values.devices);
const concurrencies = [4, 16];
/** Random moments for each blow: the kills that are asked for, and a tenth of that for the others. */
const randomMoments: Record<Blow, number> = {
  kill: Number(values.random),
  'disk full': Math.ceil(Number(values.random) / 10),
  'database locked': Math.ceil(Number(values.random) / 10),
};

/** Moments that come too late, as the machine has less else to do than before, do not count; this many more are tried. */
const spareMoments = 10;

/** Does a piece of work again and again, two at a time, until it says that nothing is left. */
async function inPairs(work: () => Promise<boolean>): Promise<void> {
  const worker = async (): Promise<void> => {
    while (await work());
  };
  await Promise.all([worker(), worker()]);
}

interface Tally {
  atPoints: Map<Point, number>;
  atRandom: Map<Point, number>;
  losses: string[];
}

const count = (map: Map<Point, number>, point: Point): void => void map.set(point, (map.get(point) ?? 0) + 1);
const sum = (map: Map<Point, number>): number => [...map.values()].reduce((total, n) => total + n, 0);

/** How long an unharmed run takes, by how many are under way at once; milliseconds. */
const spanMs = new Map<number, number>();

async function calibrate(): Promise<void> {
  for (const concurrency of concurrencies) {
    const seed = `${values.seed} unharmed`;
    const { ms, losses } = await runTrial({
      seed,
      devices,
      concurrency,
      blow: 'kill',
      when: { afterMs: 60_000 },
    });
    if (losses.length > 0) throw new Error(`lost without a blow: ${losses.join(', ')}`);
    spanMs.set(concurrency, ms);
  }
}

async function measure(blow: Blow): Promise<Tally> {
  const tally: Tally = { atPoints: new Map(), atRandom: new Map(), losses: [] };
  const hit = async (trial: Omit<Trial, 'blow' | 'devices'>): Promise<Outcome> => {
    const outcome = await runTrial({ ...trial, blow, devices });
    const where = 'point' in trial.when ? trial.when.point : `after ${trial.when.afterMs} ms`;
    for (const loss of outcome.losses) {
      tally.losses.push(loss);
      console.log(`  lost: ${loss} (${blow} ${where}, ${trial.concurrency} at once, seed ${trial.seed})`);
    }
    return outcome;
  };

  const named = allPoints
    .filter((point) => applies(blow, point))
    .flatMap((point) => concurrencies.map((concurrency) => ({ point, concurrency })));
  await inPairs(async () => {
    const next = named.shift();
    if (!next) return false;
    const { point, concurrency } = next;
    const seed = `${values.seed} ${blow} ${point} ${concurrency}`;
    const outcome = await hit({ seed, concurrency, when: { point } });
    if (outcome.hit) count(tally.atPoints, outcome.hit);
    return true;
  });
  console.log(`\n${blow}: ${sum(tally.atPoints)} hits at points; now at random moments`);

  const seeded = createSeeded(`${values.seed} ${blow}`);
  let n = 0;
  await inPairs(async () => {
    const wanted = randomMoments[blow];
    if (sum(tally.atRandom) >= wanted || n >= 2 * wanted + spareMoments) return false;
    n += 1;
    const concurrency = concurrencies[n % concurrencies.length] ?? 4;
    const afterMs = seeded.int(Math.ceil(spanMs.get(concurrency) ?? 0), 'moment', n);
    const outcome = await hit({ seed: `${values.seed} ${blow} ${n}`, concurrency, when: { afterMs } });
    if (outcome.hit) count(tally.atRandom, outcome.hit);
    // Too late: the machine is quicker now than it was.
    else spanMs.set(concurrency, outcome.ms);
    return true;
  });
  return tally;
}

function print(blow: Blow, tally: Tally): boolean {
  const missed = allPoints.filter((point) => applies(blow, point) && !tally.atPoints.has(point));
  console.log(`\n${styleText('bold', blow.padEnd(46))} at the point   at random`);
  for (const point of allPoints) {
    const named = applies(blow, point) ? `${tally.atPoints.get(point) ?? 0}` : '-';
    console.log(
      `  ${point.padEnd(44)} ${named.padStart(12)} ${`${tally.atRandom.get(point) ?? 0}`.padStart(11)}`,
    );
  }
  const total = `${sum(tally.atPoints)} at points, ${sum(tally.atRandom)} at random moments`;
  console.log(`  ${total}, losses: ${tally.losses.length}`);
  for (const point of missed) console.log(`  never hit: ${point}`);
  const enough = sum(tally.atRandom) >= randomMoments[blow];
  if (!enough)
    console.log(`  only ${sum(tally.atRandom)} of ${randomMoments[blow]} random moments came in time`);
  return tally.losses.length === 0 && missed.length === 0 && enough;
}

/** A few with the waiting times of the app: they wait for minutes, all at once, and next to the others. Returns what to say. */
async function measureRealTimes(): Promise<{ good: boolean; lines: string[] }> {
  const points: Point[] = ['reply read, not noted', 'to be read a second time', 'noted ahead, not sent'];
  const measureOne = async (point: Point) => {
    const seed = `${values.seed} real ${point}`;
    const trial: Trial = {
      seed,
      devices: 40,
      concurrency: 4,
      blow: 'kill',
      when: { point },
      realTimes: true,
    };
    const { hit, losses } = await runTrial(trial);
    return {
      good: hit !== null && losses.length === 0,
      line: `  real waiting times, ${point}: ${hit ? 'hit' : 'never hit'}, losses: ${losses.join(', ') || 0}`,
    };
  };
  const measured = await Promise.all(points.map(measureOne));
  return { good: measured.every(({ good }) => good), lines: measured.map(({ line }) => line) };
}

console.log(`Jobs of ${devices} devices, ${concurrencies.join(' and ')} at once, seed ${values.seed}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

await calibrate();
const realTimes = measureRealTimes();
// It is looked at only at the end; until then a failure is not unhandled.
realTimes.catch(() => {});
let good = true;
for (const blow of ['kill', 'disk full', 'database locked'] as const) {
  if (blow === 'disk full' && !canMountSmallDisk()) {
    console.log('\ndisk full: not measured, because this user cannot mount a small disk (Linux, root)');
    continue;
  }
  good = print(blow, await measure(blow)) && good;
}
const real = await realTimes;
console.log(`\n${real.lines.join('\n')}`);
good = real.good && good;
process.exitCode = good ? 0 : 1;
