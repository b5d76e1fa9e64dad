import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../main/store/index.ts';
import type { DemoPbx } from '../../pbx/index.ts';
import { type CliResult, cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { keychainIn } from '../../setup/keychain-client.ts';
import { type KeyringMode, noKeyringHere, withKeyring } from '../../setup/keyring.ts';
import { demoPbx, macOf } from '../../setup/xapi.ts';

/** The terminal with its own real keyring and a fresh data folder. */
async function terminal(mode: KeyringMode = 'unlocked') {
  const keyring = await withKeyring(mode);
  onTestFinished(() => keyring.stop());
  const folder = temporaryFolder();
  const run = (args: string[], stdin = ''): Promise<CliResult> =>
    cli([...args, '--data-dir', folder], { env: keyring.env, stdin });
  const add = (pbx: DemoPbx, name = 'Acme', ...more: string[]): Promise<CliResult> =>
    run(
      [
        'pbx',
        'add',
        '--name',
        name,
        '--url',
        pbx.url,
        '--client-id',
        pbx.clientId,
        '--api-key-stdin',
        ...more,
      ],
      `${pbx.apiKey}\n`,
    );
  return { keyring, folder, run, add };
}

describe.skipIf(noKeyringHere)('with a Secret Service', () => {
  test('the list shows a failed connection, with the PBX’s message, until it works', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    await add(pbx);
    expect((await run(['pbx', 'list'])).stdout).toContain('not contacted yet');
    pbx.serverFault('token', { kind: 'status', status: 400, body: '{"error":"unauthorized_client"}' });
    const failed = await run(['pbx', 'test']);
    expect([failed.code, failed.stderr]).toEqual([3, expect.stringContaining('“unauthorized_client”')]);
    expect((await run(['pbx', 'list'])).stdout).toMatch(/failed just now: .+: “unauthorized_client”/);
    expect((await run(['pbx', 'list', '--json'])).json().pbxs[0].lastFailure).toMatchObject({
      code: 'sign-in-denied',
      facts: { status: 400, pbxSays: 'unauthorized_client' },
    });
    expect((await run(['devices'])).code).toBe(0);
    expect((await run(['pbx', 'list'])).stdout).toMatch(/answered just now/);
  });

  test('after two wrong keys the right one can be tried at once, by the suggested command', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    await add(pbx, 'Müller & "Söhne"');
    const name = 'Müller & "Söhne"';
    for (const key of ['wrong-1', 'wrong-2', pbx.apiKey]) {
      await run(['pbx', 'edit', name, '--api-key-stdin'], key);
      expect((await run(['pbx', 'test'])).code).toBe(3);
    }
    const held = await run(['pbx', 'test']);
    expect(held.stderr).toContain('blocked');
    const command = /To sign in now at that risk: (.*)$/m.exec(held.stderr)?.[1] ?? '';
    expect(pbx.signIns.refused).toBe(2);
    const pasted = spawnSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' }).stdout;
    const [, entry, ...words] = pasted.trim().split('\n');
    expect(entry).toMatch(/\/rekey\.js$/);
    expect(words.slice(0, 4)).toEqual(['pbx', 'test', '--retry-refused-key', name]);
    expect((await run(words)).code).toBe(0);
    expect((await run(['pbx', 'test'])).code).toBe(0);
  });

  test('from adding a PBX to an encrypted stored password', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    expect((await add(pbx)).code).toBe(0);
    const tested = await run(['pbx', 'test', 'acme']);
    expect(tested.stdout).toContain('3CX 20.0.10.100, 24 gateways and DECT bases');

    const [device] = pbx.devices;
    const done = await run(['regenerate', device?.MacAddress ?? '', '--yes', '--json', '--reference', 'T-1']);
    expect(done.code).toBe(0);
    expect(done.json()).toMatchObject({
      job: { reference: 'T-1', state: 'finished', pbxName: 'Acme' },
      items: [{ state: 'succeeded', credentials: { source: 'reply', kept: true } }],
    });
    expect(done.stdout + done.stderr).not.toContain(device?.Password);

    const shown = await run(['jobs', 'show', '1', '--show-passwords', '--json']);
    expect(shown.json().items[0].credentials.password).toBe(device?.Password);

    await run(['regenerate', device?.MacAddress ?? '', '--yes']);
    const replaced = await run(['jobs', 'show', '1', '--json']);
    expect(replaced.json().items[0].replacedAt).not.toBeNull();
  });

  test('one sign-in serves several runs', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    await add(pbx);
    for (let runs = 0; runs < 3; runs += 1) expect((await run(['devices', '--refresh'])).code).toBe(0);
    expect(pbx.signIns.requests).toBe(1);
  });

  test('devices are shown from the stored list, without the PBX', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    await add(pbx);
    await run(['devices']);
    const requests = pbx.requests.length;
    const again = await run(['devices', '--json']);
    expect(again.json().devices).toHaveLength(24 + pbx.users.flatMap((user) => user.Phones).length);
    expect(pbx.requests).toHaveLength(requests);
  });

  test('several PBXs: one has to be named; a device of another one is found', async () => {
    const [head, branch] = [await demoPbx({ seed: 1 }), await demoPbx({ seed: 2 })];
    const { run, add } = await terminal();
    await add(head, 'Head');
    await add(branch, 'Branch');
    expect((await add(branch, 'BRANCH')).code).toBe(2);
    const vague = await run(['devices', '--json']);
    expect([vague.code, vague.json().error.facts.choices]).toEqual([2, ['Branch', 'Head']]);
    await run(['devices', '--pbx', 'Branch']);
    const elsewhere = branch.devices.find(
      (device) => !head.devices.some((other) => other.MacAddress === device.MacAddress),
    );
    const result = await run(['regenerate', elsewhere?.MacAddress ?? '', '--pbx', 'head', '--yes', '--json']);
    expect(result.json().items[0].error.next).toBe('Regenerate the password on Branch.');
  });

  test('a PBX is edited, its certificate pinned, and removed with its secrets', async () => {
    const pbx = await demoPbx({ https: true });
    const { run, add } = await terminal();
    await add(pbx);
    expect((await run(['pbx', 'test'])).code).toBe(4);
    expect(
      (await run(['pbx', 'edit', 'Acme', '--trust-fingerprint', pbx.fingerprint ?? '', '--name', 'Acme HQ']))
        .code,
    ).toBe(0);
    expect((await run(['pbx', 'test', 'Acme HQ'])).code).toBe(0);
    await pbx.replaceCertificate();
    const changed = await run(['pbx', 'test', '--json']);
    expect([changed.code, changed.json().error.code]).toEqual([4, 'certificate-changed']);
    expect((await run(['pbx', 'remove', 'Acme HQ'])).code).toBe(2);
    expect((await run(['pbx', 'remove', 'Acme HQ', '--yes'])).code).toBe(0);
    expect((await run(['pbx', 'list', '--json'])).json().pbxs).toEqual([]);
  });

  test('a stored key is sent to no other address unless it is entered again', async () => {
    const [pbx, stranger] = [await demoPbx(), await demoPbx({ seed: 2 })];
    const { run, add } = await terminal();
    await add(pbx);
    const moved = await run(['pbx', 'edit', 'Acme', '--url', stranger.url]);
    expect([moved.code, moved.stderr]).toEqual([2, expect.stringContaining('Enter the API key again.')]);
    expect((await run(['pbx', 'test'])).code).toBe(0);
    expect(stranger.requests).toEqual([]);
  });

  test('a lost data key is reported, and reading creates no new one', { timeout: 240_000 }, async () => {
    const pbx = await demoPbx();
    const { run, add, keyring, folder } = await terminal();
    await add(pbx);
    const [first, second] = pbx.devices.map(({ MacAddress }) => MacAddress);
    await run(['regenerate', first ?? '', second ?? '', '--yes']);
    const store = await openStore(folder);
    const dataKey = `data-key ${store.owner.id}`;
    store.close();
    const keychain = keychainIn(keyring.env);
    onTestFinished(() => keychain.close());
    await keychain.delete(dataKey);
    const shown = await run(['jobs', 'show', '1', '--show-passwords', '--json']);
    expect([shown.code, shown.json().error.code]).toEqual([5, 'keychain-entry-missing']);
    expect(await keychain.get(dataKey)).toBeNull();
    // From now on that is known without calling the keychain.
    expect((await run(['jobs', 'show', '1'])).stdout).toContain('can’t be opened');

    // By now there is another key, which opens nothing of the first job.
    await run(['regenerate', first ?? '', '--yes']);
    expect(await keychain.get(dataKey)).not.toBeNull();
    const text = await run(['jobs', 'show', '1', '--show-passwords']);
    expect([text.code, text.stdout.match(/can’t be opened/g)?.length]).toEqual([5, 2]);
    expect(text.stdout).not.toContain('stored encrypted');
    const output = join(folder, 'all.csv');
    const nothing = await run(['jobs', 'export', '1', '--passwords', '--output', output]);
    expect([nothing.code, existsSync(output)]).toEqual([5, false]);

    // One of two can be opened.
    const db = new Database(join(folder, 'rekey.db'));
    db.exec('UPDATE items SET sealed = NULL WHERE job_id = 1');
    db.exec('UPDATE items SET job_id = 1, position = 9 WHERE job_id = 2');
    db.prepare('UPDATE items SET sealed = ? WHERE job_id = 1 AND position = 0').run(Buffer.alloc(60, 1));
    db.close();
    const some = await run(['jobs', 'export', '1', '--passwords', '--format', 'csv', '--output', output]);
    expect([some.code, some.stderr]).toEqual([5, expect.stringContaining('One password is missing')]);
    const rows = readFileSync(output, 'utf8')
      .trim()
      .split('\r\n')
      .map((row) => row.split(','));
    const states = rows.map((row) => row[rows[0]?.indexOf('password_state') ?? -1]);
    expect(states).toEqual(['password_state', 'unreadable', 'not-stored', 'stored']);
    const json = await run(['jobs', 'show', '1', '--show-passwords', '--json']);
    expect([
      json.code,
      ...json.json().items.map((item: { credentials: object }) => item.credentials),
    ]).toEqual([
      5,
      { source: 'reply', kept: false, unreadable: true },
      { source: 'reply', kept: false, unreadable: false },
      { source: 'reply', kept: true, unreadable: false, password: pbx.devices[0]?.Password },
    ]);
  });

  test('a rejected key waits for another; a new key is tried at once', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    await add({ ...pbx, url: pbx.url, clientId: pbx.clientId, apiKey: 'wrong' } as DemoPbx);
    expect((await run(['pbx', 'test'])).code).toBe(3);
    expect((await run(['regenerate', pbx.devices[0]?.MacAddress ?? '', '--yes'])).code).toBe(3);
    expect(pbx.signIns.requests).toBe(1);
    await run(['pbx', 'edit', 'Acme', '--api-key-stdin'], pbx.apiKey);
    expect((await run(['pbx', 'test'])).code).toBe(0);
  });

  test('jobs resume continues a paused job', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    await add(pbx);
    await run(['devices']);
    pbx.serverFault('regenerate', { kind: 'always', fault: { kind: 'unauthorized' } });
    const macs = pbx.devices.slice(0, 5).map((device) => device.MacAddress);
    const paused = await run(['regenerate', ...macs, '--yes', '--concurrency', '1', '--json']);
    expect(paused.code).not.toBe(0);
    expect(paused.json().job).toMatchObject({ state: 'paused', pauseReason: { code: 'forbidden' } });
    pbx.serverFault('regenerate');
    const resumed = await run(['jobs', 'resume', '1', '--json']);
    const states = (items: { state: string }[]): string[] => items.map(({ state }) => state);
    const left = states(paused.json().items).filter((state) => state === 'queued').length;
    expect(left).toBeGreaterThan(0);
    expect(states(resumed.json().items).filter((state) => state === 'succeeded')).toHaveLength(left);
    expect(pbx.regenerated.size).toBe(left);
  });

  test('a waiting job is shown, run and cancelled', async () => {
    const pbx = await demoPbx();
    const { run, add, folder } = await terminal();
    await add(pbx);
    await run(['devices']);
    const store = await openStore(folder);
    const [stored] = store.pbxs.list();
    const list = store.devices.list(stored?.id ?? '');
    const devices = (list?.devices ?? []).filter(({ kind }) => kind === 'fxs').slice(0, 2);
    for (const device of devices)
      store.jobs.create({
        pbxId: stored?.id ?? '',
        pbxName: 'Acme',
        pbxUrl: pbx.url,
        reference: null,
        retryOf: null,
        user: 'ann',
        items: [{ mac: device.mac, match: 'listed', device, problem: null }],
        waitUntil: Date.now() + 3_600_000,
      });
    store.close();
    expect((await run(['jobs', 'list'])).stdout.match(/waiting/g)).toHaveLength(2);
    const shown = await run(['jobs', 'show', '1']);
    expect(shown.stdout).toMatch(
      /^Job 1 has been waiting since .* and will wait until .* at the latest\. When Acme answers, the app runs it, or asks if anything has changed\.$/m,
    );
    expect(shown.stdout).toMatch(
      /^To run it now: \S.* jobs resume 1 --data-dir .*\nTo cancel it: \S.* jobs cancel 1 /m,
    );
    expect((await run(['jobs', 'show', '1', '--json'])).json().job).toMatchObject({
      state: 'waiting',
      waiting: { since: expect.any(String), until: expect.any(String) },
    });
    expect((await run(['jobs', 'cancel', '2'])).code).toBe(0);
    const name = pbx.devices.find((device) => macOf(device) === devices[0]?.mac);
    Object.assign(name ?? {}, { Name: 'Renamed meanwhile' });
    const asked = await run(['jobs', 'resume', '1', '--json']);
    expect([asked.code, asked.json().job.state, asked.json().job.pauseReason.code]).toEqual([
      1,
      'paused',
      'plan-changed',
    ]);
    expect(pbx.regenerated.size).toBe(0);
    expect((await run(['jobs', 'resume', '1'])).code).toBe(0);
    expect([...pbx.regenerated.keys()]).toHaveLength(1);
  });

  test('a dry run contacts the PBX, even if the stored list is recent', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    await add(pbx);
    await run(['devices']);
    const dry = ['regenerate', pbx.devices[0]?.MacAddress ?? '', '--dry-run', '--json'];
    const requests = pbx.requests.length;
    expect((await run(dry)).code).toBe(0);
    expect(pbx.requests.length).toBeGreaterThan(requests);
    await pbx.close();
    const gone = await run(dry);
    expect([gone.code, gone.json().error.code]).toEqual([4, 'pbx-unreachable']);
  });

  test('after its PBX moved, a paused job says how to continue, and failed devices are run at the new address', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    await add(pbx);
    await run(['devices']);
    const [refused, left] = pbx.devices.map((device) => device.MacAddress);
    pbx.script(refused ?? '', { kind: 'status', status: 403 });
    pbx.script(left ?? '', { kind: 'status', status: 404, body: '<html>' });
    await run(['regenerate', refused ?? '', left ?? '', '--yes', '--concurrency', '1']);
    const elsewhere = pbx.url.replace('127.0.0.1', 'localhost');
    await run(['pbx', 'edit', 'Acme', '--url', elsewhere, '--api-key-stdin'], pbx.apiKey);
    const resumed = await run(['jobs', 'resume', '1']);
    expect([resumed.code, resumed.stderr]).toEqual([2, expect.stringContaining('Restore that address')]);
    const retried = await run(['jobs', 'retry', '1', '--yes', '--json']);
    expect(retried.json()).toMatchObject({
      job: { state: 'finished', pbxUrl: elsewhere },
      items: [{ state: 'succeeded' }],
    });
    expect((await run(['jobs', 'show', '1'])).stdout).toContain('Completed by a later job');
  });

  test('a job continues under a PBX that was removed and added again', async () => {
    const pbx = await demoPbx();
    const { run, add } = await terminal();
    await add(pbx);
    await run(['devices']);
    const macs = pbx.devices.slice(0, 2).map((device) => device.MacAddress);
    pbx.script(macs[0] ?? '', { kind: 'status', status: 404, body: '<html>' });
    expect((await run(['regenerate', ...macs, '--yes', '--concurrency', '1'])).code).toBe(4);
    await run(['pbx', 'remove', 'Acme', '--yes']);
    const gone = await run(['jobs', 'resume', '1']);
    expect([gone.code, gone.stderr]).toEqual([
      2,
      expect.stringContaining(` pbx add --name Acme --url ${pbx.url} `),
    ]);
    await add(pbx, 'Acme again');
    expect((await run(['jobs', 'resume', '1'])).code).toBe(0);
    expect(pbx.regenerated.size).toBe(2);
  });
});

describe.skipIf(noKeyringHere)('without a usable keychain', () => {
  test.each<[KeyringMode, string, RegExp]>([
    ['locked', 'keychain-locked', /Unlock/],
    ['absent', 'keychain-unavailable', /gnome-keyring/],
    ['no-service', 'keychain-unavailable', /gnome-keyring/],
    ['no-library', 'keychain-unavailable', /libsecret/],
  ])('%s: says what to do, stores nothing, and exits with 5', async (mode, code, next) => {
    const pbx = await demoPbx();
    const { run, add } = await terminal(mode);
    const added = await add(pbx, 'Acme', '--json');
    expect([added.code, added.json().error.code]).toEqual([5, code]);
    expect(added.stderr).toMatch(next);
    expect((await run(['pbx', 'list', '--json'])).json().pbxs).toEqual([]);
  });

  test('a keychain locked in the meantime: nothing is sent', async () => {
    const pbx = await demoPbx();
    const { run, add, keyring } = await terminal();
    await add(pbx);
    await keyring.lock();
    const result = await run(['regenerate', pbx.devices[0]?.MacAddress ?? '', '--yes', '--json']);
    expect([result.code, result.json().error.code]).toEqual([5, 'keychain-locked']);
    expect(pbx.requests).toEqual([]);
    expect((await run(['pbx', 'list'])).stdout).toContain('Acme');
  });
});
