import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RekeyError } from '../../../common/errors.ts';
import { maxEntryBytes } from '../../../main/keychain/parts.ts';
import { type KeychainClient, keychainIn } from '../../setup/keychain-client.ts';
import { type Keyring, type KeyringMode, noKeyringHere, withKeyring } from '../../setup/keyring.ts';

const long = (letter: string) => letter.repeat(10_000);

/** Starts a keyring for one test. */
async function keyringFor(mode: KeyringMode): Promise<Keyring> {
  const keyring = await withKeyring(mode);
  onTestFinished(() => keyring.stop());
  return keyring;
}

/** Starts a keychain process for one test. */
function keychainFor(keyring: Keyring, timeoutMs?: number): KeychainClient {
  const keychain = keychainIn(keyring.env, timeoutMs);
  onTestFinished(() => keychain.close());
  return keychain;
}

async function failureOf(call: Promise<unknown>): Promise<Pick<RekeyError, 'code' | 'facts'>> {
  const { code, facts } = await call.then(
    () => expect.unreachable('the call should have failed'),
    (error: RekeyError) => error,
  );
  return { code, facts };
}

/** How many entries the keyring has, of any program. */
async function countEntries(keyring: Keyring): Promise<number> {
  const { stdout } = await promisify(execFile)(
    'gdbus',
    [
      ...['call', '--session', '-d', 'org.freedesktop.secrets', '-o', '/org/freedesktop/secrets'],
      ...['-m', 'org.freedesktop.Secret.Service.SearchItems', '{}'],
    ],
    { env: keyring.env },
  );
  return stdout.match(/collection\/login\/\d+/g)?.length ?? 0;
}

// Skipped off Linux: keychains there belong to the user's own login, so a test cannot have a separate one.
describe.skipIf(noKeyringHere)('the keychain, with a Secret Service', () => {
  let keyring: Keyring;
  let keychain: KeychainClient;

  beforeAll(async () => {
    keyring = await withKeyring('unlocked');
    keychain = keychainIn(keyring.env);
  });
  afterAll(async () => {
    await keychain?.close();
    await keyring?.stop();
  });

  test('returns what was stored, until it is deleted', async () => {
    expect(await keychain.get('first')).toBeNull();
    await keychain.set('first', 'pässword 🔑');
    expect(await keychain.get('first')).toBe('pässword 🔑');
    await keychain.delete('first');
    expect(await keychain.get('first')).toBeNull();
    await keychain.delete('first');
  });

  test('keeps a value for the next process', async () => {
    await keychain.set('kept', 'value');
    expect(await keychainFor(keyring).get('kept')).toBe('value');
  });

  test.each([
    ['an empty one', ''],
    ['a NUL', 'a\0b'],
    ['what looks like a head', `rekey-parts/1:00:1:${'0'.repeat(32)}`],
    ['as long as one entry', 'x'.repeat(maxEntryBytes)],
    ['10 kB', long('a')],
    ['10 kB of characters of four bytes', '🔑'.repeat(2_500)],
  ])('stores %s', async (_, value) => {
    await keychain.set('any', value);
    expect(await keychain.get('any')).toBe(value);
  });

  test('leaves nothing behind', async () => {
    const before = await countEntries(keyring);
    await keychain.set('changing', long('a'));
    expect(await countEntries(keyring)).toBeGreaterThan(before + 4);
    await keychain.set('changing', long('b'));
    expect(await keychain.get('changing')).toBe(long('b'));
    await keychain.set('changing', 'short');
    expect(await keychain.get('changing')).toBe('short');
    expect(await countEntries(keyring)).toBe(before + 1);
    await keychain.set('changing', long('c'));
    expect(await keychain.get('changing')).toBe(long('c'));
    await keychain.delete('changing');
    expect(await keychain.get('changing')).toBeNull();
    expect(await countEntries(keyring)).toBe(before);
  });

  test('never mixes the values of two processes', async () => {
    const values = [long('a'), long('b')];
    const writers = values.map(() => keychainFor(keyring));
    await keychain.set('shared', values[0] ?? '');
    let writing = true;
    const read: (string | null)[] = [];
    const reader = (async () => {
      while (writing) read.push(await keychain.get('shared'));
    })();
    await Promise.all(
      writers.map(async (writer, index) => {
        for (let round = 0; round < 15; round++) await writer.set('shared', values[index] ?? '');
      }),
    );
    writing = false;
    await reader;
    read.push(await keychain.get('shared'));
    expect(read.length).toBeGreaterThan(5);
    expect(read.filter((value) => value === null || !values.includes(value))).toEqual([]);
  });
});

// Skipped off Linux, for the same reason.
describe.skipIf(noKeyringHere)('the keychain, where it cannot be used', () => {
  test('reports that it is locked, and works once it is unlocked', async () => {
    const keyring = await keyringFor('unlocked');
    const keychain = keychainFor(keyring);
    await keychain.set('there', 'value');
    await keyring.lock();
    const isLocked = { code: 'keychain-locked', facts: {} };
    expect(await failureOf(keychain.get('there'))).toEqual(isLocked);
    expect(await failureOf(keychain.get('not there'))).toEqual(isLocked);
    expect(await failureOf(keychain.set('there', 'other'))).toEqual(isLocked);
    expect(await failureOf(keychain.set('there', long('a')))).toEqual(isLocked);
    expect(await failureOf(keychain.delete('there'))).toEqual(isLocked);
    expect(await failureOf(keychain.delete('not there'))).toEqual(isLocked);
    await keyring.unlock();
    expect(await keychain.get('there')).toBe('value');
    expect(await keychain.get('not there')).toBeNull();
  });

  test('reports that it was locked from the start', async () => {
    const keychain = keychainFor(await keyringFor('locked'));
    expect(await failureOf(keychain.get('any'))).toEqual({ code: 'keychain-locked', facts: {} });
  });

  test('does not wait forever for a prompt', async () => {
    const keychain = keychainFor(await keyringFor('prompting'), 500);
    const timedOut = { code: 'keychain-locked', facts: { reason: 'timed-out' } };
    // The second waits behind the first, and its timeout counts from when it was requested.
    const calls = [keychain.set('any', 'value'), keychain.get('any')];
    expect(await Promise.all(calls.map(failureOf))).toEqual([timedOut, timedOut]);
  });

  test.each([
    ['absent', 'no-service'],
    ['no-service', 'no-service'],
    ['no-library', 'library-missing'],
  ] as const)('reports what is missing: %s', async (mode, reason) => {
    const keychain = keychainFor(await keyringFor(mode));
    const failure = { code: 'keychain-unavailable', facts: { reason } };
    expect(await failureOf(keychain.get('any'))).toEqual(failure);
    expect(await failureOf(keychain.set('any', 'value'))).toEqual(failure);
    expect(await failureOf(keychain.delete('any'))).toEqual(failure);
  });

  test('reports what is missing if no session was ever started', async () => {
    const { env } = await keyringFor('absent');
    delete env.DBUS_SESSION_BUS_ADDRESS;
    const keychain = keychainIn(env);
    onTestFinished(() => keychain.close());
    const failure = { code: 'keychain-unavailable', facts: { reason: 'no-service' } };
    expect(await failureOf(keychain.get('any'))).toEqual(failure);
  });
});
