import { macsOf } from '../../common/desk-phones.ts';
import { describeError } from '../../common/error-text.ts';
import { countFetched, rejectedTargets, unfetchedTargets } from '../../common/fetching.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item, Job, Problem } from '../../common/model.ts';
import { nextStep } from '../../common/next-step.ts';
import { toProblem } from '../../common/problem.ts';
import type { JobEvent, RunOptions } from '../jobs/index.ts';
import type { Sealer } from '../store/seal.ts';
import { XapiError } from '../xapi/index.ts';
import type { Context, Outcome, Target } from './context.ts';
import { deskPhonesText } from './desk-phones.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Hints } from './hints.ts';
import { isLeftOut, jobAdvice } from './left-out.ts';
import {
  checksLater,
  inSentence,
  itemJson,
  itemLine,
  itemName,
  jobJson,
  passwordText,
  problemJson,
  problemText,
  replacedText,
} from './present.ts';
import { createProgressBar, type ProgressBar } from './progress.ts';
import { timeText, words } from './words.ts';

/**
 * Runs a job, showing its progress, and returns the report on how it ended. A password that cannot be stored is shown
 * as soon as it is known: whatever happens to this run later, it must not be lost.
 */
export async function runAndReport(
  context: Context,
  run: (options: Pick<RunOptions, 'signal' | 'onEvent'>) => Promise<Job>,
  options: { sealer: Sealer | null; showPasswords: boolean },
): Promise<Outcome> {
  const { io, services, hints, json } = context;
  const { jobs } = services.store;
  const passwords = new Map<number, string>();
  let started: Job | null = null;
  let bar: ProgressBar | null = null;
  let several = false;
  const atOnce = options.sealer === null ? (json ? io.err : (line: string) => io.out(`${line}\n`)) : null;

  const onEvent = (event: JobEvent): void => {
    if (event.type === 'started') {
      started = event.job;
      const items = jobs.items(event.job.id);
      several = items.length > 1;
      bar = createProgressBar(io.status, items);
    } else if (event.type === 'item') {
      // A password read in the meantime is not a new one if nothing was carried out.
      if (event.item.credentialsSource === null) passwords.delete(event.item.id);
      if (bar) bar.item(event.item);
      else if (several && event.item.state !== 'running') io.err(itemLine(event.item, true));
    } else if (event.type === 'waiting') {
      const seconds = Math.max(1, Math.round((event.until - Date.now()) / 1000));
      io.err(`${describeError(event.problem, words.texts).brief}; retrying in ${seconds} s`);
    } else {
      passwords.set(event.item.id, event.password);
      atOnce?.(`${itemName(event.item)}  ${passwordLabel(event.item)}: ${passwordText(event.password)}`);
    }
  };
  const report = (found: Job, as = (job: Job, items: Item[]) => ({ job, items })): Outcome => {
    const { job, items } = as(found, jobs.items(found.id));
    // Passwords already shown as text are not shown a second time.
    const show = options.showPasswords && (json || atOnce === null);
    const told = new Set(atOnce && !json ? passwords.keys() : []);
    return jobOutcome(
      job,
      items,
      hints,
      (item) => (show ? (passwords.get(item.id) ?? null) : null),
      (item) => item.state === 'succeeded' && told.has(item.id),
    );
  };

  try {
    const job = await run({ signal: io.signal, onEvent });
    (bar as ProgressBar | null)?.end();
    services.jobs.enforceRetention();
    return report(job);
  } catch (thrown) {
    (bar as ProgressBar | null)?.end();
    const job = started && jobs.get((started as Job).id);
    if (!job) throw thrown;
    const problem = toProblem(services.explain(thrown));
    const outcome = report(job, brokenOff);
    return {
      exitCode: exitCodeOf(problem.code),
      json: { error: problemJson(problem, hints), ...outcome.json },
      text: `${outcome.text}\n${problemText(problem, hints)}`,
    };
  }
}

/**
 * Settles what earlier runs on a PBX have left open, as the app does while it runs. A PBX that cannot be read is
 * reported by the next step.
 */
export async function settleFirst(
  { io, services }: Context,
  { pbx, xapi, pace }: Target,
  sealer: Sealer | null,
): Promise<void> {
  if (sealer === null) return;
  const settled = (jobId: number, item: Item): void => io.err(`Job ${jobId}: ${itemLine(item)}`);
  try {
    await services.jobs.settleDue(pbx.url, { xapi, pace, sealer, signal: io.signal, settled });
  } catch (error) {
    if (!(error instanceof XapiError)) throw error;
  }
}

/** An interrupted run, as the next start will find it, even if a full disk prevented recording that. */
function brokenOff(job: Job, items: Item[]): { job: Job; items: Item[] } {
  if (job.state !== 'running') return { job, items };
  const problem: Problem = { code: 'outcome-uncertain', facts: { reason: 'not-read-back' } };
  return {
    job: { ...job, state: 'interrupted' },
    items: items.map((item) => (item.state === 'running' ? { ...item, state: 'uncertain', problem } : item)),
  };
}

/** A job and its items as a command shows them. @param told whether it was shown as text before, with its password */
export function jobOutcome(
  job: Job,
  items: Item[],
  hints: Hints,
  passwordOf: (item: Item) => string | null,
  told: (item: Item) => boolean = () => false,
  previousOf: ((item: Item) => string | null) | null = null,
): Outcome {
  return {
    exitCode: exitCodeOfJob(job, items),
    json: {
      job: jobJson(job, hints),
      items: items.map((item) => itemJson(item, hints, passwordOf(item), previousOf?.(item))),
    },
    text: [
      ...items
        .filter((item) => !told(item))
        .map((item) => itemText(item, job, passwordOf(item), previousOf?.(item) ?? null)),
      ...(job.pauseProblem && !job.waiting
        ? [`Job ${job.id} paused. ${problemText(job.pauseProblem, hints)}`]
        : []),
      ...(job.waiting ? [waitingText(job, job.waiting, hints)] : []),
      ...(resumable.includes(job.state)
        ? [
            `To resume it: ${resumeCommand(job, hints)}`,
            `To cancel the rest: ${hints.command('jobs', 'cancel', `${job.id}`)}`,
          ]
        : []),
      summary(job, items),
      ...(job.state === 'running' ? [] : jobAdvice(job, items, hints)),
      ...advice(job, items, hints, passwordOf),
    ].join('\n'),
  };
}

function waitingText(job: Job, { since, until }: NonNullable<Job['waiting']>, hints: Hints): string {
  const { id, pbxName, pauseProblem } = job;
  const reason = pauseProblem ? ` Last attempt: ${inSentence(pauseProblem, 'brief')}.` : '';
  return [
    `Job ${id} has been waiting since ${timeText(since)}, until ${timeText(until)} at the latest. When ${pbxName} answers, the app runs it, or asks if anything has changed.${reason}`,
    `To run it now: ${resumeCommand(job, hints)}`,
    `To cancel it: ${hints.command('jobs', 'cancel', `${id}`)}`,
  ].join('\n');
}

function resumeCommand(job: Job, hints: Hints): string {
  const resume = ['jobs', 'resume', `${job.id}`];
  return job.pbxId === null ? hints.onJob(job, ...resume, '--show-passwords') : hints.command(...resume);
}

const resumable: readonly Job['state'][] = ['planned', 'paused', 'interrupted'];

function exitCodeOfJob(job: Job, items: Item[]): ExitCode {
  if (job.pauseProblem && !job.waiting) return exitCodeOf(job.pauseProblem.code);
  const all = items.every(
    ({ state, surelyReplaced }) => state === 'succeeded' || (state === 'skipped' && surelyReplaced),
  );
  return all ? exitCodes.allSucceeded : exitCodes.someDidNot;
}

function itemText(item: Item, job: Job, password: string | null, previous: string | null): string {
  const running = job.state === 'running';
  const lines = [itemLine(item, running)];
  const checks = running ? words.texts.words.checksAgain : checksLater;
  if (password !== null) lines.push(`    ${passwordLabel(item)}: ${passwordText(password)}`);
  if (previous !== null)
    lines.push(
      `    Previous password (works until the device has applied the new one): ${passwordText(previous)}`,
    );
  if (item.credentialsLost) lines.push(`    ${unreadableText}`);
  lines.push(...fetchLines(item).map((line) => `    ${line}`));
  if (item.replacedAt) {
    const what = replacedText(item);
    lines.push(`    ${what.charAt(0).toUpperCase() + what.slice(1)}.`);
  }
  if (item.problem && item.state !== 'cancelled' && !isLeftOut(item)) {
    const described = describeError(item.problem, words.texts);
    const next = nextStep(item, described, checks);
    lines.push(`    ${described.happened}`, ...(next ? [`    ${next}`] : []));
  }
  if (item.nextReadback && item.state !== 'uncertain') lines.push(`    ${checks}`);
  return lines.join('\n');
}

/** What is known of an item's devices fetching its password; nothing where they are only awaited. */
export function fetchLines(item: Item): string[] {
  const { fetch, surelyReplaced } = item;
  if (!fetch || surelyReplaced) return [];
  const { request, state } = words.texts.fetching;
  const made = fetch.devices.flatMap((device) =>
    device.request ? [{ mac: device.mac, text: `${request[device.request.state]}.` }] : [],
  );
  const isOnly = macsOf(item).length === 1;
  const asked = isOnly
    ? made.map(({ text }) => text)
    : made.map(({ mac, text }) => `${formatMac(mac)}: ${text}`);
  return fetch.state === 'awaited' && asked.length === 0 ? [] : [...asked, `${state(fetch, item.state)}.`];
}

/** For a stored password that no key decrypts. */
const unreadableText = `${describeError({ code: 'keychain-entry-missing', facts: { reason: 'data-key' } }, words.texts).title}.`;

function passwordLabel({ credentialsSource, replacedAt, state, surelyReplaced }: Item): string {
  if (replacedAt !== null) return surelyReplaced ? 'Replaced password' : 'Possibly replaced password';
  // A device that succeeded has a new one, also where the PBX’s answer had none.
  if (state === 'succeeded' || credentialsSource !== 'read-back') return 'New password';
  return 'Password read back (may be the old or the new one)';
}

function summary(job: Job, items: Item[]): string {
  const count = (state: Item['state']): number => items.filter((item) => item.state === state).length;
  const rest = (['failed', 'uncertain', 'skipped', 'cancelled', 'running', 'queued'] as const)
    .map((state) => [count(state), state === 'queued' ? 'not run' : state] as const)
    .filter(([n]) => n > 0)
    .map(([n, word]) => `, ${n} ${word}`)
    .join('');
  return `Job ${job.id} on ${job.pbxName} ${job.state}: ${count('succeeded')} of ${items.length} got a new password${rest}.`;
}

function advice(job: Job, items: Item[], hints: Hints, passwordOf: (item: Item) => string | null): string[] {
  const fresh = items.filter((item) => item.state === 'succeeded' && !item.surelyReplaced);
  if (fresh.length === 0) return [];
  const { generated, total } = countFetched(fresh);
  const hidden = fresh.filter((item) => item.credentialsKept && passwordOf(item) === null);
  const unknown = fresh.filter((item) => item.credentialsSource === null || item.credentialsLost);
  const rejected = rejectedTargets(fresh);
  // Neither what is awaited after a request, nor what the PBX rejects.
  const askable = unfetchedTargets(fresh).filter(
    ({ itemId, mac }) => !rejected.some((each) => each.itemId === itemId && each.mac === mac),
  ).length;
  const fetchNow = `To have ${askable === 1 ? 'it' : 'them'} fetch now: ${hints.onJob(job, 'fetch', '--job', `${job.id}`)}`;
  return [
    generated < total
      ? `A device applies its new password once it has fetched its configuration. Until then, use the old one.${askable > 0 ? ` ${fetchNow}` : ''}`
      : words.texts.fetching.summary(generated, total),
    ...(rejected.length > 0 ? [words.texts.fetching.restart(rejected.length)] : []),
    ...(fresh.some((item) => deskPhonesText(item) !== null)
      ? ['Until a desk phone has applied its new configuration, controlling it from the apps may fail.']
      : []),
    ...(hidden.length > 0
      ? [
          `The passwords are stored encrypted. To show them: ${hints.command('jobs', 'show', `${job.id}`, '--show-passwords')}`,
        ]
      : []),
    ...unknown.map(
      (item) => `To read the current password of ${formatMac(item.mac)}: ${readCommand(job, item, hints)}`,
    ),
  ];
}

/** The command that reads a device's current password, on the job's PBX. */
export function readCommand(job: Job, item: Item, hints: Hints): string {
  const more = deskPhonesText(item) === null ? [] : ['--desk-phones'];
  return hints.onJob(job, 'password', formatMac(item.mac), ...more, '--show-passwords');
}
