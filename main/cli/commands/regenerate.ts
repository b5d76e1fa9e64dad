import { nameOf } from '../../../common/device-text.ts';
import { RekeyError } from '../../../common/errors.ts';
import { formatMac, type Mac } from '../../../common/mac.ts';
import type { DeviceList } from '../../../common/model.ts';
import { planItems } from '../../jobs/index.ts';
import type { NewItem } from '../../store/jobs/index.ts';
import { confirmCount } from '../confirm.ts';
import {
  type Context,
  isOneOff,
  type Outcome,
  openTarget,
  runOn,
  type Target,
  type TargetOptions,
} from '../context.ts';
import { countText, deskPhoneNotes, deskPhonesText } from '../desk-phones.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Hints } from '../hints.ts';
import {
  type FoundMac,
  type Given,
  type Inputs,
  notesText,
  placeName,
  placeText,
  readInputs,
  refusalError,
} from '../inputs.ts';
import { readList } from '../io.ts';
import { listJson, problemJson } from '../json.ts';
import { planAdvice } from '../left-out.ts';
import { runAndReport, settleEarlierJobs } from '../run-job.ts';
import { failureText, listNotes } from '../text.ts';
import { counted, words } from '../words.ts';

/** The options of `regenerate`, as the command line names them. */
export interface RegenerateOptions extends TargetOptions {
  file?: string | undefined;
  dryRun?: boolean | undefined;
  yes?: boolean | undefined;
  showPasswords?: boolean | undefined;
  /** Skip inputs that are no MAC addresses, instead of stopping. */
  skipInvalid?: boolean | undefined;
  /** Also try devices that aren't in the device list, and ambiguous inputs. */
  tryUnlisted?: boolean | undefined;
  deskPhones?: boolean | undefined;
  /** A ticket or order number, stored with the job. */
  reference?: string | undefined;
}

/** What will be done, before the user has confirmed it. */
interface Plan {
  inputs: Inputs;
  items: NewItem[];
  /** The device list that the inputs were matched against; null if none could be read. */
  deviceList: DeviceList | null;
  /**
   * Ambiguous inputs that the device list does not confirm: they may be phone numbers, times or other numbers.
   */
  unclear: FoundMac[];
  /** What the device list's gaps mean for the items. */
  notes: string[];
}

const noDevice = 'No entry could be identified as a device.';

/** Gives devices new passwords: checks the whole input first, asks, then runs one job. */
export async function regenerate(
  context: Context,
  texts: string[],
  options: RegenerateOptions,
): Promise<Outcome> {
  const { io, services } = context;
  const inputs = await readValidInputs(context, texts, options);
  if (isOneOff(options) && !options.showPasswords && !options.dryRun)
    throw new RekeyError('usage', {
      terminalSays:
        'With --url, Rekey stores no passwords, so the new ones would be lost. Add --show-passwords to see them.',
    });

  const target = await openTarget(context, options);
  // Fail here if the keychain is unusable: after the change the new password could not be stored.
  const sealer = options.dryRun ? null : await target.sealer();
  const plan = await makePlan(context, target, inputs, options);
  for (const note of plan.notes) io.err(note);
  io.err(planText(target, plan));
  if (options.dryRun) {
    for (const note of deskPhoneNotes(plan.items)) io.err(note);
    return dryRunOutcome(target, plan, options.skipInvalid ?? false, context.hints);
  }

  const { items } = plan;
  if (items.length === 0) throw new RekeyError('usage', { terminalSays: noDevice });
  if (items.every(({ problem }) => problem !== null)) return nothingToDo(plan, context.hints);
  // Reading the list has consumed standard input, so no question could be answered.
  const asking = options.file === '-' ? { ...context, io: { ...io, interactive: false } } : context;
  await confirmCount(asking, target.pbx.name, items, options.yes ?? false);
  await settleEarlierJobs(context, target, sealer);
  const outcome = await runAndReport(
    context,
    (run) =>
      services.jobs.start(
        target.pbx,
        items,
        { reference: options.reference ?? null, retryOf: null },
        { ...run, ...runOn(target), sealer },
      ),
    { sealer, showPasswords: options.showPasswords ?? false },
  );
  return { ...outcome, json: { ...outcome.json, ...remarksJson(plan) } };
}

/**
 * Reads the arguments and the list.
 *
 * @throws RekeyError `usage` if they contain nothing like a MAC, `mac-invalid` for those that stop the run; a dry run
 * only reports these
 */
async function readValidInputs(
  { io }: Context,
  texts: string[],
  { file, skipInvalid, dryRun }: RegenerateOptions,
): Promise<Inputs> {
  const inputs = readInputs(texts, file === undefined ? null : await readList(io, file));
  const { found, refused } = inputs;
  const stopping = refused.filter(({ stops }) => stops);
  if (found.length === 0 && stopping.length === 0)
    throw new RekeyError('usage', {
      terminalSays:
        file === undefined
          ? 'Give MAC addresses, or a list with --file.'
          : ['The list contains no MAC address of a device.', skippedText(inputs)].join(' ').trim(),
    });
  if (stopping.length > 0 && !dryRun && (!skipInvalid || found.length === 0)) throw refusalError(stopping);
  return inputs;
}

async function makePlan(
  { io, services }: Context,
  target: Target,
  inputs: Inputs,
  { tryUnlisted = false, deskPhones = false, dryRun = false }: RegenerateOptions,
): Promise<Plan> {
  const macs = inputs.found.map(({ mac }) => mac);
  if (macs.length === 0) return { inputs, items: [], deviceList: null, unclear: [], notes: [] };
  // A dry run also checks whether the PBX can be reached.
  const deviceList = await services.pbxs.devicesFor(target.stored, target.xapi, macs, io.signal, dryRun);
  const items = planItems(macs, {
    list: deviceList,
    othersWith: (mac) => services.store.devices.othersWith(mac, target.pbx.id),
    tryUnlisted,
    deskPhones: deskPhones ? 'all' : undefined,
  });
  const known = new Set<Mac>(deviceList?.devices.map(({ mac }) => mac));
  const unclear = tryUnlisted
    ? []
    : inputs.found.filter(({ ambiguous, mac }) => ambiguous && !known.has(mac));
  const leftOut = new Set(unclear.map(({ mac }) => mac));
  const planned = items.filter(({ mac }) => !leftOut.has(mac));
  const notes = listNotes(deviceList, target.pbx.name, planned);
  return { inputs, items: planned, deviceList, unclear, notes };
}

function planText({ pbx }: Target, { inputs, items, deviceList, unclear }: Plan): string {
  const found = new Map(inputs.found.map((each) => [each.mac, each]));
  const ready = items.filter((item) => item.problem === null).length;
  const notes = notesText(inputs);
  const skipped = skippedText(inputs);
  /** The line for each input. */
  const textOf = new Map<Given, string>();
  const describe = (mac: Mac, text: string): void => {
    const input = found.get(mac);
    if (input) textOf.set(input, `${formatMac(mac)}  ${text}`);
  };
  for (const item of items) {
    const what = item.problem ? `skipped: ${failureText(item.problem)}` : matchText(item, deviceList);
    const [, ...others] = item.macs ?? [];
    describe(item.mac, what);
    for (const mac of others) describe(mac, `same user as ${formatMac(item.mac)}`);
  }
  const whyUnclear = deviceList ? `not in the device list of ${pbx.name}` : 'Rekey couldn’t look it up';
  for (const each of unclear)
    textOf.set(
      each,
      `${each.input}  skipped: may be a phone number, a time or another number (${whyUnclear}; to include it, add --try-unlisted)`,
    );
  for (const each of inputs.duplicates) {
    const { firstLine: line, firstSheet: sheet } = each;
    textOf.set(each, `${each.input}  duplicate${line === null ? '' : ` of ${placeName({ line, sheet })}`}`);
  }
  for (const each of inputs.refused)
    textOf.set(each, `“${each.input}”  ${each.stops ? 'invalid' : 'skipped'}: ${each.message}`);
  return [
    `${pbx.name} (${pbx.url}): ${ready} of ${items.length} ready`,
    ...inputs.inOrder.flatMap((each) => {
      const what = textOf.get(each);
      return what === undefined ? [] : [`  ${placeText(each)}${what}`];
    }),
    ...(notes === null ? [] : [`  ${notes}`]),
    ...(skipped === '' ? [] : [`  ${skipped}`]),
  ].join('\n');
}

/** The parts of the input file that were not read; empty if everything was. */
function skippedText({ list }: Inputs): string {
  return list ? words.texts.list.skipped(list.skipped) : '';
}

function matchText(item: NewItem, deviceList: DeviceList | null): string {
  const { mac, match, device } = item;
  const phones = deskPhonesText(item);
  if (phones !== null) return `${nameOf(mac, device)}, ${phones}`;
  if (match === 'listed') return nameOf(mac, device);
  if (match === 'unknown' && deviceList)
    return 'not in the device list, which may be incomplete; will be tried';
  return match === 'not-listed'
    ? 'not listed, will be tried anyway'
    : 'not looked up (no device list); will be tried';
}

/** Nothing can be sent for any device: the plan says why, and no job is created. */
function nothingToDo(plan: Plan, hints: Hints): Outcome {
  const { length } = plan.items;
  const which = length === 1 ? 'the device' : `any of the ${length} devices`;
  return {
    exitCode: exitCodes.someDidNot,
    json: { job: null, items: itemsJson(plan, hints), ...remarksJson(plan) },
    text: [
      `Nothing was sent, and no job was created: a new password isn’t possible for ${which}.`,
      ...planAdvice(plan.items),
    ].join('\n'),
  };
}

function itemsJson({ inputs, items }: Plan, hints: Hints): object[] {
  const places = new Map(inputs.found.map(({ mac, line, sheet }) => [mac, { line, sheet }]));
  return items.map(({ problem, ...item }, position) => ({
    position,
    ...(places.get(item.mac) ?? { line: null, sheet: null }),
    ...item,
    state: problem ? 'failed' : 'queued',
    attempts: 0,
    errorCode: problem?.code ?? null,
    error: problem && problemJson(problem, hints, item.mac),
    credentials: null,
  }));
}

function dryRunOutcome({ pbx }: Target, plan: Plan, skipInvalid: boolean, hints: Hints): Outcome {
  const { inputs, items } = plan;
  const chosen = items.filter((item) => item.problem === null);
  const ready = chosen.length;
  const stops = inputs.refused.some((each) => each.stops) && !skipInvalid;
  const identifiesNone = items.length === 0;
  const all = ready === items.length && plan.unclear.length === 0;
  const hasUsers = items.some((item) => deskPhonesText(item) !== null);
  return {
    exitCode:
      stops || identifiesNone ? exitCodes.badInput : all ? exitCodes.allSucceeded : exitCodes.someDidNot,
    json: {
      dryRun: true,
      pbx,
      items: itemsJson(plan, hints),
      ...remarksJson(plan),
    },
    text: [
      hasUsers
        ? `Dry run: nothing was changed. ${ready} of ${items.length} would get a new password: ${countText(chosen)}.`
        : `Dry run: nothing was changed. ${ready} of ${counted(items.length, 'device')} would get a new password.`,
      ...planAdvice(items),
      ...(identifiesNone ? [noDevice] : []),
      ...(stops && !identifiesNone
        ? ['Invalid MAC addresses stop the command. To skip them, add --skip-invalid.']
        : []),
    ].join('\n'),
  };
}

function remarksJson({ inputs, deviceList, unclear }: Plan): object {
  return {
    ...inputs.list,
    deviceList: listJson(deviceList),
    refused: inputs.refused,
    duplicates: inputs.duplicates,
    unclear: unclear.map(({ line, sheet, input, mac }) => ({ line, sheet, input, mac })),
  };
}
