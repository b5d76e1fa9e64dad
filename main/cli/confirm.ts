import { RekeyError } from '../../common/errors.ts';
import { tidy } from '../../common/text.ts';
import type { NewItem } from '../store/jobs.ts';
import type { Context } from './context.ts';

/**
 * Asks before anything is sent; for more devices than the setting allows, by having their number typed.
 *
 * @throws RekeyError `cancelled` when they do not agree, `usage` where nobody can be asked
 */
export async function confirmCount(
  { io, services }: Context,
  pbxName: string,
  items: readonly NewItem[],
  yes: boolean,
): Promise<void> {
  const count = items.filter((item) => item.problem === null).length;
  if (yes || count === 0) return;
  if (!io.interactive)
    throw new RekeyError('usage', {
      terminalSays: 'No interactive terminal: confirm with --yes. Nothing was sent.',
    });
  const what = count === 1 ? 'this device a new password' : `these ${count} devices new passwords`;
  const question = `Give ${what} on ${pbxName}?`;
  if (count > services.store.settings.get('confirmAbove')) {
    const typed = (await io.ask(`${question} Type their number:`)).trim();
    if (typed === `${count}`) return;
    throw new RekeyError('usage', {
      terminalSays: `You typed “${tidy(typed, 20)}”, but there are ${count} devices. Nothing was sent.`,
    });
  }
  if (!(await io.confirm(question))) throw new RekeyError('cancelled', { reason: 'not-confirmed' });
}
