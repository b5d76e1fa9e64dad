import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RekeyError } from '../../../common/errors.ts';
import { tidy } from '../../../common/text.ts';
import { autostartFile, defaultDataFolder } from '../../files/data-folder.ts';
import type { Context, Outcome } from '../context.ts';
import { words } from '../words.ts';

const { word } = words.texts.settings.forget;

/** Deletes all data on this computer, after asking. */
export async function forgetAll(
  { io, services }: Context,
  options: { yes?: true | undefined; leaveKeychain?: true | undefined },
): Promise<Outcome> {
  if (!options.yes) {
    if (!io.interactive)
      throw new RekeyError('usage', { terminalSays: 'No interactive terminal: confirm with --yes.' });
    const typed = await io.ask(
      `Delete all PBXs, jobs, stored passwords, keys and settings on this computer? This cannot be undone. Type “${word}” to continue:`,
    );
    if (typed.trim().toLowerCase() !== word)
      throw new RekeyError('usage', {
        terminalSays: `You typed “${tidy(typed, 20)}” instead of “${word}”. Nothing was deleted.`,
      });
  }
  const leaveKeychain = options.leaveKeychain ?? false;
  const { keychainMayHoldMore, leftForOthers } = await services.forget({ leaveKeychain });
  const isUsual = dirname(services.files.database) === defaultDataFolder(io.env);
  if (isUsual && process.platform === 'linux') await rm(autostartFile(io.env), { force: true });
  return {
    exitCode: 0,
    json: { forgotten: true, keychainLeft: leaveKeychain, keychainMayHoldMore, leftForOthers },
    text: [
      leaveKeychain
        ? 'All data on the disk was deleted. The keychain entries of “Rekey for 3CX” were kept.'
        : 'All data was deleted.',
      isUsual && process.platform !== 'linux'
        ? 'If the app was set to open at login, turn that off in the system’s settings.'
        : '',
      leftForOthers.length > 0 ? words.texts.settings.forget.leftForOthers(leftForOthers) : '',
      keychainMayHoldMore && !leaveKeychain ? words.texts.settings.forget.mayHoldMore : '',
    ]
      .filter(Boolean)
      .join('\n'),
  };
}
