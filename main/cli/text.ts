import { agoText } from '../../common/age.ts';
import { linesText, nameOf } from '../../common/device-text.ts';
import { describeError } from '../../common/error-text.ts';
import { formatMac } from '../../common/mac.ts';
import { makeOf } from '../../common/make.ts';
import type { Device, DeviceList, Item, Match, Problem } from '../../common/model.ts';
import { whyUnwritable } from '../../common/texts/en/errors/file.ts';
import { isUnread } from '../../common/unread.ts';
import { escapeCharacter, hasUnseen, visibleText } from '../../common/visible.ts';
import { deskPhonesText } from './desk-phones.ts';
import type { Hints } from './hints.ts';
import { clockText, counted, timeText, words } from './words.ts';

/**
 * An error as text: its title, and indented below it what happened, what to do and a command to paste. A usage error
 * has no title; a declined question is one line.
 */
export function problemText(problem: Problem, hints: Hints): string {
  const { title, happened, next } = describeError(problem, words.texts);
  const hint = hints.forProblem(problem.code, problem.facts);
  const { choices, reason } = problem.facts;
  if (problem.code === 'cancelled' && reason === 'not-confirmed') return `${title}. Nothing was changed.`;
  if (problem.code === 'usage') {
    // What to do about a reason continues its sentence; without one, only choices are worth a line.
    const lines = reason ? [`${happened} ${next}`] : [happened, choices?.length ? next : ''];
    return [...lines, hint ?? ''].filter((line) => line !== '').join('\n');
  }
  return [`${title}.`, `  ${happened}`, `  ${next}`, hint ? `  ${hint}` : '']
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** A failure of standard output: nothing was saved, so no other name or folder would help. */
export function unwrittenText(problem: Problem): string {
  return `Standard output can’t be written: ${whyUnwritable(problem.facts)}. Not everything was printed.`;
}

/** Nothing is sent until then, and why. */
export function retryingText(until: number, problem: Problem): string {
  const seconds = Math.max(1, Math.round((until - Date.now()) / 1000));
  const next = problem.code === 'outcome-uncertain' ? 'checking the PBX again' : 'retrying';
  return `${describeError(problem, words.texts).brief}; ${next} in ${seconds} s`;
}

/** When outcomes are checked again after the job has stopped; by then this command has ended. */
export const checksLater =
  'Rekey checks the PBX again: the app while it runs, the terminal at its next regenerate, jobs resume or jobs retry on this PBX.';

const marks: Record<Item['state'], string> = {
  queued: '·',
  running: '…',
  succeeded: '✓',
  failed: '✗',
  uncertain: '?',
  cancelled: '–',
  skipped: '»',
};

/**
 * One line for an item: mark, MAC, device, and outcome.
 *
 * @param running whether its job is running, so that a queued item will be retried automatically
 */
export function itemLine(item: Item, running = false): string {
  return `${marks[item.state]} ${itemLabel(item)}  ${outcomeText(item, running)}`;
}

/** The MACs of an item, and its device. */
export function itemLabel(item: Item): string {
  const { mac, macs, device } = item;
  const phones = deskPhonesText(item);
  if (phones !== null) return `${macs.map(formatMac).join(', ')}  ${phones}`;
  return device ? `${formatMac(mac)}  ${nameOf(mac, device)}` : formatMac(mac);
}

function outcomeText(item: Item, running: boolean): string {
  const { state, attempts, problem, notBefore, credentialsSource } = item;
  const brief = problem ? problemInSentence(problem, 'brief') : '';
  switch (state) {
    case 'queued':
      if (!notBefore) return 'not run';
      return running ? `${brief}; retrying at ${clockText(notBefore)}` : `${brief}; not run`;
    case 'running':
      return attempts > 1 ? `attempt ${attempts}` : 'running';
    case 'succeeded':
      return [
        credentialsSource ? 'new password' : 'new password, but the PBX didn’t return it',
        ...outcomeNotes(item, running),
      ].join('; ');
    case 'failed':
      return [problem ? failureText(problem) : 'failed', ...outcomeNotes(item, running)].join('; ');
    case 'uncertain':
      if (problem?.code === 'password-unchanged')
        return [`uncertain; ${brief}`, ...outcomeNotes(item, running)].join('; ');
      if (isUnread(item)) return 'uncertain; password not read back yet';
      if (item.nextReadback) return ['uncertain', ...outcomeNotes(item, running)].join('; ');
      return credentialsSource
        ? 'uncertain; password read back'
        : 'uncertain; password couldn’t be read back';
    case 'cancelled':
      return 'cancelled';
    case 'skipped':
      return 'skipped';
  }
}

/** Notes on an outcome that was not simply the PBX's answer. */
function outcomeNotes(
  { state, knownBy, nextReadback, revisedAt, replacedAt }: Item,
  running: boolean,
): string[] {
  if (replacedAt !== null) return [];
  return [
    state === 'succeeded' && knownBy === 'settled' && revisedAt === null
      ? 'no clear answer, but the password on the PBX has changed'
      : '',
    revisedAt === null ? '' : `updated ${timeText(revisedAt)}: the PBX had a different password`,
    checkText(nextReadback, running),
  ].filter((text) => text !== '');
}

/** A running job checks by itself. Afterwards no time is promised: Rekey may not be running then. */
function checkText(nextReadback: Item['nextReadback'], running: boolean): string {
  if (nextReadback === null) return '';
  return running ? `next check at ${words.format.clock(nextReadback.at)}` : 'to be checked again';
}

/** Why an item failed or is left out, inside a sentence; names the PBX that lists the device, if another one does. */
export function failureText(problem: Problem): string {
  const title = problemInSentence(problem, 'title');
  const { pbx } = problem.facts;
  return problem.code === 'device-not-found' && pbx ? `${title}, but on ${pbx}` : title;
}

/** What a later job did to an item's device; empty if none did anything. */
export function replacedText({ state, replacedAt, surelyReplaced }: Item): string {
  if (replacedAt === null) return '';
  const what = state === 'succeeded' || state === 'uncertain' ? 'replaced' : 'completed';
  return `${surelyReplaced ? '' : 'possibly '}${what} by a later job (${timeText(replacedAt)})`;
}

/** The text of a problem inside a sentence. */
export function problemInSentence(problem: Problem, part: 'title' | 'brief'): string {
  return lowerFirst(describeError(problem, words.texts)[part], problem.facts.pbx);
}

/**
 * Lower-cases the first letter of a title for use inside a sentence, unless it begins with an acronym (“PBX …”),
 * “Rekey” or the given name.
 */
export function lowerFirst(title: string, name?: string): string {
  const isName = ['Rekey', name].some((each) => each !== undefined && title.startsWith(each));
  return !isName && /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/**
 * A password for a terminal: unchanged, unless characters would be invisible or it could be mistaken for a quoted
 * one; then as a JSON string.
 */
export function passwordText(password: string): string {
  if (!hasUnseen(password) && !/^".*"$/s.test(password)) return password;
  return visibleText(JSON.stringify(password)).replace(/(?! )[\p{DI}\p{Zs}]/gu, escapeCharacter);
}

/** Formats rows as columns, each as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A row of the device table: MAC, kind, make, name, and the user or the lines. */
export function deviceRow(device: Device): string[] {
  return [
    formatMac(device.mac),
    device.kind === 'fxs' ? 'gateway/DECT' : 'desk phone',
    makeOf(device),
    device.name ?? '',
    device.owner ?? linesText(device, words.texts),
  ];
}

/** What the device list's gaps mean for these items; empty if they mean nothing. */
export function listNotes(
  list: DeviceList | null,
  pbxName: string,
  items: readonly { match: Match }[],
): string[] {
  if (list === null)
    return [
      'This API client isn’t allowed to read the device list, so Rekey can’t identify devices by name.',
    ];
  const tried = items.filter(({ match }) => match === 'unknown').length;
  return [
    ...(!list.complete && tried > 0
      ? [
          `The device list of ${pbxName} may be incomplete. Rekey also tries ${counted(tried, 'device')} not in it.`,
        ]
      : []),
    ...(!list.deskPhonesRead && items.some(({ match }) => match === 'not-listed' || match === 'unknown')
      ? [`The desk phones of ${pbxName} couldn’t be read. A device that isn’t in the device list may be one.`]
      : []),
  ];
}

/** How long ago something was, as text. @param instant ISO 8601 */
export function ageText(instant: string, now = Date.now()): string {
  return agoText(instant, now, words.texts);
}
