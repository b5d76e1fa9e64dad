import { setTimeout as delay } from 'node:timers/promises';
import { nameOf } from '../../../common/device-text.ts';
import { describeError } from '../../../common/error-text.ts';
import { RekeyError } from '../../../common/errors.ts';
import { fetchableItems, fetchEveryMs, fetchGroups } from '../../../common/fetching.ts';
import { formatMac, type Mac } from '../../../common/mac.ts';
import type { Item } from '../../../common/model.ts';
import { awaitEvents } from '../../jobs/fetching/await-events.ts';
import type { FetchEvent, FetchRun } from '../../jobs/fetching/index.ts';
import { type Context, type Outcome, openTarget, type Target, type TargetOptions } from '../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { readInputs, refusalError } from '../inputs.ts';
import { jobOf, openJobTarget } from '../one-job.ts';
import { itemJson, problemJson, problemText } from '../present.ts';
import { fetchLines } from '../run-job.ts';
import { counted, words } from '../words.ts';

export interface FetchCommandOptions extends TargetOptions {
  job?: string | undefined;
  yes?: boolean | undefined;
  wait?: boolean | undefined;
}

/** The devices to ask. */
interface FetchPlan {
  target: Target;
  items: Item[];
  /** The MACs given as arguments; null: all of the items. */
  macs: Mac[] | null;
  /** Given devices that have no new password from Rekey. */
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
  const { target, items, unknown } = plan;
  for (const mac of unknown)
    io.err(`${formatMac(mac)}  left out: no job here gave it a new password on ${target.pbx.name}.`);
  await confirm(context, plan, options.yes ?? false);
  const run = await services.fetches.start(
    target.pbx.url,
    items.map(({ id }) => id),
    {
      xapi: target.xapi,
      refuseIfChanged: target.refuseIfChanged,
      ...(plan.macs ? { macs: new Set(plan.macs) } : {}),
      signal: io.signal,
      onEvent: progressTo(context, items.length),
    },
  );
  io.status?.('');
  if (options.wait && !io.signal.aborted) await waitForFetch(context, target, items);
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
  const macs = found.map(({ mac }) => mac);
  const newest = new Map(store.fetches.newestOf(macs, target.pbx).map((each) => [each.mac, each.itemId]));
  const items = store.jobs.itemsWithIds([...new Set(newest.values())]);
  if (items.length === 0)
    throw new RekeyError('usage', {
      terminalSays: `No job here gave ${macs.length === 1 ? 'this device' : 'any of these devices'} a new password on ${target.pbx.name}. Nothing was sent.`,
    });
  return { target, items, macs, unknown: macs.filter((mac) => !newest.has(mac)) };
}

async function planJob(context: Context, id: string, options: FetchCommandOptions): Promise<FetchPlan> {
  const { io, services, hints } = context;
  const job = jobOf(services, id, hints);
  const all = services.store.jobs.items(job.id);
  const items = fetchableItems(all);
  const skipped = all.filter(({ state }) => state === 'succeeded').length - items.length;
  if (items.length === 0)
    throw new RekeyError('usage', {
      terminalSays: `Job ${job.id} has no device with a new password that is still to be fetched. Nothing was sent.`,
    });
  if (skipped > 0) io.err(`${words.texts.fetching.skipped(skipped)}.`);
  return { target: await openJobTarget(context, job, options), items, macs: null, unknown: [] };
}

/**
 * Explains what fetching means for the devices, and asks for confirmation.
 *
 * @throws RekeyError `cancelled`, `usage` without an interactive terminal
 */
async function confirm({ io }: Context, { target, items }: FetchPlan, yes: boolean): Promise<void> {
  const { fetching } = words.texts;
  io.err(
    [
      ...items.map(({ mac, device }) => `  ${formatMac(mac)}  ${nameOf(mac, device)}`),
      ...fetchGroups(items).map((group) => fetching.means(group)),
      ...(items.length > 1 ? [fetching.pace(fetchEveryMs / 1000)] : []),
    ].join('\n'),
  );
  if (yes) return;
  if (!io.interactive)
    throw new RekeyError('usage', {
      terminalSays: 'Where nobody can be asked, confirm with --yes. Nothing was sent.',
    });
  if (!(await io.confirm(fetching.question(items.length, target.pbx.name))))
    throw new RekeyError('cancelled', { reason: 'not-confirmed' });
}

function progressTo({ io }: Context, total: number): (event: FetchEvent) => void {
  const ended = new Set<number>();
  return (event) => {
    if (event.type === 'waiting') {
      const seconds = Math.max(1, Math.round((event.until - Date.now()) / 1000));
      io.err(`${describeError(event.problem, words.texts).brief}; again in ${seconds} s`);
      return;
    }
    const { item } = event;
    const states = item.fetch?.devices.map(({ request }) => request?.state) ?? [];
    if (states.some((state) => state === 'running' || state === 'queued')) return;
    ended.add(item.id);
    if (io.status) io.status(words.texts.fetching.progress(ended.size, total));
    else if (total > 1) io.err(itemText(item));
  };
}

/** Waits until the PBX's events show that all have fetched, or the time is up. */
async function waitForFetch({ io, services }: Context, { xapi }: Target, items: Item[]): Promise<void> {
  const { fetches, jobs } = services.store;
  io.err(
    `Waiting until ${counted(items.length, 'device')} fetched the new password, for up to 30 minutes. Ctrl+C ends it.`,
  );
  await awaitEvents(
    items.map(({ id }) => id),
    {
      fetches,
      jobs,
      xapi,
      signal: io.signal,
      changed(itemIds) {
        for (const item of jobs.itemsWithIds(itemIds)) io.err(itemText(item));
      },
      now: () => Date.now(),
      wait: async (ms, signal) => void (await delay(ms, undefined, { signal }).catch(() => {})),
    },
  );
}

function outcomeOf({ services, hints }: Context, plan: FetchPlan, run: FetchRun, waited: boolean): Outcome {
  const items = services.store.jobs.itemsWithIds(plan.items.map(({ id }) => id));
  const accepted = items.filter(isAccepted).length;
  const generated = items.filter(({ fetch }) => fetch?.state === 'generated').length;
  const { fetching } = words.texts;
  const { problem, state } = run;
  const left = items.filter(({ fetch }) =>
    fetch?.devices.some(({ request }) => request?.state === 'queued'),
  ).length;
  const summary = [
    `${fetching.ended(accepted, items.length)}.`,
    waited || generated > 0 ? fetching.summary(generated, items.length) : '',
    left > 0 ? `${fetching.paused(left)}.` : '',
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
      ...items.map(itemText),
      ...(problem ? [problemText(problem, hints)] : []),
      ...summary.filter((line) => line !== ''),
    ].join('\n'),
  };
}

function exitCodeAfter({ items, unknown }: FetchPlan, { problem }: FetchRun, good: number): ExitCode {
  if (problem) return exitCodeOf(problem.code);
  return good === items.length && unknown.length === 0 ? exitCodes.allSucceeded : exitCodes.someDidNot;
}

function isAccepted({ fetch }: Item): boolean {
  const requests = fetch?.devices.flatMap(({ request }) => request ?? []) ?? [];
  return requests.length > 0 && requests.every(({ state }) => state === 'accepted');
}

function itemText(item: Item): string {
  const name = item.device ? `  ${nameOf(item.mac, item.device)}` : '';
  return `${formatMac(item.mac)}${name}  ${fetchLines(item).join(' ')}`.trimEnd();
}
