import { describe, expect, test, vi } from 'vitest';
import { createPasswordClipboard, eraserFor } from '../../../../../main/shell/clipboard/clipboard.ts';
import { createReadings, type Reading } from '../../../../../main/shell/ipc/readings.ts';
import { isWayland } from '../../../../../main/shell/windows/wayland.ts';
import { macOf } from '../../../../setup/mac.ts';

/** @param wayland whether the clipboard works only while the app is in front */
function bench({ wayland = false } = {}) {
  const system = {
    text: 'before',
    reads: 0,
    busy: null as Promise<void> | null,
    held: null as Promise<never> | null,
    erasing: null as Promise<void> | null,
    inFront: true,
    waiting: new Set<() => void>(),
  };
  const timers: { work: () => void; ms: number; stopped: boolean }[] = [];
  const passwords = createPasswordClipboard({
    clipboard: {
      async readText() {
        system.reads += 1;
        await system.held;
        return system.text;
      },
    },
    async writeSecret(text) {
      await system.busy;
      system.text = text;
    },
    async erase() {
      await system.erasing;
      if (!wayland || system.inFront) system.text = '';
    },
    front: wayland
      ? {
          isNow: () => system.inFront,
          next(work) {
            system.waiting.add(work);
            return () => system.waiting.delete(work);
          },
        }
      : null,
    later(work, ms) {
      const timer = { work, ms, stopped: false };
      timers.push(timer);
      return () => {
        timer.stopped = true;
      };
    },
  });
  const come = (): void => {
    system.inFront = true;
    for (const work of [...system.waiting]) {
      system.waiting.delete(work);
      work();
    }
  };
  return { system, timers, passwords, come };
}

/** Lets whatever a timer started finish. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a copied password is cleared when its time is up, and the clipboard read once', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('secret', 45);
  expect([system.text, system.reads, timers[0]?.ms]).toEqual(['secret', 0, 45_000]);
  timers[0]?.work();
  await settled();
  expect([system.text, system.reads]).toEqual(['', 1]);
});

test('anything copied since is left alone', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('secret', 45);
  system.text = 'something else';
  timers[0]?.work();
  await settled();
  expect(system.text).toBe('something else');
});

test('a second password starts its own timer', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('one', 45);
  await passwords.copy('two', 90);
  expect(timers.map(({ ms, stopped }) => [ms, stopped])).toEqual([
    [45_000, true],
    [90_000, false],
  ]);
  timers[1]?.work();
  await settled();
  expect(system.text).toBe('');
});

test('a password stays watched while the next one cannot be written', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('first', 45);
  system.busy = Promise.reject(new Error('the clipboard is in use'));
  await expect(passwords.copy('second', 45)).rejects.toThrow();
  expect(timers.map(({ stopped }) => stopped)).toEqual([false]);
  timers[0]?.work();
  await settled();
  expect(system.text).toBe('');
});

test('a clipboard that cannot be read is tried again; one that does not answer blocks nothing', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('secret', 45);
  system.held = Promise.reject(new Error('another program holds it'));
  system.held.catch(() => {});
  timers[0]?.work();
  await settled();
  expect([system.text, timers.at(-1)?.ms]).toEqual(['secret', 60_000]);

  system.held = new Promise(() => {});
  const clearing = passwords.clearNow();
  await settled();
  timers.at(-1)?.work();
  await clearing;
  expect(system.text).toBe('secret');

  system.held = null;
  timers.at(-1)?.work();
  await settled();
  expect(system.text).toBe('');
});

test('a slow write of the next password does not prevent clearing the first one', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('first', 45);
  const free = Promise.withResolvers<void>();
  system.busy = free.promise;
  const copying = passwords.copy('second', 45);
  timers[0]?.work();
  await settled();
  expect(system.text).toBe('');
  free.resolve();
  await copying;
  expect(system.text).toBe('second');
  timers.at(-1)?.work();
  await settled();
  expect(system.text).toBe('');
});

test('on quitting it is cleared at once; with nothing copied nothing is read', async () => {
  const { system, passwords } = bench();
  await passwords.clearNow();
  expect([system.text, system.reads]).toEqual(['before', 0]);
  await passwords.copy('secret', 45);
  await passwords.clearNow();
  expect(system.text).toBe('');
});

test('a password that is copied while the previous one is erased stays', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('first', 45);
  const erased = Promise.withResolvers<void>();
  system.erasing = erased.promise;
  timers[0]?.work();
  await settled();
  const copying = passwords.copy('second', 45);
  erased.resolve();
  await copying;
  expect(system.text).toBe('second');
  expect(timers.at(-1)?.stopped).toBe(false);
});

test('an erasure that fails is tried again', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('secret', 45);
  system.erasing = Promise.reject(new Error('the clipboard is in use'));
  system.erasing.catch(() => {});
  timers[0]?.work();
  await settled();
  expect([system.text, timers.at(-1)?.ms]).toEqual(['secret', 60_000]);
  system.erasing = null;
  timers.at(-1)?.work();
  await settled();
  expect(system.text).toBe('');
});

describe('on Wayland', () => {
  test('it is cleared in time while the app is in front', async () => {
    const { system, timers, passwords } = bench({ wayland: true });
    await passwords.copy('secret', 45);
    expect(passwords.isPending()).toBe(true);
    timers[0]?.work();
    await settled();
    expect(system.text).toBe('');
    expect(passwords.isPending()).toBe(false);
  });

  test('otherwise as soon as it is in front again, and not read before', async () => {
    const { system, timers, passwords, come } = bench({ wayland: true });
    await passwords.copy('secret', 45);
    system.inFront = false;
    timers[0]?.work();
    await settled();
    expect([system.text, system.reads, timers.filter(({ ms }) => ms === 60_000)]).toEqual(['secret', 0, []]);
    come();
    await settled();
    expect([system.text, system.reads]).toEqual(['', 1]);
  });

  test('anything copied elsewhere since is left alone', async () => {
    const { system, timers, passwords, come } = bench({ wayland: true });
    await passwords.copy('secret', 45);
    system.inFront = false;
    timers[0]?.work();
    system.text = 'of another program';
    come();
    await settled();
    expect(system.text).toBe('of another program');
  });

  test('an app that goes to the background meanwhile tries again', async () => {
    const { system, timers, passwords, come } = bench({ wayland: true });
    await passwords.copy('secret', 45);
    const erased = Promise.withResolvers<void>();
    system.erasing = erased.promise;
    timers[0]?.work();
    await settled();
    system.inFront = false;
    erased.resolve();
    await settled();
    expect(system.text).toBe('secret');
    come();
    await settled();
    expect(system.text).toBe('');
  });

  test('the next password ends the wait of the previous one', async () => {
    const { system, timers, passwords, come } = bench({ wayland: true });
    await passwords.copy('first', 45);
    system.inFront = false;
    timers[0]?.work();
    await settled();
    system.inFront = true;
    await passwords.copy('second', 45);
    come();
    await settled();
    expect(system.text).toBe('second');
  });
});

test('on Linux it is overwritten, because a clipboard manager restores what is cleared', async () => {
  const done: string[] = [];
  const parts = [
    { clear: () => void done.push('cleared') },
    async (text: string) => void done.push(`wrote “${text}”`),
  ] as const;
  for (const platform of ['linux', 'win32', 'darwin'] as const) await eraserFor(platform, ...parts)();
  expect(done).toEqual(['wrote “ ”', 'cleared', 'cleared']);
});

test.each([
  ['linux', 'wayland', '', true],
  ['linux', 'x11', '', false],
  ['linux', undefined, '', false],
  ['linux', 'wayland', 'x11', false],
  ['linux', 'x11', 'wayland', true],
  ['darwin', 'wayland', '', false],
] as const)('%s in a session of %s with --ozone-platform=%s: Wayland %s', (platform, session, ozone, is) => {
  expect(isWayland(platform, { XDG_SESSION_TYPE: session }, ozone)).toBe(is);
});

const reading = (password: string): Reading => ({
  password,
  target: macOf('000B82101EEF'),
  pbx: { id: 'a', url: 'https://a.example' },
  moment: 0,
});

test('readings are kept for a while, and their number is limited', () => {
  let time = 0;
  const readings = createReadings(() => time);
  const first = readings.keep(reading('one'));
  expect(readings.get(first)?.password).toBe('one');
  expect(readings.get('00000000-0000-4000-8000-000000000000')).toBeNull();
  for (let more = 0; more < 60; more += 1) readings.keep(reading('x'));
  expect(readings.get(first)).toBeNull();
  const last = readings.keep(reading('two'));
  time += 11 * 60_000;
  expect(readings.get(last)).toBeNull();
});

test('an erasure that never ends blocks neither quitting nor the next password', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('first', 45);
  system.erasing = new Promise(() => {});
  const cleared = passwords.clearNow();
  const patience = await vi.waitUntil(() => timers.findLast(({ ms, stopped }) => ms === 1000 && !stopped));
  patience.work();
  await cleared;
  expect(passwords.isPending()).toBe(true);
  await passwords.copy('second', 45);
  expect(system.text).toBe('second');
});
