import { nameOf } from '../../../common/device-text.ts';
import { RekeyError } from '../../../common/errors.ts';
import { formatMac } from '../../../common/mac.ts';
import type { Item, Job } from '../../../common/model.ts';
import { type AgainKind, againKinds, againOf, splitCompleted } from '../../../common/run-again.ts';
import { tidy } from '../../../common/text.ts';
import { readWholeNumber } from '../../../common/whole-number.ts';
import { writePrivateFile } from '../../files/write-file.ts';
import { byteOrderMark, spreadsheetRisks, toCsv, toJson } from '../../jobs/export.ts';
import { agreedPhones, type CompletedChoice, planItems, throwIfNothingToDo } from '../../jobs/index.ts';
import { resumeJob } from '../../runs/resume.ts';
import type { Services } from '../../services/index.ts';
import type { Sealer } from '../../store/seal.ts';
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
import { deskPhonesText } from '../desk-phones.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Hints } from '../hints.ts';
import { itemJson, itemLine, jobJson, listNotes, replacedText, table } from '../present.ts';
import { jobOutcome, readCommand, runAndReport, settleFirst } from '../run-job.ts';
import { counted, timeText, words } from '../words.ts';

const listedUnlessAsked = 200;
const foundUnlessAsked = 50;
const maxShown = 1_000_000;
/** Why there is no password to show, and how to read the first device's current one. */
function noneStored(job: Job, [first]: Item[], hints: Hints): string {
  const why =
    'No password of this job is stored: the job had none, was run with --url, or its passwords have expired.';
  return first ? `${why}\nTo read a device’s current password: ${readCommand(job, first, hints)}` : why;
}

/** Whether a password is stored, even one that cannot be decrypted. */
const isSealed = ({ credentialsKept, credentialsLost }: Item): boolean => credentialsKept || credentialsLost;

export interface HowMany {
  all?: boolean | undefined;
  limit?: string | undefined;
}

/** Lists jobs, newest first. */
export async function listJobs({ services, hints }: Context, options: HowMany): Promise<Outcome> {
  const { some: listed, more } = upTo(limitOf(options, listedUnlessAsked), (limit) =>
    services.store.jobs.list(limit),
  );
  const rows = listed.map(({ job, counts }) => {
    const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
    return [
      `${job.id}`,
      timeText(job.createdAt),
      job.pbxName,
      job.state,
      `${counts.succeeded} of ${total} done`,
      [
        counts.failed > 0 ? `${counts.failed} failed` : '',
        counts.uncertain > 0 ? `${counts.uncertain} uncertain` : '',
      ]
        .filter(Boolean)
        .join(', '),
      job.user,
      job.reference ?? '',
    ];
  });
  return {
    exitCode: 0,
    json: { jobs: listed.map(({ job, counts }) => ({ ...jobJson(job, hints), counts })), more },
    text: rows.length > 0 ? withHint(table(rows), more, hints) : 'No jobs yet.',
  };
}

/** Finds a text in the devices of all jobs on all PBXs, newest first: when each ran, and in which job. */
export async function findItems(
  { services, hints }: Context,
  text: string,
  options: HowMany,
): Promise<Outcome> {
  if (text.trim() === '') throw new RekeyError('usage', { terminalSays: 'Enter a search text.' });
  const { some: found, more } = upTo(limitOf(options, foundUnlessAsked), (limit) =>
    services.store.jobs.find(text, limit),
  );
  const rows = found.map(({ job, item }) => [
    timeText(item.endedAt ?? job.createdAt),
    `job ${job.id}`,
    job.pbxName,
    itemLine(item, job.state === 'running'),
    item.replacedAt ? replacedText(item) : '',
  ]);
  return {
    exitCode: 0,
    json: {
      found: found.map(({ job, item }) => ({ job: jobJson(job, hints), item: itemJson(item, hints) })),
      more,
    },
    text: rows.length > 0 ? withHint(table(rows), more, hints) : `No results for “${tidy(text, 60)}”.`,
  };
}

/** @throws RekeyError `usage` */
function limitOf({ all = false, limit }: HowMany, unlessAsked: number): number {
  if (all && limit !== undefined)
    throw new RekeyError('usage', { terminalSays: 'Give either --all or --limit, not both.' });
  if (all) return maxShown;
  if (limit === undefined) return unlessAsked;
  const count = readWholeNumber(limit);
  if (count === null || count < 1 || count > maxShown)
    throw new RekeyError('usage', {
      terminalSays: `--limit takes a whole number from 1 to ${maxShown}.`,
    });
  return count;
}

/** Returns entries up to a limit, and whether there are more. */
function upTo<T>(limit: number, read: (limit: number) => T[]): { some: T[]; more: boolean } {
  const some = read(limit + 1);
  return { some: some.slice(0, limit), more: some.length > limit };
}

function withHint(text: string, more: boolean, hints: Hints): string {
  return more ? `${text}\nThere are older ones. To list all: ${hints.again('--all')}` : text;
}

export async function showJob(
  { io, services, hints }: Context,
  id: string,
  options: { showPasswords?: boolean | undefined; showPrevious?: boolean | undefined },
): Promise<Outcome> {
  const job = jobOf(services, id, hints);
  const items = services.store.jobs.items(job.id);
  const { jobs } = services.store;
  if (options.showPrevious && items.some(({ id }) => jobs.sealedBefore(id) !== null)) {
    const opened = services.jobs.openAll(items, await services.opener());
    const passwordOf = options.showPasswords ? opened.passwordOf : () => null;
    const unreadable = opened.countPrevious().unreadable + (options.showPasswords ? opened.unreadable : 0);
    if (unreadable > 0) io.err(words.texts.jobs.export.unreadable(unreadable));
    const exitCode = unreadable > 0 ? exitCodes.keychain : exitCodes.allSucceeded;
    return { ...jobOutcome(job, opened.items, hints, passwordOf, undefined, opened.previousOf), exitCode };
  }
  if (!options.showPasswords) return { ...jobOutcome(job, items, hints, () => null), exitCode: 0 };
  if (!items.some(isSealed)) {
    const outcome = jobOutcome(job, items, hints, () => null);
    return { ...outcome, text: `${outcome.text}\n${noneStored(job, items, hints)}`, exitCode: 0 };
  }
  const opened = services.jobs.openAll(items, await services.opener());
  const exitCode = opened.unreadable > 0 ? exitCodes.keychain : exitCodes.allSucceeded;
  return { ...jobOutcome(job, opened.items, hints, opened.passwordOf), exitCode };
}

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
  await settleFirst(context, target, sealer);
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

/** Opens the PBX that a job ran on, unless another one is named. */
export async function openJobTarget(context: Context, job: Job, options: TargetOptions): Promise<Target> {
  if (options.pbx !== undefined || isOneOff(options)) return openTarget(context, options);
  const stored = job.pbxId === null ? null : context.services.store.pbxs.get(job.pbxId);
  if (!stored)
    throw new RekeyError('usage', {
      terminalSays: `${job.pbxName} isn’t set up on this computer. To add it: ${context.hints.command('pbx', 'add', '--name', job.pbxName, '--url', job.pbxUrl)}\nOr once, with its client ID: ${context.hints.again('--url', job.pbxUrl, '--client-id', 'ID', '--show-passwords')}`,
    });
  return openTarget(context, { ...options, pbx: stored.name });
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

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new RekeyError('usage', { terminalSays: `“${text.slice(0, 20)}” isn’t a job number.` });
  return Number(text);
}

/** @throws RekeyError `usage` where there is no such job */
export function jobOf({ store }: Services, id: string, hints: Hints): Job {
  const job = store.jobs.get(idOf(id));
  if (!job)
    throw new RekeyError('usage', {
      terminalSays: `There is no job ${id}. To list them: ${hints.command('jobs', 'list')}`,
    });
  return job;
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
    const leftOut = leftOutText(before, kinds);
    if (again.length === 0)
      throw new RekeyError('usage', {
        terminalSays: [
          `Job ${job.id} has no ${kinds.join(' or ')} devices to run again. ${leftOut}`.trimEnd(),
          ...otherKinds(before, kinds).map(
            ([kind, count]) =>
              `To retry the ${count} ${kind}: ${hints.onJob(job, 'jobs', 'retry', `${job.id}`, `--${kind}`)}`,
          ),
        ].join('\n'),
      });
    if (leftOut) io.err(leftOut);
    return again;
  };
  // With nothing to settle, it is known at once whether there is something to retry.
  const known = services.store.jobs.items(job.id).some(({ nextLook }) => nextLook !== null) ? null : select();
  const target = await openJobTarget(context, job, options);
  refuseOtherPbx(job, target);
  const sealer = await sealerFor(target, options.showPasswords ?? false);
  // Settling may show that a device already has a new password.
  await settleFirst(context, target, sealer);
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
function leftOutText(items: readonly Item[], kinds: readonly AgainKind[]): string {
  const { completed, deskPhones } = againOf(items, kinds);
  const perhaps = completed.filter(({ surelyReplaced }) => !surelyReplaced).length;
  const belongs =
    deskPhones.length === 1
      ? 'its web password belongs to its user'
      : 'their web passwords belong to their users';
  return [
    completed.length > 0 ? `Skipped: ${words.texts.words.completedLater(completed.length, perhaps)}.` : '',
    deskPhones.length > 0 ? `${counted(deskPhones.length, 'desk phone')} can’t be retried: ${belongs}.` : '',
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

/** Cancels the rest of a job that is not running. */
export async function cancelJob({ services, hints }: Context, id: string): Promise<Outcome> {
  const job = services.jobs.abandon(jobOf(services, id, hints).id);
  const counts = services.store.jobs.counts(job.id);
  return {
    exitCode: 0,
    json: { job: jobJson(job, hints), counts },
    text: `Job ${job.id} cancelled: ${counts.cancelled === 1 ? '1 device was' : `${counts.cancelled} devices were`} not run. Completed devices aren’t affected.`,
  };
}

/** Writes a job as CSV or JSON, to a new file or to standard output. */
export async function exportJob(
  { io, services, hints, json }: Context,
  id: string,
  {
    format,
    output,
    passwords,
    previousPasswords,
  }: {
    format: string;
    output?: string | undefined;
    passwords?: boolean | undefined;
    previousPasswords?: boolean | undefined;
  },
): Promise<Outcome> {
  if (passwords || previousPasswords) services.policy.throwIfNoExport();
  const toOutput = output === undefined || output === '-';
  if (json && toOutput)
    throw new RekeyError('usage', { terminalSays: 'With --json, name the file to write with --output.' });
  const job = jobOf(services, id, hints);
  const items = services.store.jobs.items(job.id);
  if (passwords && !items.some(isSealed))
    throw new RekeyError('usage', { terminalSays: noneStored(job, items, hints) });
  const hasPrevious = items.some(({ id }) => services.store.jobs.sealedBefore(id) !== null);
  const opened =
    passwords || (previousPasswords && hasPrevious)
      ? services.jobs.openAll(items, await services.opener())
      : null;
  const previous = (previousPasswords && opened?.countPrevious()) || null;
  // A file full of blanks would look as if it had the passwords.
  if ((passwords && opened?.readable === 0) || (previous?.readable === 0 && previous.unreadable > 0))
    throw new RekeyError('keychain-entry-missing', { reason: 'data-key' });
  const unreadable = ((passwords && opened?.unreadable) || 0) + (previous?.unreadable ?? 0);
  const exitCode = unreadable > 0 ? exitCodes.keychain : exitCodes.allSucceeded;
  if (unreadable > 0) io.err(words.texts.jobs.export.unreadable(unreadable));
  const csv = format === 'csv';
  const all = opened?.items ?? items;
  const passwordOf = (passwords && opened?.passwordOf) || null;
  const previousOf = previousPasswords ? (opened?.previousOf ?? (() => null)) : null;
  const text = csv
    ? toCsv(job, all, passwordOf, words, ',', previousOf)
    : toJson(job, all, passwordOf, words, previousOf);
  const risks = csv && passwords && opened ? spreadsheetRisks(items, opened.passwordOf) : [];
  if (risks.length > 0) io.err(risksText(risks));
  if (toOutput) return { exitCode, json: {}, text, exact: true };
  await writePrivateFile(output, csv ? `${byteOrderMark}${text}` : text, { replace: false });
  const what = passwords || previousPasswords ? 'with the passwords in plain text' : 'without passwords';
  return {
    exitCode,
    json: { path: output, unreadable },
    text: `Wrote job ${job.id} to ${output}, ${what}.`,
  };
}

const maxNamed = 5;

/** Warns that a spreadsheet may display some passwords differently; the file itself has them exactly. */
function risksText(items: readonly Item[]): string {
  const named = items.slice(0, maxNamed).map(({ mac, device }) => nameOf(mac, device));
  const more = items.length > named.length ? [`${items.length - named.length} more`] : [];
  const which = words.format.list([...named, ...more]);
  const what = items.length === 1 ? '1 password' : `${items.length} passwords`;
  return `A spreadsheet may take ${what} for a formula, a number or a date and change what it shows: ${which}. Import the password column as text.`;
}
