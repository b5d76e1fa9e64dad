import type { Item, Problem } from '../../../common/model.ts';
import { isLocked } from '../../store/database/locked.ts';
import { kindOfFailure } from '../../xapi/failures.ts';
import { XapiError } from '../../xapi/index.ts';
import type { RunParts } from '../engine-parts.ts';
import { pauseReason, sleepReason } from '../events.ts';
import { problemOf, type Verdict } from '../requests/failure-verdict.ts';
import { createHealth, type Wave } from '../requests/health.ts';
import { createRate } from '../requests/rate.ts';
import { createBaselines } from '../settling/baselines.ts';
import { type Baseline, createEvidence } from '../settling/evidence.ts';
import { createRunReadbacks } from '../settling/run-readbacks.ts';
import { maxPbxWaitMs } from '../waiting/waits.ts';
import { createAhead } from './ahead.ts';
import { attempt } from './attempt.ts';
import { createChanges } from './changes.ts';
import { createJournal } from './journal.ts';
import { type NotedItem, noteItem } from './noted-item.ts';
import { createPbxVersion } from './pbx-version.ts';
import { createSchedule } from './schedule.ts';
import { createSlots } from './slots.ts';
import { createTurns } from './turns.ts';

/** How far ahead of the requests passwords are read: any earlier, and they would be too old by then. */
const readAheadMs = 10 * 60_000;
const maxReadAhead = 2_000;
/** Reported while only readings are left. */
const settlingProblem: Problem = { code: 'outcome-uncertain', facts: { reason: 'settling' } };

/**
 * Runs a job's queued items, several at once, until none is left, it has to pause, or it is told to stop. The caller
 * holds the PBX's lock. When this returns or throws, nothing is in flight any more.
 */
export async function runJob(jobId: number, parts: RunParts): Promise<void> {
  const { jobs, xapi, pace, monotonic, signal, times } = parts;
  jobs.start(jobId);
  parts.log({ event: 'job', job: jobId, state: 'running', code: null });

  const schedule = createSchedule(jobs.queued(jobId), monotonic);
  const rate = createRate(pace().ratePerSecond, monotonic);
  const health = createHealth(rate, parts.random);
  const changes = createChanges(signal);
  const evidence = createEvidence(jobs, parts.sealer);
  const canCheckLater = parts.sealer !== null;

  const stop: { pausedBy: Problem | null; broken: unknown[] } = { pausedBy: null, broken: [] };
  const last: { problem: Problem | null } = { problem: null };
  const stopped = (): boolean => signal.aborted || stop.pausedBy !== null || stop.broken.length > 0;
  const failed = (error: unknown): void => void stop.broken.push(error);

  const judge = (error: XapiError, attempts: number, wave: Wave): { problem: Problem; verdict: Verdict } => {
    const problem = problemOf(error, parts.now());
    const verdict = health.failed(error, attempts, wave);
    last.problem = problem;
    if (verdict.next === 'pause' || ('thenPause' in verdict && verdict.thenPause)) stop.pausedBy ??= problem;
    return { problem, verdict };
  };

  const changed = (item: Item): void => {
    const { id, state, attempts } = item;
    const code = item.problem?.code ?? null;
    parts.log({ event: 'item', job: jobId, item: id, state, attempt: attempts, code });
    readbacks.plan(item);
    if (state !== 'queued' && state !== 'running') baselines.forget(id);
    parts.onEvent({ type: 'item', item });
  };
  const learned = (item: Item, password: string): void => parts.onEvent({ type: 'password', item, password });

  const slots = createSlots(changes.notify, failed);
  const journal = createJournal(jobs, () => (ahead.count() > 0 || ahead.noting()) && !stopped());
  const readbacks = createRunReadbacks(jobId, {
    ...parts,
    evidence,
    canCheckLater,
    changes,
    changed,
    learned,
  });
  const turns = createTurns({
    ...parts,
    rate,
    changes,
    stopped,
    busy: () => slots.underWay() > 0,
    lastProblem: () => last.problem,
  });
  const version = createPbxVersion({ xapi, monotonic, signal, turn: turns.take });
  const baselines = createBaselines({
    jobs,
    xapi,
    maxAgeMs: times.maxBaselineAgeMs,
    now: parts.now,
    monotonic,
    signal,
    async mayGoOn() {
      await turns.wait();
      if (stopped()) return false;
      rate.spend();
      return true;
    },
  });

  const note = (itemId: number, baseline: Baseline | null, isAhead: boolean): NotedItem =>
    noteItem(itemId, baseline, isAhead, { ...parts, evidence });

  /**
   * How many items may be noted before there is a slot for them. If requests are spaced out, there is time to note
   * each: the fewer are noted but not sent, the fewer are uncertain when the process dies.
   */
  const maxAhead = (): number => {
    const atOnce = canCheckLater && rate.isUnlimited() && !rate.isHeld() && !health.probing();
    return atOnce && !stopped() ? pace().concurrency : 0;
  };
  const ahead = createAhead({
    jobs,
    journal,
    schedule,
    baselines,
    max: maxAhead,
    hasFreeSlot: () => slots.taken() < pace().concurrency,
    noteItem: (itemId, baseline) => note(itemId, baseline, true),
    changed,
    failed,
    ended: changes.notify,
  });

  /** @param known an item that was noted ahead */
  const begin = (itemId: number, known?: NotedItem): void => {
    const wave = health.wave();
    // Read now, because it must not expire while the commit is made.
    const baseline = known ? null : baselines.get(itemId);
    rate.spend();
    slots.begin(async (freeSlot) => {
      const noted = known ?? (await journal.begin(() => note(itemId, baseline, false)));
      if (!known) changed(noted.item);
      await attempt(noted, {
        ...parts,
        journal,
        evidence,
        canCheckLater,
        orAborted: changes.orAborted,
        judge: (error, attempts) => judge(error, attempts, wave),
        carriedOut: () => health.carriedOut(),
        turn: turns.take,
        version,
        // The next item begins at once, so that the notes of both make one commit.
        ended: freeSlot,
        putOff(verdict) {
          if (verdict.next === 'retry' && !verdict.wholeJob) schedule.defer(itemId, verdict.waitMs);
          else schedule.putLast(itemId);
        },
        defer: (ms) => schedule.defer(itemId, ms),
        changed,
        learned,
      });
    });
  };

  const beginReadback = (itemId: number): void => {
    const wave = health.wave();
    rate.spend();
    slots.begin(() => readbacks.read(itemId, (error) => void judge(error, 0, wave)));
  };

  /** Milliseconds until there is something to send; null when nothing is left. */
  const dueInMs = (): number | null => {
    if (ahead.count() > 0) return 0;
    const all = [schedule.waitMs(), readbacks.waitMs()].filter((ms) => ms !== null);
    return all.length > 0 ? Math.min(...all) : null;
  };

  /** Resolves when a request may be sent, or something changed; false in the latter case. */
  const mayBegin = async (): Promise<boolean> => {
    const dueMs = dueInMs();
    const { concurrency, ratePerSecond } = pace();
    rate.change(ratePerSecond);
    const maxAtOnce = health.probing() ? 1 : concurrency;
    if (dueMs === null || slots.taken() >= maxAtOnce) {
      await changes.next();
      return false;
    }
    const waitMs = Math.max(dueMs, rate.waitMs());
    if (waitMs > 0) {
      const idle = slots.underWay() === 0 && (dueMs > 0 || rate.isHeld());
      const problem = schedule.waitMs() === null ? settlingProblem : last.problem;
      if (idle && problem) turns.tell(parts.now() + Math.ceil(waitMs), problem);
      await changes.nextWithin(waitMs, parts.wait);
      return false;
    }
    const wave = health.wave();
    try {
      await changes.orAborted(xapi.ready());
    } catch (error) {
      if (!(error instanceof XapiError)) throw error;
      judge(error, 0, wave);
      return false;
    }
    // Signing in takes a while: an answer that came meanwhile may have changed everything.
    return !stopped() && rate.waitMs() === 0;
  };

  /** Begins the next request; first reads the current passwords of the next items. */
  const beginNext = async (): Promise<void> => {
    const readback = readbacks.take();
    if (readback !== null) return beginReadback(readback);
    // What is being noted comes before what is noted next.
    if (ahead.noting() && ahead.count() === 0) {
      journal.flushSoon();
      await ahead.noted();
      if (stopped()) return;
    }
    if (ahead.count() > 0) {
      const noted = ahead.take();
      if (noted) begin(noted.item.id, noted);
      return;
    }
    const itemId = schedule.take();
    if (itemId === null) return;
    if (baselines.isCovered(itemId)) return begin(itemId);
    schedule.putBack([itemId]);
    const { ratePerSecond } = pace();
    const inTime = Math.ceil(((ratePerSecond ?? Number.POSITIVE_INFINITY) * readAheadMs) / 1000);
    await baselines.read(schedule.upcoming(Math.min(maxReadAhead, inTime)));
  };

  const nothingLeft = (): boolean =>
    schedule.waitMs() === null &&
    !readbacks.mustWait() &&
    slots.underWay() + ahead.count() === 0 &&
    !ahead.noting();

  /**
   * Makes the readings that the run has to wait for, before it pauses by itself: later ones may never be made. The
   * first one that shows that the PBX cannot be read is the last.
   */
  const settleBeforePause = async (): Promise<void> => {
    let readable = true;
    while (readable && !signal.aborted && stop.broken.length === 0 && readbacks.mustWait()) {
      const dueMs = readbacks.waitMs() ?? 0;
      const waitMs = Math.max(dueMs, rate.waitMs());
      if (dueMs > 0) turns.tell(parts.now() + Math.ceil(waitMs), settlingProblem);
      const itemId = waitMs > 0 ? null : readbacks.take();
      if (itemId === null) {
        await changes.nextWithin(waitMs, parts.wait);
      } else {
        rate.spend();
        await readbacks.read(itemId, () => {
          readable = false;
        });
      }
    }
  };

  try {
    try {
      while (!stopped() && !nothingLeft()) {
        if (maxAhead() === 0) ahead.returnUnsent();
        ahead.note();
        if (await mayBegin()) await beginNext();
      }
    } finally {
      await ahead.noted();
      // Before what is in flight has ended, because that may take long. While another process has locked the
      // database, each attempt would block this one for seconds.
      if (!stop.broken.some(isLocked)) {
        try {
          ahead.returnUnsent();
        } catch (error) {
          failed(error);
        }
      }
      await slots.idle();
    }
    if (stop.pausedBy && !parts.settlesLater && !needsUser(stop.pausedBy)) await settleBeforePause();
  } finally {
    changes.close();
  }
  if (!canCheckLater) jobs.dropReadbacks(jobId);
  if (stop.broken.length > 0) throw stop.broken[0];
  conclude(jobId, readbacks.anyUnread(), stop.pausedBy, parts);
}

/** Whether reading the PBX is pointless until the user acts; a rejected sign-in is never repeated automatically. */
function needsUser({ code }: Problem): boolean {
  return kindOfFailure(code) === 'entry' || code === 'sign-in-denied';
}

/** The final state of a job that no longer runs. @param unread whether something is still to be read back */
function conclude(
  jobId: number,
  unread: boolean,
  pausedBy: Problem | null,
  { jobs, log, now, signal }: RunParts,
): void {
  const left = unread || jobs.queued(jobId).length > 0;
  if (left && signal.aborted && signal.reason === sleepReason) {
    jobs.wait(jobId, now() + maxPbxWaitMs, { code: 'computer-asleep', facts: {} });
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
