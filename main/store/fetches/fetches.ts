import type { FetchTarget } from '../../../common/fetching.ts';
import type { Mac } from '../../../common/mac.ts';
import { type FetchState, type Problem, problemSchema } from '../../../common/model.ts';
import type { Db } from '../database/db.ts';
import { json, timeIn, toJson } from '../rows.ts';
import { macsOfRow } from '../target.ts';
import type { WatchEnd } from './rows.ts';

/** How long events are watched after a new password, or after a request that its device fetch it. */
export const watchMs = 30 * 60_000;

/** An item whose device is expected to fetch its configuration. */
export interface WatchedItem {
  itemId: number;
  jobId: number;
  /** Of the devices that its password is for. */
  macs: Mac[];
  pbxId: string | null;
  pbxUrl: string;
  /** When it got its password, by the PBX's clock. */
  changedAt: number;
  /** By this computer's clock, as `until`. */
  since: number;
  until: number;
}

/** An event about an item's device. */
interface SeenEvent {
  itemId: number;
  mac: Mac;
  kind: 'generated' | 'failed';
  /** By the PBX's clock. */
  at: number;
}

/** The result of a request that a device fetch its configuration. */
export interface FetchConclusion {
  state: Extract<FetchState, 'accepted' | 'refused' | 'not-asked' | 'unclear'>;
  problem: Problem | null;
  /** The PBX's own time of its answer. */
  pbxTime?: number | null;
}

/** The state of devices fetching their configuration. Every method that changes something is one durable commit. */
export interface FetchStore {
  /** Queues devices, in this order. */
  plan(targets: readonly FetchTarget[]): void;
  /** The queued devices of a PBX, in order. */
  queued(pbxUrl: string): FetchTarget[];
  /** Called before the request is sent. */
  begin(target: FetchTarget): void;
  /** It was certainly not carried out, and is still to be sent. */
  requeue(target: FetchTarget, problem: Problem | null): void;
  conclude(target: FetchTarget, conclusion: FetchConclusion): void;
  /** Notes why the queued devices of a PBX are not asked now; null: the user paused the run, or it goes on. */
  pause(pbxUrl: string, problem: Problem | null): void;
  /** Queued devices will not be asked. */
  drop(targets: readonly FetchTarget[]): void;
  /** Drops the queued devices of a PBX. Returns their items. */
  cancel(pbxUrl: string): number[];
  /** The process that asked died: what it was sending is unclear, and awaited. Returns the items. */
  interrupt(pbxUrl: string): number[];
  /** The PBXs that have devices to be asked, or being asked. */
  open(): OpenFetches[];

  /** The items that are awaited. */
  watched(): WatchedItem[];
  /** Items whose watch time is up but not recorded as ended. */
  expired(): WatchedItem[];
  /** Records events. Returns the items whose state has changed. */
  noteEvents(events: readonly SeenEvent[]): number[];
  endWatch(itemIds: readonly number[], end: WatchEnd): void;
  /** There is an access token again: items that lacked one are awaited again, if their time is not up. */
  reopen(pbxUrl: string): void;
  /** The newest item of each device that has, or may have, a new password on a PBX. */
  newestOf(macs: readonly Mac[], pbxUrl: string): { itemId: number; jobId: number; mac: Mac }[];
}

/** The devices of a PBX that are queued or being asked. */
interface OpenFetches {
  pbxUrl: string;
  /** The jobs that they have new passwords of. */
  jobIds: number[];
  queued: number;
  running: number;
  /** Why the queued ones are not asked now; see `FetchStore.pause`. */
  problem: Problem | null;
}

interface WatchRow {
  id: number;
  job_id: number;
  mac: Mac;
  macs: string | null;
  device: string | null;
  problem: string | null;
  pbx_id: string | null;
  pbx_url: string;
  changed_at: number;
  watch_since: number;
  watch_until: number;
}

export function createFetchStore(db: Db, now: () => number): FetchStore {
  const planOne = db.prepare(
    `INSERT INTO fetches (item_id, mac, request, requested_at, place)
     VALUES (@itemId, @mac, 'queued', @now, (SELECT coalesce(max(place), 0) + 1 FROM fetches))
     ON CONFLICT DO UPDATE SET request = 'queued', requested_at = excluded.requested_at, problem = NULL,
       place = excluded.place`,
  );
  const queued = db.prepare<[string], FetchTarget>(
    `SELECT item_id AS itemId, fetches.mac FROM fetches JOIN items ON items.id = item_id
     WHERE request = 'queued' AND pbx_url = ? ORDER BY place`,
  );
  const change = db.prepare(
    `UPDATE fetches SET request = @state, problem = @problem, requested_at = @now
     WHERE item_id = @itemId AND mac = @mac AND request = @from`,
  );
  // Whatever the device fetches after this answer, it fetches after the change.
  const awaitItem = db.prepare(
    `UPDATE items SET changed_at = coalesce(${timeIn('changed_at')}, @pbxTime),
       watch_since = @now, watch_until = @until,
       watch_end = CASE WHEN coalesce(${timeIn('changed_at')}, @pbxTime) IS NULL THEN 'no-pbx-time' END
     WHERE id = @itemId`,
  );
  const ofPbx = (state: FetchState) =>
    db
      .prepare<[string], number>(
        `SELECT DISTINCT item_id FROM fetches JOIN items ON items.id = item_id
         WHERE request = '${state}' AND pbx_url = ?`,
      )
      .pluck();
  const queuedItems = ofPbx('queued');
  const runningItems = ofPbx('running');
  const replaceState = db.prepare(
    `UPDATE fetches SET request = @state, requested_at = @now, problem = NULL
     WHERE request = @from AND item_id IN (SELECT id FROM items WHERE pbx_url = @pbxUrl)`,
  );
  const pauseQueued = db.prepare(
    `UPDATE fetches SET problem = @problem
     WHERE request = 'queued' AND item_id IN (SELECT id FROM items WHERE pbx_url = @pbxUrl)`,
  );
  const openOnes = db.prepare<
    [],
    { pbx_url: string; job_id: number; request: string; n: number; problem: string | null }
  >(
    `SELECT pbx_url, job_id, request, count(*) AS n, max(fetches.problem) AS problem
     FROM fetches JOIN items ON items.id = item_id
     WHERE request IN ('queued', 'running') GROUP BY pbx_url, job_id, request ORDER BY pbx_url, job_id`,
  );
  const watches = (condition: string) =>
    db.prepare<{ now: number }, WatchRow>(
      `SELECT items.id, job_id, mac, macs, device, problem, jobs.pbx_id, items.pbx_url, changed_at, watch_since, watch_until
       FROM items JOIN jobs ON jobs.id = items.job_id
       WHERE watch_until IS NOT NULL AND watch_end IS NULL AND ${timeIn('changed_at')} IS NOT NULL AND ${condition}
       ORDER BY items.id`,
    );
  const watched = watches('watch_until > @now');
  const expired = watches('watch_until <= @now');
  const later = (column: string): string =>
    `nullif(max(coalesce(${timeIn(`fetches.${column}`)}, 0), coalesce(excluded.${column}, 0)), 0)`;
  const noteOne = db.prepare(
    `INSERT INTO fetches (item_id, mac, generated_at, failed_at)
     VALUES (@itemId, @mac, @generatedAt, @failedAt)
     ON CONFLICT DO UPDATE SET
       generated_at = ${later('generated_at')},
       failed_at = ${later('failed_at')}
     WHERE coalesce(excluded.generated_at, 0) > coalesce(${timeIn('fetches.generated_at')}, 0)
        OR coalesce(excluded.failed_at, 0) > coalesce(${timeIn('fetches.failed_at')}, 0)`,
  );
  const endOne = db.prepare('UPDATE items SET watch_end = ? WHERE id = ? AND watch_end IS NULL');
  const reopen = db.prepare(
    `UPDATE items SET watch_end = NULL WHERE watch_end = 'signed-out' AND watch_until > ? AND pbx_url = ?`,
  );
  const newest = db.prepare<{ macs: string; url: string }, { itemId: number; jobId: number; mac: Mac }>(
    `SELECT items.id AS itemId, job_id AS jobId, each.value AS mac, max(sequence)
     FROM items, (
       SELECT items.id AS item_id, each.value FROM items, json_each(coalesce(items.macs, json_array(items.mac))) AS each
       UNION SELECT items.id, each.value ->> 'mac' FROM items, json_each(items.device, '$.user.phones') AS each
       WHERE items.user_id IS NOT NULL
     ) AS each ON each.item_id = items.id
     WHERE each.value IN (SELECT value FROM json_each(@macs)) AND state IN ('succeeded', 'uncertain')
       AND pbx_url = @url
     GROUP BY each.value`,
  );

  const exactlyOne = (changes: number): void => {
    if (changes !== 1) throw new Error(`a device's request was changed meanwhile (${changes} rows)`);
  };
  const move = (target: FetchTarget, from: FetchState, state: FetchState, problem: Problem | null): void =>
    exactlyOne(change.run({ ...target, from, state, problem: toJson(problem), now: now() }).changes);

  const plan = db.transaction((targets: readonly FetchTarget[]) => {
    for (const target of targets) planOne.run({ ...target, now: now() });
  });
  const drop = db.transaction((targets: readonly FetchTarget[]) => {
    for (const target of targets) move(target, 'queued', 'cancelled', null);
  });
  const conclude = db.transaction((target: FetchTarget, { state, problem, pbxTime }: FetchConclusion) => {
    move(target, state === 'not-asked' ? 'queued' : 'running', state, problem);
    if (state === 'accepted' || state === 'unclear')
      awaitItem.run({ itemId: target.itemId, pbxTime: pbxTime ?? null, now: now(), until: now() + watchMs });
  });
  const replaceAll = db.transaction(
    (pbxUrl: string, from: 'queued' | 'running', state: FetchState): number[] => {
      const items = (from === 'queued' ? queuedItems : runningItems).all(pbxUrl);
      if (items.length === 0) return items;
      replaceState.run({ from, state, pbxUrl, now: now() });
      // It may have been sent.
      if (state === 'unclear')
        for (const itemId of items)
          awaitItem.run({ itemId, pbxTime: null, now: now(), until: now() + watchMs });
      return items;
    },
  );
  const noteEvents = db.transaction((events: readonly SeenEvent[]): number[] => {
    const changed = new Set<number>();
    for (const { itemId, mac, kind, at } of events) {
      const generatedAt = kind === 'generated' ? at : null;
      const failedAt = kind === 'failed' ? at : null;
      if (noteOne.run({ itemId, mac, generatedAt, failedAt }).changes > 0) changed.add(itemId);
    }
    return [...changed];
  });
  const endWatch = db.transaction((itemIds: readonly number[], end: WatchEnd) => {
    for (const id of itemIds) endOne.run(end, id);
  });

  return {
    plan: (targets) => void plan.immediate(targets),
    queued: (pbxUrl) => queued.all(pbxUrl),
    begin: (target) => move(target, 'queued', 'running', null),
    requeue: (target, problem) => move(target, 'running', 'queued', problem),
    conclude: (target, conclusion) => void conclude.immediate(target, conclusion),
    pause: (pbxUrl, problem) => void pauseQueued.run({ pbxUrl, problem: toJson(problem) }),
    drop: (targets) => void drop.immediate(targets),
    cancel: (pbxUrl) => replaceAll.immediate(pbxUrl, 'queued', 'cancelled'),
    interrupt: (pbxUrl) => replaceAll.immediate(pbxUrl, 'running', 'unclear'),
    open() {
      const found = new Map<string, OpenFetches>();
      for (const { pbx_url: pbxUrl, job_id, request, n, problem } of openOnes.all()) {
        const each = found.get(pbxUrl) ?? { pbxUrl, jobIds: [], queued: 0, running: 0, problem: null };
        found.set(pbxUrl, each);
        if (request === 'queued') each.problem ??= problemSchema.nullable().parse(json(problem));
        if (!each.jobIds.includes(job_id)) each.jobIds.push(job_id);
        each[request === 'queued' ? 'queued' : 'running'] += n;
      }
      return [...found.values()];
    },
    watched: () => watched.all({ now: now() }).map(toWatched),
    expired: () => expired.all({ now: now() }).map(toWatched),
    noteEvents: (events) => noteEvents.immediate(events),
    endWatch: (itemIds, end) => void endWatch.immediate(itemIds, end),
    reopen: (pbxUrl) => void reopen.run(now(), pbxUrl),
    newestOf: (macs, pbxUrl) =>
      newest
        .all({ macs: JSON.stringify(macs), url: pbxUrl })
        .map(({ itemId, jobId, mac }) => ({ itemId, jobId, mac })),
  };
}

function toWatched(row: WatchRow): WatchedItem {
  return {
    itemId: row.id,
    jobId: row.job_id,
    macs: macsOfRow(row),
    pbxId: row.pbx_id,
    pbxUrl: row.pbx_url,
    changedAt: row.changed_at,
    since: row.watch_since,
    until: row.watch_until,
  };
}
