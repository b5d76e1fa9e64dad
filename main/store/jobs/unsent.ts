import type { Problem } from '../../../common/model.ts';
import { toJson } from '../rows.ts';
import { nextSequence } from './sequence.ts';

/**
 * Ends queued items that will not be sent any more; a `WHERE` clause follows. An item that had a request without a clear answer is
 * settled, since that request may have been carried out.
 */
export const endUnsent = `
  UPDATE items SET not_before = NULL, ended_at = @now, sequence = ${nextSequence},
    state = CASE WHEN unclear_at IS NULL THEN 'cancelled' ELSE 'uncertain' END,
    problem = CASE WHEN unclear_at IS NULL THEN problem WHEN baseline IS NULL THEN @unclear ELSE @settling END,
    look = CASE WHEN unclear_at IS NULL OR baseline IS NULL THEN NULL ELSE 'first' END,
    look_at = CASE WHEN unclear_at IS NULL OR baseline IS NULL THEN NULL ELSE @now END`;

const unclear: Problem = { code: 'outcome-uncertain', facts: {} };
const settling: Problem = { code: 'outcome-uncertain', facts: { reason: 'settling' } };

/** The parameters of {@link endUnsent}. */
export function unsentAt(now: number) {
  return { now, unclear: toJson(unclear), settling: toJson(settling) };
}
