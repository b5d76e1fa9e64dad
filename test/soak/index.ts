/**
 * `npm run soak`: jobs on a demo PBX with faults for an hour, or the given minutes (`-- --minutes 5`). Prints how
 * memory and open handles develop and what was lost, and fails if anything was lost, memory grows beyond the limits
 * below, or handles stay open.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { on } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { normalMac, startDemoPbx } from '../pbx/index.ts';
import { type DeviceAfter, findLosses } from './audit.ts';
import { scriptFaults } from './faults.ts';
import type { Command, Order, Report, Use } from './messages.ts';
import { type Sample, slopeOf, thinned } from './slope.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    devices: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    leak: { type: 'string', default: '0' },
  },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error('--minutes must be a positive number.');
const concurrency = 8;

/** Maximum memory growth, and from when it is measured: before that caches fill and code is compiled. */
const limits = {
  /** A retained device costs about 1,000 bytes, a leaked listener or promise 50 to 300. */
  heap: { maxBytesPerDevice: 100, warmUpDevices: 5_000 },
  /** Allocators keep free space, so this settles late and is less precise. */
  resident: { maxBytesPerDevice: 500, warmUpDevices: 20_000 },
} as const;
/** Fewer measured jobs prove nothing. */
const minJobs = 40;
/** All pairs of these are compared. */
const maxSamples = 1_000;
/** Three within a minute would look like another program. */
const minEvictionGapMs = 30_000;

interface Round {
  /** Done by then. */
  devices: number;
  use: Use;
}

const mb = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
const line = (what: string, figures: string): void => console.log(`${what.padEnd(22)} ${figures}`);

const folder = mkdtempSync(join(tmpdir(), 'rekey-soak-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const pbx = await startDemoPbx({
  seed: values.seed,
  devices: Number(values.devices),
  users: 0,
  https: true,
  behaviour: { latencyMs: 5 },
});
const order: Order = {
  setting: {
    folder,
    url: pbx.url,
    clientId: pbx.clientId,
    apiKey: pbx.apiKey,
    fingerprint: pbx.fingerprint,
    dataKey: randomBytes(32).toString('hex'),
    concurrency,
    lockTimeoutMs: 10_000,
    // The waits for the PBX and for unclear outcomes run faster, so that jobs follow one another.
    speed: 20,
    times: { recheckMs: 1_000, secondReadbackMs: 4_000, lastReadbackMs: 5_000 },
  },
  leak: Number(values.leak),
};
const child = fork(join(import.meta.dirname, 'program.ts'), {
  // With little room for garbage: what V8 additionally takes on a busy machine would hide a library's leaks.
  execArgv: ['--expose-gc', '--max-semi-space-size=1', '--max-old-space-size=96'],
  env: { ...process.env, REKEY_SOAK: JSON.stringify(order) },
});
process.on('exit', () => child.kill());
const reports = on(child, 'message', { close: ['disconnect'] })[Symbol.asyncIterator]();

async function next<T extends Report['type']>(type: T): Promise<Extract<Report, { type: T }>> {
  const { value, done } = await reports.next();
  if (done) throw new Error('The engine’s process ended.');
  const [report] = value as [Report];
  if (report.type !== type)
    throw new Error(report.type === 'failed' ? report.message : `Expected ${type}, not ${report.type}.`);
  return report as Extract<Report, { type: T }>;
}
const command = (what: Command): void => void child.send(what);

const madeBefore = new Map<string, number>();
/** What the PBX did since the last call. */
function devicesAfter(): DeviceAfter[] {
  return pbx.devices.map(({ MacAddress, Password }) => {
    const mac = normalMac(MacAddress);
    const made = pbx.regenerated.get(mac)?.length ?? 0;
    const regenerated = made - (madeBefore.get(mac) ?? 0);
    madeBefore.set(mac, made);
    return { mac, password: Password, regenerated };
  });
}

const { use: atStart } = await next('ready');
const startedAt = performance.now();
const until = startedAt + minutes * 60_000;
const rounds: Round[] = [];
const losses: string[] = [];
const states = { succeeded: 0, uncertain: 0, failed: 0 };
let devices = 0;
let resumed = 0;
let requests = 0;
let nextLineAt = 0;
/** The measurements after the warm-up. */
const measured = (what: keyof typeof limits): Sample[] =>
  rounds
    .filter((round) => round.devices > limits[what].warmUpDevices)
    .map((round) => ({ work: round.devices, used: round.use[what] }));

let evictedAt = performance.now();
const evicted = (): void => {
  evictedAt = performance.now();
};

while (performance.now() < until || measured('heap').length < minJobs) {
  const mayEvict = performance.now() - evictedAt > minEvictionGapMs;
  // On a busy machine a job takes long: what counts is when it happens.
  if (mayEvict) evictedAt = Number.POSITIVE_INFINITY;
  scriptFaults(pbx, values.seed, rounds.length, mayEvict ? evicted : null);
  command('run');
  const ran = await next('ran');
  for (const loss of findLosses(ran.state, ran.items, devicesAfter())) {
    losses.push(loss);
    console.log(`lost: job ${rounds.length + 1}, ${loss}`);
  }
  for (const { state } of ran.items) if (state in states) states[state as keyof typeof states] += 1;
  devices += ran.items.length;
  resumed += ran.resumed;
  // The demo PBX records each request; a long run must not fill its memory.
  requests += pbx.requests.length;
  pbx.requests.length = 0;
  rounds.push({ devices, use: ran.use });
  if (performance.now() < nextLineAt) continue;
  nextLineAt = performance.now() + Math.min(60_000, minutes * 6_000);
  const { heap, resident, resources, descriptors } = ran.use;
  const passed = ((performance.now() - startedAt) / 60_000).toFixed(1);
  line(
    `${passed} min, ${rounds.length} jobs`,
    `heap ${mb(heap)}, resident ${mb(resident)}, ${resources} resources, ${descriptors ?? '?'} descriptors, ${losses.length} losses`,
  );
}
const hours = (performance.now() - startedAt) / 3_600_000;
command('close');
const { use: atEnd } = await next('closed');
await pbx.close();

const problems: string[] = losses.length > 0 ? [`${losses.length} losses`] : [];
console.log();
line('jobs', `${rounds.length}, resumed ${resumed} times; ${devices} devices, ${requests} requests`);
line('outcomes', `${states.succeeded} succeeded, ${states.uncertain} uncertain, ${states.failed} failed`);
for (const what of ['heap', 'resident'] as const) {
  const samples = measured(what);
  if (samples.length < minJobs) {
    line(
      `memory, ${what}`,
      `not judged: that takes ${limits[what].warmUpDevices} devices and ${minJobs} jobs`,
    );
    continue;
  }
  const { maxBytesPerDevice } = limits[what];
  const perDevice = slopeOf(thinned(samples, maxSamples));
  line(
    `memory, ${what}`,
    `${perDevice.toFixed(1)} bytes more per device (at most ${maxBytesPerDevice}), ${mb((perDevice * devices) / hours)} an hour at this speed`,
  );
  if (perDevice > maxBytesPerDevice) problems.push(`${what} memory grows`);
}
const most = Math.max(...rounds.map(({ use }) => use.resources));
line(
  'handles',
  `${most} at most between jobs; after closing ${atEnd.resources}, before ${atStart.resources}`,
);
line(
  'descriptors',
  `after closing ${atEnd.descriptors ?? 'not known'}, before ${atStart.descriptors ?? 'not known'}`,
);
if (most > 4 * concurrency) problems.push('handles stay open between jobs');
if (atEnd.resources > atStart.resources || (atEnd.descriptors ?? 0) > (atStart.descriptors ?? 0))
  problems.push('handles stay open after closing');
line('losses', `${losses.length}`);
console.log(
  problems.length === 0 ? '\nNothing was lost and nothing leaks.' : `\nFailed: ${problems.join('; ')}.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
