import { type Item, itemSchema, type Job, jobSchema } from '../../../common/model.ts';
import { isKeyMissing } from '../data-key-ids.ts';
import { type FetchRow, fetchColumns, fetchOf } from '../fetches/rows.ts';
import { instant, json } from '../rows.ts';
import { macsOfRow } from '../target.ts';
import { isLater } from './sequence.ts';

export interface JobRow {
  id: number;
  pbx_id: string | null;
  pbx_name: string;
  pbx_url: string;
  state: string;
  pause_problem: string | null;
  reference: string | null;
  retry_of: number | null;
  user: string;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  wait_since: number | null;
  wait_until: number | null;
}

export interface ItemRow extends FetchRow {
  id: number;
  position: number;
  mac: string;
  macs: string | null;
  match: string;
  device: string | null;
  state: string;
  attempts: number;
  problem: string | null;
  not_before: number | null;
  ended_at: number | null;
  credentials_source: string | null;
  kept: 0 | 1;
  lost: 0 | 1;
  known_by: string | null;
  look: string | null;
  look_at: number | null;
  revised_at: number | null;
  kept_before: 0 | 1;
  replaced_at: number | null;
  surely_replaced: 0 | 1;
}

export const itemColumns = `
  id, position, mac, macs, match, device, state, attempts, problem, not_before, ended_at, credentials_source,
  sealed IS NOT NULL AND NOT ${isKeyMissing('sealed')} AS kept,
  ${isKeyMissing('sealed')} AS lost,
  known_by, look, look_at, revised_at,
  baseline_sealed IS NOT NULL AND NOT ${isKeyMissing('baseline_sealed')} AS kept_before,
  (SELECT later.ended_at FROM items AS later WHERE ${isLater} ORDER BY later.sequence LIMIT 1) AS replaced_at,
  EXISTS (SELECT 1 FROM items AS later WHERE ${isLater} AND later.state = 'succeeded') AS surely_replaced,
  ${fetchColumns}`;

export function toJob(row: JobRow): Job {
  return jobSchema.parse({
    id: row.id,
    pbxId: row.pbx_id,
    pbxName: row.pbx_name,
    pbxUrl: row.pbx_url,
    state: row.state,
    pauseProblem: json(row.pause_problem),
    waiting:
      row.state === 'waiting' ? { since: instant(row.wait_since), until: instant(row.wait_until) } : null,
    reference: row.reference,
    retryOf: row.retry_of,
    user: row.user,
    createdAt: instant(row.created_at),
    startedAt: instant(row.started_at),
    endedAt: instant(row.ended_at),
  });
}

export function itemOf(row: ItemRow, now: number): Item {
  const fetch = fetchOf(row, macsOfRow(row), now);
  return itemSchema.parse({
    id: row.id,
    position: row.position,
    mac: row.mac,
    macs: json(row.macs) ?? [row.mac],
    match: row.match,
    device: json(row.device),
    state: row.state,
    attempts: row.attempts,
    problem: json(row.problem),
    notBefore: instant(row.not_before),
    endedAt: instant(row.ended_at),
    credentialsSource: row.credentials_source,
    credentialsKept: row.kept === 1,
    credentialsLost: row.lost === 1,
    knownBy: row.known_by,
    nextReadback: row.look && row.replaced_at === null ? { kind: row.look, at: instant(row.look_at) } : null,
    revisedAt: instant(row.revised_at),
    previousKept: row.kept_before === 1,
    replacedAt: instant(row.replaced_at),
    surelyReplaced: row.surely_replaced === 1,
    ...(fetch ? { fetch } : {}),
  });
}

/** A change that met an unexpected state must not go unnoticed. */
export function exactlyOne(changes: number): void {
  if (changes !== 1) throw new Error(`a job's or an item's state changed meanwhile (${changes} rows)`);
}
