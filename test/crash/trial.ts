import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settlingTimes } from '../../main/jobs/settlement.ts';
import { type DemoPbx, late, normalMac, startDemoPbx } from '../pbx/index.ts';
import { createSeeded } from '../pbx/seeded.ts';
import {
  auditAfterFailure,
  auditAtEnd,
  type Bounds,
  type DeviceHistory,
  type RecordedItem,
} from './audit.ts';
import { mountSmallDisk } from './disk.ts';
import { type Engine, type EngineSettings, engineTime, openEngine } from './engine.ts';
import {
  carryOutLate,
  isRegeneration,
  keepSlotsBusy,
  releaseAfterSecondReading,
  requestTimes,
  scriptFaults,
} from './faults.ts';
import type { Instructions } from './messages.ts';
import { type Failure, factsOf, type Point, timesReached } from './points.ts';
import { endOf, lastPointOf, startProgram } from './process.ts';

/** One run that fails once, is inspected, and is resumed to its end. */
export interface Trial {
  /** Determines everything that is random about it. */
  seed: string;
  devices: number;
  concurrency: number;
  failure: Failure;
  /** Whether to use the app's waiting times, by the computer's clock; otherwise a second stands for each of them. */
  realTimes?: boolean;
  when: Moment;
}

/** A point; or a time in milliseconds after a number of requests reached the PBX; null: the run does not fail. */
export type Moment = { point: Point } | { afterRequests: number; thenMs: number } | null;

export interface Outcome {
  /** The last point reached before the failure; null if the run ended without it, or its trial showed nothing. */
  hit: Point | null;
  /** Everything that is wrong, in words. */
  losses: string[];
  /** How many items were uncertain just after the failure, and how many are at the end. */
  uncertain: { afterFailure: number; atEnd: number };
  /** How many requests the PBX received until the run ended or failed. */
  requests: number;
}

/** How long the program waits for another process's write, when that is meant to be too long. */
const shortLockTimeoutMs = 60;
const longLockTimeoutMs = 10_000;

/** The waits that the PBX asks for run this many times faster. */
const speed = 20;
/** One second, and a little more until the last reading. */
const shortTimes: EngineSettings['times'] = { recheckMs: 5_000, secondLookMs: 20_000, lastLookMs: 26_000 };

export async function runTrial(trial: Trial): Promise<Outcome> {
  const seeded = createSeeded(trial.seed);
  const pbx = await startDemoPbx({
    seed: trial.seed,
    devices: trial.devices,
    users: 0,
    behaviour: { latencyMs: seeded.int(6, 'latency') },
  });
  const originals = new Map(pbx.devices.map((device) => [device.MacAddress, device.Password]));
  const disk = trial.failure === 'disk full' ? mountSmallDisk() : null;
  const folder = disk?.folder ?? mkdtempSync(join(tmpdir(), 'rekey-crash-'));
  const settings: EngineSettings = {
    folder,
    url: pbx.url,
    clientId: pbx.clientId,
    apiKey: pbx.apiKey,
    fingerprint: pbx.fingerprint,
    dataKey: randomBytes(32).toString('hex'),
    concurrency: trial.concurrency,
    lockTimeoutMs: trial.failure === 'database locked' ? shortLockTimeoutMs : longLockTimeoutMs,
    speed: trial.realTimes ? 1 : speed,
    times: trial.realTimes ? {} : shortTimes,
  };

  const histories = (): DeviceHistory[] => {
    const times = requestTimes(pbx, (at) => engineTime(at, settings.speed));
    return pbx.devices.map(({ MacAddress, Password }) => {
      const mac = normalMac(MacAddress);
      return {
        mac,
        originalPassword: originals.get(MacAddress) ?? null,
        password: Password,
        made: pbx.regenerated.get(mac) ?? [],
        requestedAt: times.get(mac)?.requestedAt ?? [],
        readAt: times.get(mac)?.readAt ?? [],
      };
    });
  };

  try {
    const unclear = scriptFaults(pbx);
    // As many as run concurrently may have been noted ahead.
    const bounds: Bounds = { maxNoted: 2 * trial.concurrency, unclear };
    const hit = await failRun(trial, pbx, settings);
    const requests = pbx.requests.length;
    const engine = await openEngine({ ...settings, lockTimeoutMs: longLockTimeoutMs }, null);
    try {
      engine.jobs.recover();
      const items = recorded(engine);
      const found = histories();
      const afterFailure = auditAfterFailure(items, found, bounds);
      const done = new Set(
        items.filter(({ state }) => state === 'succeeded').map(({ mac }) => mac as string),
      );
      const requestsOfDone = new Map(
        found.filter(({ mac }) => done.has(mac)).map(({ mac, requestedAt }) => [mac, requestedAt.length]),
      );
      await engine.complete();
      await engine.settle();
      const lateKey = hit && lateDeviceOf(trial, pbx);
      // Without its late request the trial has shown nothing.
      const isShown = !lateKey || pbx.regenerated.has(normalMac(lateKey));
      const job = engine.store.jobs.list(1)[0]?.job ?? null;
      const times = trial.realTimes ? settlingTimes : null;
      const atEnd = auditAtEnd(recorded(engine), histories(), { ...bounds, job, times, requestsOfDone });
      return {
        hit: isShown ? hit : null,
        losses: [...afterFailure.losses, ...atEnd.losses],
        uncertain: { afterFailure: afterFailure.uncertain, atEnd: atEnd.uncertain },
        requests,
      };
    } finally {
      await engine.close();
    }
  } finally {
    await pbx.close();
    if (disk) disk.remove();
    else rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the key of the device whose request is carried out late; null if there is none. */
function lateDeviceOf({ when, seed, devices }: Trial, pbx: DemoPbx): string | null {
  if (when === null || !('point' in when)) return null;
  if (factsOf(when.point).needs === 'late request') return pbx.devices[0]?.MacAddress ?? null;
  return when.point === 'request received, not carried out' ? keyAtPbx(seed, devices, pbx) : null;
}

/** Returns the key of the device at whose request the program is killed. */
function keyAtPbx(seed: string, devices: number, pbx: DemoPbx): string {
  return pbx.devices[createSeeded(seed).int(devices, 'device')]?.MacAddress ?? '';
}

/** The journal's record of the newest job, with all passwords. */
function recorded(engine: Engine): RecordedItem[] {
  const job = engine.store.jobs.list(1)[0]?.job;
  const items = job ? engine.store.jobs.items(job.id) : [];
  return items.map((item) => ({
    ...item,
    password: engine.password(item.id),
    previousPassword: engine.previousPassword(item.id),
  }));
}

/** Runs the program until it fails or ends. Returns the last point reached before the failure. */
async function failRun(trial: Trial, pbx: DemoPbx, settings: EngineSettings): Promise<Point | null> {
  const { failure, when, devices, concurrency } = trial;
  const instructions: Instructions = { settings, failure: null, ending: null, resume: false };
  if (when === null || !('point' in when)) return failFromOutside(instructions, pbx, failure, when);

  const { point } = when;
  const { atPbx, needs } = factsOf(point);
  const seeded = createSeeded(trial.seed);
  if (atPbx) return killAtPbx(instructions, pbx, point, keyAtPbx(trial.seed, devices, pbx));
  if (needs === 'pause' || needs === 'cancel')
    instructions.ending = { kind: needs, afterDevices: 1 + seeded.int(Math.floor(devices / 2), 'ending') };
  const answerAgain = needs === 'busy slots' ? keepSlotsBusy(pbx, concurrency) : null;
  if (needs === 'late request') void carryOutLate(pbx);
  if (needs === 'dead job') {
    const nth = 1 + seeded.int(Math.floor(devices / 2), 'first death');
    const first = { kind: 'kill', point: 'reply read, not recorded', nth } as const;
    await startProgram({ ...instructions, failure: first }).ended;
    instructions.resume = true;
  }
  const nth = 1 + seeded.int(timesReached(point, devices, concurrency), 'nth');
  instructions.failure = { kind: failure, point, nth };
  const failed = await endOf(startProgram(instructions), failure);
  answerAgain?.();
  return failed ? point : null;
}

/** Causes the failure from outside, whatever the program is doing. Returns the last point it had reached. */
async function failFromOutside(
  instructions: Instructions,
  pbx: DemoPbx,
  failure: Failure,
  when: { afterRequests: number; thenMs: number } | null,
): Promise<Point | null> {
  const before = pbx.requests.length;
  const program = startProgram(instructions);
  if (when === null) return (await endOf(program, failure)) ? lastPointOf(instructions) : null;
  const { afterRequests, thenMs } = when;
  const isTime = (): boolean => pbx.requests.length - before >= afterRequests;
  await Promise.race([afterRequests === 0 ? program.begun : pbx.nextRequest(isTime), program.ended]);
  await program.pass(thenMs);
  program.fail(failure);
  const last = lastPointOf(instructions);
  return (await endOf(program, failure)) ? last : null;
}

/** Kills the program at what the PBX sees of one device's request. */
async function killAtPbx(
  instructions: Instructions,
  pbx: DemoPbx,
  point: Point,
  key: string,
): Promise<Point | null> {
  const fault = late();
  const program = startProgram(instructions);
  let hit: Point | null = null;
  const kill = (): void => {
    hit = point;
    program.fail('kill');
  };

  if (point === 'carried out, reply on its way') {
    pbx.script(key);
    pbx.onExchange(({ request }) => isRegeneration(request, key) && kill());
  } else {
    const isLate = point === 'request received, not carried out';
    if (isLate) pbx.script(key, fault);
    if (point === 'carried out, no reply') pbx.script(key, { kind: 'hang', when: 'after' });
    if (point === 'carried out, half a reply')
      pbx.script(key, { kind: 'slow-body', bytes: 20, intervalMs: 60_000 });
    void pbx
      .nextRequest((request) => isRegeneration(request, key))
      .then(async () => {
        while (!isLate && !pbx.regenerated.has(normalMac(key))) await program.pass(1);
        kill();
        if (isLate) await releaseAfterSecondReading(pbx, key, fault);
      });
  }
  return (await endOf(program, 'kill')) ? hit : null;
}
