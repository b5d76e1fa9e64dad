import { expect, expectTypeOf, test } from 'vitest';
import {
  type ErrorFacts,
  type ErrorReason,
  errorCodes,
  errorReasons,
  type FactsOf,
  factNames,
  ownFacts,
  RekeyError,
} from '../../../common/errors.ts';
import { type Problem, type ProblemOf, problemSchema } from '../../../common/model.ts';
import { XapiError } from '../../../main/xapi/error.ts';

test('an error accepts only its own facts and reasons', () => {
  expectTypeOf<FactsOf<'store-too-new'>>().toEqualTypeOf<{ path?: string | undefined }>();
  expectTypeOf<FactsOf<'internal'>>().toEqualTypeOf<Record<never, never>>();
  expectTypeOf<NonNullable<FactsOf<'cancelled'>['reason']>>().toEqualTypeOf<ErrorReason<'cancelled'>>();
  expectTypeOf<FactsOf<'sign-in-refused'>>().not.toHaveProperty('path');
});

test('a problem has only its own facts and reasons', () => {
  expectTypeOf<ProblemOf<'cancelled'>>().toExtend<Problem>();
  expectTypeOf<{ code: 'cancelled'; facts: { reason: 'not-confirmed' } }>().toExtend<Problem>();
  expectTypeOf<{ code: 'cancelled'; facts: { reason: 'busy' } }>().not.toExtend<Problem>();
  expectTypeOf<{ code: 'cancelled'; facts: { host: string } }>().not.toExtend<Problem>();
});

test.each(errorCodes)('%s has the fact `reason` if it has reasons', (code) => {
  const names: readonly string[] = factNames[code];
  if (code in errorReasons) expect(names).toContain('reason');
  expect(new Set(names).size).toBe(names.length);
});

test('a problem that crosses IPC or comes from the journal keeps only its own facts', () => {
  const facts: ErrorFacts = { host: 'pbx.example', status: 503, path: '/secret', owner: 'Ann', job: 3 };
  expect(problemSchema.parse({ code: 'pbx-error', facts })).toEqual({
    code: 'pbx-error',
    facts: { host: 'pbx.example', status: 503 },
  });
  expect(ownFacts('internal', facts)).toEqual({});
});

test('errors are of their classes, with their code as the message', () => {
  const error = new XapiError('rate-limited', { host: 'h', status: 429 }, 'none', { retryAfterMs: 5 });
  expect(error).toBeInstanceOf(RekeyError);
  expect(error).toBeInstanceOf(XapiError);
  expect([error.name, error.message, error.retryAfterMs]).toEqual(['XapiError', 'rate-limited', 5]);
  expect(new RekeyError('cancelled')).not.toBeInstanceOf(XapiError);
});
