import { type FetchTarget, fetchEveryMs } from '../../../common/fetching.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Device, FetchState, Item, Problem } from '../../../common/model.ts';
import type { Log } from '../../log/index.ts';
import type { FetchConclusion, FetchStore } from '../../store/fetches/fetches.ts';
import type { JobStore } from '../../store/jobs/index.ts';
import { type Xapi, XapiError } from '../../xapi/index.ts';
import { pauseReason, sleepReason } from '../events.ts';
import { problemOf } from '../requests/failure-verdict.ts';
import { createChanges } from '../run/changes.ts';

/** How a run ended. `paused`: the rest can be asked later. */
export interface FetchEnding {
  state: 'finished' | 'paused' | 'cancelled';
  /** Why it paused; null if the user paused it and nothing else kept it from going on. */
  problem: Problem | null;
}

/** What a run reports. */
export type FetchEvent =
  /** What became of one device, with its item as it is now. */
  | { type: 'item'; item: Item; mac: Mac; state: FetchState }
  /** Nothing is sent until then. */
  | { type: 'waiting'; until: number; problem: Problem };

export interface FetchRunParts {
  fetches: FetchStore;
  jobs: Pick<JobStore, 'item'>;
  xapi: Pick<Xapi, 'ready' | 'reprovision'>;
  log: Log;
  /** The spellings of a device's MAC to send in turn. */
  keysOf(target: FetchTarget): readonly string[];
  /** Milliseconds between two requests. */
  everyMs?: number | undefined;
  now(): number;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  /** Resolves after a delay, or as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /**
   * When aborted, the request in flight is finished. With `pauseReason` or `sleepReason` the rest stays, otherwise it
   * is cancelled.
   */
  signal: AbortSignal;
  onEvent(event: FetchEvent): void;
}

/** Tries for one device that the PBX puts off. */
const maxTries = 3;
/** Requests in a row without a clear answer before the run stops. */
const maxUnclear = 3;
const firstWaitMs = 5_000;
/** If a PBX asks for a longer wait than this, the run pauses. */
const maxWaitMs = 120_000;

/**
 * Asks devices one after the other to fetch their configuration. The caller holds the PBX's lock, and has queued them
 * in the store. A request without a clear answer is recorded as such, and never resent.
 */
export async function runFetch(targets: readonly FetchTarget[], parts: FetchRunParts): Promise<FetchEnding> {
  const { fetches, jobs, xapi, monotonic, signal } = parts;
  const everyMs = parts.everyMs ?? fetchEveryMs;
  const changes = createChanges(signal);
  /** Kinds of devices for which the PBX accepted a request, and those for which it did not. */
  const taken = new Set<string>();
  const refusedBy = new Map<string, Problem>();
  /** The devices of each kind that the PBX did not find. */
  const notFound = new Map<string, Set<Mac>>();
  let nextAt = monotonic();
  let unclear = 0;
  let pausedBy: Problem | null = null;

  // Only an Fxs has a password without being listed.
  const kindOf = ({ itemId }: FetchTarget): Device['kind'] => jobs.item(itemId).device?.kind ?? 'fxs';
  const tell = ({ itemId, mac }: FetchTarget, code: Problem['code'] | null): void => {
    const item = jobs.item(itemId);
    const state = item.fetch?.devices.find((device) => device.mac === mac)?.request?.state ?? 'queued';
    parts.log({ event: 'fetch', item: itemId, state, code });
    parts.onEvent({ type: 'item', item, mac, state });
  };
  const conclude = (target: FetchTarget, conclusion: FetchConclusion): void => {
    fetches.conclude(target, conclusion);
    tell(target, conclusion.problem?.code ?? null);
  };
  const requeue = (target: FetchTarget, problem: Problem | null): void => {
    fetches.requeue(target, problem);
    tell(target, problem?.code ?? null);
  };
  /** Whether a rejection is about all devices of a kind. A single one that is not found may be gone from the PBX. */
  const isOfKind = (code: Problem['code'], kind: string, mac: Mac): boolean => {
    const missing = notFound.get(kind) ?? new Set();
    notFound.set(kind, missing.add(mac));
    return code !== 'device-not-found' || missing.size > 1;
  };
  /** Resolves when the next request may be sent, or the run should stop. */
  const turn = async (): Promise<void> => {
    for (let waitMs = nextAt - monotonic(); !signal.aborted && waitMs > 0; waitMs = nextAt - monotonic())
      await changes.nextWithin(waitMs, parts.wait);
  };

  /** One attempt. Returns whether the device should be retried. */
  const attempt = async (target: FetchTarget, tries: number): Promise<boolean> => {
    const kind = kindOf(target);
    fetches.begin(target);
    tell(target, null);
    nextAt = monotonic() + everyMs;
    try {
      const pbxTime = await xapi.reprovision(parts.keysOf(target), signal);
      taken.add(kind);
      unclear = 0;
      conclude(target, { state: 'accepted', problem: null, pbxTime });
      return false;
    } catch (error) {
      if (!(error instanceof XapiError)) throw error;
      const problem = problemOf(error, parts.now());
      if (error.effect === 'unknown') {
        unclear += 1;
        if (unclear >= maxUnclear || neverOf3cx.includes(error.code)) pausedBy = problem;
        conclude(target, { state: 'unclear', problem });
        return false;
      }
      unclear = 0;
      switch (error.code) {
        case 'device-not-found':
        case 'request-refused':
          // It is unknown whether a PBX accepts an Fxs's MAC: one that does not is not asked for each.
          if (kind === 'fxs' && !taken.has(kind) && isOfKind(error.code, kind, target.mac))
            refusedBy.set(kind, problem);
          conclude(target, { state: 'refused', problem });
          return false;
        case 'forbidden':
          pausedBy = problem;
          conclude(target, { state: 'refused', problem });
          return false;
        case 'cancelled':
          requeue(target, null);
          return false;
        default: {
          const waitMs = Math.max(error.retryAfterMs ?? 0, firstWaitMs * 2 ** tries);
          const again = puttingOff.includes(error.code) && tries + 1 < maxTries && waitMs <= maxWaitMs;
          requeue(target, problem);
          if (!again) {
            pausedBy = problem;
            return false;
          }
          nextAt = monotonic() + waitMs;
          parts.onEvent({ type: 'waiting', until: parts.now() + waitMs, problem });
          return true;
        }
      }
    }
  };

  try {
    for (const target of targets) {
      const refused = refusedBy.get(kindOf(target));
      if (refused) {
        conclude(target, { state: 'not-asked', problem: refused });
        continue;
      }
      for (let tries = 0; ; tries += 1) {
        await turn();
        if (signal.aborted) break;
        try {
          // Before it is recorded as sent: a failed sign-in leaves it unchanged.
          await changes.orAborted(xapi.ready());
        } catch (error) {
          if (!(error instanceof XapiError)) throw error;
          pausedBy = problemOf(error, parts.now());
        }
        if (signal.aborted || pausedBy !== null) break;
        if (!(await attempt(target, tries))) break;
      }
      if (signal.aborted || pausedBy !== null) break;
    }
  } finally {
    changes.close();
  }
  const stays = signal.reason === pauseReason || signal.reason === sleepReason;
  if (signal.aborted && !stays) return { state: 'cancelled', problem: null };
  if (pausedBy !== null) return { state: 'paused', problem: pausedBy };
  if (!signal.aborted) return { state: 'finished', problem: null };
  return { state: 'paused', problem: signal.reason === sleepReason ? asleep : null };
}

const asleep: Problem = { code: 'computer-asleep', facts: { reason: 'fetch' } };
/** These answers do not come from the PBX. */
const neverOf3cx: readonly Problem['code'][] = ['not-a-3cx', 'captive-portal'];
const puttingOff: readonly Problem['code'][] = ['rate-limited', 'pbx-error'];
