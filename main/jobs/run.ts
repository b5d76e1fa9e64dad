import type { Item, Job, Problem } from '../../common/model.ts';
import type { Log } from '../log.ts';
import type { JobStore } from '../store/jobs.ts';
import type { Sealer } from '../store/seal.ts';
import { type Xapi, XapiError } from '../xapi/index.ts';
import { keysOf } from './plan.ts';
import { concernsWholePbx, decide, type Verdict } from './policy.ts';

/** What a job tells while it runs. */
export type JobEvent =
  | { type: 'started'; job: Job }
  | { type: 'item'; item: Item }
  /** A password was learned. For a run that cannot seal it, this is the only time it is told. */
  | { type: 'password'; item: Item; password: string }
  | { type: 'waiting'; until: number; problem: Problem };

export interface RunParts {
  jobs: JobStore;
  xapi: Xapi;
  /** Null for a run without a keychain: passwords are told, not kept. */
  sealer: Sealer | null;
  log: Log;
  now(): number;
  /** Resolves after a while, or as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
  /** Aborted: what is in flight is finished, the rest is cancelled. */
  signal: AbortSignal;
  onEvent(event: JobEvent): void;
}

/** What sealed credentials belong to. */
export function sealContext(itemId: number): string {
  return `item ${itemId}`;
}

/**
 * Runs a job's queued items, one after the other, until none is left, it has to pause, or it is cancelled. The caller
 * holds the PBX's lock. Each item is on disk as running before its request goes out, and its outcome before the next
 * one's does.
 */
export async function runJob(jobId: number, parts: RunParts): Promise<void> {
  const { jobs, log, signal } = parts;
  let streak = 0;
  jobs.start(jobId);
  log({ event: 'job', job: jobId, state: 'running', code: null });

  for (;;) {
    if (signal.aborted) {
      jobs.cancel(jobId);
      log({ event: 'job', job: jobId, state: 'cancelled', code: null });
      return;
    }
    const item = jobs.nextQueued(jobId);
    if (!item) {
      jobs.finish(jobId);
      log({ event: 'job', job: jobId, state: 'finished', code: null });
      return;
    }

    const failure = await attempt(jobId, item, parts);
    if (!failure) {
      streak = 0;
      continue;
    }
    const { error, began } = failure;
    streak = !began || concernsWholePbx(error) ? streak + 1 : 0;
    const problem = problemOf(error, parts.now());
    const verdict = decide(error, item.attempts + (began ? 1 : 0), streak, parts.random);

    if (began) await settle(jobId, item, problem, verdict, parts);
    if (verdict.next === 'again') {
      parts.onEvent({ type: 'waiting', until: parts.now() + verdict.waitMs, problem });
      await parts.wait(verdict.waitMs, signal);
    } else if (verdict.next === 'pause' || !began || (verdict.next === 'doubt' && verdict.thenPause)) {
      // Where nothing was begun there is no item to fail: no request can be sent at all.
      jobs.pause(jobId, problem);
      log({ event: 'job', job: jobId, state: 'paused', code: problem.code });
      return;
    }
  }
}

/** What is kept of a failure: with the time before which the PBX does not want to be asked again. */
function problemOf({ code, facts, retryAfterMs }: XapiError, now: number): Problem {
  const retryAt = retryAfterMs ? { retryAt: new Date(now + retryAfterMs).toISOString() } : {};
  return { code, facts: { ...facts, ...retryAt } };
}

/** Null when the device has a new password; otherwise what went wrong, and whether a request was about to be sent. */
async function attempt(
  jobId: number,
  item: Item,
  parts: RunParts,
): Promise<{ error: XapiError; began: boolean } | null> {
  let began = false;
  try {
    await parts.xapi.ready();
    parts.jobs.beginAttempt(item.id);
    began = true;
    report(jobId, item, parts);
    const keys = keysOf(item.mac, item.device);
    const told = await parts.xapi.regenerate(item.mac, keys);
    const password = told ?? (await readBack(item, parts));
    conclude(
      jobId,
      item,
      { state: 'succeeded', problem: null },
      password,
      told ? 'reply' : 'read-back',
      parts,
    );
    return null;
  } catch (error) {
    if (error instanceof XapiError) return { error, began };
    throw error;
  }
}

async function settle(
  jobId: number,
  item: Item,
  problem: Problem,
  verdict: Verdict,
  parts: RunParts,
): Promise<void> {
  switch (verdict.next) {
    case 'again':
    case 'pause':
      parts.jobs.requeue(item.id, problem, parts.now() + (verdict.next === 'again' ? verdict.waitMs : 0));
      report(jobId, item, parts);
      return;
    case 'fail':
      return conclude(jobId, item, { state: 'failed', problem }, null, 'reply', parts);
    case 'doubt': {
      const password = await readBack(item, parts);
      const doubt: Problem = { code: 'outcome-uncertain', facts: problem.facts };
      return conclude(jobId, item, { state: 'uncertain', problem: doubt }, password, 'read-back', parts);
    }
  }
}

/** The password the PBX has for a device now; null when that cannot be had either. */
async function readBack(item: Item, parts: RunParts): Promise<string | null> {
  try {
    return await parts.xapi.readPassword(item.mac, keysOf(item.mac, item.device));
  } catch (error) {
    if (error instanceof XapiError) return null;
    throw error;
  }
}

function conclude(
  jobId: number,
  item: Item,
  outcome: { state: 'succeeded' | 'failed' | 'uncertain'; problem: Problem | null },
  password: string | null,
  source: 'reply' | 'read-back',
  parts: RunParts,
): void {
  const sealed = password === null ? null : (parts.sealer?.seal(sealContext(item.id), password) ?? null);
  const credentials = password === null ? null : { source, sealed };
  parts.jobs.conclude(item.id, { ...outcome, credentials });
  const concluded = report(jobId, item, parts);
  if (password !== null) parts.onEvent({ type: 'password', item: concluded, password });
}

function report(jobId: number, { id }: Item, parts: RunParts): Item {
  const item = parts.jobs.item(id);
  parts.log({
    event: 'item',
    job: jobId,
    item: id,
    state: item.state,
    attempt: item.attempts,
    code: item.problem?.code ?? null,
  });
  parts.onEvent({ type: 'item', item });
  return item;
}
