/**
 * The failing program: runs a job, or resumes a dead one, and then makes the pending readings, as the app does. It
 * tells its parent when it begins and how it ended, and leaves the number of the last point it reached in a file,
 * which outlives it.
 */
import { existsSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { toRekeyError } from '../../common/errors.ts';
import { pauseReason } from '../../main/jobs/index.ts';
import { toStoreError } from '../../main/store/database/database.ts';
import { fillDisk } from './disk.ts';
import { type Engine, openEngine } from './engine.ts';
import { type Instructions, lockedFile, type Message, pointFile } from './messages.ts';
import { allPoints, type Failure, type Point } from './points.ts';

const instructions = JSON.parse(process.env.REKEY_CRASH ?? '') as Instructions;
const { failure, ending, kind } = instructions;
const { folder } = instructions.settings;

const lastPoint = openSync(join(folder, pointFile), 'w');
const writePoint = (index: number): void => void writeSync(lastPoint, Buffer.from([index]), 0, 1, 0);
// Now, so that its space is reserved on a disk that is full later.
writePoint(0);

const cause: Record<Failure, () => void> = {
  kill() {
    process.kill(process.pid, 'SIGKILL');
    blockUntil(() => false);
  },
  'disk full'() {
    // The write-ahead log keeps the space of earlier writes, so a small note would still fit in it.
    const db = new Database(join(folder, 'rekey.db'));
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    fillDisk(folder);
  },
  'database locked'() {
    void tell({ type: 'lock' });
    blockUntil(() => existsSync(join(folder, lockedFile)));
  },
};

let timesReached = 0;
function onPoint(point: Point): void {
  writePoint(allPoints.indexOf(point));
  if (point !== failure?.point) return;
  timesReached += 1;
  if (timesReached === failure.nth) cause[failure.kind]();
}

/** Blocks the whole program, as the failure itself would. */
function blockUntil(condition: () => boolean): void {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  while (!condition()) Atomics.wait(cell, 0, 0, 1);
}

function tell(message: Message): Promise<void> {
  return new Promise((sent) => process.send?.(message, () => sent()));
}

async function run(): Promise<void> {
  const engine = await openEngine(instructions.settings, kind, onPoint);
  void tell({ type: 'begun' });
  engine.jobs.recover();
  engine.fetches.recover();
  if (!instructions.resume) {
    const ended = await (kind === 'fetching' ? startFetching(engine) : startJob(engine));
    if (ended) return;
  }
  await engine.complete();
  await engine.settle();
  if (kind !== 'fetching') return;
  await engine.fetch();
  await engine.watch();
}

/** Returns whether the user has ended it. */
async function startJob(engine: Engine): Promise<boolean> {
  const controller = new AbortController();
  let ended = 0;
  await engine.start(controller.signal, (event) => {
    if (event.type === 'item' && event.item.endedAt !== null) ended += 1;
    if (ended === ending?.afterDevices) controller.abort(ending.kind === 'pause' ? pauseReason : undefined);
  });
  return ending !== null;
}

/** The same of asking the devices of a job. */
async function startFetching(engine: Engine): Promise<boolean> {
  const controller = new AbortController();
  let ended = 0;
  await engine.start(controller.signal);
  await engine.complete();
  await engine.settle();
  await engine.fetch(controller.signal, (event) => {
    if (event.type === 'item' && event.state !== 'running' && event.state !== 'queued') ended += 1;
    if (ended === ending?.afterDevices) controller.abort();
  });
  return ending !== null;
}

await run().then(
  () => tell({ type: 'ended', code: null }),
  (error) => tell({ type: 'ended', code: toRekeyError(toStoreError(error, folder)).code }),
);
// Despite whatever is still open, such as connections.
process.exit();
