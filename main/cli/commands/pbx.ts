import { RekeyError } from '../../../common/errors.ts';
import type { Pbx } from '../../../common/model.ts';
import { type Context, type Outcome, openTarget, type TargetOptions } from '../context.ts';
import { type Hints, positional } from '../hints.ts';
import { readSecret } from '../io.ts';
import { problemJson } from '../json.ts';
import { type PaceOptions, paceOf, paceText } from '../pace.ts';
import { ageText, lowerFirst, problemInSentence, table } from '../text.ts';
import { counted, words } from '../words.ts';

export interface PbxOptions extends PaceOptions {
  name?: string | undefined;
  url?: string | undefined;
  clientId?: string | undefined;
  apiKeyStdin?: boolean | undefined;
  trustFingerprint?: string | undefined;
  trustSystem?: boolean | undefined;
}

export async function addPbx(context: Context, options: PbxOptions): Promise<Outcome> {
  const { io } = context;
  const given = [options.name, options.url, options.clientId];
  if (given.includes(undefined) && (!io.interactive || options.apiKeyStdin))
    throw new RekeyError('usage', {
      terminalSays: 'No interactive terminal: give --name, --url and --client-id.',
    });
  const { pbxs } = context.services;
  const fingerprint = options.trustFingerprint ?? null;
  // Given options are checked before anything is asked, and each answer before the next question.
  pbxs.checkNew({
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.url === undefined ? {} : { address: options.url }),
    ...(options.clientId === undefined ? {} : { clientId: options.clientId }),
    fingerprint,
  });
  const name = options.name ?? (await io.ask('Name for this PBX:'));
  pbxs.checkNew({ name });
  const address =
    options.url ?? (await io.ask('Address of its web client, such as https://pbx.example.com:5001:'));
  pbxs.checkNew({ address });
  const clientId = options.clientId ?? (await io.ask('Client ID from the 3CX Admin Console:'));
  pbxs.checkNew({ clientId });
  const apiKey = await apiKeyOf(context, options, true);
  const pbx = await pbxs.add({ name, address, clientId, fingerprint }, apiKey ?? '');
  return {
    exitCode: 0,
    json: { pbx },
    text: `Added ${pbx.name} (${pbx.url}). Its API key is in the keychain.\nTo test it: ${context.hints.command('pbx', 'test', ...positional(pbx.name))}`,
  };
}

export async function editPbx(context: Context, name: string, options: PbxOptions): Promise<Outcome> {
  const { pbxs, store } = context.services;
  const { url, clientId, trustFingerprint, trustSystem } = options;
  if (trustFingerprint !== undefined && trustSystem)
    throw new RekeyError('usage', { terminalSays: 'Give either --trust-fingerprint or --trust-system.' });
  const changes = {
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(url === undefined ? {} : { address: url }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(trustFingerprint === undefined ? {} : { fingerprint: trustFingerprint }),
    ...(trustSystem ? { fingerprint: null } : {}),
  };
  const changesPace = options.concurrency !== undefined || options.rate !== undefined;
  const givesKey = options.apiKeyStdin ?? false;
  const changesEntry = Object.keys(changes).length > 0 || givesKey;
  if (!changesEntry && !changesPace)
    throw new RekeyError('usage', { terminalSays: 'Say what to change, for example with --name.' });
  const before = pbxs.named(name);
  context.hints.setTarget(before);
  const pace = paceOf(options, before.pace);
  if (changesEntry) pbxs.checkChanges(before, changes, givesKey);
  const apiKey = await apiKeyOf(context, options, false);
  if (changesEntry) await pbxs.edit(before, changes, apiKey);
  if (changesPace) store.pbxs.setPace(before.id, pace);
  const pbx = pbxs.withId(before.id);
  return { exitCode: 0, json: { pbx }, text: `Changed ${pbx.name} (${pbx.url}).` };
}

export async function listPbxs({ services, hints }: Context): Promise<Outcome> {
  const pbxs = services.pbxs.list();
  const usable = new Set(services.pbxs.usable().map(({ id }) => id));
  const rows = pbxs.map((pbx) => [
    pbx.name,
    pbx.url,
    pbx.clientId,
    paceText(pbx.pace),
    usable.has(pbx.id) ? stateOf(pbx) : lowerFirst(words.texts.policy.notInPolicy),
  ]);
  const none = services.policy.rules.pbxs
    ? 'No PBX is set up.'
    : `No PBX is set up yet. To add one: ${hints.command('pbx', 'add')}`;
  return {
    exitCode: 0,
    json: { pbxs: pbxs.map((pbx) => ({ ...pbxJson(pbx, hints), usable: usable.has(pbx.id) })) },
    text: rows.length > 0 ? table(rows) : none,
  };
}

export async function testPbx(
  context: Context,
  name: string | undefined,
  options: TargetOptions,
): Promise<Outcome> {
  if (name !== undefined && options.pbx !== undefined)
    throw new RekeyError('usage', { terminalSays: 'Give either the name of the PBX or --pbx, not both.' });
  const target = await openTarget(context, { ...options, pbx: name ?? options.pbx });
  const { signal } = context.io;
  const result = target.stored
    ? await context.services.pbxs.test(target.stored, {}, signal)
    : await target.xapi.test(signal);
  const devices =
    result.deviceCount === null
      ? 'device count unknown'
      : counted(result.deviceCount, 'gateway or DECT base', 'gateways and DECT bases');
  return {
    exitCode: 0,
    json: { pbx: target.pbx, ...result },
    text: `${target.pbx.name} answers: 3CX ${result.version ?? '(version unknown)'}, ${devices}.`,
  };
}

export async function removePbx(
  context: Context,
  name: string,
  options: { yes?: boolean; withHistory?: boolean },
): Promise<Outcome> {
  const { io, services } = context;
  const pbx = services.pbxs.named(name);
  const history = options.withHistory ?? false;
  const jobs = services.store.jobs.countOf(pbx.id);
  const what = history
    ? `Its history is deleted too: ${counted(jobs, 'job')}, with the stored passwords.`
    : 'Its history stays.';
  if (!options.yes) {
    if (!io.interactive)
      throw new RekeyError('usage', { terminalSays: 'No interactive terminal: confirm with --yes.' });
    if (!(await io.confirm(`Remove ${pbx.name}, its API key and its device list? ${what}`)))
      return { exitCode: 1, json: { removed: false, pbx }, text: 'Nothing was removed.' };
  }
  await services.pbxs.remove(pbx, { history });
  return {
    exitCode: 0,
    json: { removed: true, pbx, jobsRemoved: history ? jobs : 0 },
    text: `Removed ${pbx.name}. ${history ? `${counted(jobs, 'job')} deleted too.` : what}`,
  };
}

/** The key from standard input or a hidden prompt; never from the command line, which others can read. */
async function apiKeyOf(
  { io }: Context,
  { apiKeyStdin }: PbxOptions,
  required: boolean,
): Promise<string | null> {
  // A key typed into a terminal's standard input would be visible.
  const asks = io.interactive && (required || apiKeyStdin === true);
  if (apiKeyStdin && !asks) return readSecret(io.stdin, 'API key');
  if (!required && !asks) return null;
  if (!asks)
    throw new RekeyError('usage', {
      terminalSays: 'No interactive terminal: give the API key on standard input with --api-key-stdin.',
    });
  return io.askSecret('API key');
}

function contactOf({ lastContactAt, lastFailure }: Pbx): string {
  if (lastFailure)
    return `failed ${ageText(lastFailure.at)}: ${problemInSentence(lastFailure.problem, 'brief')}`;
  return lastContactAt ? `answered ${ageText(lastContactAt)}` : 'not contacted yet';
}

/** A PBX in the JSON output. */
function pbxJson({ lastFailure, ...pbx }: Pbx, hints: Hints): object {
  return {
    ...pbx,
    lastFailure: lastFailure && { at: lastFailure.at, ...problemJson(lastFailure.problem, hints) },
  };
}

function stateOf(pbx: Pbx): string {
  const { version, pinnedFingerprint } = pbx;
  return [version && `3CX ${version}`, contactOf(pbx), pinnedFingerprint && 'certificate pinned']
    .filter(Boolean)
    .join(', ');
}
