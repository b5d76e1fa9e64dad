import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RekeyError } from '../../../../../common/errors.ts';
import { checkForUpdates } from '../../../../../main/shell/lifecycle/update-checks.ts';
import { updateKeyForTests } from '../../../../../main/shell/lifecycle/update-key-for-tests.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function bench({ available = true } = {}) {
  const state = {
    on: false,
    checks: 0,
    failing: false,
    failures: 0,
    newVersion: null as string | null,
    told: 0,
  };
  checkForUpdates(
    {
      updates: {
        available,
        isOn: () => state.on,
        newVersion: () => state.newVersion,
        async check() {
          state.checks += 1;
          if (state.failing) throw new Error('offline');
          return state.newVersion;
        },
      },
      explain(thrown) {
        state.failures += 1;
        return thrown as RekeyError;
      },
    },
    { on: () => ({}) as never },
    () => (state.told += 1),
  );
  return state;
}
const hours = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 60 * 60_000);

test('an address that is set later is checked within the hour, then once a day', async () => {
  const state = bench();
  await hours(5);
  expect(state.checks).toBe(0);
  state.on = true;
  await hours(1);
  expect(state.checks).toBe(1);
  await hours(23);
  expect(state.checks).toBe(1);
  await hours(2);
  expect(state.checks).toBe(2);
});

test('a check that fails is repeated an hour later, and is only logged', async () => {
  const state = bench();
  Object.assign(state, { on: true, failing: true });
  await hours(3);
  expect([state.checks, state.failures, state.told]).toEqual([4, 4, 0]);
  state.failing = false;
  await hours(20);
  expect([state.checks, state.failures]).toEqual([5, 4]);
});

test('a build without a release key checks nothing', async () => {
  const state = bench({ available: false });
  state.on = true;
  await hours(48);
  expect(state.checks).toBe(0);
});

test('an installed app accepts no other key from its environment', () => {
  const env = { REKEY_UPDATE_KEY: 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=' };
  expect(updateKeyForTests(false, env)?.asymmetricKeyType).toBe('ed25519');
  expect(updateKeyForTests(true, env)).toBeUndefined();
  expect(updateKeyForTests(false, {})).toBeUndefined();
});
