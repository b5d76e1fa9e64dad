import type { Problem } from '../../../common/model.ts';
import { toJson } from '../rows.ts';
import { nextSequence } from './sequence.ts';

/**
 * Ends queued items that are not to be sent any more; `WHERE` follows. A request without a clear answer, though it was to be sent
 * again, may have been carried out since: then the item is settled.
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
