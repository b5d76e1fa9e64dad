import type { Item, Job, Pace, Problem } from '../../common/model.ts';
import { longestWaitHours } from '../../common/waiting.ts';
import type { Log } from '../log.ts';
import type { JobStore } from '../store/jobs.ts';
import type { Sealer } from '../store/seal.ts';
import { type Xapi, XapiError } from '../xapi/index.ts';
import { attempt } from './attempt.ts';
import { createChanges } from './changes.ts';
import { createHealth, type Wave } from './health.ts';
import { createJournal } from './journal.ts';
import type { Verdict } from './policy.ts';
import { createRate } from './rate.ts';
import { readBackDoubtful } from './read-back.ts';
import { createSchedule } from './schedule.ts';
import { pauseReason, sleepReason } from './stop-reasons.ts';

/** What a job tells while it runs. */
export type JobEvent =
  | { type: 'started'; job: Job }
  | { type: 'item'; item: Item }
  /** A password was learned. For a run that cannot seal it, this is the only time it is told. */
  | { type: 'password'; item: Item; password: string }
  /** Nothing goes out until then. */
  | { type: 'waiting'; until: number; problem: Problem };

export interface RunParts {
  jobs: JobStore;
  xapi: Xapi;
  /** As it is now: a person may change it in mid-run. */
  pace(): Pace;
  /** Null for a run without a keychain: passwords are told, not kept. */
  sealer: Sealer | null;
  log: Log;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that only ever go forward. */
  monotonic(): number;
  /** Resolves after a while, or as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
  /**
   * Aborted: what is in flight is finished. Then the job pauses where the reason is `pauseReason`, and waits to go on by
   * itself where it is `sleepReason`; else what is left of it is cancelled.
   */
  signal: AbortSignal;
  onEvent(event: JobEvent): void;
}

/**
 * Runs a job's queued items, several at once, until none is left, it has to pause, or it is told to stop. The caller
 * holds the PBX's lock. When this returns or throws, nothing is in flight any more.
 */
export async function runJob(jobId: number, parts: RunParts): Promise<void> {
  const { jobs, xapi, pace, monotonic, signal } = parts;
  jobs.start(jobId);
  parts.log({ event: 'job', job: jobId, state: 'running', code: null });

  /** In doubt since a run that broke off: read back by this one, which does not run them again. */
  const unread = new Set(jobs.unread(jobId));
  const journal = createJournal(jobs);
  const schedule = createSchedule(jobs.queued(jobId), monotonic);
  const rate = createRate(pace().ratePerSecond, monotonic);
  const health = createHealth(rate, parts.random);
  const changes = createChanges(signal);
  const inFlight = new Set<Promise<void>>();
  let takenSlots = 0;
  const stop: { pausedBy: Problem | null; broken: unknown[] } = { pausedBy: null, broken: [] };
  const last: { problem: Problem | null } = { problem: null };

  const judge = (error: XapiError, attempts: number, wave: Wave): { problem: Problem; verdict: Verdict } => {
    const problem = problemOf(error, parts.now());
    const verdict = health.failed(error, attempts, wave);
    last.problem = problem;
    if (verdict.next === 'pause' || ('thenPause' in verdict && verdict.thenPause)) stop.pausedBy ??= problem;
    return { problem, verdict };
  };

  const begin = (itemId: number): void => {
    const wave = health.wave();
    let holdsSlot = true;
    takenSlots += 1;
    rate.spend();
    const freeSlot = (): void => {
      if (holdsSlot) takenSlots -= 1;
      holdsSlot = false;
      changes.notify();
    };
    const running = attempt(itemId, {
      ...parts,
      journal,
      judge: (error, attempts) => judge(error, attempts, wave),
      carriedOut: () => health.carriedOut(),
      async turn() {
        await turn();
        rate.spend();
      },
      // The next item begins at once, so that the notes of both make one commit.
      settled: freeSlot,
      putOff(verdict) {
        if (verdict.next === 'again' && !verdict.wholeJob) schedule.defer(itemId, verdict.waitMs);
        else schedule.putLast(itemId);
      },
      changed(item) {
        const code = item.problem?.code ?? null;
        parts.log({
          event: 'item',
          job: jobId,
          item: itemId,
          state: item.state,
          attempt: item.attempts,
          code,
        });
        parts.onEvent({ type: 'item', item });
      },
      learned: (item, password) => parts.onEvent({ type: 'password', item, password }),
    })
      .catch((error: unknown) => void stop.broken.push(error))
      .finally(() => {
        inFlight.delete(running);
        freeSlot();
      });
    inFlight.add(running);
  };

  /** Resolves when a request may go out, or something changed; false where it was the latter. */
  const mayBegin = async (): Promise<boolean> => {
    const dueMs = schedule.waitMs();
    const { concurrency, ratePerSecond } = pace();
    rate.change(ratePerSecond);
    const mostAtOnce = health.probing() ? 1 : concurrency;
    if (dueMs === null || takenSlots >= mostAtOnce) {
      await changes.next();
      return false;
    }
    const waitMs = Math.max(dueMs, rate.waitMs());
    if (waitMs > 0) {
      const idle = inFlight.size === 0 && (dueMs > 0 || rate.isHeld());
      if (idle && last.problem) tellOnce(parts.now() + Math.ceil(waitMs), last.problem);
      await changes.nextWithin(waitMs, parts.wait);
      return false;
    }
    const wave = health.wave();
    try {
      await Promise.race([xapi.ready(), changes.aborted]);
    } catch (error) {
      if (!(error instanceof XapiError)) throw error;
      judge(error, 0, wave);
      return false;
    }
    // Signing in takes its time: an answer that came meanwhile may have changed everything.
    return !stopped() && rate.waitMs() === 0;
  };

  const turn = async (): Promise<void> => {
    while (!stopped() && rate.waitMs() > 0) {
      if (inFlight.size === 0 && rate.isHeld() && last.problem)
        tellOnce(parts.now() + Math.ceil(rate.waitMs()), last.problem);
      await changes.nextWithin(rate.waitMs(), parts.wait);
    }
  };

  /** Reads back what is unread, each once, as long as the PBX can be asked at all. */
  const readBack = async (): Promise<void> => {
    for (const itemId of unread) {
      await turn();
      if (stopped()) return;
      rate.spend();
      const wave = health.wave();
      try {
        const item = await Promise.race([readBackDoubtful(itemId, parts), changes.aborted]);
        if (!item) return;
        unread.delete(itemId);
        parts.onEvent({ type: 'item', item });
      } catch (error) {
        if (!(error instanceof XapiError)) throw error;
        judge(error, 0, wave);
        return;
      }
    }
  };

  let toldUntil = 0;
  const tellOnce = (until: number, problem: Problem): void => {
    if (until > toldUntil) parts.onEvent({ type: 'waiting', until, problem });
    toldUntil = until;
  };

  const stopped = (): boolean => signal.aborted || stop.pausedBy !== null || stop.broken.length > 0;
  const nothingLeft = (): boolean => schedule.waitMs() === null && inFlight.size === 0;

  try {
    // Before anything else, for somebody may wait for it; and after it, where the PBX could not be asked at first.
    await readBack();
    while (!stopped() && !nothingLeft()) {
      const itemId = (await mayBegin()) ? schedule.take() : null;
      if (itemId !== null) begin(itemId);
    }
    while (!stopped() && unread.size > 0) await readBack();
  } finally {
    await Promise.all(inFlight);
    changes.close();
  }
  if (stop.broken.length > 0) throw stop.broken[0];
  conclude(jobId, unread.size > 0, stop.pausedBy, parts);
}

/** How long a job waits for its PBX, at the most. */
export const longestWaitMs = longestWaitHours * 60 * 60 * 1000;

/** How a job that is not running any more is left. @param unread something is still to be read back */
function conclude(
  jobId: number,
  unread: boolean,
  pausedBy: Problem | null,
  { jobs, log, now, signal }: RunParts,
): void {
  const left = unread || jobs.queued(jobId).length > 0;
  if (left && signal.aborted && signal.reason === sleepReason) {
    jobs.wait(jobId, now() + longestWaitMs, { code: 'computer-asleep', facts: {} });
    log({ event: 'job', job: jobId, state: 'waiting', code: 'computer-asleep' });
  } else if (left && signal.aborted && signal.reason !== pauseReason) {
    jobs.cancel(jobId);
    log({ event: 'job', job: jobId, state: 'cancelled', code: null });
  } else if (left) {
    jobs.pause(jobId, pausedBy);
    log({ event: 'job', job: jobId, state: 'paused', code: pausedBy?.code ?? null });
  } else {
    jobs.finish(jobId);
    log({ event: 'job', job: jobId, state: 'finished', code: null });
  }
}

/** What is kept of a failure: with the time before which the PBX does not want to be asked again. */
function problemOf({ code, facts, retryAfterMs }: XapiError, now: number): Problem {
  const retryAt = retryAfterMs ? { retryAt: new Date(now + retryAfterMs).toISOString() } : {};
  return { code, facts: { ...facts, ...retryAt } };
}
