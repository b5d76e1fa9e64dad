import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../setup/folder.ts';
import { runInProcess } from '../../setup/in-process.ts';
import { inspectableKeychain, used } from '../../setup/used-folder.ts';

const run = (...args: string[]) =>
  runInProcess([...args, '--data-dir', temporaryFolder()], inspectableKeychain());

test.each([
  ['--file', ['regenerate', '--file', 'a.txt', '--file', 'b.txt']],
  ['--file', ['regenerate', '--file=a.txt', '--file=b.txt']],
  ['--pbx', ['devices', '--pbx', 'A', '--pbx', 'B']],
  ['--url', ['password', 'x', '--url', 'https://a', '--url', 'https://b']],
  ['--output', ['jobs', 'export', '1', '--output', 'a', '--output', 'b']],
  ['--format', ['jobs', 'export', '1', '--format', 'csv', '--format', 'json']],
  ['--retention-days', ['settings', '--retention-days', '3', '--retention-days', '4']],
  ['--data-dir', ['pbx', 'list', '--data-dir', '/nowhere']],
])('%s counts once, so a second one is rejected', async (option, args) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`${option} can be given only once.`);
});

test('an option without a value may be repeated, and so may an equal value', async () => {
  expect((await run('jobs', 'list', '--limit', '5', '--limit', '5')).code).toBe(0);
  expect((await run('pbx', 'list', '--json', '--json')).code).toBe(0);
});

test('a PBX named by both the argument and --pbx is rejected', async () => {
  const { code, err } = await run('pbx', 'test', 'A', '--pbx', 'B');
  expect([code, err]).toEqual([2, expect.stringContaining('not both')]);
});

test('the help suggested for an unknown command exists', async () => {
  const { out: help } = await run('--help');
  expect(help).toContain('new web passwords');
  expect(help).toMatch(/fetch: 0 all were asked/);
  expect((await run('foo', 'list')).err).toMatch(/Help: rekey --help --data-dir /);
  expect((await run('pbx', 'foo')).err).toMatch(/Help: rekey pbx --help --data-dir /);
});

test.each([
  ['devices'],
  ['fetch'],
  ['password'],
  ['pbx test'],
  ['regenerate'],
  ['jobs resume'],
  ['jobs retry'],
])('the help of %s names no option that it doesn’t have', async (name) => {
  const { out } = await run(...name.split(' '), '--help');
  const own = new Set(out.match(/(?<=^ +(?:-h, )?)--[a-z-]+/gm));
  expect(own.size).toBeGreaterThan(5);
  for (const named of out.match(/--[a-z-]+/g) ?? []) expect([...own]).toContain(named);
});

test.each([[['fetch', '--job', '1']], [['jobs', 'retry', '1']]])(
  'on a PBX that is not set up, %j advises options that it has',
  async (args) => {
    const keychain = inspectableKeychain();
    const { data, demo, run: regenerate } = await used(keychain);
    demo.script(demo.devices[0]?.MacAddress ?? '', { kind: 'status', status: 403 });
    await regenerate(2);
    const here = (...words: string[]) => runInProcess([...words, '--data-dir', data], keychain);
    expect((await here('pbx', 'remove', 'Acme', '--yes')).code).toBe(0);
    const { err } = await here(...args);
    const advised = /Or once, with its client ID: rekey (.*)/.exec(err)?.[1]?.split(' ') ?? [];
    expect(advised).toContain('--client-id');
    expect(advised.includes('--show-passwords')).toBe(args[0] === 'jobs');
    expect((await runInProcess(advised, keychain)).err).not.toContain('nknown option');
  },
);

test('--output - is standard output', async () => {
  const keychain = inspectableKeychain();
  const { data, run: regenerate } = await used(keychain);
  await regenerate(1);
  const here = (...args: string[]) => runInProcess([...args, '--data-dir', data], keychain, { stdin: 'x\n' });
  const plain = await here('jobs', 'export', '1');
  const dash = await here('jobs', 'export', '1', '--output', '-');
  expect([dash.code, dash.out]).toEqual([0, plain.out]);
  expect((await here('jobs', 'export', '1', '--output', '-', '--json')).code).toBe(2);
  const setup = await here('pbx', 'export', 'Acme', '--output', '-', '--passphrase-stdin');
  expect([setup.code, setup.err]).toEqual([2, expect.stringContaining('Give --output a file’s name')]);
  expect(existsSync('-')).toBe(false);
});
