import type { Item, Look, Pace, Problem } from '../../common/model.ts';
import { maxWaitHours } from '../../common/waiting.ts';
import type { Log } from '../log/index.ts';
import type { JobStore } from '../store/jobs/index.ts';
import type { Sealer } from '../store/seal.ts';
import { type Xapi, XapiError } from '../xapi/index.ts';
import { createAgenda } from './agenda.ts';
import { attempt, type NotedItem, noteItem } from './attempt.ts';
import { createBaselines } from './baselines.ts';
import { createChanges } from './changes.ts';
import { type JobEvent, pauseReason, sleepReason } from './events.ts';
import { type Baseline, createEvidence } from './evidence.ts';
import { createHealth, type Wave } from './health.ts';
import { createInFlight } from './in-flight.ts';
import { createJournal, isLocked } from './journal.ts';
import { lookAgain } from './look.ts';
import { createPbxVersion } from './pbx-version.ts';
import type { Verdict } from './policy.ts';
import { createRate } from './rate.ts';
import { createSchedule } from './schedule.ts';
import type { SettlingTimes } from './settlement.ts';

export interface RunParts {
  jobs: JobStore;
  xapi: Xapi;
  /** As it is now: a person may change it in mid-run. */
  pace(): Pace;
  /** Null for a run without a keychain: passwords are told, not kept. */
  sealer: Sealer | null;
  log: Log;
  times: SettlingTimes;
  /** The run does not wait for readings that are to be made a while later: see `Jobs.settleDue`. */
  settlesLater?: boolean | undefined;
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

/** Passwords are read this far ahead of the requests: longer, and they would be too old when it comes to sending. */
const readAheadMs = 10 * 60_000;
const maxReadAhead = 2_000;
/** What is told of while nothing is left but to read the PBX again. */
const settlingProblem: Problem = { code: 'outcome-uncertain', facts: { reason: 'settling' } };

/**
 * Runs a job's queued items, several at once, until none is left, it has to pause, or it is told to stop. The caller
 * holds the PBX's lock. When this returns or throws, nothing is in flight any more.
 */
export async function runJob(jobId: number, parts: RunParts): Promise<void> {
  const { jobs, xapi, pace, monotonic, signal, times } = parts;
  jobs.start(jobId);
  parts.log({ event: 'job', job: jobId, state: 'running', code: null });

  /** In doubt since a run that broke off: read back by this one, which does not run them again. */
  const unread = new Set(
    jobs.unread(jobId).filter((itemId) => (jobs.item(itemId).nextLook?.kind ?? 'first') === 'first'),
  );
  const schedule = createSchedule(jobs.queued(jobId), monotonic);
  const rate = createRate(pace().ratePerSecond, monotonic);
  const health = createHealth(rate, parts.random);
  const changes = createChanges(signal);
  const evidence = createEvidence(jobs, parts.sealer);
  const canCheckLater = parts.sealer !== null;
  const agenda = createAgenda(monotonic);
  for (const itemId of unread) agenda.set(itemId, 0, true);
  const inFlight = createInFlight();
  /** Noted as running, and not sent yet; in the order in which they are. An array, for the reason that `ItemMap` tells. */
  const ahead: NotedItem[] = [];
  let noting: Promise<void> | null = null;
  const journal = createJournal(jobs, () => (ahead.length > 0 || noting !== null) && !stopped());
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

  const changed = (item: Item): void => {
    const { id, state, attempts } = item;
    const code = item.problem?.code ?? null;
    parts.log({ event: 'item', job: jobId, item: id, state, attempt: attempts, code });
    plan(item);
    if (state !== 'queued' && state !== 'running') baselines.forget(id);
    parts.onEvent({ type: 'item', item });
  };
  const learned = (item: Item, password: string): void => parts.onEvent({ type: 'password', item, password });

  /** Has an item read again when it is to be. What is left to `settleDue` is done here, too, where the run lasts that long. */
  const plan = ({ id, nextLook }: Item): void => {
    if (!nextLook) return;
    const { kind, at } = nextLook;
    const maxMs = kind === 'last' ? times.lastLookMs : times.secondLookMs;
    // A clock that was set back does not put it off.
    agenda.set(id, Math.min(Math.max(0, Date.parse(at) - parts.now()), maxMs), isWaitedFor(kind));
  };

  const isWaitedFor = (kind: Look): boolean => kind === 'first' || (kind === 'second' && !parts.settlesLater);

  /** Does a piece of work that takes one of the slots until it has ended, or says that it needs it no longer. */
  const inSlot = (work: (freeSlot: () => void) => Promise<void>): void => {
    let holdsSlot = true;
    takenSlots += 1;
    rate.spend();
    const freeSlot = (): void => {
      if (holdsSlot) takenSlots -= 1;
      holdsSlot = false;
      changes.notify();
    };
    inFlight.begin();
    void work(freeSlot)
      .catch((error: unknown) => void stop.broken.push(error))
      .finally(() => {
        inFlight.end();
        freeSlot();
      });
  };

  /** @param known an item that was noted ahead */
  const begin = (itemId: number, known?: NotedItem): void => {
    const wave = health.wave();
    // Asked for now, since it must not expire while the commit is made.
    const baseline = known ? null : baselines.get(itemId);
    inSlot(async (freeSlot) => {
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
        async turn() {
          await turn();
          rate.spend();
        },
        version,
        // The next item begins at once, so that the notes of both make one commit.
        ended: freeSlot,
        putOff(verdict) {
          if (verdict.next === 'again' && !verdict.wholeJob) schedule.defer(itemId, verdict.waitMs);
          else schedule.putLast(itemId);
        },
        defer: (ms) => schedule.defer(itemId, ms),
        changed,
        learned,
      });
    });
  };

  const note = (itemId: number, baseline: Baseline | null, isAhead: boolean): NotedItem =>
    noteItem(itemId, baseline, isAhead, { ...parts, evidence });

  /**
   * How many items may be noted before there is a slot for them. Where requests are spaced out, there is time to note each:
   * the fewer are noted and not sent, the fewer are left in doubt when the process dies.
   */
  const maxAhead = (): number => {
    const atOnce = canCheckLater && rate.isUnlimited() && !rate.isHeld() && !health.probing();
    return atOnce && !stopped() ? pace().concurrency : 0;
  };

  /** Takes the next item that may be noted ahead; null where there is none: without a baseline it could not be told whether it was sent. */
  const takeWithBaseline = (): { itemId: number; baseline: Baseline } | null => {
    const itemId = schedule.take();
    if (itemId === null) return null;
    const baseline = baselines.get(itemId);
    if (baseline) return { itemId, baseline };
    schedule.putBack([itemId]);
    return null;
  };

  /** Notes items ahead, many in one commit, so that no commit stands between an answer and the next request. */
  const noteAhead = (): void => {
    const most = maxAhead();
    // As long as there are free slots, requests are sent as they are noted.
    if (most === 0 || noting || takenSlots < pace().concurrency || ahead.length > most / 2) return;
    if (!schedule.upcoming(1).some((itemId) => baselines.get(itemId))) return;
    noting = journal
      // Which they are is decided as they are written: by then more may have been sent, and one commit does for all.
      .ahead(() => {
        const all: NotedItem[] = [];
        while (ahead.length + all.length < maxAhead()) {
          const next = takeWithBaseline();
          if (!next) break;
          all.push(note(next.itemId, next.baseline, true));
        }
        return all;
      })
      .then((all) => {
        for (const noted of all) {
          ahead.push(noted);
          changed(noted.item);
        }
      })
      .catch((error: unknown) => {
        stop.broken.push(error);
      })
      .finally(() => {
        noting = null;
        changes.notify();
      });
  };

  /** What was noted ahead is queued again, in one commit: it is not sent now. */
  const returnUnsent = (): void => {
    const all = ahead.splice(0);
    if (all.length === 0) return;
    const itemIds = all.map(({ item }) => item.id);
    const items = jobs.together(() => {
      for (const { item } of all) jobs.requeue(item.id, item.problem, null);
      return itemIds.map((itemId) => jobs.item(itemId));
    });
    schedule.putBack(itemIds);
    for (const item of items) changed(item);
  };

  /** Reads the PBX for an item whose outcome is not known, or is to be checked. */
  const beginLook = (itemId: number): void => {
    const wave = health.wave();
    inSlot(async () => {
      try {
        const looking = lookAgain(itemId, {
          ...parts,
          evidence,
          canCheckLater,
          learned,
          write: (change) => jobs.together(change),
        });
        // Stopping the run does not wait for an answer.
        const item = await changes.orAborted(looking);
        if (signal.aborted && !item) return void looking.catch(() => {});
        unread.delete(itemId);
        if (item) changed(item);
      } catch (error) {
        if (!(error instanceof XapiError)) throw error;
        judge(error, 0, wave);
        agenda.set(itemId, 0, isWaitedFor(jobs.item(itemId).nextLook?.kind ?? 'first'));
      }
    });
  };

  /** Milliseconds until there is something to send; null when nothing is left. */
  const dueInMs = (): number | null => {
    if (ahead.length > 0) return 0;
    const all = [schedule.waitMs(), agenda.waitMs()].filter((ms) => ms !== null);
    return all.length > 0 ? Math.min(...all) : null;
  };

  /** Resolves when a request may go out, or something changed; false where it was the latter. */
  const mayBegin = async (): Promise<boolean> => {
    const dueMs = dueInMs();
    const { concurrency, ratePerSecond } = pace();
    rate.change(ratePerSecond);
    const maxAtOnce = health.probing() ? 1 : concurrency;
    if (dueMs === null || takenSlots >= maxAtOnce) {
      await changes.next();
      return false;
    }
    const waitMs = Math.max(dueMs, rate.waitMs());
    if (waitMs > 0) {
      const idle = inFlight.count() === 0 && (dueMs > 0 || rate.isHeld());
      const problem = schedule.waitMs() === null ? settlingProblem : last.problem;
      if (idle && problem) tellOnce(parts.now() + Math.ceil(waitMs), problem);
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
    // Signing in takes its time: an answer that came meanwhile may have changed everything.
    return !stopped() && rate.waitMs() === 0;
  };

  const turn = async (): Promise<void> => {
    while (!stopped() && rate.waitMs() > 0) {
      if (inFlight.count() === 0 && rate.isHeld() && last.problem)
        tellOnce(parts.now() + Math.ceil(rate.waitMs()), last.problem);
      await changes.nextWithin(rate.waitMs(), parts.wait);
    }
  };

  const version = createPbxVersion({
    xapi,
    monotonic,
    signal,
    async turn() {
      await turn();
      rate.spend();
    },
  });

  const baselines = createBaselines({
    jobs,
    xapi,
    maxAgeMs: times.maxBaselineAgeMs,
    now: parts.now,
    monotonic,
    signal,
    async mayGoOn() {
      await turn();
      if (stopped()) return false;
      rate.spend();
      return true;
    },
  });

  /** Begins the next request; first the current passwords are read of those that are next. */
  const beginNext = async (): Promise<void> => {
    const look = agenda.take();
    if (look !== null) return beginLook(look);
    // What is being noted comes before what is noted next.
    if (noting && ahead.length === 0) {
      journal.hurry();
      journal.hurry();
      await noting;
      if (stopped()) return;
    }
    const [noted] = ahead;
    if (noted) {
      // What was read before it must not be too old by now.
      if (!baselines.get(noted.item.id)) return returnUnsent();
      ahead.shift();
      return begin(noted.item.id, noted);
    }
    const itemId = schedule.take();
    if (itemId === null) return;
    if (baselines.covers(itemId)) return begin(itemId);
    schedule.putBack([itemId]);
    const { ratePerSecond } = pace();
    const inTime = Math.ceil(((ratePerSecond ?? Number.POSITIVE_INFINITY) * readAheadMs) / 1000);
    await baselines.read(schedule.upcoming(Math.min(maxReadAhead, inTime)));
  };

  let toldUntil = 0;
  const tellOnce = (until: number, problem: Problem): void => {
    if (until > toldUntil) parts.onEvent({ type: 'waiting', until, problem });
    toldUntil = until;
  };

  const stopped = (): boolean => signal.aborted || stop.pausedBy !== null || stop.broken.length > 0;
  const nothingLeft = (): boolean =>
    schedule.waitMs() === null && !agenda.holds() && inFlight.count() + ahead.length === 0 && noting === null;

  for (const { itemId } of jobs.looksOf(jobId)) plan(jobs.item(itemId));
  try {
    while (!stopped() && !nothingLeft()) {
      if (maxAhead() === 0) returnUnsent();
      noteAhead();
      if (await mayBegin()) await beginNext();
    }
  } finally {
    await noting;
    // Before what is under way has ended, for that may take long. While another program keeps the database, each try would
    // hold this one up for seconds.
    if (!stop.broken.some(isLocked)) {
      try {
        returnUnsent();
      } catch (error) {
        stop.broken.push(error);
      }
    }
    await inFlight.idle();
    changes.close();
  }
  if (!canCheckLater) jobs.dropLooks(jobId);
  if (stop.broken.length > 0) throw stop.broken[0];
  conclude(jobId, unread.size > 0, stop.pausedBy, parts);
}

/** How long a job waits for its PBX, at the most. */
export const maxPbxWaitMs = maxWaitHours * 60 * 60 * 1000;

/** How a job that is not running any more is left. @param unread something is still to be read back */
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

/** What is kept of a failure: with the time before which the PBX does not want to be asked again. */
function problemOf({ code, facts, retryAfterMs }: XapiError, now: number): Problem {
  const retryAt = retryAfterMs ? { retryAt: new Date(now + retryAfterMs).toISOString() } : {};
  return { code, facts: { ...facts, ...retryAt } };
}
