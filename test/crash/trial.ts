import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Item, JobState } from '../../common/model.ts';
import { type DemoPbx, late, normalMac, startDemoPbx } from '../pbx/index.ts';
import { createSeeded } from '../pbx/seeded.ts';
import { emptyDisk, fillDisk, mountSmallDisk } from './disk.ts';
import { type Engine, openEngine, type Setting } from './engine.ts';
import { lockedFile, type Message, type Order, pointFile } from './order.ts';
import { allPoints, type Blow, factsOf, type Point } from './points.ts';

/** One run that is hit once, looked at, and gone on with to its end. */
export interface Trial {
  /** Everything about it that is random follows from it. */
  seed: string;
  devices: number;
  concurrency: number;
  blow: Blow;
  /** The waiting times of the app, by the computer's clock; else a second stands for each of them. */
  realTimes?: boolean;
  /** A point, passed for a seeded time; or so many milliseconds after it has begun. */
  when: { point: Point } | { afterMs: number };
}

export interface Outcome {
  /** The last point that was passed before the blow; null when the run ended without having met it. */
  hit: Point | null;
  /** Everything that is not as it must be, in words. */
  losses: string[];
  /** From its begin to its end or the blow, milliseconds. */
  ms: number;
}

/** How long the program waits for another's write, where that is to be too long. */
const shortPatienceMs = 60;
const longPatienceMs = 10_000;

/** The waits that the PBX asks for pass this many times faster. */
const speed = 20;
/** A second, and a little more until the last reading. */
const shortTimes: Setting['times'] = { recheckMs: 5_000, secondLookMs: 20_000, lastLookMs: 26_000 };

/** Where the PBX carries a request out after the program died, the last reading must not be over by then. */
function isLate({ when }: Trial): boolean {
  return 'point' in when && when.point === 'received, not carried out';
}

const noPass = (): void => {};

// Several hundred programs are started: their sources are compiled once.
const compileCache = mkdtempSync(join(tmpdir(), 'rekey-crash-cache-'));
process.once('exit', () => rmSync(compileCache, { recursive: true, force: true }));

export async function runTrial(trial: Trial): Promise<Outcome> {
  const seeded = createSeeded(trial.seed);
  const pbx = await startDemoPbx({
    seed: trial.seed,
    devices: trial.devices,
    users: 0,
    behaviour: { latencyMs: seeded.int(6, 'latency') },
  });
  const disk = trial.blow === 'disk full' ? mountSmallDisk() : null;
  const folder = disk?.folder ?? mkdtempSync(join(tmpdir(), 'rekey-crash-'));
  const setting: Setting = {
    folder,
    url: pbx.url,
    clientId: pbx.clientId,
    apiKey: pbx.apiKey,
    fingerprint: pbx.fingerprint,
    dataKey: randomBytes(32).toString('hex'),
    concurrency: trial.concurrency,
    patienceMs: trial.blow === 'database locked' ? shortPatienceMs : longPatienceMs,
    speed: trial.realTimes ? 1 : speed,
    times: trial.realTimes ? {} : isLate(trial) ? { ...shortTimes, lastLookMs: 400_000 } : shortTimes,
  };
  const audit = createAudit(pbx, trial.concurrency);
  try {
    const doubtful = scriptFaults(pbx);
    const { hit, ms, afterwards } = await hitRun(trial, pbx, setting);
    const engine = await openEngine({ ...setting, patienceMs: longPatienceMs }, noPass);
    try {
      engine.jobs.recover();
      audit.afterTheBlow(engine, doubtful);
      await finish(engine);
      await afterwards();
      await engine.settle();
      audit.atTheEnd(engine);
    } finally {
      await engine.close();
    }
    return { hit, losses: audit.losses, ms };
  } finally {
    await pbx.close();
    if (disk) disk.remove();
    else rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A tenth of the devices is put off once, a tenth tells no password; a tenth has an error for its answer, carried out or
 * not, a tenth none at all. Returns how many have no clear answer.
 */
function scriptFaults(pbx: DemoPbx): number {
  let doubtful = 0;
  for (const [index, { MacAddress }] of pbx.devices.entries()) {
    if (index % 10 === 2) pbx.script(MacAddress, { kind: 'status', status: 503 });
    if (index % 10 === 4) pbx.script(MacAddress, { kind: 'null' });
    const carryOut = index % 20 < 10;
    if (index % 10 === 6) pbx.script(MacAddress, { kind: 'status', status: 500, carryOut });
    if (index % 10 === 8) pbx.script(MacAddress, { kind: 'reset', when: carryOut ? 'before' : 'after' });
    if (index % 10 === 6 || index % 10 === 8) doubtful += 1;
  }
  return doubtful;
}

interface Hit {
  hit: Point | null;
  ms: number;
  /** What the PBX still does, long after the program died. */
  afterwards: () => Promise<void>;
}

const nothing = async (): Promise<void> => {};

async function hitRun(trial: Trial, pbx: DemoPbx, setting: Setting): Promise<Hit> {
  const { blow, when } = trial;
  const order: Order = { setting, blow: null, ending: null, resume: false };
  if ('afterMs' in when) return hitFromOutside(order, blow, when.afterMs);

  const { point } = when;
  const facts = factsOf(point);
  const seeded = createSeeded(trial.seed);
  const devices = trial.devices;
  if (facts.atPbx) return hitAtPbx(order, pbx, point, seeded.int(devices, 'device'));
  if (facts.ending)
    order.ending = { kind: facts.ending, afterDevices: 1 + seeded.int(Math.floor(devices / 2), 'ending') };
  if (facts.resuming) {
    const nth = 1 + seeded.int(Math.floor(devices / 2), 'first death');
    await start({ ...order, blow: { kind: 'kill', point: 'reply read, not noted', nth } }).ended;
    order.resume = true;
  }
  const passes = { job: 1, device: Math.floor(devices / 3), 'put-off': 1, 'read-back': 1, unclear: 1 }[
    facts.of
  ];
  order.blow = { kind: blow, point, nth: 1 + seeded.int(passes, 'nth') };
  const program = start(order);
  const { wasHit, ms } = await endOf(program, blow, setting);
  return { hit: wasHit ? point : null, ms, afterwards: nothing };
}

/** The blow comes from outside, at whatever the program is just doing. */
async function hitFromOutside(order: Order, blow: Blow, afterMs: number): Promise<Hit> {
  const { setting } = order;
  const program = start(order);
  await program.begun;
  const endedBefore = new AbortController();
  void program.ended.then(() => endedBefore.abort());
  await delay(afterMs, undefined, { signal: endedBefore.signal }).catch(() => {});
  if (blow === 'kill') program.process.kill('SIGKILL');
  if (blow === 'disk full') fillDisk(setting.folder);
  if (blow === 'database locked' && program.process.exitCode === null) program.lock();
  const { wasHit, ms } = await endOf(program, blow, setting);
  const last = readFileSync(join(setting.folder, pointFile))[0];
  // Before it passed any, it was before the first.
  return { hit: wasHit ? (allPoints[last ?? 0] ?? null) : null, ms, afterwards: nothing };
}

/** The program is killed at what its PBX sees of one device's request. */
async function hitAtPbx(order: Order, pbx: DemoPbx, point: Point, device: number): Promise<Hit> {
  const key = pbx.devices[device]?.MacAddress ?? '';
  const regeneration = (request: { path: string }): boolean => request.path.includes(`'${key}'`);
  const overdue = late();
  const hit = { point: null as Point | null };
  const program = start(order);
  const kill = (): void => {
    hit.point = point;
    program.process.kill('SIGKILL');
  };

  if (point === 'carried out, reply on its way') {
    pbx.script(key);
    pbx.onExchange(({ request }) => regeneration(request) && kill());
  } else {
    if (point === 'received, not carried out') pbx.script(key, overdue);
    if (point === 'carried out, no reply') pbx.script(key, { kind: 'hang', when: 'after' });
    if (point === 'carried out, half a reply')
      pbx.script(key, { kind: 'slow-body', bytes: 20, intervalMs: 60_000 });
    void pbx.nextRequest(regeneration).then(async () => {
      while (point !== 'received, not carried out' && !pbx.regenerated.has(normalMac(key))) await delay(1);
      kill();
    });
  }
  const { wasHit, ms } = await endOf(program, 'kill', order.setting);
  return {
    hit: wasHit ? hit.point : null,
    ms,
    async afterwards() {
      if (point !== 'received, not carried out') return;
      overdue.release();
      await overdue.done;
    },
  };
}

interface Program {
  process: ChildProcess;
  begun: Promise<number>;
  /** What it said at its end; null when it died without a word. */
  ended: Promise<LastWord | null>;
  lock(): void;
}

interface LastWord {
  code: string | null;
  at: number;
}

/** Starts the program with an order. */
function start(order: Order): Program {
  const { folder } = order.setting;
  const child = fork(join(import.meta.dirname, 'program.ts'), {
    env: { ...process.env, REKEY_CRASH: JSON.stringify(order), NODE_COMPILE_CACHE: compileCache },
  });
  const begun = Promise.withResolvers<number>();
  let said: LastWord | null = null;
  let locker: Database.Database | null = null;
  const lock = (): void => {
    locker = new Database(join(folder, 'rekey.db'), { timeout: longPatienceMs });
    locker.exec('BEGIN IMMEDIATE');
    writeFileSync(join(folder, lockedFile), '');
  };
  child.on('message', (message: Message) => {
    if (message.type === 'begun') begun.resolve(performance.now());
    if (message.type === 'lock') lock();
    if (message.type === 'ended') said = { code: message.code, at: performance.now() };
  });
  const ended = once(child, 'close').then(() => {
    begun.resolve(performance.now());
    locker?.close();
    return said;
  });
  return { process: child, begun: begun.promise, ended, lock };
}

const expectedCodes: Record<Exclude<Blow, 'kill'>, string> = {
  'disk full': 'disk-full',
  'database locked': 'data-folder-unusable',
};

async function endOf(
  program: Program,
  blow: Blow,
  { folder }: Setting,
): Promise<{ wasHit: boolean; ms: number }> {
  const begunAt = await program.begun;
  const said = await program.ended;
  const ms = (said?.at ?? performance.now()) - begunAt;
  if (blow === 'kill') return { wasHit: program.process.signalCode === 'SIGKILL', ms };
  if (blow === 'disk full') emptyDisk(folder);
  if (!said || (said.code !== null && said.code !== expectedCodes[blow]))
    throw new Error(`${blow}: the program ended with ${said ? said.code : 'no word'}`);
  return { wasHit: said.code !== null, ms };
}

const over: JobState[] = ['finished', 'cancelled'];

/** Goes on with what was left, as a person would. */
async function finish(engine: Engine): Promise<void> {
  const job = engine.store.jobs.list(1)[0]?.job;
  if (!job) await engine.start(new AbortController().signal);
  // Several devices in a row without a clear answer pause it.
  for (let tries = 0; tries < 20; tries += 1) {
    const left = engine.store.jobs.list(1)[0]?.job;
    if (!left || over.includes(left.state)) return;
    await engine.resume(left.id);
  }
}

interface Audit {
  afterTheBlow(engine: Engine, doubtful: number): void;
  atTheEnd(engine: Engine): void;
  losses: string[];
}

/** Compares the journal with what the PBX has done. */
function createAudit(pbx: DemoPbx, concurrency: number): Audit {
  const losses: string[] = [];
  const devices = new Map(pbx.devices.map((device) => [normalMac(device.MacAddress), device]));
  const lose = (item: Item | { mac: string }, what: string): void => void losses.push(`${item.mac} ${what}`);
  /** Requests for a device, of those that had succeeded by the blow. */
  const requestsOfDone = new Map<string, number>();

  const requestsFor = (mac: string): number =>
    pbx.requests.filter(({ method, path }) => {
      const key = path.match(/Fxs\('([^']+)'\)\/Pbx\.Regenerate/)?.[1];
      return method === 'POST' && key !== undefined && normalMac(key) === mac;
    }).length;

  const compare = (engine: Engine): Item[] => {
    const job = engine.store.jobs.list(1)[0]?.job;
    const items = job ? engine.store.jobs.items(job.id) : [];
    const byMac = new Map<string, Item>(items.map((item) => [item.mac, item]));
    for (const [mac, made] of pbx.regenerated) {
      const state = byMac.get(mac)?.state ?? 'missing';
      if (state !== 'succeeded' && state !== 'uncertain') lose({ mac }, `regenerated, but ${state}`);
      if (made.length > 1) lose({ mac }, `regenerated ${made.length} times`);
    }
    for (const item of items) {
      if (item.state !== 'succeeded') continue;
      if (!pbx.regenerated.has(item.mac)) lose(item, 'succeeded, but never regenerated');
      if (engine.password(item.id) !== devices.get(normalMac(item.mac))?.Password)
        lose(item, 'succeeded with another password than the PBX’s');
    }
    return items;
  };

  /** Failed, as the PBX said or because it was compared: it has the password that it had. */
  const isKnownFailure = ({ state, mac, problem }: Item): boolean =>
    state === 'failed' && problem?.code === 'not-carried-out' && !pbx.regenerated.has(mac);

  return {
    losses,
    afterTheBlow(engine, doubtful) {
      const items = compare(engine);
      for (const item of items) {
        if (item.state === 'succeeded') requestsOfDone.set(item.mac, requestsFor(item.mac));
        if (item.state === 'running') lose(item, 'left running');
        if (item.state === 'failed' && !isKnownFailure(item)) lose(item, 'failed');
      }
      const inDoubt = items.filter((item) => item.state === 'uncertain').length;
      // As many as are under way at once may have been noted ahead.
      if (inDoubt > 2 * concurrency + doubtful)
        losses.push(`${inDoubt} in doubt, though only ${2 * concurrency} at most were noted`);
    },
    atTheEnd(engine) {
      const items = compare(engine);
      const job = engine.store.jobs.list(1)[0]?.job;
      if (!job || !over.includes(job.state)) losses.push(`the job is ${job?.state ?? 'missing'} at the end`);
      if (items.length !== devices.size) losses.push(`${items.length} items of ${devices.size}`);
      for (const item of items) {
        const isCancelled = item.state === 'cancelled' && job?.state === 'cancelled';
        if (item.state !== 'succeeded' && !isCancelled && !isKnownFailure(item))
          lose(item, `${item.state} at the end`);
        if (item.nextLook) lose(item, 'still to be read at the end');
        const before = requestsOfDone.get(item.mac);
        if (before !== undefined && requestsFor(item.mac) !== before)
          lose(item, 'had succeeded, and was run again');
      }
    },
  };
}
