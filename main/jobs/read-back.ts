import type { Item } from '../../common/model.ts';
import type { JobStore } from '../store/jobs.ts';
import type { Sealer } from '../store/seal.ts';
import { type Xapi, XapiError } from '../xapi/index.ts';
import { sealContext } from './attempt.ts';
import { keysOf } from './plan.ts';
import { saysNothingOfDevice } from './policy.ts';
import type { JobEvent } from './run.ts';

export interface ReadBackParts {
  jobs: JobStore;
  xapi: Xapi;
  /** Null for a run without a keychain. */
  sealer: Sealer | null;
  signal: AbortSignal;
  onEvent(event: JobEvent): void;
}

/**
 * Reads back the password of an item whose run broke off, and notes it, or that it cannot be had. Nothing is noted once
 * the signal is aborted.
 *
 * @throws XapiError where nothing of this PBX can be read now; with `effect: 'none'`, for reading changes nothing
 */
export async function readBackDoubtful(itemId: number, parts: ReadBackParts): Promise<Item | null> {
  const { jobs, xapi, sealer, signal, onEvent } = parts;
  const doubtful = jobs.item(itemId);
  const password = await xapi
    .readPassword(doubtful.mac, keysOf(doubtful.mac, doubtful.device))
    .catch(notOfThePbx);
  if (signal.aborted) return null;
  if (password === null) {
    jobs.concludeReading(itemId, null);
    return jobs.item(itemId);
  }
  onEvent({ type: 'password', item: { ...doubtful, credentialsSource: 'read-back' }, password });
  const sealed = sealer?.seal(sealContext(itemId), password) ?? null;
  jobs.concludeReading(itemId, { source: 'read-back', sealed });
  return jobs.item(itemId);
}

function notOfThePbx(error: unknown): null {
  if (!(error instanceof XapiError)) throw error;
  const { code, facts, retryAfterMs } = error;
  if (saysNothingOfDevice(error)) throw new XapiError(code, facts, 'none', { retryAfterMs, cause: error });
  return null;
}
