import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Mac } from '../../../common/mac.ts';
import type { Device } from '../../../common/model.ts';
import { migrations } from '../../../main/store/database/migrations.ts';
import { openStore, type Store } from '../../../main/store/index.ts';
import type { NewItem } from '../../../main/store/jobs/index.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { failure, macOf } from '../../setup/xapi.ts';

async function opened(folder: string, now?: () => number): Promise<Store> {
  const store = await openStore(folder, now);
  onTestFinished(() => store.close());
  return store;
}

const mac = macOf({ MacAddress: '000B82101EEF' });
const item: NewItem = { mac, match: 'unknown', device: null, problem: null };
const job = (items: NewItem[] = [item], pbxUrl = 'https://pbx.example') => ({
  pbxId: null,
  pbxName: 'Acme',
  pbxUrl,
  reference: 'T-1',
  retryOf: null,
  user: 'ann',
  items,
});

describe('opening', () => {
  test('a database of an earlier version is migrated', async () => {
    const folder = temporaryFolder();
    const db = new Database(join(folder, 'rekey.db'));
    db.exec(migrations[0] ?? '');
    db.pragma('user_version = 1');
    db.exec(`
      INSERT INTO pbxs (id, name, url, client_id, concurrency, list_fetched_at)
        VALUES ('a', 'Acme', 'https://pbx.example', 'x', 4, 1000);
      INSERT INTO devices (pbx_id, mac, device, search) VALUES ('a', '000b82101eef',
        '{"mac":"000b82101eef","key":"k","kind":"fxs","name":"Café","brand":null,"model":null,"lines":[],"owner":null}',
        'café');
    `);
    db.close();
    const store = await opened(folder);
    // It is unknown whether it was read to its end.
    expect(store.devices.list('a')).toMatchObject({ complete: false, deskPhonesRead: true, unreadable: 0 });
    expect(store.devices.find('cafe', null, 10)).toHaveLength(1);
    expect(store.devices.find('CAFÉ', null, 10)).toHaveLength(1);
  });

  test('results from before desk phones had users belong to the device itself', async () => {
    const folder = temporaryFolder();
    const db = new Database(join(folder, 'rekey.db'));
    db.function('for_search', (text) => text);
    for (const sql of migrations.slice(0, 6)) db.exec(sql);
    db.pragma('user_version = 6');
    db.exec(`
      INSERT INTO jobs (id, pbx_name, pbx_url, state, user, search, created_at)
        VALUES (1, 'Acme', 'https://pbx.example', 'finished', 'ann', '', 1000);
      INSERT INTO items (id, job_id, position, mac, pbx_url, match, search, state, ended_at, sequence, unclear_at)
        VALUES (1, 1, 0, '${mac}', 'https://pbx.example', 'listed', '', 'succeeded', 2000, 1, 2000);
    `);
    db.close();
    const { jobs } = await opened(folder);
    expect(jobs.item(1)).toMatchObject({ macs: [mac], replacedAt: null });
    const [again] = jobs.items(jobs.create(job()).id);
    expect(jobs.wasUnclear(again?.id ?? 0, 1000)).toBe(true);
    jobs.beginAttempt(again?.id ?? 0);
    jobs.conclude(again?.id ?? 0, { state: 'succeeded', problem: null, credentials: null });
    expect(jobs.item(1)).toMatchObject({ surelyReplaced: true });
    expect(jobs.replacedSince(mac, { id: null, url: 'https://pbx.example' }, 0).surelyReplaced).toBe(true);
  });

  test('looks up later passwords by an index', async () => {
    const folder = temporaryFolder();
    await opened(folder);
    const db = new Database(join(folder, 'rekey.db'));
    const plan = db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT 1 FROM items JOIN items AS later ON later.target = items.target
         AND later.state IN ('succeeded', 'uncertain') AND later.pbx_url = items.pbx_url`,
      )
      .all() as { detail: string }[];
    db.close();
    expect(plan.map(({ detail }) => detail).join('\n')).toContain(
      'items_with_password (target=? AND pbx_url=?)',
    );
  });

  test('creates the folder, for this user only', async () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    await opened(folder);
    if (process.platform === 'win32') return;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of ['rekey.db', 'rekey.db-wal'])
      expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  });

  test.each([
    [
      'not a database at all',
      () => Buffer.from('this is no database, and long enough to be looked at as one'),
    ],
    ['zeros', () => Buffer.alloc(8192)],
    [
      'a database with a torn page',
      (good: Buffer) => Buffer.concat([good.subarray(0, 4096), Buffer.alloc(good.length - 4096, 7)]),
    ],
  ])('a damaged file (%s) is set aside, and a new one created', async (_, damage) => {
    const folder = temporaryFolder();
    (await openStore(folder)).close();
    const file = join(folder, 'rekey.db');
    const damaged = damage(readFileSync(file));
    writeFileSync(file, damaged);
    const store = await opened(folder);
    expect(store.notices.map((notice) => notice.code)).toEqual(['store-damaged']);
    expect(readFileSync(store.notices[0]?.facts.path ?? '').equals(damaged)).toBe(true);
    expect(store.pbxs.list()).toEqual([]);
  });

  test('an empty file is a new database', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rekey.db'), '');
    expect((await opened(folder)).notices).toEqual([]);
  });

  test('a database of a newer version is left untouched', async () => {
    const folder = temporaryFolder();
    (await openStore(folder)).close();
    const file = join(folder, 'rekey.db');
    const db = new Database(file);
    db.pragma(`user_version = ${migrations.length + 1}`);
    db.close();
    const before = readFileSync(file);
    expect((await failure(openStore(folder))).code).toBe('store-too-new');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  test('an impossible folder is reported, with its path', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const error = await failure(openStore(join(file, 'folder')));
    expect(error.code).toBe('data-folder-unusable');
    expect(error.facts.path).toContain('folder');
  });

  // Only Linux has a folder in which even root cannot write.
  test.skipIf(process.platform !== 'linux')('a read-only folder is reported', async () => {
    expect(await failure(openStore('/sys/kernel/rekey'))).toMatchObject({ code: 'data-folder-unusable' });
  });

  test('a damaged database is not moved while another process has it open', async () => {
    const folder = temporaryFolder();
    const first = await openStore(folder);
    first.jobs.create(job());
    first.pbxs.list();
    const file = join(folder, 'rekey.db');
    const db = new Database(file);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const good = readFileSync(file);
    writeFileSync(file, Buffer.concat([good.subarray(0, 4096), Buffer.alloc(good.length - 4096, 7)]));
    expect(await failure(openStore(folder))).toMatchObject({ code: 'data-folder-unusable' });
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
    first.close();
    expect((await opened(folder)).notices).toHaveLength(1);
  });

  test('several processes open and write at the same time', async () => {
    const folder = temporaryFolder();
    const children = [1, 2, 3, 4].map((number) =>
      fork(new URL('../../setup/store-child.ts', import.meta.url), [folder, String(number)], {
        stdio: 'pipe',
      }),
    );
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    const store = await opened(folder);
    expect(store.notices).toEqual([]);
    expect(store.jobs.list(1000)).toHaveLength(100);
    expect(existsSync(join(folder, 'rekey.db'))).toBe(true);
  });
});

describe('the journal', () => {
  test('rejects a step that does not follow from the item’s state', async () => {
    const { jobs } = await opened(temporaryFolder());
    const { id } = jobs.create(job());
    const [first] = jobs.items(id);
    if (!first) throw new Error('no item');
    const done = { state: 'succeeded', problem: null, credentials: null } as const;
    expect(() => jobs.conclude(first.id, done)).toThrow();
    jobs.beginAttempt(first.id);
    expect(() => jobs.beginAttempt(first.id)).toThrow();
    jobs.conclude(first.id, done);
    expect(() => jobs.requeue(first.id, { code: 'rate-limited', facts: {} }, 0)).toThrow();
    expect(jobs.item(first.id)).toMatchObject({ state: 'succeeded', attempts: 1 });
  });

  test('a dead job’s running item is uncertain, its queued ones stay queued', async () => {
    const { jobs } = await opened(temporaryFolder());
    const { id } = jobs.create(job([item, item]));
    jobs.start(id);
    jobs.beginAttempt(jobs.items(id)[0]?.id ?? 0);
    jobs.interrupt(id);
    expect(jobs.get(id)?.state).toBe('interrupted');
    expect(jobs.items(id).map(({ state, problem }) => [state, problem?.code])).toEqual([
      ['uncertain', 'outcome-uncertain'],
      ['queued', undefined],
    ]);
  });

  test('an older password of the same device and PBX shows when it was replaced', async () => {
    let time = 1_000_000;
    const { jobs } = await opened(temporaryFolder(), () => time);
    const run = (state: 'succeeded' | 'failed' | 'uncertain', url?: string): number => {
      time += 1000;
      const [only] = jobs.items(jobs.create(job([item], url)).id);
      if (!only) throw new Error('no item');
      jobs.beginAttempt(only.id);
      jobs.conclude(only.id, {
        state,
        problem: null,
        credentials: { source: 'reply', sealed: Buffer.from('x') },
      });
      return only.id;
    };
    const first = run('succeeded');
    run('failed');
    run('succeeded', 'https://other.example');
    expect(jobs.item(first).replacedAt).toBeNull();
    const second = run('uncertain');
    expect(jobs.item(first)).toMatchObject({
      replacedAt: new Date(time).toISOString(),
      surelyReplaced: false,
    });
    expect(jobs.item(second).replacedAt).toBeNull();

    // The clock was ahead by hours, and is corrected.
    time -= 4 * 3_600_000;
    const third = run('succeeded');
    expect(jobs.item(second)).toMatchObject({
      replacedAt: new Date(time).toISOString(),
      surelyReplaced: true,
    });
    expect(jobs.item(third).replacedAt).toBeNull();
  });

  test.each([
    ['failed from the start', 'failed'],
    ['failed', 'failed'],
    ['uncertain', 'uncertain'],
    ['cancelled', 'cancelled'],
    ['left by a job that died', 'uncertain'],
  ] as const)('an item that was %s shows when a later run gave its device a password', async (how, state) => {
    const { jobs } = await opened(temporaryFolder(), () => 1_000_000);
    const problem = { code: 'device-not-found', facts: {} } as const;
    const { id } = jobs.create(job([{ ...item, problem: how === 'failed from the start' ? problem : null }]));
    const [first] = jobs.items(id);
    if (!first) throw new Error('no item');
    jobs.start(id);
    if (how === 'cancelled') jobs.cancel(id);
    else if (first.state === 'queued') {
      jobs.beginAttempt(first.id);
      if (how === 'left by a job that died') jobs.interrupt(id);
      else jobs.conclude(first.id, { state, problem, credentials: null });
    }
    expect(jobs.item(first.id)).toMatchObject({ state, replacedAt: null, surelyReplaced: false });

    for (const [later, surely] of [
      ['failed', null],
      ['uncertain', false],
      ['succeeded', true],
    ] as const) {
      const [next] = jobs.items(jobs.create(job()).id);
      jobs.beginAttempt(next?.id ?? 0);
      jobs.conclude(next?.id ?? 0, { state: later, problem: null, credentials: null });
      const { replacedAt, surelyReplaced } = jobs.item(first.id);
      expect([later, replacedAt !== null, surelyReplaced]).toEqual([later, surely !== null, surely === true]);
    }
  });

  test('an item that failed from the start after another got its password does not count as done since', async () => {
    const { jobs } = await opened(temporaryFolder());
    const [done] = jobs.items(jobs.create(job()).id);
    jobs.beginAttempt(done?.id ?? 0);
    jobs.conclude(done?.id ?? 0, { state: 'succeeded', problem: null, credentials: null });
    const problem = { code: 'device-not-found', facts: {} } as const;
    const [refused] = jobs.items(jobs.create(job([{ ...item, problem }])).id);
    expect(refused?.replacedAt).toBeNull();
  });

  test('PBXs are listed by name as people sort: numbers by value, whatever the case', async () => {
    const { pbxs, devices } = await opened(temporaryFolder());
    for (const name of ['Site 10', 'Zeta', 'Site 2', 'acme', 'Ähre'])
      pbxs.add({
        name,
        url: `https://${pbxs.list().length}.example`,
        clientId: 'c',
        pinnedFingerprint: null,
      });
    const sorted = ['acme', 'Ähre', 'Site 2', 'Site 10', 'Zeta'];
    expect(pbxs.list().map(({ name }) => name)).toEqual(sorted);
    expect(devices.gaps().notSearched.map(({ name }) => name)).toEqual(sorted);
  });

  test('a PBX’s newest items: first those under way, then in the order they ended, whatever the clock said', async () => {
    let time = 1_000_000;
    const store = await opened(temporaryFolder(), () => time);
    const { jobs } = store;
    const pbx = store.pbxs.add({
      name: 'A',
      url: 'https://pbx.example',
      clientId: 'c',
      pinnedFingerprint: null,
    });
    const make = (count: number, pbxId: string | null = pbx.id): number[] => {
      const { id } = jobs.create({ ...job(Array(count).fill(item)), pbxId });
      jobs.start(id);
      return jobs.queued(id);
    };
    const end = (id: number): void => {
      jobs.conclude(id, { state: 'failed', problem: null, credentials: null });
    };
    const [early = 0, never = 0, late = 0, running = 0] = make(4);
    const [elsewhere = 0] = make(1, null);
    const [middle = 0] = make(1);
    for (const id of [early, elsewhere, middle, late, running]) jobs.beginAttempt(id);
    for (const id of [early, elsewhere, middle]) end(id);
    time -= 500_000;
    end(late);
    const recent = (limit: number): number[] => jobs.recent(pbx.id, limit).map((result) => result.item.id);
    expect(recent(10)).toEqual([running, late, middle, early]);
    expect(recent(2)).toEqual([running, late]);
    expect(recent(10)).not.toContain(never);
    expect(jobs.recent('another', 10)).toEqual([]);
  });

  test('each job of a page is listed with its own counts, even one without items', async () => {
    const { jobs } = await opened(temporaryFolder());
    const problem = { code: 'device-not-found', facts: {} } as const;
    const sizes = [1, 0, 3];
    for (const size of sizes) {
      const { id } = jobs.create(job([...Array(size).fill(item), { ...item, problem }].slice(size ? 0 : 1)));
      jobs.start(id);
    }
    expect(jobs.list(2).map(({ job: { id }, counts }) => [id, counts.queued, counts.failed])).toEqual([
      [3, 3, 1],
      [2, 0, 0],
    ]);
    expect(jobs.open().map(({ job: { id }, counts }) => [id, counts])).toEqual(
      [3, 2, 1].map((id) => [id, jobs.counts(id)]),
    );
  });

  test('items are found by what the user sees of them and of their job, in any case', async () => {
    const { jobs } = await opened(temporaryFolder());
    const other = macOf({ MacAddress: '805EC0112A07' });
    const device: Device = {
      mac: other,
      key: '805EC0112A07',
      kind: 'desk-phone',
      name: 'Süd, Lager',
      brand: 'Yealink',
      model: 'T46U',
      lines: [{ number: '4711', name: 'Özlem 100% Ünal' }],
      owner: 'Ann Miller (204)',
    };
    const problem = { code: 'device-is-desk-phone', facts: {} } as const;
    jobs.create({ ...job([{ mac: other, match: 'desk-phone', device, problem }]), pbxName: 'Übersee' });
    const plain: Device = { ...device, mac, key: mac, name: 'Lift', brand: null, lines: [], owner: null };
    jobs.create({ ...job([{ ...item, device: plain }]), reference: 'Ärger_7', user: 'bob' });

    const found = (text: string): string[] => jobs.find(text, 10).map((result) => result.item.mac);
    for (const text of [
      'süd, LAGER',
      'yealink t46',
      '4711',
      'öZLEM 100%',
      'miller (2',
      '80:5E:C0',
      'übersee',
    ])
      expect([text, ...found(text)]).toEqual([text, other]);
    for (const text of ['LIFT', 'ärger_7', ' Bob ', '0b8210'])
      expect([text, ...found(text)]).toEqual([text, mac]);
    expect(found('t46u')).toEqual([mac, other]);
    for (const text of ['number', 'name', 'null', '{', '":', '100_', 'T46U4711', '%'])
      expect([text, ...found(text)]).toEqual(text === '%' ? [text, other] : [text]);
  });

  test('a user is found by each of their desk phones, and counted apart from devices', async () => {
    const { jobs } = await opened(temporaryFolder());
    const [one, two] = ['805EC0112A07', '805EC0112A08'].map((MacAddress) => macOf({ MacAddress })) as [
      Mac,
      Mac,
    ];
    const device: Device = {
      mac: one,
      key: one,
      kind: 'desk-phone',
      name: 'Yealink T46U',
      brand: null,
      model: null,
      lines: [],
      owner: 'Ann Miller (204)',
      user: { id: 7, phones: [one, two].map((mac) => ({ mac, name: null })) },
    };
    const ofUser = { mac: one, match: 'desk-phone', device, problem: null } as const;
    const leftOut = { ...ofUser, problem: { code: 'device-is-desk-phone', facts: {} } } as const;
    const { id } = jobs.create(job([ofUser, item]));
    const other = jobs.create(job([leftOut, item]));
    const found = (text: string): number[] => jobs.find(text, 10).map((result) => result.job.id);
    expect(found('80:5E:C0:11:2A:08')).toEqual([id]);
    expect(found('112a08')).toEqual([id]);
    expect(found('80:5E:C0:11:2A:07')).toEqual([other.id, id]);
    expect(jobs.list(2).map(({ users }) => users)).toEqual([0, 1]);
  });

  test('sealed passwords are deleted when they expire, and the file no longer contains them', async () => {
    let time = Date.now();
    const folder = temporaryFolder();
    const store = await openStore(folder, () => time);
    const [only] = store.jobs.items(store.jobs.create(job()).id);
    store.jobs.beginAttempt(only?.id ?? 0);
    const sealed = Buffer.from('sealed-canary-0123456789');
    store.jobs.conclude(only?.id ?? 0, {
      state: 'succeeded',
      problem: null,
      credentials: { source: 'reply', sealed },
    });
    time += 1000;
    expect(store.jobs.deleteSealed(time)).toBe(1);
    expect(store.jobs.item(only?.id ?? 0)).toMatchObject({
      credentialsKept: false,
      credentialsSource: 'reply',
    });
    store.close();
    expect(readFileSync(join(folder, 'rekey.db')).includes(sealed)).toBe(false);
  });
});

test('a lock is held by one process, and freed by release or death', async () => {
  const folder = temporaryFolder();
  const { locks } = await opened(folder);
  const lock = locks.tryAcquire('x');
  expect(lock).not.toBeNull();
  expect(locks.tryAcquire('x')).toBeNull();
  expect(locks.tryAcquire('y')).not.toBeNull();
  lock?.release();

  const child = fork(new URL('../../setup/lock-child.ts', import.meta.url), [folder, 'x'], {
    stdio: 'pipe',
    execArgv: ['--expose-gc'],
  });
  expect(await once(child, 'message')).toEqual(['held', undefined]);
  expect(locks.tryAcquire('x')).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(locks.tryAcquire('x')).not.toBeNull();
});

test('a setting that is no longer valid reads as its default', async () => {
  const folder = temporaryFolder();
  const store = await opened(folder);
  expect(store.settings.get('retentionDays')).toBe(30);
  store.settings.set('retentionDays', 7);
  expect(store.settings.get('retentionDays')).toBe(7);
  const db = new Database(join(folder, 'rekey.db'));
  db.prepare("UPDATE meta SET value = 'soon' WHERE name = 'setting retentionDays'").run();
  db.close();
  expect(store.settings.get('retentionDays')).toBe(30);
});
