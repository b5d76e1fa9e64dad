import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { ofTerminal, openServices } from '../../../main/services/index.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import { migrations } from '../../../main/store/database/migrations.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import type { StoredRelease } from '../../setup/stored-release.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/databases');
const versions = readdirSync(fixtures)
  .filter((name) => name.endsWith('.db'))
  .map((name) => name.slice(0, -'.db'.length));

test('the first released version is among them', () => {
  expect(versions).toContain('0.9.0-beta.1');
});

test.each(versions)('the database of %s opens, with its PBX, its job and its passwords', async (version) => {
  const stored: StoredRelease = JSON.parse(readFileSync(join(fixtures, `${version}.json`), 'utf8'));
  const folder = temporaryFolder();
  const file = join(folder, 'rekey.db');
  copyFileSync(join(fixtures, `${version}.db`), file);
  // Retention must not delete what the test reads, however old the release is.
  const old = new Database(file);
  old.prepare('UPDATE items SET ended_at = ? WHERE ended_at IS NOT NULL').run(Date.now());
  old.close();

  const services = await openServices(folder, memoryKeychain(new Map(Object.entries(stored.keychain))), {
    ...ofTerminal,
    policy: { path: join(folder, 'no-policy.json'), owner: null },
  });
  onTestFinished(() => services.close());
  expect(services.store.notices).toEqual([]);
  expect(services.pbxs.list().map(({ name }) => name)).toEqual(['Acme']);
  const job = services.store.jobs.get(stored.job.id);
  expect(job).toMatchObject(stored.job);
  const opener = await services.opener();
  const read = services.store.jobs
    .items(stored.job.id)
    .map(({ id, mac }) => ({ item: id, mac, password: services.jobs.password(id, opener) }));
  expect(read).toEqual(stored.passwords);
  expect(read.length).toBeGreaterThan(0);
  const now = new Database(file, { readonly: true });
  expect(now.pragma('user_version', { simple: true })).toBe(migrations.length);
  now.close();
});
