import type { Mac } from '../../../common/mac.ts';
import { type Device, deviceSchema, type Problem } from '../../../common/model.ts';
import type { Db } from '../database/db.ts';
import { json, toJson } from '../rows.ts';
import { exactlyOne } from './rows.ts';

/** A device's password shortly before its request is sent, in stored form. */
export interface NotedBaseline {
  /** Null: the PBX shows no password. */
  sealed: Buffer | null;
  readAt: number;
}

/** Items on their way to the PBX, until their outcome is known. */
export interface Attempts {
  /** The items that are still to be tried, in order. */
  queued(jobId: number): number[];
  /** What is needed to read the devices of items, or the users of desk phones. */
  targets(
    itemIds: readonly number[],
  ): { itemId: number; mac: Mac; device: Pick<Device, 'key'> | null; userId: number | null }[];
  /**
   * Called well before the request is sent, which does not count as an attempt yet: items noted when a process dies
   * are read back.
   */
  noteAhead(itemId: number, baseline: NotedBaseline): void;
  /** Called before the request is sent. After an attempt without a clear answer the item keeps its baseline. */
  beginAttempt(itemId: number, baseline?: NotedBaseline | null): void;
  /**
   * Not carried out: it is queued again.
   *
   * @param problem null if the PBX was not the reason
   * @param attempts the number of attempts; by default, as recorded
   * @param unclearAt when the request was sent, if not a clear answer but a reading of the PBX shows this
   */
  requeue(
    itemId: number,
    problem: Problem | null,
    notBefore: number | null,
    more?: { attempts?: number; unclearAt?: number },
  ): void;
}

/** What is needed of a device to send a request for it. */
const keyedDevice = deviceSchema.pick({ key: true }).nullable();

export function createAttempts(db: Db): Attempts {
  const queuedItems = db
    .prepare<[number], number>("SELECT id FROM items WHERE job_id = ? AND state = 'queued' ORDER BY position")
    .pluck();
  const targetItems = db.prepare<
    [string],
    { id: number; mac: Mac; device: string | null; user_id: number | null }
  >('SELECT id, mac, device, user_id FROM items WHERE id IN (SELECT value FROM json_each(?))');
  const beginItem = db.prepare(
    `UPDATE items SET state = 'running', attempts = attempts + @sent, not_before = NULL,
       baseline = CASE WHEN unclear_at IS NULL THEN @baseline ELSE baseline END,
       baseline_sealed = CASE WHEN unclear_at IS NULL THEN @sealed ELSE baseline_sealed END,
       baseline_at = CASE WHEN unclear_at IS NULL THEN @readAt ELSE baseline_at END
     WHERE id = @id AND state = 'queued'`,
  );
  const requeueItem = db.prepare(
    `UPDATE items SET state = 'queued', problem = @problem, not_before = @notBefore,
       unclear_at = coalesce(@unclearAt, unclear_at), attempts = coalesce(@attempts, attempts)
     WHERE id = @id AND state = 'running'`,
  );

  const begin = (itemId: number, baseline: NotedBaseline | null, sent: 0 | 1): void =>
    exactlyOne(
      beginItem.run({
        id: itemId,
        sent,
        baseline: baseline && (baseline.sealed ? 'present' : 'absent'),
        sealed: baseline?.sealed ?? null,
        readAt: baseline?.readAt ?? null,
      }).changes,
    );

  return {
    queued: (jobId) => queuedItems.all(jobId),
    targets: (itemIds) =>
      targetItems.all(JSON.stringify(itemIds)).map(({ id, mac, device, user_id }) => ({
        itemId: id,
        mac,
        device: keyedDevice.parse(json(device)),
        userId: user_id,
      })),
    noteAhead: (itemId, baseline) => begin(itemId, baseline, 0),
    beginAttempt: (itemId, baseline = null) => begin(itemId, baseline, 1),
    requeue: (itemId, problem, notBefore, { attempts, unclearAt } = {}) =>
      exactlyOne(
        requeueItem.run({
          id: itemId,
          problem: toJson(problem),
          notBefore,
          attempts: attempts ?? null,
          unclearAt: unclearAt ?? null,
        }).changes,
      ),
  };
}
