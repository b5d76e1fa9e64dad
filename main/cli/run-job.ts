import { describeError } from '../../common/error-text.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item, Job } from '../../common/model.ts';
import type { JobEvent, RunOptions } from '../jobs/index.ts';
import type { Sealer } from '../store/seal.ts';
import type { Context, Outcome } from './context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { itemJson, itemLine, jobJson, passwordText, problemText } from './present.ts';

/** Runs a job, telling its progress on the way, and makes the report of how it ended. */
export async function runAndReport(
  { io, services }: Context,
  run: (options: Pick<RunOptions, 'signal' | 'onEvent'>) => Promise<Job>,
  options: { sealer: Sealer | null; showPasswords: boolean },
): Promise<Outcome> {
  const passwords = new Map<number, string>();
  const onEvent = (event: JobEvent): void => {
    if (event.type === 'password') passwords.set(event.item.id, event.password);
    else if (event.type === 'item') io.err(itemLine(event.item));
    else if (event.type === 'waiting') {
      const seconds = Math.max(1, Math.round((event.until - Date.now()) / 1000));
      io.err(`${describeError(event.problem).title}; again in ${seconds} s`);
    }
  };
  const job = await run({ signal: io.signal, onEvent });
  services.jobs.enforceRetention();
  const shown = (item: Item): string | null =>
    options.showPasswords ? (passwords.get(item.id) ?? null) : null;
  return jobOutcome(job, services.store.jobs.items(job.id), shown);
}

/** A job and its items as a command shows them. */
export function jobOutcome(job: Job, items: Item[], passwordOf: (item: Item) => string | null): Outcome {
  return {
    exitCode: exitCodeOfJob(job, items),
    json: { job: jobJson(job), items: items.map((item) => itemJson(item, passwordOf(item))) },
    text: [
      ...items.map((item) => itemText(item, passwordOf(item))),
      ...(job.pauseProblem
        ? [`Job ${job.id} paused. ${problemText(job.pauseProblem)}`, `Then go on: jobs resume ${job.id}`]
        : []),
      summary(job, items),
      ...advice(job, items, passwordOf),
    ].join('\n'),
  };
}

function exitCodeOfJob(job: Job, items: Item[]): ExitCode {
  if (job.pauseProblem) return exitCodeOf(job.pauseProblem.code);
  return items.every((item) => item.state === 'succeeded') ? exitCodes.allSucceeded : exitCodes.someDidNot;
}

function itemText(item: Item, password: string | null): string {
  const lines = [itemLine(item)];
  if (password !== null) {
    const label =
      item.state === 'uncertain' || item.credentialsSource === 'read-back'
        ? 'Password read back'
        : 'New password';
    lines.push(`    ${label}: ${passwordText(password)}`);
  }
  if (item.replacedAt)
    lines.push(`    Replaced by a later run on ${item.replacedAt.slice(0, 16).replace('T', ' ')} UTC.`);
  if (item.problem && item.state !== 'cancelled') {
    const { happened, next } = describeError(item.problem);
    lines.push(`    ${happened}`, `    ${next}`);
  }
  return lines.join('\n');
}

function summary(job: Job, items: Item[]): string {
  const count = (state: Item['state']): number => items.filter((item) => item.state === state).length;
  const rest = (['failed', 'uncertain', 'cancelled', 'queued'] as const)
    .map((state) => [count(state), state === 'queued' ? 'not run' : state] as const)
    .filter(([n]) => n > 0)
    .map(([n, word]) => `, ${n} ${word}`)
    .join('');
  return `Job ${job.id} on ${job.pbxName} ${job.state}: ${count('succeeded')} of ${items.length} got a new password${rest}.`;
}

function advice(job: Job, items: Item[], passwordOf: (item: Item) => string | null): string[] {
  const fresh = items.filter((item) => item.state === 'succeeded');
  if (fresh.length === 0) return [];
  const hidden = fresh.filter((item) => item.credentialsKept && passwordOf(item) === null);
  const untold = fresh.filter((item) => item.credentialsSource === null);
  return [
    'A device probably takes its new password when it next fetches its provisioning; until then try the old one.',
    ...(hidden.length > 0
      ? [`The passwords are kept sealed. See them: jobs show ${job.id} --show-passwords`]
      : []),
    ...untold.map(
      (item) => `Read what ${formatMac(item.mac)} has now: password ${formatMac(item.mac)} --show-passwords`,
    ),
  ];
}
