import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createJobs, type Jobs } from '../../../main/jobs/index.ts';
import { openServices } from '../../../main/services/index.ts';
import { openStore, type Store } from '../../../main/store/index.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { inspectableKeychain, used } from '../../setup/used-folder.ts';
import { macOf } from '../../setup/xapi.ts';

const dayMs = 24 * 60 * 60 * 1000;
const canary = Buffer.from('sealed-canary-0123456789');

async function opened(folder: string, now?: () => number): Promise<Store> {
  const store = await openStore(folder, now);
  onTestFinished(() => store.close());
  return store;
}

/** Writes a sealed password to the journal, and makes sure that it is in the files. */
function seal(store: Store, folder: string): void {
  const mac = macOf({ MacAddress: '000B82101EEF' });
  const job = store.jobs.create({
    pbxId: null,
    pbxName: 'Acme',
    pbxUrl: 'https://pbx.example',
    reference: null,
    retryOf: null,
    user: 'ann',
    items: [{ mac, match: 'unknown', device: null, problem: null }],
  });
  const [item] = store.jobs.items(job.id);
  store.jobs.beginAttempt(item?.id ?? 0);
  store.jobs.conclude(item?.id ?? 0, {
    state: 'succeeded',
    problem: null,
    credentials: { source: 'reply', sealed: canary },
  });
  expect(filesWithCanary(folder)).not.toEqual([]);
}

/** Every file below a folder that contains the bytes of the sealed password. */
function filesWithCanary(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(canary));
}

const jobsOf = (store: Store, now: () => number): Jobs => createJobs({ store, log: () => {}, now });
const later = (days: number) => () => Date.now() + days * dayMs;

test('what retention deletes is in no file, even while another process has the database open', async () => {
  const folder = temporaryFolder();
  const store = await opened(folder);
  const other = await opened(folder);
  seal(store, folder);
  expect(other.jobs.list(1)).toHaveLength(1);
  jobsOf(store, later(2)).deleteOlder(1);
  expect(filesWithCanary(folder)).toEqual([]);
});

test('while another process reads, the log is emptied the next time, by any process', async () => {
  const folder = temporaryFolder();
  const store = await opened(folder);
  seal(store, folder);
  const reader = new Database(join(folder, 'rekey.db'), { readonly: true });
  onTestFinished(() => void reader.close());
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM items').get();
  const began = performance.now();
  const jobs = jobsOf(store, later(2));
  jobs.deleteOlder(1);
  // It is not waited for.
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(filesWithCanary(folder)).not.toEqual([]);
  expect(jobs.enforceRetention()).toBe(false);
  reader.exec('COMMIT');
  const other = await opened(folder);
  expect(jobsOf(other, Date.now).enforceRetention()).toBe(true);
  expect(filesWithCanary(folder)).toEqual([]);
});

test('a PBX that is removed with its history leaves none of its passwords in a file', async () => {
  const { services, pbx, data, run } = await used(inspectableKeychain());
  await opened(data);
  await run(1);
  const sealed = services.store.jobs.sealed(1) ?? Buffer.alloc(0);
  const holding = (): string[] =>
    readdirSync(data).filter(
      (name) => name.startsWith('rekey.db') && readFileSync(join(data, name)).includes(sealed),
    );
  expect(holding()).not.toEqual([]);
  await services.pbxs.remove(pbx, { history: true });
  expect(holding()).toEqual([]);
});

test('a database that was set aside is deleted after the retention time, and its keychain entries are still known', async () => {
  const folder = temporaryFolder();
  const entries = new Map<string, string>();
  const first = await openServices(folder, inspectableKeychain(entries));
  await first.pbxs.add(
    { name: 'Acme', address: 'https://pbx.example', clientId: 'c', fingerprint: null },
    'key',
  );
  await first.sealer();
  seal(first.store, folder);
  await first.close();
  const good = readFileSync(join(folder, 'rekey.db'));
  // One page of the devices' table is torn: the database is damaged, but its names can be read.
  const db = new Database(join(folder, 'rekey.db'));
  const root = db
    .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'devices'")
    .pluck()
    .get() as number;
  const size = db.pragma('page_size', { simple: true }) as number;
  db.close();
  writeFileSync(
    join(folder, 'rekey.db'),
    Buffer.concat([good.subarray(0, (root - 1) * size), Buffer.alloc(size, 7), good.subarray(root * size)]),
  );
  const second = await openServices(folder, inspectableKeychain(entries));
  expect(second.store.notices.map(({ code, facts }) => [code, facts.limit])).toEqual([['store-damaged', 30]]);
  expect(filesWithCanary(folder)).not.toEqual([]);

  expect(jobsOf(second.store, later(5)).enforceRetention()).toBe(true);
  expect(filesWithCanary(folder)).not.toEqual([]);
  jobsOf(second.store, later(5)).deleteOlder(6);
  expect(filesWithCanary(folder)).not.toEqual([]);
  jobsOf(second.store, later(5)).deleteOlder(4);
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  expect(filesWithCanary(folder)).toEqual([]);
  expect(await second.forget({ leaveKeychain: false })).toMatchObject({ keychainMayHoldMore: false });
  expect([...entries.keys()]).toEqual([]);
});

test('the age of a set-aside file counts from its name or, if that lies ahead, from its last change', async () => {
  const folder = temporaryFolder();
  const store = await opened(folder);
  mkdirSync(folder, { recursive: true });
  const put = (name: string, changed: number): void => {
    writeFileSync(join(folder, name), canary);
    utimesSync(join(folder, name), changed / 1000, changed / 1000);
  };
  const now = Date.now();
  const stamp = (days: number): string => new Date(now + days * dayMs).toISOString().replace(/[:.]/g, '-');
  put(`rekey.db.damaged-${stamp(-40)}`, now);
  put(`rekey.db.damaged-${stamp(-40)}-wal`, now);
  put(`rekey.db.damaged-${stamp(-20)}`, now - 90 * dayMs);
  put(`rekey.db.damaged-${stamp(400)}`, now - 40 * dayMs);
  put('rekey.db.damaged-by-hand', now - 20 * dayMs);
  put('rekey.db.damaged-by-hand-too', now - 40 * dayMs);
  jobsOf(store, Date.now).deleteOlder(30);
  expect(
    readdirSync(folder)
      .filter((name) => name.includes('damaged'))
      .sort(),
  ).toEqual([`rekey.db.damaged-${stamp(-20)}`, 'rekey.db.damaged-by-hand']);
  // What could not be read may have named keychain entries.
  expect(store.setAside.namesLost()).toBe(true);
});
