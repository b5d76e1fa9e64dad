import { type ErrorCode, type ErrorFacts, RekeyError } from '../../common/errors.ts';

/**
 * Whether the PBX may have acted on a request that failed: `none`, surely not (never sent, or refused); `unknown`,
 * it was sent and no clear answer came.
 */
export type Effect = 'none' | 'unknown';

/** A request to the PBX that did not succeed. */
export class XapiError extends RekeyError {
  readonly effect: Effect;
  /** Milliseconds the PBX asked to wait (`Retry-After`); null when it did not. */
  readonly retryAfterMs: number | null;
  /** Whether the PBX's own service answered with the error, and not a proxy or gateway in front of it. */
  readonly byPbx: boolean;

  constructor(
    code: ErrorCode,
    facts: ErrorFacts,
    effect: Effect,
    options: { retryAfterMs?: number | null; byPbx?: boolean; cause?: unknown } = {},
  ) {
    super(code, facts, { cause: options.cause });
    this.name = 'XapiError';
    this.effect = effect;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.byPbx = options.byPbx ?? false;
  }
}
