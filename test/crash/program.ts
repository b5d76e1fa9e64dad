/**
 * The program that is hit: runs a job, or goes on with a dead one. It tells its parent when it begins and how it ended,
 * and leaves the number of the last point it passed in a file, which outlives it.
 */
import { existsSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { toRekeyError } from '../../common/errors.ts';
import { pauseReason } from '../../main/jobs/index.ts';
import { toStoreError } from '../../main/store/database.ts';
import { fillDisk } from './disk.ts';
import { openEngine } from './engine.ts';
import { lockedFile, type Message, type Order, pointFile } from './order.ts';
import { allPoints, type Blow, type Point } from './points.ts';

const order = JSON.parse(process.env.REKEY_CRASH ?? '') as Order;
const { folder } = order.setting;
const lastPoint = openSync(join(folder, pointFile), 'w');

const deal: Record<Blow, () => void> = {
  kill() {
    process.kill(process.pid, 'SIGKILL');
    sleepUntil(() => false);
  },
  'disk full'() {
    // The log's file keeps the room of what was written before, and a small note would still find place in it.
    const db = new Database(join(folder, 'rekey.db'));
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    fillDisk(folder);
  },
  'database locked'() {
    void tell({ type: 'lock' });
    sleepUntil(() => existsSync(join(folder, lockedFile)));
  },
};

let passes = 0;
function pass(point: Point): void {
  writeSync(lastPoint, Buffer.from([allPoints.indexOf(point)]), 0, 1, 0);
  if (point !== order.blow?.point) return;
  passes += 1;
  if (passes === order.blow.nth) deal[order.blow.kind]();
}

/** Stops the whole program, as a blow does. */
function sleepUntil(condition: () => boolean): void {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  while (!condition()) Atomics.wait(cell, 0, 0, 1);
}

function tell(message: Message): Promise<void> {
  return new Promise((sent) => process.send?.(message, () => sent()));
}

async function run(): Promise<void> {
  const engine = await openEngine(order.setting, pass);
  void tell({ type: 'begun' });
  engine.jobs.recover();
  if (order.resume) return engine.resume(engine.store.jobs.list(1)[0]?.job.id ?? 0);
  const ending = new AbortController();
  let ended = 0;
  await engine.start(ending.signal, (event) => {
    if (event.type === 'item' && event.item.endedAt !== null) ended += 1;
    if (order.ending && ended === order.ending.afterDevices)
      ending.abort(order.ending.kind === 'pause' ? pauseReason : undefined);
  });
}

await run().then(
  () => tell({ type: 'ended', code: null }),
  (error) => tell({ type: 'ended', code: toRekeyError(toStoreError(error, folder)).code }),
);
// Whatever is still open, as connections are.
process.exit();
