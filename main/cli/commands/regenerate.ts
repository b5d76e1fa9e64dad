import { nameOf } from '../../../common/device-text.ts';
import { describeError } from '../../../common/error-text.ts';
import { RekeyError } from '../../../common/errors.ts';
import { formatMac } from '../../../common/mac.ts';
import { planItems } from '../../jobs/index.ts';
import type { NewItem } from '../../store/jobs.ts';
import {
  type Context,
  isOneOff,
  type Outcome,
  openTarget,
  type Target,
  type TargetOptions,
} from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { parseMacs, type RefusedInput, refusalError } from '../macs.ts';
import { midSentence, problemJson } from '../present.ts';
import { runAndReport } from '../run-job.ts';

export interface RegenerateOptions extends TargetOptions {
  dryRun?: boolean | undefined;
  yes?: boolean | undefined;
  showPasswords?: boolean | undefined;
  skipInvalid?: boolean | undefined;
  tryUnlisted?: boolean | undefined;
  reference?: string | undefined;
}

/** Gives devices new passwords: checks all of the input first, asks, then runs one job. */
export async function regenerate(
  context: Context,
  texts: string[],
  options: RegenerateOptions,
): Promise<Outcome> {
  const { io, services } = context;
  const { macs, refused, duplicates } = parseMacs(texts);
  if (refused.length > 0 && (!options.skipInvalid || macs.length === 0)) throw refusalError(refused);
  if (isOneOff(options) && !options.showPasswords && !options.dryRun)
    throw new RekeyError('usage', {
      reason:
        'A run with --url keeps nothing, so its new passwords would be lost. Add --show-passwords to see them.',
    });
  for (const { input, message } of refused) io.err(`Skipped “${input}”: ${message}`);
  for (const input of duplicates) io.err(`“${input}” was given before; it is done once.`);

  const target = await openTarget(context, options);
  // A keychain that cannot seal must show before a password is made.
  const sealer = options.dryRun ? null : await target.sealer();
  const list = await services.pbxs.devicesFor(target.stored, target.xapi, macs, io.signal);
  if (list === null)
    io.err('This API client may not read the device list, so names and spellings are not known.');
  const items = planItems(macs, {
    list,
    othersWith: (mac) => services.store.devices.othersWith(mac, target.pbx.id),
    tryUnlisted: options.tryUnlisted ?? false,
  });
  io.err(planText(target, items));
  if (options.dryRun) return dryRunOutcome(target, items, refused, duplicates);

  await confirm(context, target, items, options.yes ?? false);
  const outcome = await runAndReport(
    context,
    (run) =>
      services.jobs.start(
        target.pbx,
        items,
        { reference: options.reference ?? null, retryOf: null },
        { ...run, xapi: target.xapi, pace: target.pace, sealer },
      ),
    { sealer, showPasswords: options.showPasswords ?? false },
  );
  return { ...outcome, json: { ...outcome.json, refused, duplicates } };
}

async function confirm({ io }: Context, target: Target, items: NewItem[], yes: boolean): Promise<void> {
  const count = items.filter((item) => item.problem === null).length;
  if (yes || count === 0) return;
  if (!io.interactive)
    throw new RekeyError('usage', { reason: 'Without a terminal, confirm with --yes. Nothing was sent.' });
  const what = count === 1 ? 'this device a new password' : `these ${count} devices new passwords`;
  if (!(await io.confirm(`Give ${what} on ${target.pbx.name}?`)))
    throw new RekeyError('cancelled', { reason: 'not confirmed' });
}

function planText(target: Target, items: NewItem[]): string {
  const lines = items.map((item) => {
    const what = item.problem
      ? `left out: ${midSentence(describeError(item.problem).title)}`
      : matchText(item);
    return `  ${formatMac(item.mac)}  ${what}`;
  });
  const ready = items.filter((item) => item.problem === null).length;
  return [`${target.pbx.name} (${target.pbx.url}): ${ready} of ${items.length} can be done`, ...lines].join(
    '\n',
  );
}

function matchText({ mac, match, device }: NewItem): string {
  if (match === 'listed') return nameOf(mac, device);
  return match === 'not-listed' ? 'not listed, tried all the same' : 'not looked up';
}

function dryRunOutcome(
  target: Target,
  items: NewItem[],
  refused: RefusedInput[],
  duplicates: string[],
): Outcome {
  const ready = items.filter((item) => item.problem === null).length;
  return {
    exitCode: ready === items.length ? exitCodes.allSucceeded : exitCodes.someDidNot,
    json: {
      dryRun: true,
      pbx: target.pbx,
      items: items.map(({ problem, ...item }, position) => ({
        position,
        ...item,
        state: problem ? 'failed' : 'queued',
        attempts: 0,
        errorCode: problem?.code ?? null,
        error: problem && problemJson(problem),
        credentials: null,
      })),
      refused,
      duplicates,
    },
    text: `Dry run: nothing was changed. ${ready} of ${items.length} devices would get a new password.`,
  };
}
