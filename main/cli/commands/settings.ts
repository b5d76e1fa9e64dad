import { RekeyError } from '../../../common/errors.ts';
import { policyTexts } from '../../../common/policy-text.ts';
import { maxRetentionDays, mostConfirmAbove } from '../../../common/settings.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { policyFacts } from '../../policy/facts.ts';
import { isUpdateAddress } from '../../policy/update-address.ts';
import type { Context, Outcome } from '../context.ts';
import { words } from '../words.ts';

/** Shows the settings, after changing those that are given. */
export async function settings(
  { services }: Context,
  options: {
    retentionDays?: string | undefined;
    confirmAbove?: string | undefined;
    updateAddress?: string | undefined;
  },
): Promise<Outcome> {
  const store = services.store.settings;
  if (options.retentionDays !== undefined) {
    const days = Number(options.retentionDays);
    if (!Number.isInteger(days) || days < 1 || days > maxRetentionDays)
      throw new RekeyError('usage', {
        terminalSays: `--retention-days takes a whole number from 1 to ${maxRetentionDays}.`,
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
  if (options.updateAddress !== undefined) {
    const address = options.updateAddress === 'off' ? '' : options.updateAddress;
    if (address !== '' && !isUpdateAddress(address))
      throw new RekeyError('usage', { reason: 'update-address-form' });
    store.set('updateAddress', address);
  }
  const retentionDays = store.get('retentionDays');
  const confirmAbove = store.get('confirmAbove');
  const updateAddress = store.get('updateAddress') || null;
  const policy = policyFacts(services.policy, services.pbxs.list());
  const rules = policy ? policyTexts(policy, words.texts) : [];
  return {
    exitCode: 0,
    json: { settings: { retentionDays, confirmAbove, updateAddress }, policy },
    text: [
      `Sealed passwords are deleted after ${retentionDays} days.`,
      `For more than ${confirmAbove} devices a confirmation asks to type their number.`,
      updateText(updateAddress, services.updates.available),
      ...(policy ? ['', `${words.texts.policy.heading} (${policy.path}):`] : []),
      ...rules.map((rule) => `  ${rule}`),
    ].join('\n'),
  };
}

function updateText(address: string | null, available: boolean): string {
  if (address === null)
    return 'Updates are not checked. To set the address of the update notice: --update-address.';
  return available ? `Update notices are fetched from ${address}.` : words.texts.update.unavailable;
}

/** Asks for the update notice now. It installs nothing. */
export async function checkForUpdate({ io, services }: Context): Promise<Outcome> {
  const { updates, store } = services;
  if (!updates.available) throw new RekeyError('usage', { terminalSays: words.texts.update.unavailable });
  if (store.settings.get('updateAddress') === '')
    throw new RekeyError('usage', {
      terminalSays: 'No address of an update notice is set: rekey settings --update-address URL',
    });
  const newVersion = await updates.check(io.signal);
  return {
    exitCode: 0,
    json: { version: manifest.version, newVersion },
    text:
      newVersion === null
        ? `Rekey ${manifest.version} is the newest version.`
        : `${words.texts.update.available(newVersion)}. ${words.texts.update.availableHint(manifest.version)}`,
  };
}
