/**
 * `npm run crash`: makes jobs fail at every point and at many random moments: they are killed, their disk is full, or their
 * database is locked. Then compares the journal with what the PBX has done, after the failure and at the end. The jobs: 200
 * devices, and fewer desk phones and devices that are asked to fetch. Fails if anything is lost, wrong, sent twice or
 * uncertain at the end, if a point was not hit, or if too few random moments came in time. Without root on Linux, the full
 * disk is skipped.
 */
import { parseArgs, styleText } from 'node:util';
import { createSeeded } from '../pbx/seeded.ts';
import { canMountSmallDisk } from './disk.ts';
import {
  allPoints,
  applies,
  type Failure,
  factsOf,
  type Point,
  type TrialKind,
  trialKinds,
} from './points.ts';
import { type Moment, type Outcome, runTrial, type Trial } from './trial.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    devices: { type: 'string', default: '200' },
    random: { type: 'string', default: '200' },
  },
});
const wholeNumber = (name: 'devices' | 'random'): number => {
  const text = values[name];
  if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a whole number, not ${text}.`);
  return Number(text);
};
const devices = wholeNumber('devices');
const kills = wholeNumber('random');
const concurrencies = [4, 16];
/** Jobs of desk phones, and of devices that are asked to fetch, differ only in their requests. */
const ofKind: Record<TrialKind, { devices: number; concurrencies: readonly number[] }> = {
  devices: { devices, concurrencies },
  users: { devices: Math.ceil(devices / 5), concurrencies: [4] },
  fetching: { devices: Math.ceil(devices / 10), concurrencies: [4] },
};
/** Random moments for each failure: the number of kills requested, and a tenth of that for the others. */
const randomMoments: Record<Failure, number> = {
  kill: kills,
  'disk full': Math.ceil(kills / 10),
  'database locked': Math.ceil(kills / 10),
};
/** Moments that come too late do not count: up to twice as many are tried, and this many more where few are wanted. */
const spareMoments = 10;
/** A run may miss a point, depending on the speed of the computer; then another run is tried. */
const maxTries = 3;
/** A random moment is less than this many milliseconds after a request. */
const thenBelowMs = 10;

/** Points of the few trials with the app's real waiting times, which take up to seven minutes each. */
const pointsInRealTime: readonly Point[] = [
  'noted ahead, request about to be sent',
  'request received, not carried out',
  'reply read, not recorded',
  'second reading planned',
  'second reading made, not recorded',
];

/** Trials spend most of their time waiting. */
const trialsAtOnce = 4;

/** Repeats a piece of work, several at a time, until it returns that nothing is left. */
async function inParallel(work: () => Promise<boolean>): Promise<void> {
  const worker = async (): Promise<void> => {
    while (await work());
  };
  await Promise.all(Array.from({ length: trialsAtOnce }, worker));
}

interface Tally {
  atPoints: Map<Point, number>;
  atRandom: Map<Point, number>;
  missed: string[];
  losses: string[];
  uncertain: Outcome['uncertain'];
}

const increment = (map: Map<Point, number>, point: Point): void =>
  void map.set(point, (map.get(point) ?? 0) + 1);
const sum = (map: Map<Point, number>): number => [...map.values()].reduce((total, n) => total + n, 0);
const describeMoment = (when: Moment): string => {
  if (when === null) return 'without a failure';
  return 'point' in when ? when.point : `${when.thenMs} ms after ${when.afterRequests} requests`;
};

/** Runs a trial, and prints its losses. */
async function run(trial: Trial): Promise<Outcome> {
  const outcome = await runTrial(trial);
  const { failure, when, concurrency, seed } = trial;
  for (const loss of outcome.losses)
    console.log(
      `  lost: ${loss} (${failure}, ${describeMoment(when)}, ${concurrency} at once, seed ${seed})`,
    );
  return outcome;
}

/** A job that ran without a failure. */
type Baseline = Pick<Trial, 'devices' | 'concurrency'> & { kind: TrialKind; requests: number };

/**
 * Runs each kind of job once without a failure. Returns how many requests each made.
 *
 * @throws if something was lost
 */
async function runBaselines(): Promise<Baseline[]> {
  const baselines: Baseline[] = [];
  for (const kind of trialKinds)
    for (const concurrency of ofKind[kind].concurrencies) {
      const seed = `${values.seed} without failure`;
      const job = { kind, devices: ofKind[kind].devices, concurrency };
      const outcome = await run({ ...job, seed, failure: 'kill', when: null });
      if (outcome.losses.length > 0) throw new Error('Something was lost without a failure.');
      baselines.push({ ...job, requests: outcome.requests });
    }
  return baselines;
}

/** Has jobs fail in one way, first at each point, then at random moments. */
async function runTrialsOf(failure: Failure, baselines: readonly Baseline[]): Promise<Tally> {
  const tally: Tally = {
    atPoints: new Map(),
    atRandom: new Map(),
    missed: [],
    losses: [],
    uncertain: { afterFailure: 0, atEnd: 0 },
  };
  await runAtPoints(failure, tally);
  console.log(`\n${failure}: ${sum(tally.atPoints)} hits at points; now at random moments`);
  await runAtRandom(failure, baselines, tally);
  return tally;
}

/** Runs a trial, and adds its losses to the tally. Returns the last point before the failure; null if that came too late. */
async function runCounted(trial: Trial, { losses, uncertain }: Tally): Promise<Point | null> {
  const outcome = await run(trial);
  losses.push(...outcome.losses);
  uncertain.afterFailure += outcome.uncertain.afterFailure;
  uncertain.atEnd += outcome.uncertain.atEnd;
  return outcome.hit;
}

async function runAtPoints(failure: Failure, tally: Tally): Promise<void> {
  const pending = allPoints
    .filter((point) => applies(failure, point))
    .flatMap((point) => {
      const { devices, concurrencies } = ofKind[factsOf(point).of ?? 'devices'];
      return concurrencies.map((concurrency) => ({ point, devices, concurrency, tries: 1 }));
    });
  await inParallel(async () => {
    const next = pending.shift();
    if (!next) return false;
    const { point, devices, concurrency, tries } = next;
    const seed = `${values.seed} ${failure} ${point} ${concurrency}${tries > 1 ? ` try ${tries}` : ''}`;
    const hit = await runCounted({ seed, devices, concurrency, failure, when: { point } }, tally);
    if (hit) increment(tally.atPoints, hit);
    else if (tries < maxTries) pending.push({ ...next, tries: tries + 1 });
    else tally.missed.push(`${point}, ${concurrency} at once (seed ${seed})`);
    return true;
  });
}

async function runAtRandom(failure: Failure, baselines: readonly Baseline[], tally: Tally): Promise<void> {
  const seeded = createSeeded(`${values.seed} ${failure}`);
  const wanted = randomMoments[failure];
  let n = 0;
  // Late moments may find the run at its end, or nothing more to write.
  await inParallel(async () => {
    if (sum(tally.atRandom) >= wanted || n >= 2 * wanted + spareMoments) return false;
    n += 1;
    // Most are jobs of gateways and DECT bases.
    const kind = n % 10 === 0 ? 'users' : n % 10 === 5 ? 'fetching' : 'devices';
    const ofThisKind = baselines.filter((each) => each.kind === kind);
    const baseline = ofThisKind[n % ofThisKind.length];
    if (!baseline) throw new Error(`No job of ${kind} has run without a failure.`);
    const { requests, ...job } = baseline;
    const afterRequests = seeded.int(requests, 'requests', n);
    const when = { afterRequests, thenMs: seeded.int(thenBelowMs, 'then', n) };
    const hit = await runCounted({ ...job, seed: `${values.seed} ${failure} ${n}`, failure, when }, tally);
    if (hit) increment(tally.atRandom, hit);
    return true;
  });
}

/** Prints the results for a failure. Returns whether all is well. */
function print(failure: Failure, { atPoints, atRandom, missed, losses, uncertain }: Tally): boolean {
  console.log(`\n${styleText('bold', failure.padEnd(52))} at the point   at random`);
  for (const point of allPoints) {
    const named = applies(failure, point) ? `${atPoints.get(point) ?? 0}` : '-';
    console.log(`  ${point.padEnd(50)} ${named.padStart(12)} ${`${atRandom.get(point) ?? 0}`.padStart(11)}`);
  }
  console.log(
    `  ${sum(atPoints)} at points, ${sum(atRandom)} at random moments, losses: ${losses.length}, ` +
      `uncertain just after the failure: ${uncertain.afterFailure}, at the end: ${uncertain.atEnd}`,
  );
  for (const point of missed) console.log(`  never hit: ${point}`);
  const enough = sum(atRandom) >= randomMoments[failure];
  if (!enough)
    console.log(`  only ${sum(atRandom)} of ${randomMoments[failure]} random moments came in time`);
  return losses.length === 0 && missed.length === 0 && enough;
}

/** Runs the trials that mostly wait, all at once. Returns whether all is well, and the lines to print. */
async function runInRealTime(): Promise<{ isGood: boolean; lines: string[] }> {
  const lines: string[] = [];
  const trials = pointsInRealTime.map(async (point): Promise<boolean> => {
    const seed = `${values.seed} real ${point}`;
    const trial: Trial = {
      seed,
      devices: 40,
      concurrency: 4,
      failure: 'kill',
      when: { point },
      realTimes: true,
    };
    const { hit, losses, uncertain } = await run(trial);
    lines.push(
      `  ${point.padEnd(50)} ${hit ? 'hit' : 'never hit'}, losses: ${losses.length}, uncertain at the end: ${uncertain.atEnd}`,
    );
    return hit !== null && losses.length === 0;
  });
  return { isGood: (await Promise.all(trials)).every((good) => good), lines };
}

console.log(`Jobs of ${devices} devices, ${concurrencies.join(' and ')} at once, seed ${values.seed}`);
// So that the exit handlers run, which unmount the small disks.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const realTimeRun = runInRealTime();
// Awaited only at the end; until then a failure must not count as unhandled.
realTimeRun.catch(() => {});
const baselines = await runBaselines();
let isGood = true;
for (const failure of ['kill', 'disk full', 'database locked'] as const) {
  if (failure === 'disk full' && !canMountSmallDisk()) {
    console.log('\ndisk full: not measured, because this user cannot mount a small disk (Linux, root)');
    continue;
  }
  isGood = print(failure, await runTrialsOf(failure, baselines)) && isGood;
}
const inRealTime = await realTimeRun;
console.log(`\n${styleText('bold', 'Kills with the waiting times of the app')}`);
for (const line of inRealTime.lines) console.log(line);
process.exitCode = isGood && inRealTime.isGood ? 0 : 1;
