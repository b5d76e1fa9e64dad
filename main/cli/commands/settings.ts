import { RekeyError } from '../../../common/errors.ts';
import { longestRetentionDays, mostConfirmAbove } from '../../../common/settings.ts';
import type { Context, Outcome } from '../context.ts';

/** Shows the settings, after changing those that are given. */
export async function settings(
  { services }: Context,
  options: { retentionDays?: string | undefined; confirmAbove?: string | undefined },
): Promise<Outcome> {
  const store = services.store.settings;
  if (options.retentionDays !== undefined) {
    const days = Number(options.retentionDays);
    if (!Number.isInteger(days) || days < 1 || days > longestRetentionDays)
      throw new RekeyError('usage', {
        terminalSays: `--retention-days takes a whole number from 1 to ${longestRetentionDays}.`,
      });
    store.set('retentionDays', days);
    services.jobs.enforceRetention();
  }
  if (options.confirmAbove !== undefined) {
    const count = Number(options.confirmAbove);
    if (!Number.isInteger(count) || count < 1 || count > mostConfirmAbove)
      throw new RekeyError('usage', {
        terminalSays: `--confirm-above takes a whole number from 1 to ${mostConfirmAbove}.`,
      });
    store.set('confirmAbove', count);
  }
  const retentionDays = store.get('retentionDays');
  const confirmAbove = store.get('confirmAbove');
  return {
    exitCode: 0,
    json: { settings: { retentionDays, confirmAbove } },
    text: [
      `Sealed passwords are deleted after ${retentionDays} days.`,
      `For more than ${confirmAbove} devices a confirmation asks to type their number.`,
    ].join('\n'),
  };
}
