import { RekeyError } from '../../../common/errors.ts';
import type { Context, Outcome } from '../context.ts';

/** Shows the settings, after changing those that are given. */
export async function settings(
  { services }: Context,
  options: { retentionDays?: string | undefined },
): Promise<Outcome> {
  const store = services.store.settings;
  if (options.retentionDays !== undefined) {
    const days = Number(options.retentionDays);
    if (!Number.isInteger(days) || days < 1 || days > 3650)
      throw new RekeyError('usage', { reason: '--retention-days takes a whole number from 1 to 3650.' });
    store.set('retentionDays', days);
    services.jobs.enforceRetention();
  }
  const retentionDays = store.get('retentionDays');
  return {
    exitCode: 0,
    json: { settings: { retentionDays } },
    text: `Sealed passwords are deleted after ${retentionDays} days.`,
  };
}
