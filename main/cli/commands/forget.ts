import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RekeyError } from '../../../common/errors.ts';
import { tidy } from '../../../common/text.ts';
import { autostartFile, defaultDataFolder } from '../../files/data-folder.ts';
import type { Context, Outcome } from '../context.ts';
import { words } from '../words.ts';

const word = 'forget';

/** Deletes all that is kept on this computer, after asking. */
export async function forgetAll(
  { io, services }: Context,
  options: { yes?: true | undefined; leaveKeychain?: true | undefined },
): Promise<Outcome> {
  if (!options.yes) {
    if (!io.interactive)
      throw new RekeyError('usage', { terminalSays: 'Without a terminal, confirm with --yes.' });
    const typed = await io.ask(
      `All PBXs, jobs, kept passwords, keys and settings are deleted from this computer, for good. Type “${word}”:`,
    );
    if (typed.trim().toLowerCase() !== word)
      throw new RekeyError('usage', {
        terminalSays: `It has to be “${word}”; “${tidy(typed, 20)}” was typed. Nothing was deleted.`,
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
        ? 'Everything on the disk was forgotten; what is in the keychain under “Rekey for 3CX” was left there.'
        : 'Everything was forgotten.',
      isUsual && process.platform !== 'linux'
        ? 'If the app was set to start at log-in, switch that off in the system’s settings.'
        : '',
      leftForOthers.length > 0 ? words.texts.settings.forget.leftForOthers(leftForOthers) : '',
      keychainMayHoldMore && !leaveKeychain ? words.texts.settings.forget.mayHoldMore : '',
    ]
      .filter(Boolean)
      .join('\n'),
  };
}
