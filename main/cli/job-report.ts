import { macsOf } from '../../common/desk-phones.ts';
import { describeError } from '../../common/error-text.ts';
import {
  countFetched,
  type FetchTarget,
  hasFetched,
  isFetchUnderWay,
  rejectedTargets,
  targetsOf,
  unfetchedTargets,
} from '../../common/fetching.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item, Job } from '../../common/model.ts';
import { nextStep } from '../../common/next-step.ts';
import type { Outcome } from './context.ts';
import { deskPhonesText } from './desk-phones.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Hints } from './hints.ts';
import { itemJson, jobJson } from './json.ts';
import { isLeftOut, jobAdvice } from './left-out.ts';
import { checksLater, itemLine, passwordText, problemInSentence, problemText, replacedText } from './text.ts';
import { timeText, words } from './words.ts';

/** What of a job's items is shown; nothing of these by default. */
interface Shown {
  /** An item's password; null hides it. */
  passwordOf?: ((item: Item) => string | null) | undefined;
  /** The password that its device had before; null hides it. */
  previousOf?: (item: Item) => string | null;
  /** Whether an item was printed before, with its password: its text is then left out. */
  alreadyPrinted?: (item: Item) => boolean;
}

/** The outcome of a command that shows a job and its items. */
export function jobOutcome(
  job: Job,
  items: Item[],
  hints: Hints,
  { passwordOf = () => null, previousOf = () => null, alreadyPrinted = () => false }: Shown = {},
): Outcome {
  return {
    exitCode: exitCodeOfJob(job, items),
    json: {
      job: jobJson(job, hints),
      items: items.map((item) => itemJson(item, hints, passwordOf(item), previousOf(item))),
    },
    text: [
      ...items
        .filter((item) => !alreadyPrinted(item))
        .map((item) => itemText(item, job, passwordOf(item), previousOf(item))),
      ...stateLines(job, items, hints),
      ...passwordAdvice(job, items, hints, passwordOf),
    ].join('\n'),
  };
}

/** Devices with a line of their own. */
const maxNamed = 10;

/** How a job ended, for when standard output does not take its results: other commands read the passwords. */
export function textUnlessWritten(job: Job, items: Item[], hints: Hints): string {
  const unstored = items.filter(
    ({ state, credentialsSource, credentialsKept, credentialsLost }) =>
      state === 'succeeded' && credentialsSource !== null && !credentialsKept && !credentialsLost,
  );
  return [
    ...stateLines(job, items, hints),
    ...passwordAdvice(job, items, hints, () => null),
    ...(unstored.length > maxNamed
      ? [
          `To read the current password of one of the ${unstored.length} devices: ${hints.onJob(job, 'password', 'MAC', '--show-passwords')}`,
        ]
      : unstored.map((item) => readLine(job, item, hints))),
  ].join('\n');
}

function stateLines(job: Job, items: Item[], hints: Hints): string[] {
  return [
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
  ];
}

function waitingText(job: Job, { since, until }: NonNullable<Job['waiting']>, hints: Hints): string {
  const { id, pbxName, pauseProblem } = job;
  const reason = pauseProblem ? ` Last attempt: ${problemInSentence(pauseProblem, 'brief')}.` : '';
  return [
    `Job ${id} has been waiting since ${timeText(since)} and will wait until ${timeText(until)} at the latest. When ${pbxName} answers, the app runs it, or asks if anything has changed.${reason}`,
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

/**
 * What is known about an item's devices fetching their configuration; empty while nothing but waiting has happened.
 */
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

/** What an item's password is called: an unclear outcome or a later job may leave open whether it is the new one. */
export function passwordLabel({ credentialsSource, replacedAt, state, surelyReplaced }: Item): string {
  if (replacedAt !== null) return surelyReplaced ? 'Replaced password' : 'Possibly replaced password';
  // A device that succeeded has a new password even if the PBX's answer did not contain it.
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

/** What to do now that devices have new passwords, one hint per line. */
function passwordAdvice(
  job: Job,
  items: Item[],
  hints: Hints,
  passwordOf: (item: Item) => string | null,
): string[] {
  const fresh = items.filter((item) => item.state === 'succeeded' && !item.surelyReplaced);
  if (fresh.length === 0) return [];
  const { generated, total } = countFetched(fresh);
  const hidden = fresh.filter((item) => item.credentialsKept && passwordOf(item) === null);
  const unknown = fresh.filter((item) => item.credentialsSource === null || item.credentialsLost);
  const rejected = rejectedTargets(fresh);
  // Not yet asked, or worth asking again; the PBX rejects requests for the others.
  const askable = unfetchedTargets(fresh).filter(
    ({ itemId, mac }) => !rejected.some((each) => each.itemId === itemId && each.mac === mac),
  ).length;
  const awaited = fresh.flatMap((item) =>
    targetsOf([item]).filter(({ mac }) => isFetchUnderWay(item, mac) && !hasFetched(item, mac)),
  );
  const fetchNow = `To have ${askable === 1 ? 'it' : 'them'} fetch now: ${hints.onJob(job, 'fetch', '--job', `${job.id}`)}`;
  return [
    generated < total
      ? `A device applies its new password once it has fetched its configuration. Until then, use the old one.${askable > 0 ? ` ${fetchNow}` : awaited.length > 0 ? ` ${waitHint(hints, job, awaited)}` : ''}`
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
    ...unknown.map((item) => readLine(job, item, hints)),
  ];
}

function readLine(job: Job, item: Item, hints: Hints): string {
  return `To read the current password of ${formatMac(item.mac)}: ${readCommand(job, item, hints)}`;
}

/**
 * The command that waits for devices that were asked to fetch, and asks none of them again.
 *
 * @param job null if they were given by MAC
 */
export function waitHint(hints: Hints, job: Job | null, awaited: readonly FetchTarget[]): string {
  const macs = awaited.map(({ mac }) => formatMac(mac));
  const wait = job
    ? hints.onJob(job, 'fetch', '--job', `${job.id}`, '--wait')
    : hints.onTarget('fetch', ...macs, '--wait');
  return `To see whether ${awaited.length === 1 ? 'it has' : 'they have'} fetched: ${wait}`;
}

/** The command that reads a device's current password, on the job's PBX. */
export function readCommand(job: Job, item: Item, hints: Hints): string {
  const more = deskPhonesText(item) === null ? [] : ['--desk-phones'];
  return hints.onJob(job, 'password', formatMac(item.mac), ...more, '--show-passwords');
}
