import { setTimeout as delay } from 'node:timers/promises';
import type { Problem } from '../../../common/model.ts';
import { type Patience, XapiError } from '../../xapi/index.ts';
import { problemOf } from './failure-verdict.ts';
import { createHealth } from './health.ts';
import { createRate } from './rate.ts';

/** Somebody waits for what is read. */
const maxWaitingMs = 60_000;

export interface PatienceParts {
  /** Called when nothing is sent until then, and why. */
  told?: ((until: number, problem: Problem) => void) | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds of a monotonic clock. */
  monotonic?: () => number;
  /** Resolves after a delay, or as soon as the signal is aborted. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  random?: () => number;
}

/**
 * Waits when the PBX puts off what is read outside a job, by the rules of a job: as long as it asks, more and more
 * slowly, and only so often; but not for longer than a user would wait. What it throws then says when to try again.
 */
export function createPatience(
  {
    told = () => {},
    now = () => Date.now(),
    monotonic = () => performance.now(),
    wait = waitFor,
    random = Math.random,
  }: PatienceParts,
  signal: AbortSignal,
): Patience {
  const rate = createRate(null, monotonic);
  const health = createHealth(rate, random);
  let waitedMs = 0;

  const pass = async (ms: number): Promise<void> => {
    await wait(ms, signal);
    if (signal.aborted) throw new XapiError('cancelled', {}, 'none');
  };

  return {
    waitedMs: () => waitedMs,
    async attempt(request) {
      for (let attempts = 1; ; attempts += 1) {
        if (rate.waitMs() > 0) await pass(rate.waitMs());
        const wave = health.wave();
        rate.spend();
        try {
          const result = await request();
          health.carriedOut();
          return result;
        } catch (error) {
          if (!isWaitedOut(error)) throw error;
          const verdict = health.failed(error, attempts, wave);
          const problem = problemOf(error, now());
          if (verdict.next !== 'retry' || waitedMs + verdict.waitMs > maxWaitingMs)
            throw withFacts(error, problem);
          told(now() + verdict.waitMs, problem);
          await pass(verdict.waitMs);
          waitedMs += verdict.waitMs;
        }
      }
    },
  };
}

/** Whether the PBX asks to be asked again later. A 503 without a time may be a service that is down for long. */
function isWaitedOut(error: unknown): error is XapiError {
  if (!(error instanceof XapiError) || error.effect !== 'none') return false;
  const { code, facts, retryAfterMs } = error;
  return code === 'rate-limited' || (facts.status === 503 && retryAfterMs !== null);
}

function withFacts(error: XapiError, { facts }: Problem): XapiError {
  const { code, effect, retryAfterMs, byPbx } = error;
  return new XapiError(code, facts, effect, { retryAfterMs, byPbx, cause: error });
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
