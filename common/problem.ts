import { type ErrorCode, type ErrorFacts, ownFacts, toRekeyError } from './errors.ts';
import type { Problem, ProblemOf } from './model.ts';

/** Whatever was thrown, as data. */
export function toProblem(thrown: unknown): Problem {
  const { code, facts } = toRekeyError(thrown);
  return withOwnFacts(code, facts);
}

/** An error with those of some facts that are its own. */
export function withOwnFacts<Code extends ErrorCode>(code: Code, facts: ErrorFacts = {}): ProblemOf<Code> {
  return { code, facts: ownFacts(code, facts) } as ProblemOf<Code>;
}
