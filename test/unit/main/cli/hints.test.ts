import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createHints } from '../../../../main/cli/hints.ts';
import { type Start, shellLine, startOf } from '../../../../main/cli/start.ts';
import { temporaryFolder } from '../../../setup/folder.ts';

const npm: Start = { program: ['npm', 'run', '--silent', 'cli', '--'], platform: 'linux', home: '/home/x' };
const acme = {
  pinnedFingerprint: null,
  name: 'Acme',
  url: 'https://pbx.example:5001',
  clientId: 'laptop',
};

const names = [
  'Acme',
  'Acme GmbH & Co. KG',
  "O'Neill's",
  'say "hi"',
  'Müller – Köln',
  '日本',
  '$HOME `id` \\ !x *',
  '-dash',
  '#1; rm -rf /',
  'ends with \\',
  '',
];

test.runIf(process.platform !== 'win32').each(names)('a POSIX shell reads %j as one word', (name) => {
  const line = shellLine(['printf', '%s|', 'a', name, 'b'], 'linux');
  for (const shell of ['sh', 'bash'])
    expect(spawnSync(shell, ['-c', line], { encoding: 'utf8' }).stdout).toBe(`a|${name}|b|`);
});

test.each([
  ['Acme', 'Acme'],
  ['Acme GmbH', '"Acme GmbH"'],
  ["O'Neill", '"O\'Neill"'],
  ['O’Neill', '"O’Neill"'],
  ['10 $', "'10 $'"],
  ['say "it\'s" ’so’', "'say \"it''s\" ’’so’’'"],
  ['ends with \\', "'ends with \\'"],
])('PowerShell: %j', (name, quoted) => {
  expect(shellLine(['npm', name], 'win32')).toBe(`npm ${quoted}`);
});

test('PowerShell runs a program whose path has spaces', () => {
  expect(shellLine(['C:\\Program Files\\node.exe', 'x'], 'win32')).toBe('& "C:\\Program Files\\node.exe" x');
});

describe('how it was started', () => {
  const base = {
    argv0: 'node',
    argv: ['node', '/p/main/cli/index.ts'],
    platform: 'linux' as const,
    cwd: () => '/p',
  };
  const cli = { npm_lifecycle_event: 'cli' };
  const npx = { npm_lifecycle_event: 'npx', npm_config_local_prefix: '/p' };
  const linked = ['node', '/home/x/.npm/_npx/1/node_modules/.bin/rekey'];
  const onWindows = ['node', '/x/_npx/1/node_modules/rekey-for-3cx/out/cli/rekey.js'];
  const archive = ['/opt/rekey/node', '/opt/rekey/app/rekey.js'];
  const launched = { REKEY_LAUNCHER: '/opt/rekey/rekey', PATH: '/usr/bin' };
  test.each([
    [{ ...base, env: { ...cli, INIT_CWD: '/p/docs' } }, 'npm run --silent cli --'],
    [{ ...base, env: { ...cli, INIT_CWD: '/elsewhere' } }, 'npm --prefix /p run --silent cli --'],
    [{ ...base, env: npx, argv: linked }, 'npx rekey'],
    [{ ...base, env: npx, argv: linked, cwd: () => '/p/docs' }, 'npx rekey'],
    [{ ...base, env: npx, argv: linked, cwd: () => '/q' }, 'npx --prefix /p rekey'],
    [{ ...base, env: npx, argv: onWindows }, 'npx rekey'],
    // Started by something that npx started.
    [{ ...base, env: npx }, 'node main/cli/index.ts'],
    [{ ...base, env: launched, argv: archive }, '/opt/rekey/rekey'],
    [{ ...base, env: launched, argv: archive, cwd: () => '/opt/rekey' }, './rekey'],
    [{ ...base, env: launched }, 'node main/cli/index.ts'],
    [{ ...base, env: { npm_lifecycle_event: 'test' } }, 'node main/cli/index.ts'],
    [{ ...base, env: {}, cwd: () => '/', argv0: './n' }, './n p/main/cli/index.ts'],
    [{ ...base, env: {}, cwd: () => '/elsewhere' }, 'node /p/main/cli/index.ts'],
  ])('%#', (started, line) => {
    expect(shellLine(startOf(started).program, 'linux')).toBe(line);
  });
});

test('the archive’s launcher is called by its name if the shell finds it', () => {
  const folder = temporaryFolder();
  const [tools, other] = [join(folder, 'tools'), join(folder, 'other')];
  for (const each of [tools, other]) mkdirSync(each);
  const launcher = join(folder, 'rekey');
  writeFileSync(launcher, '');
  symlinkSync(launcher, join(tools, 'rekey'));
  writeFileSync(join(other, 'rekey'), '');
  const program = (...path: string[]) =>
    startOf({
      argv0: 'node',
      argv: ['node', join(folder, 'app/rekey.js')],
      platform: 'linux',
      cwd: () => '/elsewhere',
      env: { REKEY_LAUNCHER: launcher, PATH: path.join(delimiter) },
    }).program;
  expect(program(tools, other)).toEqual(['rekey']);
  // Another program of that name comes first on the path.
  expect(program(other, tools)).toEqual([launcher]);
});

const run = 'npm run --silent cli --';

test('an error’s hint names the PBX, and is a whole command', () => {
  const hints = createHints(npm, ['regenerate', '0011', '--data-dir', '/d d', '--pbx', "Acme's"]);
  hints.setTarget({ ...acme, name: "Acme's" });
  const folder = "--data-dir '/d d'";
  expect(hints.forProblem('sign-in-refused', {})).toBe(
    `${run} pbx edit --api-key-stdin 'Acme'\\''s' ${folder}`,
  );
  expect(hints.forProblem('sign-in-refused', { reason: 'refused-before' })).toContain(
    `To try the same key once more: ${run} pbx test --retry-refused-key 'Acme'\\''s' ${folder}`,
  );
  expect(hints.forProblem('certificate-untrusted', { fingerprint: 'AB:CD' })).toBe(
    `If it is the PBX’s own certificate: ${run} pbx edit --trust-fingerprint AB:CD 'Acme'\\''s' ${folder}`,
  );
  expect(hints.forProblem('device-not-found', { pbx: 'Other one' })).toBe(
    `${run} regenerate 0011 ${folder} --pbx 'Other one'`,
  );
  expect(hints.forProblem('device-not-found', {})).toBe(
    `${run} devices --refresh --pbx 'Acme'\\''s' ${folder}`,
  );
  expect(hints.forProblem('keychain-locked', {})).toBe(
    `To run once without a keychain (asks for the API key): ${run} regenerate 0011 ${folder} --url https://pbx.example:5001 --client-id laptop --show-passwords`,
  );
  expect(hints.forProblem('keychain-entry-missing', {})).toContain('pbx edit --api-key-stdin');
  expect(hints.forProblem('usage', {})).toBe(`Help: ${run} regenerate --help ${folder}`);
  expect(hints.forProblem('store-too-new', {})).toContain(`${run} pbx list --data-dir /home/x/rekey-data`);
});

test('without a stored PBX the key goes into the environment, and not into the history', () => {
  const args = ['devices', '--url', 'https://x', '--client-id', 'c', '--trust-fingerprint=AA'];
  const hints = createHints(npm, args);
  hints.setTarget({ name: null, url: 'https://x', clientId: 'c', fingerprint: 'AA' });
  expect(hints.forProblem('sign-in-refused', {})).toBe(
    'Enter the correct key: read -rs REKEY_API_KEY; export REKEY_API_KEY',
  );
  expect(hints.forProblem('certificate-changed', { fingerprint: 'BB' })).toBe(
    `If it is the PBX’s own certificate: ${run} devices --url https://x --client-id c --trust-fingerprint BB`,
  );
  const windows = createHints({ ...npm, platform: 'win32' }, args);
  windows.setTarget({ name: null, url: 'https://x', clientId: 'c', fingerprint: null });
  expect(windows.forProblem('sign-in-refused', {})).toContain('Read-Host -AsSecureString');
});

test('a name that begins like an option stays an argument', () => {
  const hints = createHints(npm, ['devices', '--data-dir=/d']);
  hints.setTarget({ ...acme, name: '-x' });
  expect(hints.forProblem('sign-in-refused', {})).toBe(`${run} pbx edit --api-key-stdin --data-dir /d -- -x`);
});

test('a command of hundreds of words is not repeated', () => {
  const hints = createHints(npm, ['regenerate', ...Array(400).fill('00:0B:82:10:1E:EF')]);
  expect(hints.again('--yes')).toBe('the same with --yes');
  expect(createHints(npm, ['jobs', 'list']).forProblem('usage', {})).toBe(`Help: ${run} jobs list --help`);
  expect(createHints(npm, []).forProblem('pbx-unknown', { choices: [] })).toBe(`${run} pbx add`);
});

test('a longer list is suggested without the given limit', () => {
  expect(createHints(npm, ['jobs', 'list', '--limit', '5']).again('--all')).toBe(`${run} jobs list --all`);
});

test('a job names its PBX by its current name', () => {
  const hints = createHints(npm, ['jobs', 'show', '5']);
  hints.setNames(() => 'New name');
  const job = { pbxId: 'a', pbxName: 'Old name', pbxUrl: 'https://pbx.example' };
  expect(hints.onJob(job, 'password')).toBe(`${run} password --pbx 'New name'`);
});

test('one run without a keychain trusts the pinned certificate', () => {
  const hints = createHints(npm, ['devices', '--pbx', 'Acme']);
  hints.setTarget({ ...acme, pinnedFingerprint: 'AB:CD' });
  expect(hints.forProblem('keychain-locked', {})).toContain('--trust-fingerprint AB:CD');
});

test.each([[['jobs', 'show', '5', '--show-passwords']], [['jobs', 'export', '5', '--passwords']]])(
  'who wanted to read passwords is not told to replace them: %j',
  (args) => {
    const hints = createHints(npm, args);
    hints.setTarget(acme);
    for (const code of ['keychain-locked', 'keychain-unavailable'] as const)
      expect(hints.forProblem(code, {})).toBe(
        `To read a device’s current password without a keychain (asks for the API key): ${run} password MAC --url https://pbx.example:5001 --client-id laptop --show-passwords`,
      );
  },
);

test.each([
  [
    ['jobs', 'retry', '5'],
    `${run} jobs retry 5 --url https://pbx.example:5001 --client-id laptop --show-passwords`,
  ],
  [
    ['jobs', 'resume', '5'],
    `${run} jobs resume 5 --url https://pbx.example:5001 --client-id laptop --show-passwords`,
  ],
  [['pbx', 'test', 'Acme'], `${run} pbx test --url https://pbx.example:5001 --client-id laptop`],
  [
    ['pbx', 'add'],
    `${run} regenerate MAC --url https://pbx.example:5001 --client-id laptop --show-passwords`,
  ],
  [['pbx', 'edit', 'Acme', '--api-key-stdin'], null],
  [['pbx', 'remove', 'Acme'], null],
  [['pbx', 'export', 'Acme', '--with-keys', '--output', 'x'], null],
  [['settings', '--retention-days', '3'], null],
])('without a keychain, what is advised does the same: %j', (args, advised) => {
  const hints = createHints(npm, args);
  hints.setTarget(acme);
  const hint = hints.forProblem('keychain-locked', {});
  expect(hint).toBe(
    advised === null ? null : `To run once without a keychain (asks for the API key): ${advised}`,
  );
});

test.each([
  ['fetch', ['fetch', '0011']],
  ['devices', ['devices']],
])('%s is advised without an option that it doesn’t have', (_, args) => {
  const hints = createHints(npm, args);
  hints.setCommands(
    () => true,
    (name, option) => name.join(' ') === 'regenerate' && option === '--show-passwords',
  );
  hints.setTarget(acme);
  expect(hints.forProblem('keychain-locked', {})).not.toContain('--show-passwords');
});

test('help is suggested for an existing command', () => {
  const known = (name: readonly string[]): boolean => ['', 'pbx', 'pbx list'].includes(name.join(' '));
  for (const [args, help] of [
    [['foo'], `${run} --help`],
    [['foo', 'list'], `${run} --help`],
    [['pbx', 'foo'], `${run} pbx --help`],
    [['pbx', 'list', 'x'], `${run} pbx list --help`],
  ] as const) {
    const hints = createHints(npm, args);
    hints.setCommands(known);
    expect(hints.forProblem('usage', {})).toBe(`Help: ${help}`);
  }
});

test('a key that has to be entered again has its option', () => {
  const args = ['pbx', 'edit', 'Acme', '--url', 'https://new.example'];
  expect(createHints(npm, args).forProblem('usage', { reason: 'api-key-needed' })).toBe(
    `To enter it as well: ${run} ${args.join(' ')} --api-key-stdin`,
  );
  const dashed = createHints(npm, ['pbx', 'edit', '--url', 'https://new.example', '--', '-x']);
  expect(dashed.again('--api-key-stdin')).toBe(
    `${run} pbx edit --url https://new.example --api-key-stdin -- -x`,
  );
});

test('on another computer the program has its default name', () => {
  const hints = createHints(npm, ['pbx', 'export', '--data-dir', '/d']);
  expect(hints.elsewhere('pbx', 'import', 'a b.rekey')).toBe("rekey pbx import 'a b.rekey'");
});

test('a job of a PBX that was not stored names the one that is stored now, or says what to fill in', () => {
  const hints = createHints(npm, ['jobs', 'show', '5']);
  const job = { pbxId: null, pbxName: 'pbx.example', pbxUrl: 'https://pbx.example' };
  expect(hints.onJob(job, 'password')).toBe(
    `${run} password --url https://pbx.example --client-id ID  (put its client ID for ID)`,
  );
  hints.setNames(({ pbxUrl }) => (pbxUrl === 'https://pbx.example' ? 'Acme' : null));
  expect(hints.onJob(job, 'password')).toBe(`${run} password --pbx Acme`);
});

test('the client ID given to this command is repeated for a PBX that is not stored', () => {
  const job = { pbxId: null, pbxUrl: 'https://pbx.example:5001', pbxName: 'pbx.example' };
  const onJob = (...args: string[]) => createHints(npm, args).onJob(job, 'jobs', 'retry', '2', '--uncertain');
  expect(
    onJob('jobs', 'retry', '2', '--url', job.pbxUrl, '--client-id', 'laptop', '--trust-fingerprint', 'AB'),
  ).toBe(
    'npm run --silent cli -- jobs retry 2 --uncertain --url https://pbx.example:5001 --client-id laptop --trust-fingerprint AB',
  );
  expect(onJob('jobs', 'show', '2')).toMatch(/ --client-id ID {2}\(put its client ID for ID\)$/);
});

test('at a prompt that is the program itself, suggestions have neither its name nor its folder', () => {
  const hints = createHints({ ...npm, program: [] }, ['nonsense', '--data-dir', '/tmp/demo']);
  hints.setCommands(([name]) => name === 'jobs');
  expect(hints.forProblem('usage', {})).toBe('For help, type: --help');
  expect(hints.command('jobs', 'list')).toBe('jobs list');
});

test('a list with a wrong row is followed by the command that checks all of it', () => {
  const check = (...args: string[]) => createHints(npm, args).forProblem('mac-invalid', {});
  const run = 'npm run --silent cli -- regenerate --file list.txt';
  expect(check('regenerate', '--file', 'list.txt')).toBe(
    `To check the whole list first: ${run} --dry-run\n  To run it without such rows: ${run} --skip-invalid`,
  );
  for (const args of [
    ['regenerate', 'nonsense'],
    ['regenerate', '--file', 'list.txt', '--dry-run'],
    ['fetch', 'x'],
  ])
    expect(check(...args)).toBeNull();
});
