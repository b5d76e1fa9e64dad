import { randomUUID } from 'node:crypto';
import { compareByName } from '../../common/compare-by-name.ts';
import {
  defaultPace,
  type Pace,
  type Pbx,
  type Problem,
  paceSchema,
  pbxSchema,
  problemSchema,
} from '../../common/model.ts';
import type { Db } from './database/db.ts';
import { withoutReadback } from './jobs/readbacks.ts';
import { instant, json } from './rows.ts';

/** What the user enters for a PBX, besides its API key. */
export type PbxInput = Pick<Pbx, 'name' | 'url' | 'clientId' | 'pinnedFingerprint'>;

export interface PbxStore {
  list(): Pbx[];
  get(id: string): Pbx | null;
  /** By name, ignoring case. */
  find(name: string): Pbx | null;
  /**
   * Jobs that ran at its address, and whose own entry was removed, are assigned to it.
   *
   * @param id if its key is already in the keychain; otherwise a new one
   */
  add(input: PbxInput, id?: string): Pbx;
  /**
   * A new address discards cached facts about the old system.
   *
   * @param newKey whether its API key in the keychain has changed
   */
  edit(id: string, input: PbxInput, newKey?: boolean): void;
  /** The id that it had in the folder that this data folder was copied from; null if it had none. */
  formerId(id: string): string | null;
  /** Grows with each API key; null if there is no such PBX. */
  keyChanges(id: string): number | null;
  setPace(id: string, pace: Pace): void;
  /** Those whose stored speed is unusable, until it is set again; they have the default one. */
  withDamagedPace(): Pbx[];
  /**
   * Deletes its device list as well; its jobs stay as history, and are assigned to another entry of the same address.
   */
  remove(id: string): void;
  /** Discards that it answered: the current entry was never tried. */
  untried(id: string): void;
  /** Makes several changes, or none if one throws. */
  atOnce(changes: () => void): void;
  /** Records that the PBX answered just now, and its version if reported. */
  contacted(id: string, version?: string): void;
  /** Records that a request was answered: as `contacted`, if that was not known. Cheap enough for each request. */
  answered(id: string): void;
  /** Records why connecting to it failed. @param at milliseconds since 1970; now by default */
  failed(id: string, problem: Problem, at?: number): void;
}

interface PbxRow {
  id: string;
  name: string;
  url: string;
  client_id: string;
  pinned_fingerprint: string | null;
  version: string | null;
  last_contact_at: number | null;
  last_failure_at: number | null;
  last_failure: string | null;
  concurrency: number;
  rate_per_second: number | null;
}

export function createPbxStore(db: Db, now: () => number): PbxStore {
  const columns =
    'id, name, url, client_id, pinned_fingerprint, version, last_contact_at, last_failure_at, last_failure, concurrency, rate_per_second';
  const all = db.prepare<[], PbxRow>(`SELECT ${columns} FROM pbxs`);
  const byId = db.prepare<[string], PbxRow>(`SELECT ${columns} FROM pbxs WHERE id = ?`);
  const byName = db.prepare<[string], PbxRow>(`SELECT ${columns} FROM pbxs WHERE name = ?`);
  const insert = db.prepare(
    `INSERT INTO pbxs (id, name, url, client_id, pinned_fingerprint, concurrency, rate_per_second)
     VALUES (@id, @name, @url, @clientId, @pinnedFingerprint, @concurrency, @ratePerSecond)`,
  );
  const update = db.prepare(
    `UPDATE pbxs SET name = @name, url = @url, client_id = @clientId, pinned_fingerprint = @pinnedFingerprint,
       key_changes = key_changes + @newKey
     WHERE id = @id`,
  );
  const clearFailure = db.prepare('UPDATE pbxs SET last_failure_at = NULL, last_failure = NULL WHERE id = ?');
  const setFailure = db.prepare('UPDATE pbxs SET last_failure_at = ?, last_failure = ? WHERE id = ?');
  const setPace = db.prepare(
    'UPDATE pbxs SET concurrency = @concurrency, rate_per_second = @ratePerSecond WHERE id = @id',
  );
  const forgetDevices = db.prepare('DELETE FROM devices WHERE pbx_id = ?');
  const forgetFacts = db.prepare(
    'UPDATE pbxs SET version = NULL, last_contact_at = NULL, list_fetched_at = NULL, list_unreadable = 0 WHERE id = ?',
  );
  const keyChangesOf = db.prepare<[string], number>('SELECT key_changes FROM pbxs WHERE id = ?').pluck();
  const formerIdOf = db.prepare<[string], string | null>('SELECT former_id FROM pbxs WHERE id = ?').pluck();
  const untried = db.prepare(
    'UPDATE pbxs SET last_contact_at = NULL, last_failure_at = NULL, last_failure = NULL WHERE id = ?',
  );
  const remove = db.prepare('DELETE FROM pbxs WHERE id = ?');
  const contacted = db.prepare(
    `UPDATE pbxs SET last_contact_at = ?, version = coalesce(?, version), last_failure_at = NULL, last_failure = NULL
     WHERE id = ?`,
  );
  // Jobs at an address belong to any entry of that address once their own is gone.
  const adopt = db.prepare(
    `UPDATE jobs SET pbx_id = (SELECT id FROM pbxs WHERE url = jobs.pbx_url ORDER BY name LIMIT 1)
     WHERE pbx_id IS NULL AND pbx_url IN (SELECT url FROM pbxs)`,
  );
  // A PBX that is not stored cannot be read: what was to be settled there stays uncertain.
  const dropReadbacks = db.prepare(
    `UPDATE items SET ${withoutReadback} WHERE look IS NOT NULL AND pbx_url = ? AND pbx_url NOT IN (SELECT url FROM pbxs)`,
  );
  // Nor can devices be asked to fetch from it.
  const dropFetches = db.prepare(
    `UPDATE fetches SET request = 'cancelled', requested_at = @now, problem = NULL
     WHERE request = 'queued' AND @url NOT IN (SELECT url FROM pbxs)
       AND item_id IN (SELECT id FROM items WHERE pbx_url = @url)`,
  );
  const dropLeftAt = (url: string | undefined): void => {
    if (url === undefined) return;
    dropReadbacks.run(url);
    dropFetches.run({ url, now: now() });
  };
  const edit = db.transaction((id: string, input: PbxInput, newKey: boolean) => {
    const before = byId.get(id);
    if (before?.url !== input.url) {
      forgetDevices.run(id);
      forgetFacts.run(id);
    }
    const sameConnection =
      before?.url === input.url &&
      before.client_id === input.clientId &&
      before.pinned_fingerprint === input.pinnedFingerprint;
    if (newKey || !sameConnection) clearFailure.run(id);
    update.run({ ...input, id, newKey: newKey ? 1 : 0 });
    adopt.run();
    dropLeftAt(before?.url);
  });
  const add = db.transaction((input: PbxInput, id: string) => {
    insert.run({ ...input, ...defaultPace, id });
    adopt.run();
  });
  const drop = db.transaction((id: string) => {
    const before = byId.get(id);
    remove.run(id);
    adopt.run();
    dropLeftAt(before?.url);
  });
  const one = (row: PbxRow | undefined): Pbx | null => (row ? toPbx(row) : null);

  return {
    list: () => all.all().map(toPbx).sort(compareByName),
    withDamagedPace: () =>
      all
        .all()
        .filter((row) => !paceSchema.safeParse(paceOf(row)).success)
        .map(toPbx)
        .sort(compareByName),
    get: (id) => one(byId.get(id)),
    find: (name) => one(byName.get(name)),
    add(input, id = randomUUID()) {
      add.immediate(input, id);
      return { ...input, id, version: null, lastContactAt: null, lastFailure: null, pace: defaultPace };
    },
    edit: (id, input, newKey = false) => void edit.immediate(id, input, newKey),
    formerId: (id) => formerIdOf.get(id) ?? null,
    keyChanges: (id) => keyChangesOf.get(id) ?? null,
    setPace: (id, pace) => void setPace.run({ ...pace, id }),
    remove: (id) => void drop.immediate(id),
    untried: (id) => void untried.run(id),
    atOnce: (changes) => void db.transaction(changes).immediate(),
    contacted: (id, version) => void contacted.run(now(), version ?? null, id),
    answered(id) {
      const row = byId.get(id);
      if (row && (row.last_contact_at === null || row.last_failure_at !== null))
        contacted.run(now(), null, id);
    },
    failed: (id, problem, at = now()) => void setFailure.run(at, JSON.stringify(problem), id),
  };
}

function toPbx(row: PbxRow): Pbx {
  return pbxSchema.parse({
    id: row.id,
    name: row.name,
    url: row.url,
    clientId: row.client_id,
    pinnedFingerprint: row.pinned_fingerprint,
    version: row.version,
    lastContactAt: instant(row.last_contact_at),
    lastFailure: failureOf(row),
    pace: paceSchema.catch(defaultPace).parse(paceOf(row)),
  });
}

/** Null also if another version wrote something unknown to this one. */
function failureOf({ last_failure_at: at, last_failure: text }: PbxRow): Pbx['lastFailure'] {
  if (at === null || text === null) return null;
  const parsed = problemSchema.safeParse(parsedOrNull(text));
  return parsed.success ? { at: new Date(at).toISOString(), problem: parsed.data } : null;
}

function parsedOrNull(text: string): unknown {
  try {
    return json(text);
  } catch {
    return null;
  }
}

function paceOf(row: PbxRow): Pace {
  return { concurrency: row.concurrency, ratePerSecond: row.rate_per_second };
}
