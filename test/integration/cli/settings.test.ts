import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { temporaryFolder } from '../../setup/folder.ts';
import { runInProcess, type TerminalUser } from '../../setup/in-process.ts';
import { inspectableKeychain, used } from '../../setup/used-folder.ts';

const dayMs = 86_400_000;

/** A data folder with two passwords and a retention of some days. */
async function withKept(days: number) {
  const keychain = inspectableKeychain();
  const { services, data, run } = await used(keychain);
  await run(2);
  const db = new Database(join(data, 'rekey.db'));
  db.prepare('UPDATE items SET ended_at = ended_at - @ms, baseline_at = baseline_at - @ms').run({
    ms: days * dayMs,
  });
  db.close();
  return {
    services,
    settings: (args: string[], person?: TerminalUser) =>
      runInProcess(['settings', ...args, '--data-dir', data], keychain, person),
    kept: () => services.store.jobs.items(1).filter(({ credentialsKept }) => credentialsKept).length,
    set: () =>
      [services.store.settings.get('retentionDays'), services.store.settings.get('confirmAbove')] as const,
  };
}

test('one invalid option leaves all settings and passwords unchanged', async () => {
  const { settings, kept, set } = await withKept(5);
  for (const [option, value] of [
    ['--confirm-above', '0'],
    ['--update-address', 'http://example.com/'],
  ] as const) {
    const { code, err } = await settings(['--retention-days', '2', option, value, '--yes']);
    expect([code, err]).toEqual([2, expect.stringMatching(/whole number|https/)]);
  }
  expect((await settings(['--confirm-above', '9', '--retention-days', '2.5', '--yes'])).code).toBe(2);
  expect([kept(), ...set()]).toEqual([2, 30, 25]);
});

test('a shorter time that deletes passwords needs confirmation', async () => {
  const { settings, kept, set } = await withKept(5);
  const change = ['--retention-days', '2', '--confirm-above', '9'];
  const unasked = await settings(change);
  expect(unasked.code).toBe(2);
  expect(unasked.err).toContain(
    'This would delete 2 stored passwords. These passwords are older than 2 days.',
  );
  expect(unasked.err).toMatch(/rekey settings --retention-days 2 .*--yes/);
  const declined = await settings(change, { agrees: false });
  expect([declined.code, declined.out, declined.asked]).toEqual([
    1,
    'Nothing was changed.\n',
    ['Delete 2 stored passwords? These passwords are older than 2 days. This can’t be undone.'],
  ]);
  expect([kept(), ...set()]).toEqual([2, 30, 25]);
  expect((await settings(change, { agrees: true })).code).toBe(0);
  expect([kept(), ...set()]).toEqual([0, 2, 9]);
});

test('--yes skips the question; nothing is asked if nothing is deleted', async () => {
  const { settings, kept, set } = await withKept(5);
  const harmless = await settings(['--retention-days', '10'], { agrees: false });
  expect([harmless.code, harmless.asked, kept()]).toEqual([0, [], 2]);
  expect((await settings(['--retention-days', '1', '--yes'])).out).toContain('deleted after 1 day.');
  expect([kept(), ...set()]).toEqual([0, 1, 25]);
});

test('a build without an update key suggests no address, and says that a set one has no effect', async () => {
  const { settings } = await withKept(0);
  const shown = await settings([]);
  expect(shown.out).toContain('Rekey doesn’t check for updates.');
  expect(shown.out).not.toContain('--update-address');
  const set = await settings(['--update-address', 'https://it.example/rekey.json']);
  expect(set.out).toMatch(/address of the update notice is https:\S+ This build contains no update key/);
});

test('for monitoring, check-update always says newVersion, and why it could not check', async () => {
  const check = async (...args: string[]) => {
    const result = await runInProcess(
      ['check-update', ...args, '--data-dir', temporaryFolder()],
      inspectableKeychain(),
    );
    return { ...result, json: args.includes('--json') ? JSON.parse(result.out) : null };
  };
  const { code, json, err } = await check('--json');
  expect(code).toBe(2);
  expect(json).toMatchObject({
    version: manifest.version,
    newVersion: null,
    error: { code: 'usage', facts: { reason: 'update-check-no-key' }, title: 'Updates can’t be checked' },
  });
  expect(err).toContain('This build contains no update key');
  const text = await check();
  expect([text.code, text.out]).toEqual([2, '']);
  expect(text.err).not.toContain('Check your input');
});
