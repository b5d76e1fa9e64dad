import { RekeyError } from '../../../common/errors.ts';
import { policyTexts } from '../../../common/policy-text.ts';
import { toProblem } from '../../../common/problem.ts';
import { type SettingValues, settingDefinitions } from '../../../common/settings.ts';
import { readWholeNumber } from '../../../common/whole-number.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { policyFacts } from '../../policy/facts.ts';
import { throwIfUnusable } from '../../store/settings.ts';
import type { Context, Outcome } from '../context.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { problemJson } from '../json.ts';
import { problemText } from '../text.ts';
import { counted, words } from '../words.ts';

export interface SettingsOptions {
  retentionDays?: string | undefined;
  confirmAbove?: string | undefined;
  updateAddress?: string | undefined;
  yes?: boolean | undefined;
}

/** Shows the settings, after changing those given: all of them or, if one is invalid, none. */
export async function settings(context: Context, options: SettingsOptions): Promise<Outcome> {
  const { services } = context;
  const store = services.store.settings;
  const changes = checkedChanges(context, options);
  const { retentionDays: days } = changes;
  const shortens = days !== undefined && isShorter(context, days);
  if (shortens && !(await mayDelete(context, days, options.yes ?? false)))
    return { exitCode: 1, json: { changed: false }, text: 'Nothing was changed.' };
  if (changes.confirmAbove !== undefined) store.set('confirmAbove', changes.confirmAbove);
  if (changes.updateAddress !== undefined) store.set('updateAddress', changes.updateAddress);
  if (days !== undefined) {
    store.set('retentionDays', days);
    if (shortens) services.jobs.deleteOlder(days);
  }
  const retentionDays = store.get('retentionDays');
  const confirmAbove = store.get('confirmAbove');
  const updateAddress = store.get('updateAddress');
  const policy = policyFacts(services.policy, services.pbxs.list());
  const rules = policy ? policyTexts(policy, words.texts) : [];
  return {
    exitCode: 0,
    json: { settings: { retentionDays, confirmAbove, updateAddress }, policy },
    text: [
      `Stored passwords are deleted after ${counted(retentionDays, 'day')}.`,
      `For more than ${counted(confirmAbove, 'device')}, you confirm by typing the count.`,
      updateText(context, updateAddress),
      ...(policy ? ['', `${words.texts.policy.heading} (${policy.path}):`] : []),
      ...rules.map((rule) => `  ${rule}`),
    ].join('\n'),
  };
}

type Changes = Partial<Pick<SettingValues, 'retentionDays' | 'confirmAbove' | 'updateAddress'>>;

/** @throws RekeyError `usage`, `policy-forbids` */
function checkedChanges({ services: { policy } }: Context, options: SettingsOptions): Changes {
  const changes: Changes = {};
  if (options.retentionDays !== undefined) {
    changes.retentionDays = numberOf('--retention-days', options.retentionDays, 'retentionDays');
    policy.throwIfSettingForbidden('retentionDays', changes.retentionDays);
  }
  if (options.confirmAbove !== undefined)
    changes.confirmAbove = numberOf('--confirm-above', options.confirmAbove, 'confirmAbove');
  if (options.updateAddress !== undefined) {
    const address = options.updateAddress === 'off' ? null : options.updateAddress || null;
    throwIfUnusable('updateAddress', address);
    policy.throwIfSettingForbidden('updateAddress', address);
    changes.updateAddress = address;
  }
  return changes;
}

/** @throws RekeyError `usage` */
function numberOf(option: string, text: string, name: 'retentionDays' | 'confirmAbove'): number {
  const { min, max } = settingDefinitions[name];
  const count = readWholeNumber(text);
  if (count === null || count < min || count > max)
    throw new RekeyError('usage', { terminalSays: `${option} takes a whole number from ${min} to ${max}.` });
  return count;
}

/** Also true if the current setting cannot be read: it may have been longer. */
function isShorter({ services }: Context, days: number): boolean {
  const { settings } = services.store;
  return days < settings.get('retentionDays') || settings.damaged().includes('retentionDays');
}

/**
 * Asks before a shorter retention deletes passwords, as the window does.
 *
 * @throws RekeyError `usage` without an interactive terminal
 */
async function mayDelete({ io, services, hints }: Context, days: number, yes: boolean): Promise<boolean> {
  const count = services.jobs.countOlder(days);
  if (count === 0 || yes) return true;
  const { deleteQuestion, deleteHint } = words.texts.settings;
  if (!io.interactive)
    throw new RekeyError('usage', {
      terminalSays: [
        `This would delete ${counted(count, 'stored password')}. ${deleteHint(count, days)} Nothing was changed.`,
        `To delete and set it: ${hints.again('--yes')}`,
      ].join('\n'),
    });
  return io.confirm(`${deleteQuestion(count)} ${deleteHint(count, days)}`);
}

function updateText({ services, hints }: Context, address: string | null): string {
  const { available } = services.updates;
  if (address !== null)
    return available
      ? `Update notices are fetched from ${address}.`
      : `The address of the update notice is ${address}. ${words.texts.update.unavailable}`;
  const canBeSet = available && !services.policy.rules.noUpdateCheck;
  return canBeSet
    ? `Rekey doesn’t check for updates. To turn this on: ${hints.command('settings', '--update-address', 'URL')}`
    : 'Rekey doesn’t check for updates.';
}

/** Fetches the update notice now. Installs nothing. In JSON, `newVersion` is there even if the check failed. */
export async function checkForUpdate({ io, services, hints, json }: Context): Promise<Outcome> {
  const { version } = manifest;
  let newVersion: string | null;
  try {
    throwIfUnchecked(services);
    newVersion = await services.updates.check(io.signal);
  } catch (thrown) {
    if (!json) throw thrown;
    const problem = toProblem(services.explain(thrown));
    io.err(problemText(problem, hints));
    return {
      exitCode: exitCodeOf(problem.code),
      json: { version, newVersion: null, error: problemJson(problem, hints) },
      text: '',
    };
  }
  return {
    exitCode: 0,
    json: { version, newVersion, error: null },
    text:
      newVersion === null
        ? `Rekey ${version} is the newest version.`
        : `${words.texts.update.available(newVersion)}. ${words.texts.update.availableHint(version)}`,
  };
}

/** @throws RekeyError `usage`, `policy-forbids` */
function throwIfUnchecked({ updates, store, policy }: Context['services']): void {
  if (!updates.available) throw new RekeyError('usage', { reason: 'update-check-no-key' });
  if (policy.rules.noUpdateCheck) throw new RekeyError('policy-forbids', { reason: 'update-address' });
  if (store.settings.get('updateAddress') === null)
    throw new RekeyError('usage', { reason: 'update-check-no-address' });
}
