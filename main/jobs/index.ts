import { userInfo } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { RekeyError } from '../../common/errors.ts';
import type { Item, Job, Pace, Pbx, Problem } from '../../common/model.ts';
import { splitCompleted } from '../../common/run-again.ts';
import { tidy } from '../../common/text.ts';
import type { Log } from '../log/index.ts';
import type { Store } from '../store/index.ts';
import type { DueLook, NewItem, NewJob } from '../store/jobs/index.ts';
import type { Lock } from '../store/locks.ts';
import { lockPbx, pbxLockName } from '../store/pbx-lock.ts';
import type { Sealer } from '../store/seal.ts';
import type { Xapi } from '../xapi/index.ts';
import { changedSince } from './agreed.ts';
import type { JobEvent } from './events.ts';
import { beforeContext, createEvidence, sealContext } from './evidence.ts';
import type { PasswordOf } from './export.ts';
import { lookAgain } from './look.ts';
import { createRate } from './rate.ts';
import { maxPbxWaitMs, runJob } from './run.ts';
import { type SettlingTimes, settlingTimes } from './settlement.ts';

export { type JobEvent, pauseReason, sleepReason } from './events.ts';
export { agreedPhones, keysOf, planItems, throwIfNothingToDo } from './plan.ts';
export { readTarget, userOf } from './target.ts';

/** Where a job runs; `id` is null for a PBX that is not stored. */
export type JobPbx = Pick<Pbx, 'name' | 'url'> & { id: string | null };

export interface RunOptions {
  xapi: Xapi;
  /**
   * Asked for under the PBX's lock, before anything is sent: its entry is still the one that `xapi` was opened for.
   *
   * @throws RekeyError where it is not
   */
  refuseIfChanged(): void;
  /** As it is now: a person may change it in mid-run. */
  pace(): Pace;
  /** Null for a run without a keychain. */
  sealer: Sealer | null;
  /** Aborted: cancels, or pauses where the reason is `pauseReason`; what is in flight is finished. */
  signal: AbortSignal;
  /** The run does not wait for readings that are to be made a while later: `settleDue` makes them. */
  settlesLater?: boolean;
  onEvent(event: JobEvent): void;
}

/** What reading a PBX again needs. */
interface SettleOptions extends Pick<RunOptions, 'xapi' | 'pace' | 'signal'> {
  sealer: Sealer;
  /** Told of each item that was read, as it is now. */
  settled(jobId: number, item: Item): void;
}

/** What a person says of a job beside its devices. */
interface JobLabel {
  /** A ticket or order. */
  reference: string | null;
  /** The job whose failed or uncertain devices it runs again. */
  retryOf: number | null;
}

/** What came of opening the passwords of several items. */
export interface OpenedItems {
  /** The passwords that the devices had before, as far as they are kept. */
  previousOf: PasswordOf;
  /** Opens them, too, and says how many could be. */
  countPrevious(): { readable: number; unreadable: number };
  /** With what is known of their passwords by now. */
  items: Item[];
  passwordOf: PasswordOf;
  readable: number;
  unreadable: number;
}
/**
 * What becomes of remaining devices that a later job has given a password, surely or perhaps: `skip` leaves them as they
 * are; `include` does as many again as a person was told of. Without a choice nothing is sent where there are any.
 */
export type CompletedChoice = 'skip' | { include: number };

/** The engine: every new password comes from here. */
export interface Jobs {
  /**
   * Makes a job and runs it until it has finished, paused or was cancelled; the returned job says which.
   *
   * @throws RekeyError `pbx-busy-elsewhere`, `plan-changed` where it is a retry and a later job did one of its devices since,
   * and as `refuseIfChanged`, before anything is recorded or sent
   */
  start(pbx: JobPbx, items: NewItem[], label: JobLabel, options: RunOptions): Promise<Job>;
  /**
   * Goes on with a paused or interrupted job: what is queued, never what is uncertain.
   *
   * @param url of the PBX that `xapi` talks to; a job goes on only where it began
   * @throws RekeyError `usage` where it waits, or has waited and was not matched since: see `goOn`; `plan-changed` with
   * `doneSince` where later jobs did as many of its devices and `completed` does not say what becomes of them
   */
  resume(jobId: number, url: string, options: RunOptions, completed?: CompletedChoice): Promise<Job>;
  /** Makes a job that waits until its PBX can be reached. Nothing is sent. @throws RekeyError `plan-changed` as `start` */
  hold(pbx: JobPbx, items: NewItem[], label: JobLabel): Job;
  /**
   * Has what is left of a stopped job wait until its PBX can be reached.
   *
   * @param until not longer than this, milliseconds since 1970; the longest wait unless given
   * @throws RekeyError `usage` where nothing of it is left to run, `pbx-busy-elsewhere` where it runs
   */
  wait(jobId: number, until?: number): Job;
  /** Notes what keeps a waiting job from running. */
  stillWaits(jobId: number, problem: Problem): void;
  /** A waiting job does not begin by itself any more: it pauses, for a person to decide. */
  ask(jobId: number, problem: Problem): Job;
  /** Takes back that a job waits: what was begun is paused, what was not is cancelled. @throws RekeyError `usage` */
  withdraw(jobId: number): Job;
  /**
   * Goes on with a job that waits or has waited, where everything is as it was when that was agreed to. Where it is not,
   * nothing is sent: the job pauses with `plan-changed`, or has finished where nothing can be sent for any of its devices.
   *
   * @param job as it was before its devices were matched
   * @param fresh what its queued devices are now, without trying those that are not listed
   * @throws RekeyError `usage` where it waits no more, or began to meanwhile; `pbx-busy-elsewhere`, as `refuseIfChanged`
   */
  goOn(
    job: Job,
    url: string,
    fresh: readonly NewItem[],
    options: RunOptions,
    completed?: CompletedChoice,
  ): Promise<Job>;
  /** Has waiting jobs ask whose time is over; gives them. */
  expire(): Job[];
  /**
   * Makes the readings of a PBX that are due, of all jobs that do not run: those that settle or check outcomes.
   *
   * @throws XapiError where nothing of this PBX can be read now
   */
  settleDue(url: string, options: SettleOptions): Promise<void>;
  /** Cancels what is left of a job that is not running. */
  abandon(jobId: number): Job;
  /** Marks jobs whose process died as interrupted; on a full disk the next start does. */
  recover(): void;
  /** The sealed password of an item; null when there is none. @throws RekeyError `keychain-entry-missing` where its key is gone */
  password(itemId: number, sealer: Sealer): string | null;
  /** The same of the password that the device had before. */
  previousPassword(itemId: number, sealer: Sealer): string | null;
  /** Opens what is kept of several items, without failing for those whose key is gone. */
  openAll(items: readonly Item[], sealer: Sealer): OpenedItems;
  /** How many sealed passwords are older than so many days. */
  countOlder(days: number): number;
  /** Deletes them, whatever the retention time: a person has agreed. */
  deleteOlder(days: number): void;
  /**
   * Deletes sealed passwords older than the retention time, and the files that may still hold some; on a full disk the
   * next time does.
   *
   * @returns false where something of it has to be tried again soon
   */
  enforceRetention(): boolean;
}

export interface JobsParts {
  store: Store;
  log: Log;
  /** The longest retention that a policy allows. */
  maxRetentionDays?: number | undefined;
  now?: () => number;
  monotonic?: () => number;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  random?: () => number;
  /** Those of `settlingTimes` unless given. */
  times?: Partial<SettlingTimes>;
}

const dayMs = 24 * 60 * 60 * 1000;
const trustedStepMs = 7 * dayMs;
const provingMs = 60 * 60_000;

export function createJobs({
  store,
  log,
  maxRetentionDays,
  now = () => Date.now(),
  monotonic = () => performance.now(),
  wait = waitFor,
  random = Math.random,
  times: givenTimes,
}: JobsParts): Jobs {
  const { jobs, locks } = store;
  const times: SettlingTimes = { ...settlingTimes, ...givenTimes };

  const interruptDead = (url: string): void => {
    for (const job of jobs.running()) {
      if (job.pbxUrl !== url) continue;
      jobs.interrupt(job.id);
      log({ event: 'job', job: job.id, state: 'interrupted', code: null });
    }
  };

  /** Only the holder of the lock runs jobs on this PBX, so a job that the journal still calls running is dead. */
  const claim = (url: string): Lock => {
    const lock = lockPbx(store, url);
    interruptDead(url);
    return lock;
  };

  const run = async (jobId: number, options: RunOptions): Promise<Job> => {
    try {
      options.onEvent({ type: 'started', job: required(jobId) });
      await runJob(jobId, { ...options, jobs, log, times, now, monotonic, wait, random });
    } catch (error) {
      // The journal may be what failed (a full disk): then the next start finds the job dead and does this.
      try {
        jobs.interrupt(jobId);
      } catch {}
      throw error;
    }
    return required(jobId);
  };

  const deleteOlder = (days: number): void => {
    const before = now() - days * dayMs;
    const deleted = jobs.deleteSealed(before);
    if (deleted > 0) log({ event: 'retention', deleted });
    store.setAside.deleteOlder(before, now());
    store.scrub();
  };

  const deleteExpired = (): void => {
    const { settings } = store;
    const checkedAt = settings.get('retentionCheckedAt');
    const passedMs = now() - checkedAt;
    const doubted = settings.get('clockDoubted');
    if (doubted && passedMs >= 0 && passedMs < provingMs) return;
    // A clock that was set by days may be wrong now, or was when they were sealed. It has proved itself once it has gone on
    // from there.
    const jumped = checkedAt !== 0 && Math.abs(passedMs) > trustedStepMs;
    const doubts = doubted ? passedMs < 0 : jumped;
    settings.set('retentionCheckedAt', now());
    settings.set('clockDoubted', doubts);
    if (doubts) return;
    // It may have been longer than what it reads as now.
    if (!store.settings.damaged().includes('retentionDays')) deleteOlder(store.settings.get('retentionDays'));
    // No setting can have been longer than the policy allows.
    else if (maxRetentionDays !== undefined) deleteOlder(maxRetentionDays);
  };

  const required = (jobId: number): Job => {
    const job = jobs.get(jobId);
    if (!job) throw new RekeyError('usage', { reason: 'job-unknown', job: jobId });
    return job;
  };

  const newJob = (pbx: JobPbx, items: NewItem[], label: JobLabel): NewJob => ({
    pbxId: pbx.id,
    pbxName: pbx.name,
    pbxUrl: pbx.url,
    ...label,
    reference: label.reference && (tidy(label.reference, 200) || null),
    user: userName(),
    items,
  });

  /** Notes how a job stands that does not run. */
  const settled = (jobId: number): Job => {
    const job = required(jobId);
    log({ event: 'job', job: jobId, state: job.state, code: job.pauseProblem?.code ?? null });
    return job;
  };

  const queuedItems = (jobId: number): Item[] => jobs.items(jobId).filter(({ state }) => state === 'queued');

  /**
   * Carries out what a person chose for remaining devices that later jobs did. Only under the PBX's lock does that stay so.
   *
   * @returns how many there are that nothing, or not this, was chosen for
   */
  const settleCompleted = (jobId: number, choice: CompletedChoice | undefined): number => {
    const ids = splitCompleted(queuedItems(jobId)).completed.map(({ id }) => id);
    if (choice === 'skip') jobs.skip(ids);
    else if (choice?.include === ids.length) jobs.agreeAnew(ids);
    else return ids.length;
    return 0;
  };

  /** A stopped job of which nothing is left, neither to be sent nor to be read, has finished. */
  const finishWithNothingLeft = (jobId: number): true => {
    const { state } = required(jobId);
    const stopped = state === 'interrupted' || state === 'paused';
    if (stopped && jobs.queued(jobId).length === 0 && jobs.unread(jobId).length === 0) {
      jobs.finish(jobId);
      settled(jobId);
    }
    return true;
  };

  /** A retry was asked for by what its job's devices were then: by now another job did them, or they were settled. */
  const refuseCompletedSince = (items: readonly NewItem[], { retryOf }: JobLabel): void => {
    if (retryOf === null) return;
    const wanted = new Set(items.flatMap(({ mac, macs = [mac] }) => macs));
    const before = jobs.items(retryOf).filter(({ macs }) => macs.some((mac) => wanted.has(mac)));
    const { completed, remaining } = splitCompleted(before);
    const settledSince = remaining.filter(({ state }) => state === 'succeeded');
    const doneSince = completed.length + settledSince.length;
    if (doneSince > 0) throw new RekeyError('plan-changed', { doneSince });
  };

  const belongsTo = (url: string, job: Job): Job => {
    if (job.pbxUrl !== url)
      throw new RekeyError('usage', { reason: 'job-of-other-pbx', job: job.id, pbx: job.pbxUrl, host: url });
    return job;
  };

  return {
    async start(pbx, items, label, options) {
      const lock = claim(pbx.url);
      try {
        options.refuseIfChanged();
        refuseCompletedSince(items, label);
        const job = jobs.create(newJob(pbx, items, label));
        return await run(job.id, options);
      } finally {
        lock.release();
      }
    },

    async resume(jobId, url, options, completed) {
      const lock = claim(belongsTo(url, required(jobId)).pbxUrl);
      try {
        refuseWhatIsOver(required(jobId));
        // Another program may have had it wait meanwhile.
        if (jobs.isUnmatched(jobId)) throw new RekeyError('usage', { reason: 'job-waits', job: jobId });
        options.refuseIfChanged();
        const doneSince = settleCompleted(jobId, completed);
        if (doneSince > 0) throw new RekeyError('plan-changed', { doneSince });
        return await run(jobId, options);
      } finally {
        lock.release();
      }
    },

    hold(pbx, items, label) {
      refuseCompletedSince(items, label);
      return settled(jobs.create({ ...newJob(pbx, items, label), waitUntil: now() + maxPbxWaitMs }).id);
    },

    wait(jobId, until = now() + maxPbxWaitMs) {
      const before = required(jobId);
      const lock = claim(before.pbxUrl);
      try {
        const { pauseProblem } = refuseWhatIsOver(required(jobId));
        // What a clock said that was ahead must not count.
        jobs.wait(jobId, Math.min(until, now() + maxPbxWaitMs), pauseProblem);
        return settled(jobId);
      } finally {
        lock.release();
      }
    },

    stillWaits: (jobId, problem) => jobs.stillWaits(jobId, problem),

    ask(jobId, problem) {
      return jobs.stopWaiting(jobId, problem) ? settled(jobId) : required(jobId);
    },

    withdraw(jobId) {
      const begun = required(jobId).startedAt !== null;
      const done = begun ? jobs.stopWaiting(jobId, null) : jobs.cancelWaiting(jobId);
      if (!done) throw new RekeyError('usage', { reason: 'job-does-not-wait', job: jobId });
      return settled(jobId);
    },

    async goOn({ id: jobId, state }, url, fresh, options, completed) {
      const lock = claim(belongsTo(url, required(jobId)).pbxUrl);
      try {
        const job = required(jobId);
        if (state !== 'waiting') refuseWhatIsOver(job);
        else if (job.state !== 'waiting')
          throw new RekeyError('usage', { reason: 'job-does-not-wait', job: jobId });
        options.refuseIfChanged();
        const doneSince = settleCompleted(jobId, completed);
        const changed = changedSince(queuedItems(jobId), fresh);
        if (changed.length === 0 && doneSince === 0) return await run(jobId, options);
        const facts = {
          ...(changed.length > 0 ? { count: changed.length } : {}),
          ...(doneSince > 0 ? { doneSince } : {}),
        };
        jobs.rematch(jobId, changed, { code: 'plan-changed', facts });
        return settled(jobId);
      } finally {
        lock.release();
      }
    },

    expire() {
      // Its clock was ahead when it was agreed to: it waits as long from now on, for nobody knows since when. A clock that was
      // behind cannot be told from a computer that slept or was off: then the time is over, and a person decides.
      for (const { id, waiting } of jobs.waiting()) {
        const since = Date.parse(waiting?.since ?? '');
        if (now() < since) jobs.shiftWait(id, now() - since);
      }
      return jobs
        .waiting()
        .filter(({ waiting }) => waiting !== null && Date.parse(waiting.until) <= now())
        .filter(({ id, pbxName }) => jobs.stopWaiting(id, { code: 'wait-expired', facts: { pbx: pbxName } }))
        .map(({ id }) => settled(id));
    },

    async settleDue(url, { xapi, pace, sealer, signal, settled }) {
      const rate = createRate(pace().ratePerSecond, monotonic);
      jobs.pullInLooks(now() + times.lastLookMs);
      const isDue = ({ pbxUrl, at }: DueLook): boolean => pbxUrl === url && at <= now();
      // Nothing could be noted while another run holds the PBX; what is read then would be read again and again.
      const free = locks.tryAcquire(pbxLockName(url));
      if (!free) return;
      free.release();
      for (const { itemId, jobId } of jobs.looks().filter(isDue)) {
        await wait(rate.waitMs(), signal);
        if (signal.aborted) return;
        rate.spend();
        const item = await lookAgain(itemId, {
          jobs,
          xapi,
          evidence: createEvidence(jobs, sealer),
          times,
          canCheckLater: true,
          now,
          signal,
          learned: () => {},
          // Nobody is kept from running a job meanwhile; but what a job did since is not to be noted as this one's.
          write(change) {
            const lock = locks.tryAcquire(pbxLockName(url));
            if (!lock) return false;
            try {
              const isDueStill = jobs.looks().some((look) => look.itemId === itemId);
              return isDueStill && jobs.together(() => change() && finishWithNothingLeft(jobId));
            } finally {
              lock.release();
            }
          },
        });
        if (!item) continue;
        const code = item.problem?.code ?? null;
        log({ event: 'item', job: jobId, item: itemId, state: item.state, attempt: item.attempts, code });
        settled(jobId, item);
      }
    },

    abandon(jobId) {
      // Others may run on its PBX meanwhile.
      if (jobs.cancelWaiting(jobId)) return settled(jobId);
      const lock = claim(required(jobId).pbxUrl);
      try {
        refuseWhatIsOver(required(jobId));
        jobs.cancel(jobId);
        return settled(jobId);
      } finally {
        lock.release();
      }
    },

    recover: unlessDiskFull(() => {
      for (const url of new Set(jobs.running().map((job) => job.pbxUrl))) {
        const lock = locks.tryAcquire(pbxLockName(url));
        if (!lock) continue;
        try {
          interruptDead(url);
        } finally {
          lock.release();
        }
      }
    }),

    password(itemId, sealer) {
      const sealed = jobs.sealed(itemId);
      if (!sealed) return null;
      const password = sealer.open(sealContext(itemId), sealed);
      if (password === null) throw new RekeyError('keychain-entry-missing', { reason: 'data-key' });
      return password;
    },

    previousPassword(itemId, sealer) {
      const sealed = jobs.sealedBefore(itemId);
      if (!sealed) return null;
      const password = sealer.open(beforeContext(itemId), sealed);
      if (password === null) throw new RekeyError('keychain-entry-missing', { reason: 'data-key' });
      return password;
    },

    openAll(items, sealer) {
      const passwords = new Map<number, string>();
      const previous = (itemId: number): string | null => {
        const sealed = jobs.sealedBefore(itemId);
        return sealed && sealer.open(beforeContext(itemId), sealed);
      };
      const unreadable = new Set<number>();
      for (const { id } of items) {
        const sealed = jobs.sealed(id);
        if (!sealed) continue;
        const password = sealer.open(sealContext(id), sealed);
        if (password === null) unreadable.add(id);
        else passwords.set(id, password);
      }
      return {
        items: items.map((item) => {
          const credentialsLost = unreadable.has(item.id);
          return { ...item, credentialsKept: passwords.has(item.id), credentialsLost };
        }),
        passwordOf: ({ id }) => passwords.get(id) ?? null,
        previousOf: ({ id }) => previous(id),
        countPrevious() {
          const kept = items.filter(({ id }) => jobs.sealedBefore(id) !== null);
          const readable = kept.filter(({ id }) => previous(id) !== null).length;
          return { readable, unreadable: kept.length - readable };
        },
        readable: passwords.size,
        unreadable: unreadable.size,
      };
    },

    countOlder: (days) => jobs.countSealed(now() - days * dayMs),
    deleteOlder,

    enforceRetention() {
      unlessDiskFull(deleteExpired)();
      return store.scrub();
    },
  };
}

/** For what is due now and then, and must not keep anybody from reading what is kept. */
function unlessDiskFull(work: () => void): () => void {
  return () => {
    try {
      work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error;
    }
  };
}

function refuseWhatIsOver(job: Job): Job {
  const { id, state } = job;
  if (state === 'waiting') throw new RekeyError('usage', { reason: 'job-waits', job: id });
  if (state !== 'paused' && state !== 'interrupted' && state !== 'planned')
    throw new RekeyError('usage', { reason: 'job-over', job: id });
  return job;
}

/** Without an entry in the user database (as in containers) there is no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
