import { type Command, CommanderError } from '@commander-js/extra-typings';
import { RekeyError, toRekeyError } from '../../common/errors.ts';
import { toProblem } from '../../common/problem.ts';
import { tidy } from '../../common/text.ts';
import { visibleText } from '../../common/visible.ts';
import { defaultDataFolder } from '../files/data-folder.ts';
import type { Keychain } from '../keychain/index.ts';
import type { ReadOptions } from '../policy/index.ts';
import type { Outcome } from './context.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { createHints } from './hints.ts';
import type { Io } from './io.ts';
import { problemJson } from './json.ts';
import { createProgram, type Perform } from './program.ts';
import { type Start, startOf } from './start.ts';
import { problemText, retryingText } from './text.ts';

/**
 * Runs one terminal command to its end.
 *
 * @param args without the program's name
 * @param start how suggested commands begin
 * @param policy where the policy is read; the system's own location by default
 * @returns the exit code
 */
export async function runCli(
  args: readonly string[],
  plainIo: Io,
  keychain: Keychain,
  start: Start = startOf(process),
  policy?: ReadOptions,
): Promise<number> {
  const io = visibleIo(plainIo);
  const hints = createHints(start, args);
  const wantsJson = args.includes('--json');
  let exitCode = 0;

  const fail = (error: RekeyError): void => {
    const problem = toProblem(error);
    if (wantsJson) void io.out(jsonText({ error: problemJson(problem, hints) }));
    io.err(problemText(problem, hints));
    exitCode = exitCodeOf(error.code);
  };

  const write = (outcome: Outcome, json: boolean): Promise<boolean> => {
    if (json) return io.out(jsonText(outcome.json));
    return outcome.exact ? plainIo.out(outcome.text) : io.out(`${outcome.text}\n`);
  };

  const perform: Perform = async (command, common) => {
    const [{ ofTerminal, openServices }, { settingNotices }] = await loadServices();
    const services = await openServices(common.dataDir ?? defaultDataFolder(io.env), keychain, {
      ...ofTerminal,
      policy,
      onPutOff: (until, problem) => io.err(retryingText(until, problem)),
    });
    hints.setNames(({ pbxId, pbxUrl }) => {
      const { pbxs } = services.store;
      const stored = pbxId === null ? pbxs.list().find(({ url }) => url === pbxUrl) : pbxs.get(pbxId);
      return stored?.name ?? null;
    });
    try {
      // Into a pipe or a file it is an export; a run prints each password as a message, too.
      const shows = ['--show-passwords', '--show-previous'].some((option) => args.includes(option));
      if (shows && !io.toTerminal) services.policy.throwIfNoExport();
      for (const notice of [...services.store.notices, ...settingNotices(services.store)])
        io.err(problemText(toProblem(notice), hints));
      const outcome = await command({ io, services, hints, json: common.json ?? false });
      exitCode = outcome.exitCode;
      const isWritten = await write(outcome, common.json ?? false);
      if (isWritten || outcome.unlessWritten === undefined) return;
      io.err(outcome.unlessWritten);
      exitCode = outcome.exitCode || exitCodes.someDidNot;
    } catch (thrown) {
      fail(services.explain(thrown));
    } finally {
      await services.close();
    }
  };

  const program = createProgram(perform);
  quiet(program as Command, io);
  refuseRepeated(program as Command);
  hints.setCommands(
    (name) => commandOf(program as Command, name) !== null,
    (name, option) =>
      commandOf(program as Command, name)?.options.some(({ long }) => long === option) ?? false,
  );
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

/** Not loaded for `--version`, help and mistyped commands. */
function loadServices() {
  return Promise.all([import('../services/index.ts'), import('../store/setting-notices.ts')]);
}

/** Wraps an Io so that all text is made visible: a PBX, a list or a file may contain what a terminal would obey. */
function visibleIo(io: Io): Io {
  return {
    ...io,
    out: (text) => io.out(visibleText(text)),
    err: (text) => io.err(visibleText(text)),
    status: io.status && ((text) => io.status?.(visibleText(text))),
    confirm: (question) => io.confirm(visibleText(question)),
    ask: (question) => io.ask(visibleText(question)),
    askSecret: (question) => io.askSecret(visibleText(question)),
  };
}

function jsonText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Returns the command of that name; null if there is none. */
function commandOf(command: Command, [first, ...rest]: readonly string[]): Command | null {
  if (first === undefined) return command;
  const sub = command.commands.find((each) => each.name() === first);
  return sub === undefined ? null : commandOf(sub as Command, rest);
}

/** Commander throws instead of exiting; help goes where results go, and only we report its errors. */
function quiet(command: Command, io: Io): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: (text) => void io.out(text), writeErr: (text) => helpOnly(text, io) });
  for (const sub of command.commands) quiet(sub as Command, io);
}

/**
 * Of two values of an option the last one would count, and the other would be silently ignored. Repeating the same
 * value does no harm: an alias may set it, and so may a pasted command.
 */
function refuseRepeated(command: Command): void {
  for (const option of command.options) {
    if (!option.required && !option.optional) continue;
    let given: string | null = null;
    command.on(`option:${option.name()}`, (value: string) => {
      if (given !== null && value !== given)
        throw new RekeyError('usage', {
          terminalSays: `${option.long ?? option.flags} can be given only once.`,
        });
      given = value;
    });
  }
  for (const sub of command.commands) refuseRepeated(sub as Command);
}

function helpOnly(text: string, io: Io): void {
  if (!text.startsWith('error:')) io.err(text.trimEnd());
}

function usageText(error: CommanderError): string {
  if (error.code === 'commander.help') return 'A command is missing.';
  const message = tidy(error.message.replace(/^error: /, ''), 200);
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.?)]$/.test(message) ? '' : '.'}`;
}
