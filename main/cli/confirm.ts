import { userOf } from '../../common/desk-phones.ts';
import { RekeyError } from '../../common/errors.ts';
import { tidy } from '../../common/text.ts';
import type { NewItem } from '../store/jobs/index.ts';
import type { Context } from './context.ts';
import { countText, deskPhoneNotes } from './desk-phones.ts';

/**
 * Asks for confirmation before anything is sent; for more devices and users than the setting allows, by typing their
 * number. Names the users' desk phones.
 *
 * @throws RekeyError `cancelled` if the user does not confirm, `usage` without an interactive terminal
 */
export async function confirmCount(
  { io, services }: Context,
  pbxName: string,
  items: readonly NewItem[],
  yes: boolean,
): Promise<void> {
  const chosen = items.filter((item) => item.problem === null);
  const count = chosen.length;
  for (const note of deskPhoneNotes(items)) io.err(note);
  if (yes || count === 0) return;
  if (!io.interactive)
    throw new RekeyError('usage', {
      terminalSays: 'No interactive terminal: confirm with --yes. Nothing was sent.',
    });
  const question = `Give ${whatText(chosen)} on ${pbxName}?`;
  if (count > services.store.settings.get('confirmAbove')) {
    const typed = (await io.ask(`${question} Type their number:`)).trim();
    if (typed === `${count}`) return;
    throw new RekeyError('usage', {
      terminalSays: `You typed “${tidy(typed, 20)}”, but there are ${sumText(chosen)}. Nothing was sent.`,
    });
  }
  if (!(await io.confirm(question))) throw new RekeyError('cancelled', { reason: 'not-confirmed' });
}

function whatText(chosen: readonly NewItem[]): string {
  const { length } = chosen;
  if (chosen.some((item) => userOf(item) !== null))
    return `${countText(chosen)} ${length === 1 ? 'a new password' : 'new passwords'}`;
  return length === 1 ? 'this device a new password' : `these ${length} devices new passwords`;
}

/** The number to type, and what it counts. */
function sumText(chosen: readonly NewItem[]): string {
  const { length } = chosen;
  const text = countText(chosen);
  return text.includes(' and ') ? `${length}: ${text}` : text;
}
