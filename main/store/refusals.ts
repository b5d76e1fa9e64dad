import { createHmac } from 'node:crypto';
import type { Db } from './database/db.ts';
import { folderKey } from './database/meta.ts';

/** A client ID and API key that were tried at a PBX. Only their keyed hash is stored. */
interface TriedKey {
  url: string;
  clientId: string;
  apiKey: string;
}

/** The sign-ins that a PBX rejected; kept across processes and runs, because a PBX blocks addresses that keep trying. */
export interface RefusalStore {
  /** When this very key was rejected, in milliseconds since 1970; null if it was not. */
  refusedAt(key: TriedKey): number | null;
  /** Rejections by a PBX of any key since a sign-in last succeeded there. */
  sinceSuccess(url: string): { count: number; lastAt: number | null };
  refused(key: TriedKey): void;
  /** Counts a sign-in that was denied for another reason than the key. */
  denied(key: TriedKey): void;
  accepted(key: TriedKey): void;
  /**
   * Lets a key be tried once, at once, because the user accepts the risk: although it, or others at its PBX, were
   * rejected. That PBX's rejections still count as one, so another rejection holds off again.
   */
  allowOnce(key: TriedKey): void;
  /** Deletes the rejections recorded for a PBX. */
  forgetAt(url: string): void;
}

export function createRefusalStore(db: Db, now: () => number): RefusalStore {
  const salt = folderKey(db);
  const hash = ({ url, clientId, apiKey }: TriedKey): Buffer =>
    createHmac('sha256', salt)
      .update(JSON.stringify([url, clientId, apiKey]))
      .digest();

  const refusedAt = db.prepare<[string, Buffer], { at: number }>(
    'SELECT at FROM sign_in_refusals WHERE url = ? AND key_hash = ? AND stands = 1',
  );
  const counted = db.prepare<[string], { count: number | null; lastAt: number | null }>(
    'SELECT sum(counts) AS count, max(at) AS lastAt FROM sign_in_refusals WHERE url = ? AND counts > 0',
  );
  const insert = db.prepare(
    `INSERT INTO sign_in_refusals (url, key_hash, at, stands, counts) VALUES (?, ?, ?, 1, 1)
     ON CONFLICT DO UPDATE SET at = excluded.at, stands = 1, counts = counts + 1`,
  );
  const insertDenied = db.prepare(
    `INSERT INTO sign_in_refusals (url, key_hash, at, stands, counts) VALUES (?, ?, ?, 0, 1)
     ON CONFLICT DO UPDATE SET at = excluded.at, counts = counts + 1`,
  );
  const forget = db.prepare('UPDATE sign_in_refusals SET stands = 0 WHERE url = ? AND key_hash = ?');
  const countAsOne = db.prepare(
    `UPDATE sign_in_refusals
     SET counts = key_hash = (SELECT key_hash FROM sign_in_refusals WHERE url = @url AND counts > 0 ORDER BY at DESC LIMIT 1)
     WHERE url = @url AND counts > 0`,
  );
  const drop = db.prepare('DELETE FROM sign_in_refusals WHERE url = ? AND key_hash = ?');
  const dropAll = db.prepare('DELETE FROM sign_in_refusals WHERE url = ?');
  const forgive = db.prepare('UPDATE sign_in_refusals SET counts = 0 WHERE url = ?');

  return {
    refusedAt: (key) => refusedAt.get(key.url, hash(key))?.at ?? null,
    sinceSuccess(url) {
      const row = counted.get(url);
      return { count: row?.count ?? 0, lastAt: row?.lastAt ?? null };
    },
    refused: (key) => void insert.run(key.url, hash(key), now()),
    denied: (key) => void insertDenied.run(key.url, hash(key), now()),
    accepted: db.transaction((key: TriedKey) => {
      drop.run(key.url, hash(key));
      forgive.run(key.url);
    }),
    forgetAt: (url) => void dropAll.run(url),
    allowOnce: db.transaction((key: TriedKey) => {
      forget.run(key.url, hash(key));
      countAsOne.run({ url: key.url });
    }),
  };
}
