import { expect, test } from 'vitest';
import { createPatience } from '../../../../main/jobs/requests/patience.ts';
import { XapiError } from '../../../../main/xapi/index.ts';

/** Patience by a clock that only its waits move. */
function patient(signal = new AbortController().signal) {
  let clock = 0;
  const told: number[] = [];
  const patience = createPatience(
    {
      told: (until) => told.push(until),
      now: () => clock,
      monotonic: () => clock,
      wait: async (ms) => {
        clock += ms;
      },
      random: () => 1,
    },
    signal,
  );
  return { patience, told, clock: () => clock };
}

const busy = (retryAfterMs: number | null, status = 429): XapiError =>
  new XapiError(status === 429 ? 'rate-limited' : 'pbx-error', { host: 'pbx', status }, 'none', {
    retryAfterMs,
  });

/** A request that fails this often, then succeeds. */
function failing(error: XapiError, times: number) {
  let requests = 0;
  return {
    async send(): Promise<string> {
      requests += 1;
      if (requests <= times) throw error;
      return 'answer';
    },
    requests: () => requests,
  };
}

test('a request is repeated when the PBX wants, and the wait is told', async () => {
  const { patience, told, clock } = patient();
  expect(await patience.attempt(failing(busy(5_000), 1).send)).toBe('answer');
  expect([told, clock()]).toEqual([[5_000], 5_000]);
  expect(patience.waitedMs()).toBe(5_000);
});

test('without a time, each wait is longer', async () => {
  const { patience, told } = patient();
  expect(await patience.attempt(failing(busy(null), 3).send)).toBe('answer');
  expect(told).toEqual([1_000, 3_000, 7_000]);
});

test('all requests together wait for a minute at most, and then say when to try again', async () => {
  const { patience } = patient();
  for (let page = 0; page < 3; page += 1) await patience.attempt(failing(busy(20_000), 1).send);
  expect(patience.waitedMs()).toBe(60_000);
  const fourth = failing(busy(20_000), 1);
  const thrown = await patience.attempt(fourth.send).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ code: 'rate-limited', facts: { retryAt: expect.any(String) } });
  expect(fourth.requests()).toBe(1);
});

test('a PBX that always puts a request off is asked five times', async () => {
  const { patience } = patient();
  const never = failing(busy(0), 99);
  await expect(patience.attempt(never.send)).rejects.toMatchObject({ code: 'rate-limited' });
  expect(never.requests()).toBe(5);
});

test.each([
  ['an error without a time', busy(null, 503)],
  ['another error with a time', new XapiError('pbx-error', { status: 500 }, 'unknown', { retryAfterMs: 1 })],
  ['a rejected sign-in', new XapiError('sign-in-refused', { host: 'pbx', status: 401 }, 'none')],
  ['no connection', new XapiError('pbx-unreachable', { host: 'pbx' }, 'none')],
])('%s is not repeated', async (_, error) => {
  const once = failing(error, 1);
  await expect(patient().patience.attempt(once.send)).rejects.toBe(error);
  expect(once.requests()).toBe(1);
});

test('an abort ends the wait', async () => {
  const stopping = new AbortController();
  const patience = createPatience({ told: () => stopping.abort() }, stopping.signal);
  const request = failing(busy(50_000), 1);
  await expect(patience.attempt(request.send)).rejects.toMatchObject({ code: 'cancelled', effect: 'none' });
  expect(request.requests()).toBe(1);
});
