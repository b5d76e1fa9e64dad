import { basename } from 'node:path';
import { RekeyError } from '../../../common/errors.ts';
import type { ImportedPbx } from '../../../common/ipc/index.ts';
import { minPassphraseLength, passphraseProblem } from '../../../common/setup-file.ts';
import { writePrivateFile } from '../../files/write-file.ts';
import { readSetupFile } from '../../setup-file/read.ts';
import type { Context, Outcome } from '../context.ts';
import { type Hints, positional } from '../hints.ts';
import { type Io, readSecret } from '../io.ts';
import { words } from '../words.ts';

interface PassphraseOptions {
  passphraseStdin?: boolean | undefined;
}

/** Writes PBXs to a new file, encrypted with a passphrase, for import on another computer. */
export async function exportPbxs(
  { io, services, hints }: Context,
  names: readonly string[],
  options: PassphraseOptions & { output: string; withKeys?: boolean | undefined },
): Promise<Outcome> {
  if (options.output === '-')
    throw new RekeyError('usage', {
      terminalSays: 'Give --output a file’s name: a setup file isn’t written to standard output.',
    });
  const withKeys = options.withKeys ?? false;
  const chosen = [
    ...new Map(names.map((name) => services.pbxs.named(name)).map((pbx) => [pbx.id, pbx])).values(),
  ];
  if (withKeys) services.policy.throwIfNoExport();
  if (withKeys) io.err(words.texts.setupFiles.sharedKey);
  const passphrase = await newPassphrase(io, options);
  await writePrivateFile(options.output, await services.setupFiles.seal(chosen, { passphrase, withKeys }), {
    replace: false,
  });
  const pbxs = chosen.map(({ name }) => name);
  return {
    exitCode: 0,
    json: { path: options.output, pbxs, withKeys },
    text: [
      `Wrote ${pbxs.join(', ')} to ${options.output}, ${withKeys ? 'with API keys' : 'without API keys'}.`,
      `On the other computer: ${hints.elsewhere('pbx', 'import', basename(options.output))}`,
      'Send the passphrase separately from the file.',
    ].join('\n'),
  };
}

/** Imports the PBXs of a file, all or none. Contacts none of them. */
export async function importPbxs(
  { io, services, hints }: Context,
  path: string,
  options: PassphraseOptions & { replace?: boolean | undefined },
): Promise<Outcome> {
  services.policy.throwIfPbxsFixed();
  const bytes = await readSetupFile(path);
  const passphrase = await askedPassphrase(io, options, 'Passphrase of the file');
  const contents = await services.setupFiles.open(bytes, passphrase);
  const choice = options.replace ? 'replace' : 'add';
  const taken = await services.setupFiles.take(contents, Array(contents.length).fill(choice));
  return { exitCode: 0, json: { pbxs: taken }, text: taken.map((each) => takenText(each, hints)).join('\n') };
}

function takenText({ pbx, replaced, apiKey, certificate }: ImportedPbx, hints: Hints): string {
  const next =
    apiKey === 'missing'
      ? `Its API key is missing. To enter it: ${hints.command('pbx', 'edit', '--api-key-stdin', ...positional(pbx.name))}`
      : `To test it: ${hints.command('pbx', 'test', ...positional(pbx.name))}`;
  const trust = certificate === 'same' ? '' : ` ${words.texts.setupFiles.certificates[certificate]}`;
  return `${replaced ? 'Updated' : 'Added'} ${pbx.name} (${pbx.url}).${trust} ${next}`;
}

async function newPassphrase(io: Io, options: PassphraseOptions): Promise<string> {
  const passphrase = await askedPassphrase(io, options, 'Passphrase for the file');
  const problem = passphraseProblem(passphrase);
  if (problem) throw new RekeyError('usage', { reason: `passphrase-${problem}`, limit: minPassphraseLength });
  if (!options.passphraseStdin && (await io.askSecret('Confirm passphrase')) !== passphrase)
    throw new RekeyError('usage', {
      terminalSays: 'The passphrases don’t match. Nothing was written.',
    });
  return passphrase;
}

/** From standard input or a hidden prompt; never from the command line, which others can read. */
async function askedPassphrase(io: Io, options: PassphraseOptions, question: string): Promise<string> {
  // A passphrase typed into a terminal's standard input would be visible.
  if (options.passphraseStdin && !io.interactive) return readSecret(io.stdin, 'passphrase');
  if (!io.interactive)
    throw new RekeyError('usage', {
      terminalSays: 'No interactive terminal: give the passphrase on standard input with --passphrase-stdin.',
    });
  return io.askSecret(question);
}
