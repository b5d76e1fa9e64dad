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
  isFetchUnderWay,
  rejectedTargets,
  targetsOf,
  unfetchedTargets,
} from '../../../common/fetching.ts';
import { formatMac, type Mac } from '../../../common/mac.ts';
import type { FetchState, Item, Job } from '../../../common/model.ts';
import { awaitEvents } from '../../jobs/fetching/await-events.ts';
import type { FetchEvent, FetchRun } from '../../jobs/fetching/index.ts';
import { type Context, type Outcome, openTarget, type Target, type TargetOptions } from '../context.ts';
import { deskPhonesText } from '../desk-phones.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { readInputs, refusalError } from '../inputs.ts';
import { fetchLines } from '../job-report.ts';
import { itemJson, problemJson } from '../json.ts';
import { jobOf, openJobTarget } from '../one-job.ts';
import { itemLabel, problemText } from '../text.ts';
import { counted, words } from '../words.ts';

export interface FetchCommandOptions extends TargetOptions {
  job?: string | undefined;
  yes?: boolean | undefined;
  wait?: boolean | undefined;
}

/** The devices to ask. */
interface FetchPlan {
  target: Target;
  /** The job they were chosen by; null if they were given by MAC. */
  job: Job | null;
  items: Item[];
  /** Devices of the items. */
  targets: FetchTarget[];
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
  const { target, targets } = plan;
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
  if (options.wait && !io.signal.aborted) await waitForFetch(context, plan);
  return outcomeOf(context, plan, run, options.wait ?? false);
}

async function planDevices(
  context: Context,
  texts: string[],
  options: FetchCommandOptions,
): Promise<FetchPlan> {
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
  // Only a phone that was given is asked twice: each request may restart it.
  const given = new Set(macs);
  const targets = sharing.filter(({ itemId, mac }) => {
    const item = byId.get(itemId);
    return given.has(mac) || (item !== undefined && !isFetchUnderWay(item, mac));
  });
  noteSkipped(context, sharing.length - targets.length);
  return { target, job: null, items, targets, unknown };
}

async function planJob(context: Context, id: string, options: FetchCommandOptions): Promise<FetchPlan> {
  const { services, hints } = context;
  const job = jobOf(services, id, hints);
  const all = services.store.jobs.items(job.id);
  const targets = unfetchedTargets(all);
  const ids = new Set(targets.map(({ itemId }) => itemId));
  const items = all.filter(({ id }) => ids.has(id));
  const withNew = all.filter((item) => item.state === 'succeeded' && canFetch(item));
  const skipped = targetsOf(withNew).length - targets.length;
  const replaced = targetsOf(all.filter((item) => item.state === 'succeeded' && item.surelyReplaced)).length;
  noteReplaced(context, replaced);
  noteSkipped(context, skipped);
  if (items.length === 0)
    throw new RekeyError('usage', {
      terminalSays: `Job ${job.id} has no device with a new password that is still to be fetched. Nothing was sent.`,
    });
  return { target: await openJobTarget(context, job, options), job, items, targets, unknown: [] };
}

/** Tells how many devices are not asked because a later job gave them another password. */
function noteReplaced({ io }: Context, count: number): void {
  const { jobs, words: common } = words.texts;
  if (count > 0) io.err(jobs.notAgain(common.completedLater(count, 0)));
}

/** Tells how many devices are not asked because they have fetched, or were asked and are awaited. */
function noteSkipped({ io }: Context, count: number): void {
  if (count > 0) io.err(`${words.texts.fetching.skipped(count)}.`);
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
      ...devicesOf(plan).map(({ mac, name }) => `  ${formatMac(mac)}  ${name}`),
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

/** The devices that are to be asked, with what they are called. */
function devicesOf({ items, targets }: FetchPlan): { mac: Mac; name: string }[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return targets.flatMap(({ itemId, mac }) => {
    const item = byId.get(itemId);
    if (!item) return [];
    const user = deskPhoneUser(item);
    const phone = user?.phones.find((each) => each.mac === mac)?.name;
    const name = user
      ? [phone, `desk phone of ${user.owner ?? 'a user'}`].filter(Boolean).join(', ')
      : nameOf(mac, item.device);
    return [{ mac, name }];
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

/** Waits until the PBX's events show that all have fetched, or the time is up. */
async function waitForFetch(
  { io, services }: Context,
  { target: { xapi }, items: planned, targets }: FetchPlan,
): Promise<void> {
  const { fetches, jobs } = services.store;
  const now = jobs.itemsWithIds(planned.map(({ id }) => id));
  const asked = targets.filter((target) => ['accepted', 'unclear'].includes(requestOf(now, target) ?? ''));
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
  );
}

/** The state of the last request for a device. */
function requestOf(items: readonly Item[], { itemId, mac }: FetchTarget): FetchState | null {
  const item = items.find(({ id }) => id === itemId);
  return item?.fetch?.devices.find((each) => each.mac === mac)?.request?.state ?? null;
}

function outcomeOf({ services, hints }: Context, plan: FetchPlan, run: FetchRun, waited: boolean): Outcome {
  const items = services.store.jobs.itemsWithIds(plan.items.map(({ id }) => id));
  const byId = new Map(items.map((item) => [item.id, item]));
  const devices = plan.targets.flatMap(
    ({ itemId, mac }) => byId.get(itemId)?.fetch?.devices.find((each) => each.mac === mac) ?? [],
  );
  const accepted = devices.filter(({ request }) => request?.state === 'accepted').length;
  const leftMacs = devices.flatMap(({ mac, request }) => (request?.state === 'queued' ? [mac] : []));
  const left = leftMacs.length;
  const rejected = rejectedTargets(items).filter(({ itemId, mac }) =>
    plan.targets.some((each) => each.itemId === itemId && each.mac === mac),
  ).length;
  const generated = devices.filter(({ generatedAt }) => generatedAt !== null).length;
  const total = plan.targets.length;
  const { fetching } = words.texts;
  const { problem, state } = run;
  const summary = [
    `${fetching.ended(accepted, total)}.`,
    waited || generated > 0 ? fetching.summary(generated, total) : '',
    rejected > 0 ? fetching.restart(rejected) : '',
    left > 0 ? `${fetching.paused(left)}.` : '',
    left > 0
      ? `To go on: ${plan.job ? hints.onJob(plan.job, 'fetch', '--job', `${plan.job.id}`) : hints.onTarget('fetch', ...leftMacs.map(formatMac))}`
      : '',
  ];
  return {
    exitCode: exitCodeAfter(plan, run, waited ? generated : accepted),
    json: {
      fetch: {
        state,
        accepted,
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

function exitCodeAfter({ targets, unknown }: FetchPlan, { problem }: FetchRun, good: number): ExitCode {
  if (problem) return exitCodeOf(problem.code);
  return good === targets.length && unknown.length === 0 ? exitCodes.allSucceeded : exitCodes.someDidNot;
}

/** The result of an item; of several phones, one line each. */
function itemTexts(item: Item, plan: FetchPlan): string[] {
  if (macsOf(item).length === 1) return [`${itemLabel(item)}  ${fetchLines(item).join(' ')}`.trimEnd()];
  const { request, state } = words.texts.fetching;
  const ofItem = plan.targets.filter(({ itemId }) => itemId === item.id);
  return [
    ...devicesOf({ ...plan, items: [item], targets: ofItem }).map(({ mac, name }) => {
      const known = requestOf([item], { itemId: item.id, mac });
      return `${formatMac(mac)}  ${name}${known ? `  ${request[known]}.` : ''}`;
    }),
    ...(item.fetch ? [`${deskPhonesText(item) ?? itemLabel(item)}: ${state(item.fetch, item.state)}.`] : []),
  ];
}
