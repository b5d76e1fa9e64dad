/**
 * `npm run demo`: the app on a demo 3CX; if it cannot be opened, the main job in the terminal, without a keychain,
 * and then a prompt for more commands.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { terminalIo } from '../../main/cli/io.ts';
import { runCli } from '../../main/cli/run.ts';
import { startOf } from '../../main/cli/start.ts';
import { createKeychain } from '../../main/keychain/index.ts';
import { onDemo, splitArguments } from './demo-commands.ts';
import { startDemoPbx } from './index.ts';
import { openApp } from './open-app.ts';

// Devices fetch their new password when they are asked to.
const pbx = await startDemoPbx({ behaviour: { actionsKnowFxs: true, fetchAfterMs: 5_000 } });
const folder = mkdtempSync(join(tmpdir(), 'rekey-demo-'));
const cancelling = new AbortController();
const io = { ...terminalIo(cancelling.signal), env: { ...process.env, REKEY_API_KEY: pbx.apiKey } };
const keychain = createKeychain();

async function run(args: string[]): Promise<number> {
  const line = onDemo(args, pbx);
  say(`\n> npm run --silent cli -- ${line.join(' ')}`);
  return runCli([...line, '--data-dir', folder], io, keychain, { ...startOf(process), program: [] });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function leave(code: number): Promise<never> {
  await pbx.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

async function prompt(): Promise<void> {
  say(`
This prompt takes the terminal's commands; they run on the demo 3CX. Try:
  devices
  regenerate ${pbx.devices[1]?.MacAddress ?? 'MAC'} ${pbx.devices[2]?.MacAddress ?? ''}
  password ${pbx.devices[0]?.MacAddress ?? 'MAC'}
  fetch --job 1
  jobs list
  exit`);
  for (;;) {
    const reader = createInterface({ input: process.stdin, output: process.stdout });
    const line = await Promise.race([
      reader.question('\nrekey> ').catch(() => 'exit'),
      new Promise<string>((ended) => reader.once('close', () => ended('exit'))),
    ]);
    reader.close();
    const args = splitArguments(line);
    if (args[0] === 'exit' || args[0] === 'quit') return;
    if (args.length > 0) await run(args);
  }
}

say(
  `A demo 3CX is running at ${pbx.url}, on this computer only. It has ${pbx.devices.length} gateways and DECT bases.`,
);
const whyNot = await openApp({ url: pbx.url, clientId: pbx.clientId, apiKey: pbx.apiKey }, folder);
if (whyNot === null) await leave(0);
say(`The app’s window is not opened: ${whyNot}`);
if (!io.interactive)
  say(`In a terminal that you can type in, the demo would end with a prompt for more commands. Here it ends and
deletes its data: the commands that its output suggests will not work afterwards.`);
say('The same in the terminal:');
let exitCode = await run(['devices']);
exitCode ||= await run(['regenerate', pbx.devices[0]?.MacAddress ?? '', '--yes']);
say(`
At a customer's, the PBX now has the new password. The device has it once it has fetched its
configuration. Until then, use the old one.`);
if (io.interactive) await prompt();
await leave(exitCode);
