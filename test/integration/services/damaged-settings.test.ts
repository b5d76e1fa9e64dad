import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { defaultPace } from '../../../common/model.ts';
import { createJobs } from '../../../main/jobs/index.ts';
import { openStore, type Store } from '../../../main/store/index.ts';
import { settingNotices } from '../../../main/store/setting-notices.ts';
import { cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';

const day = 86_400_000;

/** A store with these raw values as settings. */
async function storeWith(
  values: Record<string, unknown>,
): Promise<{ store: Store; folder: string; db: Database.Database }> {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  onTestFinished(() => store.close());
  const db = new Database(join(folder, 'rekey.db'));
  onTestFinished(() => void db.close());
  const put = db.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  for (const [name, value] of Object.entries(values)) put.run(`setting ${name}`, value);
  return { store, folder, db };
}

test('an unusable value reads as the default and is reported until it is set again; a good or a missing one is not', async () => {
  const { store } = await storeWith({
    appearance: 'plaid',
    clipboardSeconds: -1,
    retentionDays: Buffer.from('?'),
    confirmAbove: 7,
    retentionCheckedAt: 'x',
    toldOfTray: 'perhaps',
  });
  expect(store.settings.get('appearance')).toBe('system');
  expect(store.settings.get('retentionDays')).toBe(30);
  const told = () => settingNotices(store).map(({ code, facts }) => [code, facts.setting]);
  expect(told()).toEqual([
    ['settings-damaged', 'appearance'],
    ['settings-damaged', 'clipboardSeconds'],
    ['settings-damaged', 'retentionDays'],
  ]);
  store.settings.set('appearance', 'dark');
  store.settings.set('clipboardSeconds', 45);
  store.settings.set('retentionDays', 30);
  expect(told()).toEqual([]);
});

test('a damaged speed setting names its PBX, and hides neither it nor the others', async () => {
  const { store, db } = await storeWith({});
  const entry = { url: 'https://a.example', clientId: 'a', pinnedFingerprint: null };
  const { id } = store.pbxs.add({ ...entry, name: 'Acme' });
  store.pbxs.add({ ...entry, name: 'Bolt' });
  db.pragma('ignore_check_constraints = ON');
  db.prepare('UPDATE pbxs SET concurrency = 0, rate_per_second = -1 WHERE id = ?').run(id);
  expect(store.pbxs.list().map(({ name, pace }) => [name, pace])).toEqual([
    ['Acme', defaultPace],
    ['Bolt', defaultPace],
  ]);
  const told = () => settingNotices(store).map(({ facts }) => [facts.setting, facts.pbx]);
  expect(told()).toEqual([['pace', 'Acme']]);
  store.pbxs.setPace(id, defaultPace);
  expect(told()).toEqual([]);
});

test('with a damaged retention no password is deleted, and the terminal says so', async () => {
  const { store, folder, db } = await storeWith({ retentionDays: 3650 });
  const job = store.jobs.create({
    pbxId: null,
    pbxName: 'x',
    pbxUrl: 'https://x',
    reference: null,
    retryOf: null,
    user: 'ann',
    items: [{ mac: '000b82101eef' as never, match: 'unknown' as never, device: null, problem: null }],
  });
  db.prepare("UPDATE items SET state = 'succeeded', sealed = x'00', ended_at = ?").run(Date.now() - 90 * day);
  const jobs = createJobs({ store, log: () => {} });
  const enforce = (): number => {
    store.settings.set('retentionCheckedAt', Date.now() - day);
    jobs.enforceRetention();
    return store.jobs.countSealed(Number.MAX_SAFE_INTEGER);
  };
  db.prepare("UPDATE meta SET value = 'damaged' WHERE name = 'setting retentionDays'").run();
  expect(enforce()).toBe(1);
  const told = await cli(['settings', '--data-dir', folder]);
  expect(told.stderr).toContain('“Keep passwords for” is damaged');
  expect(job.id).toBe(1);
  store.settings.set('retentionDays', 30);
  expect(enforce()).toBe(0);
});
