import { type Command, CommanderError } from '@commander-js/extra-typings';
import { RekeyError, toRekeyError } from '../../common/errors.ts';
import { tidy } from '../../common/text.ts';
import { defaultDataFolder } from '../data-folder.ts';
import type { Keychain } from '../keychain/index.ts';
import { openServices } from '../services.ts';
import { settingNotices } from '../setting-notices.ts';
import { exitCodeOf } from './exit-codes.ts';
import { createHints } from './hints.ts';
import type { Io } from './io.ts';
import { problemJson, problemText } from './present.ts';
import { createProgram, type Perform } from './program.ts';
import { type Start, startOf } from './start.ts';

/**
 * Runs one terminal command to its end.
 *
 * @param args without the program's name
 * @param start what commands begin with that are told to be pasted
 * @returns the exit code
 */
export async function runCli(
  args: readonly string[],
  io: Io,
  keychain: Keychain,
  start: Start = startOf(process),
): Promise<number> {
  const hints = createHints(start, args);
  const wantsJson = args.includes('--json');
  let exitCode = 0;

  const fail = (error: RekeyError): void => {
    if (wantsJson) io.out(`${JSON.stringify({ error: problemJson(error, hints) }, null, 2)}\n`);
    io.err(problemText(error, hints));
    exitCode = exitCodeOf(error.code);
  };

  const perform: Perform = async (command, common) => {
    const services = await openServices(common.dataDir ?? defaultDataFolder(io.env), keychain);
    try {
      for (const notice of [...services.store.notices, ...settingNotices(services.store)])
        io.err(problemText(notice, hints));
      const outcome = await command({ io, services, hints, json: common.json ?? false });
      io.out(common.json ? `${JSON.stringify(outcome.json, null, 2)}\n` : `${outcome.text}\n`);
      exitCode = outcome.exitCode;
    } catch (thrown) {
      fail(services.explain(thrown));
    } finally {
      await services.close();
    }
  };

  const program = createProgram(perform);
  quiet(program as Command, io);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      if (thrown.exitCode === 0) return 0;
      fail(new RekeyError('usage', { terminalSays: usageText(thrown) }));
    } else fail(toRekeyError(thrown));
  }
  return exitCode;
}

/** Commander throws instead of exiting; help goes where results go, and its errors are told once, by us. */
function quiet(command: Command, io: Io): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => helpOnly(text, io) });
  for (const sub of command.commands) quiet(sub as Command, io);
}

function helpOnly(text: string, io: Io): void {
  if (!text.startsWith('error:')) io.err(text.trimEnd());
}

function usageText(error: CommanderError): string {
  if (error.code === 'commander.help') return 'A command is missing.';
  const message = tidy(error.message.replace(/^error: /, ''), 200);
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.?)]$/.test(message) ? '' : '.'}`;
}
