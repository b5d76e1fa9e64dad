import { describe, expect, test } from 'vitest';
import type { RekeyError } from '../../common/errors.ts';
import { createKeychain, type KeytarLike } from '../../main/keychain/index.ts';

/** What keytar does on a keyring in memory; `overrides` make it misbehave. */
function fakeKeytar(overrides: Partial<KeytarLike> = {}): KeytarLike & { stored: Map<string, string> } {
  const stored = new Map<string, string>();
  return {
    stored,
    getPassword: async (service, account) => stored.get(`${service}/${account}`) ?? null,
    setPassword: async (service, account, value) => void stored.set(`${service}/${account}`, value),
    deletePassword: async (service, account) => stored.delete(`${service}/${account}`),
    ...overrides,
  };
}

const fails = (text: string) => async () => {
  throw new Error(text);
};

async function failureOf(call: Promise<unknown>): Promise<RekeyError> {
  return call.then(
    () => expect.unreachable('the call should have failed'),
    (error: RekeyError) => error,
  );
}

describe('the keychain', () => {
  test('loads keytar at its first use and once', async () => {
    let loads = 0;
    const load = async () => {
      loads++;
      return fakeKeytar();
    };
    const keychain = createKeychain({ load });
    expect(loads).toBe(0);
    await keychain.set('a', 'value');
    expect(await keychain.get('a')).toBe('value');
    expect(loads).toBe(1);
  });

  test.each([
    ['libsecret-1.so.0: cannot open shared object file: No such file or directory', 'library-missing'],
    ['/usr/lib/libglib-2.0.so.0: file too short', 'library-missing'],
    ['Failed to load keytar native addon, checked [] on prebuilds/linux-riscv64', 'other'],
    ["/lib/libc.so.6: version `GLIBC_2.99' not found (required by /x/keytar.node)", 'other'],
  ])('says why keytar could not be loaded: %s', async (text, reason) => {
    const keychain = createKeychain({ load: fails(text) });
    expect(await failureOf(keychain.get('a'))).toMatchObject({
      code: 'keychain-unavailable',
      facts: { reason },
      cause: { message: text },
    });
  });

  test('tries to load keytar again after a failure', async () => {
    let installed = false;
    const load = async () => {
      if (!installed) throw new Error('libsecret-1.so.0: cannot open shared object file');
      return fakeKeytar();
    };
    const keychain = createKeychain({ load });
    await failureOf(keychain.set('a', 'value'));
    installed = true;
    await keychain.set('a', 'value');
  });

  test.each([
    ['The name org.freedesktop.secrets was not provided by any .service files', 'no-service'],
    ['Could not connect: No such file or directory', 'no-service'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no-service'],
    ['Timeout was reached', 'other'],
  ])('says why there is no keychain: %s', async (text, reason) => {
    const keytar = fakeKeytar({
      getPassword: fails(text),
      setPassword: fails(text),
      deletePassword: fails(text),
    });
    const keychain = createKeychain({ load: async () => keytar, platform: 'linux' });
    for (const call of [keychain.get('a'), keychain.set('a', 'value'), keychain.delete('a')]) {
      expect(await failureOf(call)).toMatchObject({ code: 'keychain-unavailable', facts: { reason } });
    }
  });

  test.each([
    'Cannot create an item in a locked collection',
    'Object does not exist at path “/org/freedesktop/secrets/collection/login”',
    'User interaction is not allowed.',
    // Not understood, but nothing else fails:
    'Der Schlüsselbund ist gesperrt',
  ])('knows a locked one: %s', async (text) => {
    const keytar = fakeKeytar({ setPassword: fails(text) });
    const keychain = createKeychain({ load: async () => keytar, platform: 'linux' });
    for (const call of [keychain.get('a'), keychain.set('a', 'value'), keychain.delete('a')]) {
      expect(await failureOf(call)).toMatchObject({
        code: 'keychain-locked',
        facts: {},
        cause: { message: text },
      });
    }
  });

  test('asks whether it is locked on Linux only, when nothing was found, and leaves nothing', async () => {
    let writes = 0;
    const keytar = fakeKeytar();
    const { setPassword } = keytar;
    keytar.setPassword = (...all) => {
      writes++;
      return setPassword(...all);
    };
    const load = async () => keytar;
    expect(await createKeychain({ load, platform: 'darwin' }).get('a')).toBeNull();
    expect(writes).toBe(0);
    expect(await createKeychain({ load, platform: 'linux' }).get('a')).toBeNull();
    expect(writes).toBe(1);
    expect(keytar.stored.size).toBe(0);
  });

  test('files everything under one service', async () => {
    const keytar = fakeKeytar();
    await createKeychain({ load: async () => keytar }).set('a', 'value');
    expect([...keytar.stored]).toEqual([['Rekey for 3CX/a', 'value']]);
  });

  test('makes one call at a time', async () => {
    let running = 0;
    let most = 0;
    const keytar = fakeKeytar();
    const { getPassword } = keytar;
    keytar.getPassword = async (...all) => {
      most = Math.max(most, ++running);
      const value = await getPassword(...all);
      running--;
      return value;
    };
    const keychain = createKeychain({ load: async () => keytar });
    await Promise.all([keychain.set('a', '1'), keychain.set('b', '2'), keychain.get('a')]);
    expect(most).toBe(1);
  });

  test('gives up on a call after its time, starts no other beside it, and recovers', async () => {
    const prompt = Promise.withResolvers<void>();
    let gets = 0;
    const keytar = fakeKeytar({ setPassword: () => prompt.promise });
    const { getPassword } = keytar;
    keytar.getPassword = (...all) => {
      gets++;
      return getPassword(...all);
    };
    const keychain = createKeychain({ load: async () => keytar, timeoutMs: 20, platform: 'darwin' });
    const calls = [keychain.set('a', 'value'), keychain.get('a')];
    for (const call of calls) {
      expect(await failureOf(call)).toMatchObject({
        code: 'keychain-locked',
        facts: { reason: 'timed-out' },
      });
    }
    // The one look for an older value; the second call never got its turn.
    expect(gets).toBe(1);
    prompt.resolve();
    expect(await keychain.get('a')).toBeNull();
  });
});
