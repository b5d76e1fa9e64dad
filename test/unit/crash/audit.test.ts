import { describe, expect, test } from 'vitest';
import type { Mac } from '../../../common/mac.ts';
import { auditAfterFailure, auditAtEnd, type DeviceHistory, type RecordedItem } from '../../crash/audit.ts';

const mac = '000B82000001' as Mac;
const sentAt = Date.UTC(2026, 0, 1);
const minute = 60_000;
const times = { secondReadbackMs: minute, lastReadbackMs: 5 * minute };

const untouched: DeviceHistory = {
  mac,
  originalPassword: 'old',
  password: 'old',
  made: [],
  requestedAt: [],
  readAt: [],
};
const renewed: DeviceHistory = { ...untouched, password: 'new', made: ['new'], requestedAt: [sentAt] };

const queued: RecordedItem = {
  mac,
  state: 'queued',
  problem: null,
  knownBy: null,
  nextReadback: null,
  password: null,
  previousPassword: null,
};
const succeeded: RecordedItem = {
  ...queued,
  state: 'succeeded',
  knownBy: 'answered',
  password: 'new',
  previousPassword: 'old',
};
const uncertain: RecordedItem = { ...queued, state: 'uncertain', previousPassword: 'old' };
const failed = (asOf: number): RecordedItem => ({
  ...queued,
  state: 'failed',
  knownBy: 'settled',
  problem: { code: 'not-carried-out', facts: { asOf: new Date(asOf).toISOString() } },
  previousPassword: 'old',
});
const toBeChecked = { kind: 'last', at: new Date(sentAt).toISOString() } as const;

const bounds = { maxNoted: 1, unclear: 0 };

describe('after the failure', () => {
  const losses = (item: RecordedItem, device: DeviceHistory): string[] =>
    auditAfterFailure([item], [device], bounds).losses;

  test.each([
    ['nothing was begun', queued, untouched],
    ['an outcome was recorded', succeeded, renewed],
    ['a device is uncertain, carried out or not', uncertain, renewed],
    ['a device is uncertain, never sent', uncertain, untouched],
    [
      'a request was carried out late, before the last reading',
      { ...failed(sentAt + minute), nextReadback: toBeChecked },
      renewed,
    ],
  ])('accepts: %s', (_, item, device) => {
    expect(losses(item, device)).toEqual([]);
  });

  test.each([
    [queued, renewed, 'regenerated, but queued'],
    [failed(sentAt + minute), renewed, 'regenerated, but failed'],
    [{ ...queued, state: 'running' as const }, untouched, 'left running'],
    [{ ...queued, state: 'failed' as const }, untouched, 'failed'],
    [succeeded, { ...renewed, made: ['newer', 'new'] }, 'regenerated 2 times'],
    [succeeded, untouched, 'succeeded, but never regenerated'],
    [{ ...succeeded, password: 'other' }, renewed, 'succeeded with another password than the PBX’s'],
    [{ ...succeeded, previousPassword: 'other' }, renewed, 'kept with another previous password than it had'],
  ])('finds a loss', (item, device, loss) => {
    expect(losses(item, device)).toContain(`${mac} ${loss}`);
  });

  test('finds a device that is not recorded', () => {
    expect(auditAfterFailure([], [renewed], bounds).losses).toEqual([`${mac} regenerated, but not recorded`]);
    expect(auditAfterFailure([], [untouched], bounds).losses).toEqual([]);
  });

  test('finds more uncertain devices than can have been in flight', () => {
    const found = auditAfterFailure([uncertain], [untouched], { maxNoted: 0, unclear: 0 });
    expect(found).toEqual({ losses: ['1 uncertain, though only 0 at most were noted'], uncertain: 1 });
  });
});

describe('at the end', () => {
  const ending = {
    ...bounds,
    job: { state: 'finished' as const },
    times,
    requestsOfDone: new Map<string, number>(),
  };
  const losses = (item: RecordedItem, device: DeviceHistory, more: Partial<typeof ending> = {}): string[] =>
    auditAtEnd([item], [device], { ...ending, ...more }).losses;
  const readTwice = (device: DeviceHistory, lastAfterMs = times.lastReadbackMs): DeviceHistory => ({
    ...device,
    readAt: [sentAt + minute, sentAt + lastAfterMs],
  });
  const settled: RecordedItem = { ...succeeded, knownBy: 'settled' };
  const sentInVain: DeviceHistory = { ...untouched, requestedAt: [sentAt] };

  test.each([
    ['a device succeeded', succeeded, renewed],
    ['a device was settled by two readings', settled, readTwice(renewed)],
    ['a request was not carried out', failed(sentAt + minute), readTwice(sentInVain)],
    ['a noted device was never sent', failed(sentAt), untouched],
  ])('accepts: %s', (_, item, device) => {
    expect(losses(item, device)).toEqual([]);
  });

  test.each([
    [uncertain, renewed, 'uncertain at the end'],
    [queued, untouched, 'queued at the end'],
    [{ ...settled, nextReadback: toBeChecked }, readTwice(renewed), 'still to be read at the end'],
    [{ ...succeeded, previousPassword: null }, renewed, 'kept without its previous password'],
    [settled, { ...renewed, readAt: [sentAt + 5 * minute] }, 'settled after 1 readings'],
    [settled, readTwice(renewed, 4 * minute), 'settled without a last reading when it was due'],
    [failed(sentAt + minute / 2), readTwice(sentInVain), 'failed before its second reading was due'],
  ])('finds a loss', (item, device, loss) => {
    expect(losses(item, device)).toContain(`${mac} ${loss}`);
  });

  test('finds a device that had succeeded and was sent again', () => {
    const again = { ...renewed, requestedAt: [sentAt, sentAt + 1] };
    expect(losses(succeeded, again, { requestsOfDone: new Map([[mac, 1]]) })).toEqual([
      `${mac} had succeeded, and was sent again`,
    ]);
  });

  test('allows cancelled devices in a cancelled job only', () => {
    const cancelled: RecordedItem = { ...queued, state: 'cancelled' };
    const audit = (state: 'cancelled' | 'finished'): string[] =>
      auditAtEnd([cancelled], [untouched], { ...ending, job: { state } }).losses;
    expect(audit('cancelled')).toEqual([]);
    expect(audit('finished')).toEqual([`${mac} cancelled at the end`]);
  });

  test('finds a job that is not over, and missing items', () => {
    const found = auditAtEnd([], [untouched], { ...ending, job: null });
    expect(found.losses).toEqual(['the job is missing at the end', '0 items of 1']);
  });

  test('finds more failed devices than can have been in flight', () => {
    expect(losses(failed(sentAt), untouched, { maxNoted: 0 })).toEqual([
      '1 failed, though only 0 at most were noted',
    ]);
  });

  test('does not verify waiting times that are too short for it', () => {
    const found = auditAtEnd([settled], [readTwice(renewed, 2)], { ...ending, times: null });
    expect(found.losses).toEqual([]);
  });
});
