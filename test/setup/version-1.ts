import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createSealer, dataKeyLength } from '../../main/store/seal.ts';
import { temporaryFolder } from './folder.ts';

/** What the first version left: a database, and keychain entries whose names all data folders shared. */
export interface VersionOneFolder {
  folder: string;
  /** Its keychain entries. */
  entries: Map<string, string>;
  /** The passwords of the items 1, 2 and 3 of job 1. */
  passwords: string[];
  pbxId: string;
}

/** The single data key that all folders of the first version sealed with. */
export const commonKey = Buffer.alloc(dataKeyLength, 0x5a);

/** Creates a data folder as the first version left it. @param name of its PBX, and part of its passwords */
export function versionOneFolder(name = 'Acme', folder = temporaryFolder()): VersionOneFolder {
  const db = new Database(join(folder, 'rekey.db'));
  db.pragma('foreign_keys = OFF');
  db.exec(readFileSync(new URL('version-1.sql', import.meta.url), 'utf8'));
  const pbxId = `${name}-0000-4000-8000-000000000001`;
  db.prepare('UPDATE pbxs SET id = ?, name = ?').run(pbxId, name);
  db.prepare("UPDATE meta SET name = replace(name, 'PBX', ?)").run(pbxId);
  db.prepare('UPDATE jobs SET pbx_id = ?, pbx_name = ?').run(pbxId, name);
  const sealer = createSealer(commonKey);
  const passwords = [1, 2, 3].map((id) => `${name}-password-${id}`);
  const seal = db.prepare('UPDATE items SET sealed = ?, ended_at = ? WHERE id = ?');
  passwords.forEach((password, index) => {
    seal.run(sealer.seal(`item ${index + 1}`, password), Date.now(), index + 1);
  });
  db.close();
  return {
    folder,
    passwords,
    pbxId,
    entries: new Map([
      ['data-key', commonKey.toString('base64')],
      [`api-key ${pbxId}`, `key-of-${name}`],
      ['proxy-login proxy.example:8080', JSON.stringify({ user: 'ann', password: 'proxy-password' })],
    ]),
  };
}
