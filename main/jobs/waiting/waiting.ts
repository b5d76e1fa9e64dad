import type { ErrorCode } from '../../../common/errors.ts';
import type { Job, Pbx, Problem } from '../../../common/model.ts';
import { toProblem } from '../../../common/problem.ts';
import {
  endedLocally,
  keepsWaitingAfter,
  pbxRemovedProblem,
  resumesWaitingAfter,
} from '../../../common/waiting.ts';
import type { Store } from '../../store/index.ts';
import { backoffMs, maxBackoffTries } from '../backoff.ts';
import type { Jobs } from '../index.ts';
import { createSleep } from '../sleep.ts';

/** Manages the jobs that wait until their PBX can be reached. */
export interface Waiting {
  /** Checks for work: at startup, and whenever a job may have started or stopped waiting. */
  check(): void;
  /** Tries the PBX of a job at once. */
  tryNow(jobId: number): void;
  /** Tries a PBX at once: what kept its waiting jobs from running may have ended. */
  pbxFree(pbxUrl: string): void;
  /** Tries all of them at once: the computer is awake again, or the network changed. */
  wake(): void;
  /** The computer is about to sleep: nothing is tried until it is awake. */
  sleep(): void;
  /** When the PBX of a waiting job is tried next; null while that is under way, and for jobs that do not wait. */
  nextTryAt(job: Job): string | null;
  /** Resolves when nothing is being tried any more. */
  stop(): Promise<void>;
}

export interface WaitingParts {
  store: Store;
  jobs: Jobs;
  /** Checks whether a PBX can be reached. @throws RekeyError why not */
  probe(pbx: Pbx, signal: AbortSignal): Promise<void>;
  /**
   * Continues a job whose PBX can be reached, to its end.
   *
   * @param settle decides the job's final state, before it is reported
   */
  continueWaiting(job: Job, pbx: Pbx, settle: (ended: Job) => Job): Promise<Job>;
  /** Reports the state of a job that waits, or no longer waits. */
  tell(job: Job, nextTryAt: string | null): void;
  /** Identifies the network; the same as long as nothing changed. */
  network(): string;
  /** Called with what prevented its work, such as a full disk; it tries again a minute later. */
  failed(thrown: unknown): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs work after a delay; returns a function that cancels it. */
  later(work: () => void, ms: number): () => void;
}

/** However long it is until the next try, the network is checked this often. */
const checkEveryMs = 60_000;
/** Neither the user nor an unstable network has a PBX tried more often than this. */
const minIntervalMs = 3_000;

/** A PBX that jobs wait for. */
interface Watch {
  /** Failed ones, since something changed. */
  tries: number;
  /** By the computer's clock, as below. */
  nextAt: number;
  triedAt: number;
  trying: boolean;
}

export function createWaiting(parts: WaitingParts): Waiting {
  const { store, jobs, now } = parts;
  const watches = new Map<string, Watch>();
  const stopping = new AbortController();
  const attempts = new Set<Promise<void>>();
  let known = new Set<number>();
  let network = parts.network();
  let stopTimer = (): void => {};
  const sleep = createSleep(parts.later, () => wake());

  const nextTryAt = (job: Job): string | null => {
    const watch = watches.get(job.pbxUrl);
    return job.state === 'waiting' && watch && !watch.trying ? new Date(watch.nextAt).toISOString() : null;
  };
  const tell = (jobId: number): void => {
    const job = store.jobs.get(jobId);
    if (job) parts.tell(job, nextTryAt(job));
  };
  const waitingFor = (url: string): Job[] => store.jobs.waiting().filter(({ pbxUrl }) => pbxUrl === url);
  const hurry = (watch: Watch): void => {
    watch.tries = 0;
    watch.nextAt = Math.min(watch.nextAt, Math.max(now(), watch.triedAt + minIntervalMs));
  };

  const check = (): void => {
    stopTimer();
    stopTimer = () => {};
    if (stopping.signal.aborted) return;
    try {
      checkAll();
    } catch (error) {
      parts.failed(error);
      stopTimer = parts.later(check, checkEveryMs);
    }
  };

  const checkAll = (): void => {
    jobs.expire();
    for (const job of store.jobs.waiting()) pbxOf(job);
    const waiting = store.jobs.waiting();
    const before = known;
    known = new Set(waiting.map(({ id }) => id));
    for (const id of before) if (!known.has(id)) tell(id);
    for (const [url, { trying }] of watches)
      if (!trying && !waiting.some(({ pbxUrl }) => pbxUrl === url)) watches.delete(url);
    if (waiting.length === 0 || sleep.isOn()) return;

    const changed = network !== parts.network();
    network = parts.network();
    for (const { id, pbxUrl } of waiting) {
      const watch = watches.get(pbxUrl);
      if (!watch) watches.set(pbxUrl, { tries: 0, nextAt: now(), triedAt: -minIntervalMs, trying: false });
      else if (!before.has(id)) hurry(watch);
    }
    for (const [url, watch] of watches) {
      if (changed) hurry(watch);
      // A clock that was set back must not delay a try for longer than intended.
      watch.nextAt = Math.min(watch.nextAt, now() + backoffMs(maxBackoffTries));
      if (!watch.trying && watch.nextAt <= now()) begin(url, watch);
    }
    for (const id of known) if (!before.has(id)) tell(id);
    const due = [
      ...[...watches.values()].filter(({ trying }) => !trying).map(({ nextAt }) => nextAt),
      ...waiting.map((job) => Date.parse(job.waiting?.until ?? '')),
    ];
    stopTimer = parts.later(check, Math.min(checkEveryMs, Math.max(0, Math.min(...due) - now())));
  };

  const begin = (url: string, watch: Watch): void => {
    watch.trying = true;
    watch.triedAt = now();
    const attempt = runAll(url)
      .then((outcome) => {
        if (outcome === 'done') watch.tries = 0;
        // Each try may make the keychain prompt the user.
        if (outcome === 'keychain-locked') watch.tries = maxBackoffTries;
      }, parts.failed)
      .then(() => {
        attempts.delete(attempt);
        watch.trying = false;
        watch.tries += 1;
        watch.nextAt = now() + backoffMs(watch.tries);
        if (stopping.signal.aborted) return;
        check();
        for (const { id } of waitingFor(url)) tell(id);
      })
      .catch(parts.failed);
    attempts.add(attempt);
  };

  /** Runs one job after the other; returns what prevents them from running, if they keep waiting. */
  const runAll = async (url: string): Promise<'done' | ErrorCode> => {
    let reached = false;
    for (const { id } of waitingFor(url)) tell(id);
    for (let [job] = waitingFor(url); job; [job] = waitingFor(url)) {
      const { id } = job;
      try {
        const pbx = pbxOf(job);
        if (!pbx) continue;
        if (!reached) await parts.probe(pbx, stopping.signal);
        reached = true;
        if (sleep.isOn()) return 'computer-asleep';
        const until = Date.parse(job.waiting?.until ?? '');
        const ended = await parts.continueWaiting(job, pbx, (left) => unlessInterfered(left, until));
        if (ended.state === 'waiting') return ended.pauseProblem?.code ?? 'cancelled';
      } catch (thrown) {
        const problem = toProblem(thrown);
        const { code, facts } = problem;
        if (stopping.signal.aborted || endedLocally(problem)) return code;
        // It was withdrawn meanwhile, or its run was interrupted; or its PBX has changed, and is checked again.
        if (store.jobs.get(id)?.state !== 'waiting' || facts.reason === 'pbx-changed') continue;
        if (!keepsWaitingAfter(problem)) jobs.ask(id, problem);
        else {
          note(url, problem);
          return code;
        }
      }
    }
    return 'done';
  };

  /** The PBX of a job; null if it is no longer the one that was confirmed, and the job asks. */
  const pbxOf = (job: Job): Pbx | null => {
    const ask = (problem: Problem): null => {
      jobs.ask(job.id, problem);
      return null;
    };
    const pbx = job.pbxId === null ? null : store.pbxs.get(job.pbxId);
    if (!pbx) return ask(pbxRemovedProblem(job.pbxName));
    if (pbx.url !== job.pbxUrl) return ask({ code: 'plan-changed', facts: { reason: 'address' } });
    if (pbx.pinnedFingerprint !== store.jobs.waitTrust(job.id))
      return ask({ code: 'plan-changed', facts: { reason: 'certificate' } });
    return pbx;
  };

  /** If the PBX went away again in mid-run, the job keeps waiting: the user agreed that it runs when it can. */
  const unlessInterfered = (ended: Job, until: number): Job => {
    const { id, state, pauseProblem } = ended;
    const goesOn = pauseProblem && resumesWaitingAfter(pauseProblem);
    return state === 'paused' && goesOn && now() < until ? jobs.wait(id, until) : ended;
  };

  const note = (url: string, problem: Problem): void => {
    const { code, facts } = problem;
    for (const { id, pauseProblem } of waitingFor(url))
      if (pauseProblem?.code !== code || pauseProblem.facts.reason !== facts.reason)
        jobs.stillWaits(id, problem);
  };

  const tryPbx = (pbxUrl: string): void => {
    const watch = watches.get(pbxUrl);
    if (watch) hurry(watch);
    check();
  };

  const wake = (): void => {
    sleep.end();
    for (const watch of watches.values()) hurry(watch);
    check();
  };

  return {
    check,
    tryNow(jobId) {
      tryPbx(store.jobs.get(jobId)?.pbxUrl ?? '');
    },
    pbxFree: tryPbx,
    wake,
    sleep() {
      stopTimer();
      sleep.begin();
    },
    nextTryAt,
    async stop() {
      stopTimer();
      sleep.end();
      stopping.abort();
      await Promise.all(attempts);
    },
  };
}
