import type { ErrorCode } from '../../common/errors.ts';
import type { Log, Operation } from '../log/index.ts';
import type { XapiError } from './error.ts';

/** Logs how one request ended: with a reply, or with an error. */
export interface RequestLog {
  replied(status: number): void;
  failed(error: XapiError): void;
}

/** Starts the log entry of one request. @param monotonic milliseconds of a monotonic clock */
export function logRequest(log: Log, operation: Operation, monotonic: () => number): RequestLog {
  const startedAt = monotonic();
  const note = (status: number | null, code: ErrorCode | null): void =>
    log({ event: 'request', operation, status, ms: Math.round(monotonic() - startedAt), code });
  return {
    replied: (status) => note(status, null),
    failed: ({ facts, code }) => note(facts.status ?? null, code),
  };
}
