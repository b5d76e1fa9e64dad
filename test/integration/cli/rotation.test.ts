import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { expect, inject, test } from 'vitest';
import { cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx } from '../../setup/xapi.ts';

const folder = join(import.meta.dirname, '../../../resources/rotation');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

const withAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;

// Requires systemd-analyze, from Debian's package systemd: npm test installs it if it can.
test.skipIf(!withAnalyze)('systemd accepts the service and the timer', () => {
  const units = temporaryFolder();
  for (const name of ['rekey-rotation.service', 'rekey-rotation.timer'])
    copyFileSync(join(folder, name), join(units, name));
  const files = readdirSync(units).map((name) => join(units, name));
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
    encoding: 'utf8',
  });
  // What it reports about this machine's own units does not matter.
  expect(stderr.split('\n').filter((line) => line.includes('rekey'))).toEqual([]);
  expect(status).toBe(0);
  writeFileSync(join(units, 'rekey-rotation.timer'), '[Timer]\nOnCalendar=never\n');
  const wrong = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
  expect(wrong.stderr).toContain('rekey-rotation.timer has a bad unit file setting');
});

test.skipIf(process.platform === 'win32')(
  'the service’s command regenerates, and only its user can read the passwords',
  async () => {
    const pbx = await demoPbx();
    const [credentials, state] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(credentials, 'api-key'), `${pbx.apiKey}\n`);
    writeFileSync(join(credentials, 'devices'), `${pbx.devices[0]?.MacAddress}\n`);
    const command = /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(text('rekey-rotation.service'))?.[1] ?? '';
    expect(text('rekey-rotation.service')).toContain('\nUMask=0077\n');
    const line = command
      // As systemd reads it.
      .replaceAll('$$', '$')
      .replaceAll('%%', '%')
      .replace('/opt/rekey-cli/rekey', `"${process.execPath}" "${inject('cliEntry')}"`);
    const child = spawn('/bin/sh', ['-c', `umask 0077; ${line}`], {
      env: {
        PATH: process.env.PATH,
        CREDENTIALS_DIRECTORY: credentials,
        STATE_DIRECTORY: state,
        REKEY_URL: pbx.url,
        REKEY_CLIENT_ID: pbx.clientId,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
    const files = readdirSync(state).filter((name) => name.startsWith('passwords-'));
    const [file = ''] = files;
    expect(files.sort()).toEqual([
      expect.stringMatching(/^passwords-\d{4}-\d\d-\d\d-\d{6}\.json$/),
      file.replace('.json', '.log'),
    ]);
    for (const name of files) expect(statSync(join(state, name)).mode & 0o777).toBe(0o600);
    const { items } = JSON.parse(readFileSync(join(state, file), 'utf8'));
    expect(items[0].credentials.password).toBe(pbx.devices[0]?.Password);
  },
);

test.each([
  ['rekey-rotation.xml', taskCommand],
  ['org.rekey-for-3cx.rotation.plist', agentCommand],
])('%s is well-formed, and its command is valid', async (name, commandOf) => {
  const [program, ...args] = commandOf(text(name));
  expect(program).toMatch(/rekey(\.cmd)?$/);
  const list = join(temporaryFolder(), 'devices.txt');
  writeFileSync(list, '00:0B:82:10:1E:EF\n');
  const file = args.indexOf('--file') + 1;
  expect(args[file]).toMatch(/devices\.txt$/);
  args[file] = list;
  const data = ['--data-dir', temporaryFolder(), '--json'];
  // Everything is understood; only the PBX does not exist.
  expect((await cli([...args, ...data])).json().error).toMatchObject({ code: 'pbx-unknown' });
  expect((await cli([...args, '--mistyped', ...data])).json().error).toMatchObject({ code: 'usage' });
});

/** Returns an XML document's texts, each with the name of its element. @throws Error if it is not well-formed */
function xmlTexts(document: string): { element: string; text: string }[] {
  const open: string[] = [];
  const texts: { element: string; text: string }[] = [];
  const parser = new Parser(
    {
      onopentagname: (name) => open.push(name),
      onclosetag(name, implied) {
        if (implied || open.pop() !== name) throw new Error(`${name} is not closed`);
      },
      ontext(found) {
        if (found.trim() !== '') texts.push({ element: open.at(-1) ?? '', text: found.trim() });
      },
    },
    { xmlMode: true },
  );
  parser.end(document);
  if (open.length > 0) throw new Error(`${open.at(-1)} is not closed`);
  return texts;
}

function taskCommand(document: string): string[] {
  const texts = xmlTexts(document);
  const of = (name: string): string => texts.find(({ element }) => element === name)?.text ?? '';
  return [of('Command'), ...of('Arguments').split(' ')];
}

function agentCommand(document: string): string[] {
  const texts = xmlTexts(document);
  const first = texts.findIndex(({ text }) => text === 'ProgramArguments') + 1;
  const rest = texts.slice(first);
  return rest
    .slice(
      0,
      rest.findIndex(({ element }) => element !== 'string'),
    )
    .map(({ text }) => text);
}
