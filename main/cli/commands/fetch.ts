import { setTimeout as delay } from 'node:timers/promises';
import { deskPhoneUser, macsOf } from '../../../common/desk-phones.ts';
import { nameOf } from '../../../common/device-text.ts';
import { describeError } from '../../../common/error-text.ts';
import { RekeyError } from '../../../common/errors.ts';
import {
  canFetch,
  type FetchTarget,
  fetchEveryMs,
  fetchGroups,
  hasFetched,
  isFetchUnderWay,
  rejectedTargets,
  targetsOf,
} from '../../../common/fetching.ts';
import { formatMac, type Mac } from '../../../common/mac.ts';
import type { FetchState, Item, Job, Problem } from '../../../common/model.ts';
import { awaitEvents } from '../../jobs/fetching/await-events.ts';
import type { FetchEvent, FetchRun } from '../../jobs/fetching/index.ts';
import { type Context, type Outcome, openTarget, type Target, type TargetOptions } from '../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { readInputs, refusalError } from '../inputs.ts';
import { fetchLines, waitHint } from '../job-report.ts';
import { itemJson, problemJson } from '../json.ts';
import { jobOf, openJobTarget } from '../one-job.ts';
import { itemLabel, problemText } from '../text.ts';
import { counted, words } from '../words.ts';

export interface FetchCommandOptions extends TargetOptions {
  job?: string | undefined;
  yes?: boolean | undefined;
  wait?: boolean | undefined;
}

/** The devices to ask, and to wait for. */
interface FetchPlan {
  target: Target;
  /** The job they were chosen by; null if they were given by MAC. */
  job: Job | null;
  items: Item[];
  /** Devices of the items, to be asked. */
  targets: FetchTarget[];
  /** Devices of the items that were asked before and are still awaited: with `--wait`, they are waited for. */
  awaited: FetchTarget[];
  /** Given devices that have no new password from Rekey, or no longer. */
  unknown: Mac[];
}

/** Has devices fetch their configuration now, because the user asked for it. */
export async function fetchNow(
  context: Context,
  texts: string[],
  options: FetchCommandOptions,
): Promise<Outcome> {
  const { io, services } = context;
  if (texts.length > 0 === (options.job !== undefined))
    throw new RekeyError('usage', { terminalSays: 'Give either MAC addresses, or a job with --job.' });
  const plan =
    options.job === undefined
      ? await planDevices(context, texts, options)
      : await planJob(context, options.job, options);
  if ('exitCode' in plan) return plan;
  const { target, targets, awaited } = plan;
  if (targets.length === 0) {
    // Reading events never signs in, and would end the wait for good if the token is no longer valid.
    await target.xapi.test(io.signal);
    await waitForFetch(context, plan, awaited);
    return outcomeOf(context, plan, null, true);
  }
  await confirm(context, plan, options.yes ?? false);
  const run = await services.fetches.start(target.pbx.url, targets, {
    xapi: target.xapi,
    refuseIfChanged: target.refuseIfChanged,
    signal: io.signal,
    onEvent: progressTo(context, targets.length),
  });
  io.status?.('');
  // A job may have begun while the question was open.
  noteReplaced(context, run.skipped.replaced);
  // After a problem, reading events may fail at once, which would end the wait for good.
  const waitsFor = run.problem ? targets : [...targets, ...awaited];
  if (options.wait && !io.signal.aborted) await waitForFetch(context, plan, waitsFor);
  return outcomeOf(context, plan, run, options.wait ?? false);
}

async function planDevices(
  context: Context,
  texts: string[],
  options: FetchCommandOptions,
): Promise<FetchPlan | Outcome> {
  const { found, refused } = readInputs(texts, null);
  if (refused.length > 0) throw refusalError(refused);
  const target = await openTarget(context, options);
  const { store } = context.services;
  const { io } = context;
  const { name, url } = target.pbx;
  const macs = found.map(({ mac }) => mac);
  const newest = new Map(store.fetches.newestOf(macs, url).map((each) => [each.mac, each.itemId]));
  // In the order given.
  const ids = [...new Set(macs.flatMap((mac) => newest.get(mac) ?? []))];
  // A phone that changed users has its password from a job that was for its former one.
  const items = store.jobs
    .itemsWithIds(ids)
    .filter(canFetch)
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const byId = new Map(items.map((item) => [item.id, item]));
  const unknown = macs.filter((mac) => !byId.has(newest.get(mac) ?? 0));
  if (items.length === 0)
    throw new RekeyError('usage', {
      terminalSays:
        newest.size === 0
          ? `No job here gave ${macs.length === 1 ? 'this device' : 'any of these devices'} a new password on ${name}. Nothing was sent.`
          : `${macs.length === 1 ? 'A later job replaced the new password of this device' : 'None of these devices has a new password that is still current'} on ${name}. Nothing was sent.`,
    });
  for (const mac of unknown)
    io.err(
      newest.has(mac)
        ? `${formatMac(mac)}  left out: a later job replaced its new password on ${name}.`
        : `${formatMac(mac)}  left out: no job here gave it a new password on ${name}.`,
    );
  // A user's other phones share the password, unless a later job gave them another one.
  const all = targetsOf(items);
  const newestOfAll = new Map(
    store.fetches
      .newestOf([...new Set(all.map(({ mac }) => mac))], url)
      .map((each) => [each.mac, each.itemId]),
  );
  const sharing = all.filter(({ itemId, mac }) => newestOfAll.get(mac) === itemId);
  // Only a phone that was given is asked twice, and not in order to wait for it: each request may restart it.
  const given = new Set(options.wait ? [] : macs);
  const sorted = sortTargets(items, sharing);
  const toAsk = new Set(sorted.toAsk);
  const targets = sharing.filter((each) => given.has(each.mac) || toAsk.has(each));
  const awaited = options.wait ? sorted.awaited : [];
  if (targets.length + awaited.length === 0)
    return nothingToAsk(context, { job: null, items, unknown }, sorted);
  const { fetched } = sorted;
  const kept = new Set([...targets, ...awaited]);
  const left = [...fetched, ...sorted.awaited].filter((each) => !kept.has(each));
  for (const { target: each, mac, name } of devicesOf(items, left))
    io.err(
      `${formatMac(mac)}  ${name}  left out: ${fetched.includes(each) ? 'it has already fetched the new password' : 'it was asked before and is awaited'}.`,
    );
  return { target, job: null, items, targets, awaited, unknown };
}

/** Devices by what is left to do for them. */
interface SortedTargets {
  toAsk: FetchTarget[];
  /** Asked before, and still awaited. */
  awaited: FetchTarget[];
  fetched: FetchTarget[];
}

function sortTargets(items: readonly Item[], targets: readonly FetchTarget[]): SortedTargets {
  const byId = new Map(items.map((item) => [item.id, item]));
  const sorted: SortedTargets = { toAsk: [], awaited: [], fetched: [] };
  for (const target of targets) {
    const item = byId.get(target.itemId);
    if (!item) continue;
    if (hasFetched(item, target.mac)) sorted.fetched.push(target);
    else sorted[isFetchUnderWay(item, target.mac) ? 'awaited' : 'toAsk'].push(target);
  }
  return sorted;
}

async function planJob(
  context: Context,
  id: string,
  options: FetchCommandOptions,
): Promise<FetchPlan | Outcome> {
  const { services, hints } = context;
  const job = jobOf(services, id, hints);
  const all = services.store.jobs.items(job.id);
  const withNew = all.filter((item) => item.state === 'succeeded' && canFetch(item));
  const sorted = sortTargets(withNew, targetsOf(withNew));
  const targets = sorted.toAsk;
  const awaited = options.wait ? sorted.awaited : [];
  const ids = new Set([...targets, ...awaited].map(({ itemId }) => itemId));
  const items = all.filter(({ id }) => ids.has(id));
  const replaced = targetsOf(all.filter((item) => item.state === 'succeeded' && item.surelyReplaced)).length;
  noteReplaced(context, replaced);
  if (withNew.length === 0)
    throw new RekeyError('usage', {
      terminalSays: `Job ${job.id} has no device with a new password. Nothing was sent.`,
    });
  if (items.length === 0) return nothingToAsk(context, { job, items: withNew, unknown: [] }, sorted);
  noteSkipped(context, sorted.fetched.length, 'already fetched');
  noteSkipped(context, sorted.awaited.length - awaited.length, 'already asked and awaited');
  return { target: await openJobTarget(context, job, options), job, items, targets, awaited, unknown: [] };
}

/** Tells how many devices are not asked because a later job gave them another password. */
function noteReplaced({ io }: Context, count: number): void {
  const { jobs, words: common } = words.texts;
  if (count > 0) io.err(jobs.notAgain(common.completedLater(count, 0)));
}

function noteSkipped({ io }: Context, count: number, why: string): void {
  if (count > 0) io.err(`${counted(count, 'device')} ${why}, skipped.`);
}

/** All devices have fetched, or were asked and are awaited: no failure for a script that repeats the command. */
function nothingToAsk(
  { hints }: Context,
  { job, items, unknown }: Pick<FetchPlan, 'job' | 'items' | 'unknown'>,
  { awaited, fetched }: SortedTargets,
): Outcome {
  const have = (count: number): string => `${count === 1 ? 'has' : 'have'} already fetched the new password`;
  const told =
    awaited.length === 0
      ? `${fetched.length === 1 ? 'The device' : `All ${fetched.length} devices`} ${have(fetched.length)}.`
      : [
          fetched.length > 0 ? `${counted(fetched.length, 'device')} ${have(fetched.length)}. ` : '',
          `${counted(awaited.length, 'device')} ${awaited.length === 1 ? 'was' : 'were'} asked before and ${awaited.length === 1 ? 'is' : 'are'} awaited.`,
        ].join('');
  return {
    exitCode: unknown.length === 0 ? exitCodes.allSucceeded : exitCodes.someDidNot,
    json: {
      fetch: {
        state: 'finished',
        accepted: 0,
        refused: 0,
        notAsked: 0,
        generated: fetched.length,
        left: 0,
        unknown,
        error: null,
      },
      items: items.map((item) => itemJson(item, hints)),
    },
    text: [`${told} Nothing was sent.`, ...(awaited.length > 0 ? [waitHint(hints, job, awaited)] : [])].join(
      '\n',
    ),
  };
}

/**
 * Explains what fetching means for the devices, and asks for confirmation.
 *
 * @throws RekeyError `cancelled`, `usage` without an interactive terminal
 */
async function confirm({ io }: Context, plan: FetchPlan, yes: boolean): Promise<void> {
  const { fetching } = words.texts;
  const { target, items, targets } = plan;
  io.err(
    [
      `${counted(targets.length, 'device')} to ask:`,
      ...devicesOf(items, targets).map(({ mac, name }) => `  ${formatMac(mac)}  ${name}`),
      ...fetchGroups(items, targets).map((group) => fetching.means(group)),
      ...(targets.length > 1 ? [fetching.pace(fetchEveryMs / 1000)] : []),
    ].join('\n'),
  );
  if (yes) return;
  if (!io.interactive)
    throw new RekeyError('usage', {
      terminalSays: 'No interactive terminal: confirm with --yes. Nothing was sent.',
    });
  if (!(await io.confirm(fetching.question(targets.length, target.pbx.name))))
    throw new RekeyError('cancelled', { reason: 'not-confirmed' });
}

/** Devices of items, with what they are called. */
function devicesOf(
  items: readonly Item[],
  targets: readonly FetchTarget[],
): { target: FetchTarget; mac: Mac; name: string }[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return targets.flatMap((target) => {
    const { itemId, mac } = target;
    const item = byId.get(itemId);
    if (!item) return [];
    const user = deskPhoneUser(item);
    const phone = user?.phones.find((each) => each.mac === mac)?.name;
    const name = user
      ? [phone, `desk phone of ${user.owner ?? 'a user'}`].filter(Boolean).join(', ')
      : nameOf(mac, item.device);
    return [{ target, mac, name }];
  });
}

function progressTo({ io }: Context, total: number): (event: FetchEvent) => void {
  let ended = 0;
  return (event) => {
    if (event.type === 'waiting') {
      const seconds = Math.max(1, Math.round((event.until - Date.now()) / 1000));
      io.err(`${describeError(event.problem, words.texts).brief}; again in ${seconds} s`);
      return;
    }
    const { state } = event;
    if (state === 'running' || state === 'queued') return;
    ended += 1;
    io.status?.(words.texts.fetching.progress(ended, total));
  };
}

/** Waits until the PBX's events show that all of some devices have fetched, or the time is up. */
async function waitForFetch(
  { io, services }: Context,
  { target: { xapi }, items: planned }: FetchPlan,
  devices: readonly FetchTarget[],
): Promise<void> {
  const { fetches, jobs } = services.store;
  const now = jobs.itemsWithIds(planned.map(({ id }) => id));
  const asked = devices.filter((target) =>
    ['accepted', 'unclear', 'running'].includes(requestOf(now, target) ?? ''),
  );
  if (asked.length === 0) return;
  const items = now.filter(({ id }) => asked.some(({ itemId }) => itemId === id));
  io.err(
    `Waiting until ${counted(asked.length, 'device')} fetched the new password, for up to 30 minutes. Ctrl+C ends it.`,
  );
  const enough = new AbortController();
  await awaitEvents(
    items.map(({ id }) => id),
    {
      fetches,
      jobs,
      xapi,
      signal: AbortSignal.any([io.signal, enough.signal]),
      changed() {
        const current = jobs.itemsWithIds(items.map(({ id }) => id));
        const generated = asked.filter(({ itemId, mac }) => {
          const item = current.find(({ id }) => id === itemId);
          return item?.fetch?.devices.some((each) => each.mac === mac && each.generatedAt !== null);
        }).length;
        io.status?.(words.texts.fetching.summary(generated, asked.length));
        // A user's phone that was not asked would be awaited in vain.
        if (generated === asked.length) enough.abort();
      },
      now: () => Date.now(),
      wait: async (ms, signal) => void (await delay(ms, undefined, { signal }).catch(() => {})),
    },
  ).finally(() => io.status?.(''));
}

/** The state of the last request for a device. */
function requestOf(items: readonly Item[], { itemId, mac }: FetchTarget): FetchState | null {
  const item = items.find(({ id }) => id === itemId);
  return item?.fetch?.devices.find((each) => each.mac === mac)?.request?.state ?? null;
}

/** @param run null if no device was asked */
function outcomeOf(
  { services, hints }: Context,
  plan: FetchPlan,
  run: FetchRun | null,
  waited: boolean,
): Outcome {
  const items = services.store.jobs.itemsWithIds(plan.items.map(({ id }) => id));
  const byId = new Map(items.map((item) => [item.id, item]));
  const known = (targets: readonly FetchTarget[]) =>
    targets.flatMap(
      ({ itemId, mac }) => byId.get(itemId)?.fetch?.devices.find((each) => each.mac === mac) ?? [],
    );
  const asked = known(plan.targets);
  const inState = (state: FetchState): number =>
    asked.filter(({ request }) => request?.state === state).length;
  const accepted = inState('accepted');
  const leftMacs = asked.flatMap(({ mac, request }) => (request?.state === 'queued' ? [mac] : []));
  const left = leftMacs.length;
  const rejected = rejectedTargets(items).filter(({ itemId, mac }) =>
    plan.targets.some((each) => each.itemId === itemId && each.mac === mac),
  ).length;
  const handled = [...plan.targets, ...plan.awaited];
  const generated = known(handled).filter(({ generatedAt }) => generatedAt !== null).length;
  const { awaited } = sortTargets(items, handled);
  const notKnown = handled.filter((target) => {
    const isUnknown = byId.get(target.itemId)?.fetch?.state === 'unknown';
    return isUnknown && ['accepted', 'unclear'].includes(requestOf(items, target) ?? '');
  }).length;
  const { fetching } = words.texts;
  const problem = run?.problem ?? null;
  const summary = [
    run ? `${fetching.ended(accepted, plan.targets.length)}.` : '',
    (waited && notKnown === 0) || generated > 0 ? fetching.summary(generated, handled.length) : '',
    waited && notKnown > 0
      ? `It isn’t known whether ${counted(notKnown, 'device')} ${notKnown === 1 ? 'has' : 'have'} fetched the new password.`
      : '',
    rejected > 0 ? fetching.restart(rejected) : '',
    left > 0 ? `${fetching.paused(left)}.` : '',
    left > 0
      ? `To go on: ${plan.job ? hints.onJob(plan.job, 'fetch', '--job', `${plan.job.id}`) : hints.onTarget('fetch', ...leftMacs.map(formatMac))}`
      : '',
    left === 0 && awaited.length > 0 ? waitHint(hints, plan.job, awaited) : '',
  ];
  const good = waited ? generated === handled.length : accepted === plan.targets.length;
  return {
    exitCode: exitCodeAfter(plan, problem, good),
    json: {
      fetch: {
        state: run?.state ?? 'finished',
        accepted,
        refused: inState('refused'),
        notAsked: inState('not-asked'),
        generated,
        left,
        unknown: plan.unknown,
        error: problem && problemJson(problem, hints),
      },
      items: items.map((item) => itemJson(item, hints)),
    },
    text: [
      ...items.flatMap((item) => itemTexts(item, plan)),
      ...(problem ? [problemText(problem, hints)] : []),
      ...summary.filter((line) => line !== ''),
    ].join('\n'),
  };
}

function exitCodeAfter({ unknown }: FetchPlan, problem: Problem | null, good: boolean): ExitCode {
  if (problem) return exitCodeOf(problem.code);
  return good && unknown.length === 0 ? exitCodes.allSucceeded : exitCodes.someDidNot;
}

/** The result of an item; of several phones, one line each. */
function itemTexts(item: Item, plan: FetchPlan): string[] {
  if (macsOf(item).length === 1) return [`${itemLabel(item)}  ${fetchLines(item).join(' ')}`.trimEnd()];
  const { request } = words.texts.fetching;
  const ofItem = [...plan.targets, ...plan.awaited].filter(({ itemId }) => itemId === item.id);
  return devicesOf([item], ofItem).map(({ target, mac, name }) => {
    const made = requestOf([item], target);
    const known = [made && `${request[made]}.`, phoneState(item, mac)].filter(Boolean).join(' ');
    return `${formatMac(mac)}  ${name}  ${known}`.trimEnd();
  });
}

/** What is known about one of several phones fetching its configuration; null if only another one's is. */
function phoneState({ fetch, state: outcome }: Item, mac: Mac): string | null {
  if (!fetch) return null;
  const { state } = words.texts.fetching;
  const { generatedAt = null, failedAt = null } = fetch.devices.find((each) => each.mac === mac) ?? {};
  if (generatedAt !== null) return `${state({ ...fetch, state: 'generated', at: generatedAt }, outcome)}.`;
  if (failedAt !== null) return `${state({ ...fetch, state: 'not-generated', at: failedAt }, outcome)}.`;
  return fetch.at === null ? `${state(fetch, outcome)}.` : null;
}
