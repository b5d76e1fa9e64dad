import { describe, expect, test } from 'vitest';
import type { RekeyError } from '../../../../common/errors.ts';
import { createKeychain, type KeytarLike } from '../../../../main/keychain/index.ts';

/** keytar's behaviour on an in-memory keyring; `overrides` make it misbehave. */
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
  test('loads keytar once, at its first use', async () => {
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
  ])('reports why keytar could not be loaded: %s', async (text, reason) => {
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
    ['The name is not activatable', 'no-service'],
    ['The name :1.7 was not found', 'no-service'],
    ['Error calling StartServiceByName for org.freedesktop.secrets: Unit is masked', 'no-service'],
    ['Process org.freedesktop.secrets exited with status 1', 'no-service'],
    ['Couldn’t communicate with the secret storage', 'no-service'],
    ['Verbindung ist gescheitert: Datei oder Verzeichnis nicht gefunden', 'no-service'],
    ['La connexion est fermée', 'no-service'],
    ['No keychain is available. You may need to restart your computer.', 'no-service'],
    ['A specified logon session does not exist. It may already have been terminated.', 'no-service'],
    ['An AppArmor policy prevents this sender from sending this message', 'other'],
    ['Something nobody has seen', 'other'],
  ])('reports why there is no keychain: %s', async (text, reason) => {
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
    // Not recognised, but nothing else fails:
    'Der Schlüsselbund ist gesperrt',
  ])('recognises a locked one: %s', async (text) => {
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

  const everyCallFails = (text: string): KeytarLike =>
    fakeKeytar({ getPassword: fails(text), setPassword: fails(text), deletePassword: fails(text) });

  test.each([
    // gnome-keyring, libsecret
    ['Cannot get secret of a locked object', undefined],
    ['Cannot set secret of a locked item', undefined],
    ['Cannot delete a locked item', undefined],
    ['No such secret collection at path: /org/freedesktop/secrets/collection/login', undefined],
    ['The collection does not exist', undefined],
    ["No such object path '/org/freedesktop/secrets/aliases/default'", undefined],
    // KeePassXC: only the error's name, which libsecret removes
    ['Error return with empty body', undefined],
    ['GDBus.Error:org.freedesktop.Secret.Error.IsLocked: Error return with empty body', undefined],
    ['Fehlerrückmeldung mit leerem Inhalt', undefined],
    ['Retour d’erreur avec un corps vide', undefined],
    // KWallet and others
    ['The wallet is not open', undefined],
    ['Failed to unlock the collection', undefined],
    ['org.freedesktop.Secret.Error.IsLocked: collection is locked', undefined],
    // macOS
    ['User interaction is not allowed.', undefined],
    ['The user name or passphrase you entered is not correct.', undefined],
    ['OSStatus -25308', undefined],
    ['Prompt was dismissed', 'dismissed'],
    ['The prompt was cancelled', 'dismissed'],
    ['User canceled the operation.', 'dismissed'],
    ['Operation was cancelled', 'dismissed'],
    ['Vorgang wurde abgebrochen', 'dismissed'],
    ['Timeout was reached', 'timed-out'],
    ['Zeitüberschreitung wurde erreicht', 'timed-out'],
    ['Message did not receive a reply (timeout by message bus)', 'timed-out'],
    ['GDBus.Error:org.freedesktop.DBus.Error.NoReply: Remote peer disconnected', 'timed-out'],
  ])('recognises a locked one whose every call fails: %s', async (text, reason) => {
    const keychain = createKeychain({ load: async () => everyCallFails(text), platform: 'linux' });
    for (const call of [keychain.get('a'), keychain.set('a', 'value'), keychain.delete('a')])
      expect(await failureOf(call)).toMatchObject({
        code: 'keychain-locked',
        facts: reason ? { reason } : {},
        cause: { message: text },
      });
  });

  test('recognises one that searches but returns no entry, with an unknown message', async () => {
    const text = '잠겨 있습니다';
    const keytar = fakeKeytar({
      getPassword: async (_service, account) => (account === 'a' ? fails(text)() : null),
      deletePassword: fails(text),
    });
    for (const platform of ['linux', 'darwin'] as const) {
      const keychain = createKeychain({ load: async () => keytar, platform });
      for (const call of [keychain.get('a'), keychain.delete('a')])
        expect(await failureOf(call)).toMatchObject({ code: 'keychain-locked' });
    }
    const onWindows = createKeychain({ load: async () => keytar, platform: 'win32' });
    expect(await failureOf(onWindows.get('a'))).toMatchObject({ code: 'keychain-unavailable' });
  });

  test('does not mistake a full disk for a locked keychain', async () => {
    const keytar = fakeKeytar({ setPassword: fails('Couldn’t write keyring: No space left on device') });
    const keychain = createKeychain({ load: async () => keytar, platform: 'linux' });
    expect(await failureOf(keychain.set('a', 'value'))).toMatchObject({
      code: 'keychain-unavailable',
      facts: { reason: 'other' },
    });
  });

  test('checks whether it is locked only on Linux, when nothing was found, and leaves nothing', async () => {
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

  test('gives up on a call after the timeout, starts no other beside it, and recovers', async () => {
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
    // The single check for an older value; the second call never got its turn.
    expect(gets).toBe(1);
    prompt.resolve();
    expect(await keychain.get('a')).toBeNull();
  });
});
