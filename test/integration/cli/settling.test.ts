/** The terminal and devices that an earlier run left open, after the PBX is read. */
import { expect, test } from 'vitest';
import { createHints } from '../../../main/cli/hints.ts';
import type { Io } from '../../../main/cli/io.ts';
import { runAndReport } from '../../../main/cli/run-job.ts';
import { engineBench } from '../../setup/engine.ts';
import { runInProcess } from '../../setup/in-process.ts';
import { inspectableKeychain, used } from '../../setup/used-folder.ts';

test.each(['text', 'JSON'])(
  'a device whose request was not carried out is not shown with a password (%s)',
  async (form) => {
    const bench = await engineBench({ timeoutMs: 1_000 });
    const [device] = bench.pbx.devices;
    bench.pbx.script(device?.MacAddress ?? '', { kind: 'reset', when: 'before' });
    const io = {
      out: () => {},
      err: () => {},
      status: null,
      signal: new AbortController().signal,
    } as unknown as Io;
    const { store, jobs } = bench;
    const context = {
      io,
      services: { store, jobs } as unknown as Parameters<typeof runAndReport>[0]['services'],
      hints: createHints({ program: ['rekey'], platform: 'linux', home: '/home/x' }, []),
      json: form === 'JSON',
    };
    const outcome = await runAndReport(
      context,
      ({ onEvent }) => bench.run({ macs: bench.macs.slice(0, 1), onEvent }),
      { sealer: bench.sealer, showPasswords: true },
    );
    expect(store.jobs.items(1)[0]).toMatchObject({ state: 'failed', problem: { code: 'not-carried-out' } });
    expect(outcome.text).not.toContain(device?.Password);
    expect(JSON.stringify(outcome.json)).not.toContain(device?.Password);
  },
);

test('a retry settles first, and leaves alone devices that turn out to have a new password', async () => {
  const keychain = inspectableKeychain();
  const { demo, services, data, run } = await used(keychain);
  const key = demo.devices[0]?.MacAddress ?? '';
  demo.script(key, { kind: 'reset', when: 'after' });
  const busy = { kind: 'status', status: 403 } as const;
  demo.scriptRead(key, { kind: 'none' }, busy);
  await run(1, { settlesLater: true });
  expect(services.store.jobs.items(1)[0]).toMatchObject({
    state: 'uncertain',
    nextReadback: { kind: 'second' },
  });
  // A minute has passed.
  services.store.jobs.advanceReadbacks(Date.now());
  const retried = await runInProcess(
    ['jobs', 'retry', '1', '--uncertain', '--yes', '--data-dir', data],
    keychain,
  );
  expect(retried.code).toBe(2);
  expect(retried.err).toContain('Job 1 has no uncertain device');
  expect(services.store.jobs.items(1)[0]).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
  expect([...demo.regenerated.values()].flat()).toHaveLength(1);
});

test('a sign-in that is denied while earlier jobs are settled is not repeated by the run that follows', async () => {
  const keychain = inspectableKeychain();
  const { demo, services, data, run } = await used(keychain);
  const key = demo.devices[0]?.MacAddress ?? '';
  demo.script(key, { kind: 'reset', when: 'after' });
  demo.scriptRead(key, { kind: 'none' }, { kind: 'status', status: 403 });
  await run(1, { settlesLater: true });
  services.store.jobs.advanceReadbacks(Date.now());
  const signIns = (): number => demo.requests.filter(({ path }) => path.includes('/connect/token')).length;
  const before = signIns();
  demo.serverFault('token', { kind: 'always', fault: { kind: 'status', status: 403 } });
  demo.evictToken();
  const { code, err } = await runInProcess(
    ['jobs', 'retry', '1', '--uncertain', '--yes', '--data-dir', data],
    keychain,
  );
  expect(signIns() - before).toBe(1);
  expect([code, err]).toEqual([3, expect.stringContaining('didn’t allow the sign-in')]);
});

test('previous passwords whose key is gone are reported as unreadable, and no file of blanks is written', async () => {
  const keychain = inspectableKeychain();
  const { services, data, run } = await used(keychain);
  await run(2);
  for (const name of keychain.entries.keys()) if (name.startsWith('data-key')) keychain.entries.delete(name);
  await services.sealer();
  const folder = ['--data-dir', data];
  const shown = await runInProcess(['jobs', 'show', '1', '--show-previous', ...folder], keychain);
  expect(shown.code).toBe(5);
  expect(shown.err).toContain('2');
  const exported = await runInProcess(['jobs', 'export', '1', '--previous-passwords', ...folder], keychain);
  expect([exported.code, exported.out]).toEqual([5, '']);
});

test('previous passwords that a spreadsheet may change are named like new ones', async () => {
  const keychain = inspectableKeychain();
  const { demo, data, run } = await used(keychain);
  const [device] = demo.devices;
  if (device) device.Password = '=1+2';
  await run(2);
  const args = ['jobs', 'export', '1', '--previous-passwords', '--data-dir', data];
  const csv = await runInProcess(args, keychain);
  expect(csv.out).toContain('"=1+2"');
  expect(csv.err).toContain('A spreadsheet may take 1 previous password for a formula');
  expect(csv.err).toContain(`: ${device?.Name}`);
  expect(csv.err).toContain('Import the previous_password column as text.');
  const json = await runInProcess([...args, '--format', 'json'], keychain);
  expect([json.code, json.err]).toEqual([0, '']);
});

test.each([[['jobs', 'show', '1', '--show-passwords']], [['jobs', 'export', '1', '--passwords']]])(
  'with a locked keychain, %j advises reading passwords, not replacing them',
  async (args) => {
    const keychain = inspectableKeychain();
    const { data, demo, run } = await used(keychain);
    await run(1);
    keychain.lock(true);
    const { code, out, err } = await runInProcess([...args, '--data-dir', data], keychain);
    expect([code, out]).toEqual([5, '']);
    expect(err).toContain(`rekey password MAC --url ${demo.url} --client-id ${demo.clientId}`);
    expect(err).not.toContain('regenerate');
  },
);

test('a job without previous passwords is shown without calling the keychain', async () => {
  const keychain = inspectableKeychain();
  const { services, data, run } = await used(keychain);
  await run(1, { sealer: null });
  services.store.jobs.deleteSealed(Date.now() + 1_000);
  keychain.lock(true);
  const shown = await runInProcess(['jobs', 'show', '1', '--show-previous', '--data-dir', data], keychain);
  expect(shown.code).toBe(0);
});
