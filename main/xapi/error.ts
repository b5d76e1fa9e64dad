import { type ErrorCode, type ErrorFacts, type FactsOf, RekeyError } from '../../common/errors.ts';

/**
 * Whether the PBX may have acted on a request that failed: `none`, certainly not (never sent, or rejected);
 * `unknown`, it was sent and no clear answer came.
 */
export type Effect = 'none' | 'unknown';

/** A request to the PBX that did not succeed. */
export interface XapiError extends RekeyError {
  readonly effect: Effect;
  /** Milliseconds the PBX asked to wait (`Retry-After`); null when it did not. */
  readonly retryAfterMs: number | null;
  /** Whether the PBX's own service returned the error, and not a proxy or gateway in front of it. */
  readonly byPbx: boolean;
}

interface XapiErrorOptions {
  retryAfterMs?: number | null;
  byPbx?: boolean;
  cause?: unknown;
}

interface XapiErrorClass {
  new <Code extends ErrorCode = ErrorCode>(
    code: Code,
    facts: FactsOf<Code>,
    effect: Effect,
    options?: XapiErrorOptions,
  ): XapiError;
  readonly prototype: XapiError;
}

export const XapiError: XapiErrorClass = class XapiError extends RekeyError {
  readonly effect: Effect;
  readonly retryAfterMs: number | null;
  readonly byPbx: boolean;

  constructor(code: ErrorCode, facts: ErrorFacts, effect: Effect, options: XapiErrorOptions = {}) {
    super(code, facts, { cause: options.cause });
    this.name = 'XapiError';
    this.effect = effect;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.byPbx = options.byPbx ?? false;
  }
};
