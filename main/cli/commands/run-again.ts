import { nameOf } from '../../../common/device-text.ts';
import { RekeyError } from '../../../common/errors.ts';
import { formatMac } from '../../../common/mac.ts';
import type { Item, Job } from '../../../common/model.ts';
import { type AgainKind, againKinds, againOf, splitCompleted } from '../../../common/run-again.ts';
import { agreedPhones, type CompletedChoice, planItems, throwIfNothingToDo } from '../../jobs/index.ts';
import { resumeJob } from '../../runs/resume.ts';
import type { Sealer } from '../../store/seal.ts';
import { confirmCount } from '../confirm.ts';
import { type Context, type Outcome, runOn, type Target, type TargetOptions } from '../context.ts';
import { deskPhonesText } from '../desk-phones.ts';
import type { Hints } from '../hints.ts';
import { deskPhonesCommand, unlistedAdvice } from '../left-out.ts';
import { jobOf, openJobTarget } from '../one-job.ts';
import { runAndReport, settleEarlierJobs } from '../run-job.ts';
import { failureText, listNotes, replacedText } from '../text.ts';
import { counted, words } from '../words.ts';

/** Options for remaining devices that later jobs gave a new password. */
interface CompletedOptions {
  yes?: boolean | undefined;
  includeCompleted?: boolean | undefined;
}

/** Continues a paused, interrupted or waiting job, on its own PBX unless it was a one-off run. */
export async function resumeStopped(
  context: Context,
  id: string,
  options: TargetOptions & CompletedOptions & { showPasswords?: boolean | undefined },
): Promise<Outcome> {
  const { services, hints } = context;
  const job = jobOf(services, id, hints);
  const completed = await chooseCompleted(context, job, options);
  const target = await openJobTarget(context, job, options);
  const sealer = await sealerFor(target, options.showPasswords ?? false);
  await settleEarlierJobs(context, target, sealer);
  return runAndReport(
    context,
    (run) =>
      resumeJob(
        services,
        job,
        target.stored,
        target.pbx.url,
        { ...run, ...runOn(target), sealer },
        completed,
      ),
    { sealer, showPasswords: options.showPasswords ?? false },
  );
}

/**
 * Lists the remaining devices that later jobs gave a new password, and asks whether to skip them.
 *
 * @throws RekeyError `cancelled`, `usage` without an interactive terminal
 */
async function chooseCompleted(
  { io, services }: Context,
  job: Job,
  { yes = false, includeCompleted = false }: CompletedOptions,
): Promise<CompletedChoice | undefined> {
  const queued = services.store.jobs.items(job.id).filter(({ state }) => state === 'queued');
  const { completed, remaining } = splitCompleted(queued);
  if (completed.length === 0) return yes && !includeCompleted ? 'skip' : undefined;
  io.err(
    [
      `${completed.length} of the ${queued.length} remaining devices of job ${job.id} got a new password in a later job:`,
      ...completed.map(
        (item) =>
          `  ${formatMac(item.mac)}  ${deskPhonesText(item) ?? nameOf(item.mac, item.device)}  ${replacedText(item)}`,
      ),
    ].join('\n'),
  );
  if (includeCompleted) return { include: completed.length };
  if (yes) return 'skip';
  if (!io.interactive)
    throw new RekeyError('usage', {
      terminalSays:
        'No interactive terminal: add --yes to skip these devices, or --include-completed to give them another new password. Nothing was sent.',
    });
  const rest =
    remaining.length === 0 ? 'finish the job' : `resume the job with the other ${remaining.length}`;
  if (!(await io.confirm(`Skip them and ${rest}?`)))
    throw new RekeyError('cancelled', { reason: 'not-confirmed' });
  return 'skip';
}

/** Runs a job's failed, uncertain or cancelled devices that no later job completed, as a new job linked to it. */
export async function retryJob(
  context: Context,
  id: string,
  options: TargetOptions & {
    failed?: boolean | undefined;
    uncertain?: boolean | undefined;
    cancelled?: boolean | undefined;
    tryUnlisted?: boolean | undefined;
    yes?: boolean | undefined;
    showPasswords?: boolean | undefined;
  },
): Promise<Outcome> {
  const { io, services, hints } = context;
  const job = jobOf(services, id, hints);
  const named = againKinds.filter((kind) => options[kind]);
  const kinds = named.length > 0 ? named : (['failed'] as const);
  const select = (): Item[] => {
    const before = services.store.jobs.items(job.id);
    const { again } = againOf(before, kinds);
    const leftOut = leftOutText(job, before, kinds, hints);
    if (again.length === 0)
      throw new RekeyError('usage', {
        terminalSays: [
          leftOut
            ? `Job ${job.id} has ${kinds.join(' or ')} devices, but none to run again. ${leftOut}`
            : `Job ${job.id} has no ${kinds.join(' or ')} devices to run again.`,
          ...otherKinds(before, kinds).map(
            ([kind, count]) =>
              `To retry the ${count === 1 ? `${kind} device` : `${count} ${kind} devices`}: ${hints.onJob(job, 'jobs', 'retry', `${job.id}`, `--${kind}`)}`,
          ),
        ].join('\n'),
      });
    if (leftOut) io.err(leftOut);
    return again;
  };
  // With nothing to settle, it is known at once whether there is something to retry.
  const known = services.store.jobs.items(job.id).some(({ nextReadback }) => nextReadback !== null)
    ? null
    : select();
  const target = await openJobTarget(context, job, options);
  refuseOtherPbx(job, target);
  const sealer = await sealerFor(target, options.showPasswords ?? false);
  // Settling may show that a device already has a new password.
  await settleEarlierJobs(context, target, sealer);
  const again = known ?? select();
  const macs = again.flatMap((item) => item.macs);
  const list = await services.pbxs.devicesFor(target.stored, target.xapi, macs, io.signal);
  const items = planItems(macs, {
    list,
    othersWith: (mac) => services.store.devices.othersWith(mac, target.pbx.id),
    tryUnlisted: options.tryUnlisted ?? false,
    // The user has confirmed these before.
    deskPhones: agreedPhones(again),
  });
  for (const note of listNotes(list, target.pbx.name, items)) io.err(note);
  const leftOut = items.filter(({ problem }) => problem !== null);
  for (const { mac, device, problem } of leftOut)
    if (problem)
      io.err(
        `  ${formatMac(mac)}  ${device ? `${nameOf(mac, device)}  ` : ''}skipped: ${failureText(problem)}`,
      );
  for (const line of unlistedAdvice(leftOut)) io.err(line);
  throwIfNothingToDo(items);
  await confirmCount(context, target.pbx.name, items, options.yes ?? false);
  return runAndReport(
    context,
    (run) =>
      services.jobs.start(
        target.pbx,
        items,
        { reference: job.reference, retryOf: job.id },
        { ...run, ...runOn(target), sealer },
      ),
    { sealer, showPasswords: options.showPasswords ?? false },
  );
}

/** Which devices of some kinds are not run again, and why; empty if all are. */
function leftOutText(job: Job, items: readonly Item[], kinds: readonly AgainKind[], hints: Hints): string {
  const { completed, deskPhones } = againOf(items, kinds);
  const perhaps = completed.filter(({ surelyReplaced }) => !surelyReplaced).length;
  const belongs =
    deskPhones.length === 1
      ? 'its web password belongs to its user'
      : 'their web passwords belong to their users';
  return [
    completed.length > 0 ? `Skipped: ${words.texts.words.completedLater(completed.length, perhaps)}.` : '',
    deskPhones.length > 0
      ? `${counted(deskPhones.length, 'desk phone')} can’t be retried: ${belongs}. To give ${deskPhones.length === 1 ? 'the user' : 'the users'} a new password: ${deskPhonesCommand(job, deskPhones, hints)}`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** How many devices of each other kind could be run again, without the kinds that have none. */
function otherKinds(items: readonly Item[], kinds: readonly AgainKind[]): [AgainKind, number][] {
  return againKinds
    .filter((kind) => !kinds.includes(kind))
    .map((kind): [AgainKind, number] => [kind, againOf(items, [kind]).again.length])
    .filter(([, count]) => count > 0);
}

/** Devices are run again only on their own PBX, even if it has another address by now. */
function refuseOtherPbx(job: Job, { pbx }: Target): void {
  if (pbx.url !== job.pbxUrl && (pbx.id === null || pbx.id !== job.pbxId))
    throw new RekeyError('usage', {
      terminalSays: `Job ${job.id} ran on ${job.pbxName} (${job.pbxUrl}), not on ${pbx.name} (${pbx.url}).`,
    });
}

/** The sealer for new passwords; without a keychain they have to be shown. */
async function sealerFor(target: Target, showPasswords: boolean): Promise<Sealer | null> {
  const sealer = await target.sealer();
  if (sealer === null && !showPasswords)
    throw new RekeyError('usage', {
      terminalSays: 'With --url, Rekey stores no passwords. Add --show-passwords to see the new ones.',
    });
  return sealer;
}
