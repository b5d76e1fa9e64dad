import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canFetch } from '../../common/fetching.ts';
import { settlingTimes } from '../../main/jobs/settling/settlement.ts';
import { type DemoPbx, late, startDemoPbx } from '../pbx/index.ts';
import { createSeeded } from '../pbx/seeded.ts';
import {
  auditAfterFailure,
  auditAtEnd,
  type Bounds,
  type DeviceHistory,
  type RecordedItem,
} from './audit.ts';
import { type AskedDevice, auditAskedAfterFailure, auditAskedAtEnd } from './audit-fetching.ts';
import { mountSmallDisk } from './disk.ts';
import { type Engine, type EngineSettings, engineTime, openEngine } from './engine.ts';
import {
  carryOutLate,
  devicesOf,
  keepSlotsBusy,
  releaseBeforeThirdReading,
  requestTimes,
  type Subject,
  scriptAsking,
  scriptFaults,
  usersOf,
} from './faults.ts';
import type { Instructions } from './messages.ts';
import { type Failure, factsOf, type Point, type TrialKind, timesReached } from './points.ts';
import { endOf, lastPointOf, startProgram } from './process.ts';

/** One run that fails once, is inspected, and is resumed to its end. */
export interface Trial {
  /** Determines everything that is random about it. */
  seed: string;
  /** Defaults to that of the point, or else to gateways and DECT bases. */
  kind?: TrialKind;
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

/** A device fetches its configuration so long after it was asked: not within the second of its change. */
const fetchAfterMs = 1_500;
/** The waits that the PBX asks for run this many times faster. */
const speed = 20;
/** One second, and a little more until the last reading. */
const shortTimes: EngineSettings['times'] = {
  recheckMs: 5_000,
  secondReadbackMs: 20_000,
  lastReadbackMs: 26_000,
};

export async function runTrial(trial: Trial): Promise<Outcome> {
  const seeded = createSeeded(trial.seed);
  const kind = kindOf(trial);
  const isOfUsers = kind === 'users';
  const pbx = await startDemoPbx({
    seed: trial.seed,
    devices: isOfUsers ? 0 : trial.devices,
    users: isOfUsers ? trial.devices : 0,
    behaviour: { latencyMs: seeded.int(6, 'latency'), actionsKnowFxs: true, fetchAfterMs },
  });
  const subjects = isOfUsers ? usersOf(pbx) : devicesOf(pbx);
  const originals = new Map(subjects.map((subject) => [subject.mac, subject.password()]));
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
    const times = requestTimes(pbx, subjects, (at) => engineTime(at, settings.speed));
    return subjects.map((subject) => ({
      mac: subject.mac,
      originalPassword: originals.get(subject.mac) ?? null,
      password: subject.password(),
      made: subject.made(),
      requestedAt: times.get(subject.mac)?.requestedAt ?? [],
      readAt: times.get(subject.mac)?.readAt ?? [],
    }));
  };

  try {
    const unclear = kind === 'fetching' ? 0 : scriptFaults(subjects);
    const asking = kind === 'fetching' ? scriptAsking(pbx) : null;
    // As many as run concurrently may have been noted ahead.
    const bounds: Bounds = { maxNoted: 2 * trial.concurrency, unclear };
    const hit = await failRun(trial, pbx, subjects, settings);
    const requests = pbx.requests.length;
    const engine = await openEngine({ ...settings, lockTimeoutMs: longLockTimeoutMs }, kind, null);
    try {
      engine.jobs.recover();
      engine.fetches.recover();
      const items = recorded(engine);
      const askedBefore = asking ? askedDevices(engine, pbx) : [];
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
      const lateOne = hit && lateSubjectOf(trial, subjects);
      // Without its late request the trial has shown nothing.
      const isShown = !lateOne || lateOne.made().length > 0;
      const asked = asking ? await endAsking(trial, engine, pbx, askedBefore, asking.unclear) : [];
      const job = engine.store.jobs.list(1)[0]?.job ?? null;
      const times = trial.realTimes ? settlingTimes : null;
      const atEnd = auditAtEnd(recorded(engine), histories(), { ...bounds, job, times, requestsOfDone });
      return {
        hit: isShown ? hit : null,
        losses: [...afterFailure.losses, ...atEnd.losses, ...asked],
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

function kindOf({ kind, when }: Trial): TrialKind {
  return kind ?? (when !== null && 'point' in when ? factsOf(when.point).of : undefined) ?? 'devices';
}

/** Asks the remaining devices to fetch. Returns everything that is wrong. */
async function endAsking(
  { when }: Trial,
  engine: Engine,
  pbx: DemoPbx,
  before: readonly AskedDevice[],
  unclear: number,
): Promise<string[]> {
  // A cancelled run leaves nothing to resume.
  const isCancelled = when !== null && 'point' in when && when.point === 'asking cancelled';
  const afterFailure = auditAskedAfterFailure(before, unclear);
  await engine.fetch();
  await engine.watch(() =>
    askedDevices(engine, pbx).every(({ carriedOut, isGenerated }) => carriedOut === 0 || isGenerated),
  );
  const devices = askedDevices(engine, pbx);
  if (isCancelled) return afterFailure.losses;
  return [...afterFailure.losses, ...auditAskedAtEnd(devices, before, unclear).losses];
}

function askedDevices(engine: Engine, pbx: DemoPbx): AskedDevice[] {
  const job = engine.store.jobs.list(1)[0]?.job;
  const items = job ? engine.store.jobs.items(job.id) : [];
  const requests = pbx.requests.filter(({ path }) => path.endsWith('/Pbx.ReprovisionPhone'));
  return items.filter(canFetch).map(({ mac, device, fetch }) => {
    const noted = fetch?.devices.find((each) => each.mac === mac);
    const own = requests.filter(({ body }) => body === JSON.stringify({ mac: device?.key }));
    return {
      mac,
      request: noted?.request?.state ?? null,
      requests: own.length,
      putOff: own.filter(({ status }) => status === 503).length,
      carriedOut: pbx.reprovisioned.filter((each) => each === mac).length,
      isGenerated: (noted?.generatedAt ?? null) !== null,
    };
  });
}

/** Returns the subject whose request is carried out late; null if there is none. */
function lateSubjectOf({ when, seed }: Trial, subjects: readonly Subject[]): Subject | null {
  if (when === null || !('point' in when)) return null;
  const { needs, of } = factsOf(when.point);
  if (needs === 'late request') return subjects[0] ?? null;
  const isLate = of !== 'fetching' && when.point.endsWith('received, not carried out');
  return isLate ? subjectAtPbx(seed, subjects) : null;
}

/** Returns the subject at whose request the program is killed. */
function subjectAtPbx(seed: string, subjects: readonly Subject[]): Subject {
  const subject = subjects[createSeeded(seed).int(subjects.length, 'device')];
  if (!subject) throw new Error('the PBX has none of these');
  return subject;
}

/** The journal's record of the newest job, with all passwords. */
function recorded(engine: Engine): RecordedItem[] {
  const job = engine.store.jobs.list(1)[0]?.job;
  const items = job ? engine.store.jobs.items(job.id) : [];
  return items.map((item) => ({
    ...item,
    // For a user, the first phone on the PBX.
    mac: item.device?.user?.phones[0]?.mac ?? item.mac,
    password: engine.password(item.id),
    previousPassword: engine.previousPassword(item.id),
  }));
}

/** Runs the program until it fails or ends. Returns the last point reached before the failure. */
async function failRun(
  trial: Trial,
  pbx: DemoPbx,
  subjects: readonly Subject[],
  settings: EngineSettings,
): Promise<Point | null> {
  const { failure, when, devices, concurrency } = trial;
  const kind = kindOf(trial);
  const instructions: Instructions = { settings, kind, failure: null, ending: null, resume: false };
  if (when === null || !('point' in when)) return failFromOutside(instructions, pbx, failure, when);

  const { point } = when;
  const { atPbx, needs, of } = factsOf(point);
  const seeded = createSeeded(trial.seed);
  if (atPbx && of === 'fetching') return killWhileAsking(instructions, pbx, point, trial);
  if (atPbx) return killAtPbx(instructions, pbx, point, subjectAtPbx(trial.seed, subjects));
  if (needs === 'pause' || needs === 'cancel')
    instructions.ending = { kind: needs, afterDevices: 1 + seeded.int(Math.floor(devices / 2), 'ending') };
  const answerAgain = needs === 'busy slots' ? keepSlotsBusy(subjects, concurrency) : null;
  if (needs === 'late request' && subjects[0]) void carryOutLate(pbx, subjects[0]);
  if (needs === 'dead job') {
    const nth = 1 + seeded.int(Math.floor(devices / 2), 'first death');
    const diesAt = of === 'fetching' ? 'asked, not recorded' : 'reply read, not recorded';
    const first = { kind: 'kill', point: diesAt, nth } as const;
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

/** The program is killed at what its PBX sees of one request for a new password. */
async function killAtPbx(
  instructions: Instructions,
  pbx: DemoPbx,
  point: Point,
  subject: Subject,
): Promise<Point | null> {
  const fault = late();
  const program = startProgram(instructions);
  let hit: Point | null = null;
  const kill = (): void => {
    hit = point;
    program.fail('kill');
  };

  if (point.endsWith('reply on its way')) {
    subject.script();
    pbx.onExchange(({ request }) => subject.isRegeneration(request) && kill());
  } else {
    const isLate = point.endsWith('received, not carried out');
    if (isLate) subject.script(fault);
    else if (point.endsWith('no reply')) subject.script({ kind: 'hang', when: 'after' });
    else subject.script({ kind: 'slow-body', bytes: 20, intervalMs: 60_000 });
    void pbx.nextRequest(subject.isRegeneration).then(async () => {
      while (!isLate && subject.made().length === 0) await program.pass(1);
      kill();
      if (isLate) await releaseBeforeThirdReading(pbx, subject, fault);
    });
  }
  return (await endOf(program, 'kill')) ? hit : null;
}

/** The same for a request to fetch. */
async function killWhileAsking(
  instructions: Instructions,
  pbx: DemoPbx,
  point: Point,
  { seed, devices }: Trial,
): Promise<Point | null> {
  const nth = createSeeded(seed).int(timesReached(point, devices, 1), 'nth');
  const when = point.endsWith('no reply') ? 'after' : 'before';
  pbx.serverFault('reprovision', ...Array(nth).fill({ kind: 'none' }), { kind: 'hang', when });
  const program = startProgram(instructions);
  let hit: Point | null = null;
  let seen = 0;
  const isAsked = ({ path }: { path: string }): boolean => path.endsWith('/Pbx.ReprovisionPhone');
  void pbx
    .nextRequest((request) => isAsked(request) && ++seen > nth)
    .then(async () => {
      while (when === 'after' && pbx.reprovisioned.length <= nth) await program.pass(1);
      hit = point;
      program.fail('kill');
    });
  return (await endOf(program, 'kill')) ? hit : null;
}
