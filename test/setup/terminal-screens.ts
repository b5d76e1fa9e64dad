/**
 * Prints, as one JSON document, what a terminal shows while the program lists, regenerates and reports devices of a
 * demo 3CX: its real output, with the progress bar in the middle of the job.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Io } from '../../main/cli/io.ts';
import { runCli } from '../../main/cli/run.ts';
import { memoryKeychain } from '../../main/shell/lifecycle/demo.ts';
import { late, startDemoPbx } from '../pbx/index.ts';
import { beginAtPictureTime } from './picture-clock.ts';

beginAtPictureTime();

const pbx = await startDemoPbx({ devices: 7, users: 0 });
const folder = mkdtempSync(join(tmpdir(), 'rekey-terminal-'));
const keychain = memoryKeychain();
const noPolicy = { path: join(folder, 'no-policy.json') };
process.chdir(folder);

let lines: string[] = [];
let bar = '';
let onBar = (_text: string): void => {};
const add = (text: string): void => {
  lines.push(...text.replace(/\n$/, '').split('\n'));
};
const io: Io = {
  async out(text) {
    add(text);
    return true;
  },
  err: add,
  status(text) {
    bar = text;
    onBar(text);
  },
  stdin: Readable.from([]),
  env: { ...process.env, LANG: 'en_US.UTF-8' },
  interactive: true,
  toTerminal: true,
  confirm: async (question) => {
    add(`? ${question} (y/N) y`);
    return true;
  },
  ask: async () => '',
  askSecret: async () => pbx.apiKey,
  signal: new AbortController().signal,
};

async function run(...args: string[]): Promise<void> {
  const start = { program: ['rekey'], platform: process.platform, home: folder };
  await runCli([...args, '--data-dir', folder], io, keychain, start, noPolicy);
}

async function show(...args: string[]): Promise<void> {
  add(`$ rekey ${args.join(' ')}`);
  await run(...args);
}

function taken(): string[] {
  const screen = bar === '' ? lines : [...lines, bar];
  // The demo has a different port every time.
  return screen.map((line) =>
    line.replaceAll(` --data-dir ${folder}`, '').replaceAll(pbx.url, 'https://pbx.acme.example:5001'),
  );
}

try {
  await run('pbx', 'add', '--name', 'Acme', '--url', pbx.url, '--client-id', pbx.clientId, '--api-key-stdin');
  await run('pbx', 'edit', 'Acme', '--concurrency', '1');
  lines = [];
  await show('devices');
  // One is held, so that the bar is visible in the middle of the job; one label belongs to no device of this PBX.
  const held = late();
  pbx.script(pbx.devices[4]?.MacAddress ?? '', held);
  const labels = [...pbx.devices.map(({ MacAddress }) => MacAddress), '00:0B:82:10:1E:EF'];
  writeFileSync('devices.txt', labels.join('\n'));
  const list = taken();
  lines = [];
  const halfway = new Promise<string[]>((resolve) => {
    onBar = (text) => {
      if (text.includes(' 4 of 7')) resolve(taken());
    };
  });
  const job = show('regenerate', '--file', 'devices.txt');
  const running = await halfway;
  held.release();
  await job;
  onBar = () => {};
  lines = [];
  await show('jobs', 'show', '1');
  process.stdout.write(JSON.stringify({ list, running, done: taken() }));
} finally {
  await pbx.close();
  rmSync(folder, { recursive: true, force: true });
}
