import { devicesAndUsers } from '../../../common/desk-phones.ts';
import { RekeyError } from '../../../common/errors.ts';
import { tidy } from '../../../common/text.ts';
import { readWholeNumber } from '../../../common/whole-number.ts';
import type { Context, Outcome } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Hints } from '../hints.ts';
import { jobOutcome } from '../job-report.ts';
import { itemJson, jobJson } from '../json.ts';
import { isSealed, jobOf, jobToRead, noneStored } from '../one-job.ts';
import { itemLine, replacedText, table } from '../text.ts';
import { timeText, words } from '../words.ts';

const listedUnlessAsked = 200;
const foundUnlessAsked = 50;
const maxShown = 1_000_000;

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

/** One job with its devices. */
export async function showJob(
  context: Context,
  id: string,
  options: { showPasswords?: boolean | undefined; showPrevious?: boolean | undefined },
): Promise<Outcome> {
  const { io, services, hints } = context;
  const job = jobToRead(context, id);
  const items = services.store.jobs.items(job.id);
  const { jobs } = services.store;
  if (options.showPrevious && items.some(({ id }) => jobs.sealedBefore(id) !== null)) {
    const opened = services.jobs.openAll(items, await services.opener());
    const passwordOf = options.showPasswords ? opened.passwordOf : undefined;
    const unreadable = opened.countPrevious().unreadable + (options.showPasswords ? opened.unreadable : 0);
    if (unreadable > 0) io.err(words.texts.jobs.export.unreadable(unreadable));
    const exitCode = unreadable > 0 ? exitCodes.keychain : exitCodes.allSucceeded;
    return {
      ...jobOutcome(job, opened.items, hints, { passwordOf, previousOf: opened.previousOf }),
      exitCode,
    };
  }
  if (!options.showPasswords) return { ...jobOutcome(job, items, hints), exitCode: 0 };
  if (!items.some(isSealed)) {
    const outcome = jobOutcome(job, items, hints);
    return { ...outcome, text: `${outcome.text}\n${noneStored(job, items, hints)}`, exitCode: 0 };
  }
  const opened = services.jobs.openAll(items, await services.opener());
  const exitCode = opened.unreadable > 0 ? exitCodes.keychain : exitCodes.allSucceeded;
  return { ...jobOutcome(job, opened.items, hints, { passwordOf: opened.passwordOf }), exitCode };
}

/** Cancels the rest of a job that is not running. */
export async function cancelJob({ services, hints }: Context, id: string): Promise<Outcome> {
  const job = services.jobs.abandon(jobOf(services, id, hints).id);
  const { total } = words.texts.deskPhones;
  const counts = services.store.jobs.counts(job.id);
  const cancelled = services.store.jobs.items(job.id).filter(({ state }) => state === 'cancelled');
  const { devices, users } = devicesAndUsers(cancelled);
  return {
    exitCode: 0,
    json: { job: jobJson(job, hints), counts },
    text: `Job ${job.id} cancelled: ${total(devices, users) || '0 devices'} ${counts.cancelled === 1 ? 'was' : 'were'} not run. ${users > 0 ? 'Completed ones' : 'Completed devices'} aren’t affected.`,
  };
}
