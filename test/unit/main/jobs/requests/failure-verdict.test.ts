import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorCodes } from '../../../../../common/errors.ts';
import { concernsWholePbx, verdictOn } from '../../../../../main/jobs/requests/failure-verdict.ts';
import { createHealth } from '../../../../../main/jobs/requests/health.ts';
import type { Rate } from '../../../../../main/jobs/requests/rate.ts';
import { kindOfFailure } from '../../../../../main/xapi/failures.ts';
import { XapiError } from '../../../../../main/xapi/index.ts';

const failed = (code: ErrorCode, retryAfterMs: number | null = null): XapiError =>
  new XapiError(code, {}, 'none', { retryAfterMs });
const high = (): number => 1;

describe('only what was certainly not carried out is retried', () => {
  test.each(errorCodes.map((code) => [code]))('%s with an unknown effect is never retried', (code) => {
    for (const tries of [1, 2, 3, 100])
      expect(
        verdictOn(new XapiError(code, {}, 'unknown', { retryAfterMs: 0 }), tries, tries, high).next,
      ).toBe('uncertain');
  });

  test.each<[ErrorCode]>([['forbidden'], ['device-not-found'], ['request-refused']])(
    '%s is a rejection',
    (code) => {
      expect(verdictOn(failed(code), 1, 0, high)).toMatchObject({ next: 'fail', thenPause: false });
    },
  );

  test.each<[ErrorCode]>([
    ['sign-in-refused'],
    ['sign-in-held-off'],
    ['address-blocked-suspected'],
    ['certificate-untrusted'],
    ['certificate-changed'],
    ['proxy-failed'],
    ['not-a-3cx'],
  ])('%s pauses the job at once', (code) => {
    expect(verdictOn(failed(code), 1, 1, high)).toEqual({ next: 'pause' });
  });
});

test('an unreachable PBX is tried three times, whichever device it was for, then the job pauses', () => {
  expect(verdictOn(failed('pbx-unreachable'), 1, 1, high)).toEqual({
    next: 'retry',
    waitMs: 1000,
    wholeJob: true,
  });
  expect(verdictOn(failed('pbx-unreachable'), 1, 2, high)).toEqual({
    next: 'retry',
    waitMs: 2000,
    wholeJob: true,
  });
  expect(verdictOn(failed('pbx-unreachable'), 1, 3, high)).toEqual({ next: 'pause' });
});

test('a device that the PBX puts off gets five tries, as far apart as it says', () => {
  expect(verdictOn(failed('rate-limited', 7000), 1, 1, high)).toEqual({
    next: 'retry',
    waitMs: 7000,
    wholeJob: true,
  });
  expect(verdictOn(failed('pbx-error'), 5, 1, high)).toMatchObject({ next: 'fail', thenPause: false });
});

test('a PBX that puts off device after device pauses the job', () => {
  expect(verdictOn(failed('rate-limited'), 1, 5, high)).toEqual({ next: 'pause' });
  expect(verdictOn(failed('rate-limited', 3_600_000), 1, 1, high)).toEqual({ next: 'pause' });
});

test('waits grow, are randomised, and are limited; a Retry-After of 0 does not undo them', () => {
  const wait = (attempts: number, random: number, after: number | null = null): number => {
    const verdict = verdictOn(failed('rate-limited', after), attempts, 1, () => random);
    return verdict.next === 'retry' ? verdict.waitMs : Number.NaN;
  };
  expect([1, 2, 3, 4].map((tries) => wait(tries, 1))).toEqual([1000, 2000, 4000, 8000]);
  expect(wait(3, 0)).toBe(2000);
  expect(wait(1, 1, 0)).toBe(1000);
});

test('repeated silence of the whole PBX pauses the job, though each item is uncertain', () => {
  const silent = new XapiError('pbx-unreachable', { unreachable: 'timed-out' }, 'unknown');
  expect(verdictOn(silent, 1, 2, high)).toEqual({ next: 'uncertain', thenPause: false });
  expect(verdictOn(silent, 1, 3, high)).toEqual({ next: 'uncertain', thenPause: true });
  const portal = new XapiError('not-a-3cx', { reason: 'web-page' }, 'unknown');
  expect(verdictOn(portal, 1, 0, high)).toEqual({ next: 'uncertain', thenPause: true });
});

test('a role that cannot regenerate pauses the job after three devices', () => {
  expect(verdictOn(failed('forbidden'), 1, 2, high)).toEqual({ next: 'fail', thenPause: false });
  expect(verdictOn(failed('forbidden'), 1, 3, high)).toEqual({ next: 'fail', thenPause: true });
});

test.each(errorCodes.map((code) => [code]))(
  '%s concerns the whole PBX unless it rejects one request',
  (code) => {
    expect(concernsWholePbx(new XapiError(code, {}, 'unknown'))).toBe(true);
    expect(concernsWholePbx(failed(code))).toBe(kindOfFailure(code) !== 'request');
  },
);

test.each<[ErrorCode]>([['response-unreadable'], ['pbx-unreachable'], ['token-contested']])(
  'a sign-in that ends with %s is tried three times, then the job pauses',
  (code) => {
    const rate = { recover() {}, slowDown() {}, holdFor() {} } as Partial<Rate> as Rate;
    const health = createHealth(rate, high);
    const next = [1, 2, 3].map((attempts) => health.failed(failed(code), attempts, health.wave()).next);
    expect(next).toEqual(['retry', 'retry', 'pause']);
  },
);
