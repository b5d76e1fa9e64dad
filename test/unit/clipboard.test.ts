import { expect, test } from 'vitest';
import { createPasswordClipboard } from '../../main/shell/clipboard.ts';
import { createReadings, type Reading } from '../../main/shell/readings.ts';
import { macOf } from '../setup/mac.ts';

function bench() {
  const system = {
    text: 'before',
    reads: 0,
    busy: null as Promise<void> | null,
    held: null as Promise<never> | null,
  };
  const timers: { work: () => void; ms: number; stopped: boolean }[] = [];
  const passwords = createPasswordClipboard({
    clipboard: {
      async readText() {
        system.reads += 1;
        await system.held;
        return system.text;
      },
      clear() {
        system.text = '';
      },
    },
    async writeSecret(text) {
      await system.busy;
      system.text = text;
    },
    later(work, ms) {
      const timer = { work, ms, stopped: false };
      timers.push(timer);
      return () => {
        timer.stopped = true;
      };
    },
  });
  return { system, timers, passwords };
}

/** Lets what a timer began come to its end. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a copied password is cleared when its time is up, and the clipboard read once', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('secret', 45);
  expect([system.text, system.reads, timers[0]?.ms]).toEqual(['secret', 0, 45_000]);
  timers[0]?.work();
  await settled();
  expect([system.text, system.reads]).toEqual(['', 1]);
});

test('what was copied since is left alone', async () => {
  const { system, timers, passwords } = bench();
  await passwords.copy('secret', 45);
  system.text = 'something else';
  timers[0]?.work();
  await settled();
  expect(system.text).toBe('something else');
});

test('a second password begins its own time', async () => {
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

test('a clipboard that cannot be read is tried again; one that does not answer holds nobody up', async () => {
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

test('a slow write of the next password does not keep the first one from being cleared', async () => {
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

test('at the end of the program it is cleared at once; with nothing copied nothing is read', async () => {
  const { system, passwords } = bench();
  await passwords.clearNow();
  expect([system.text, system.reads]).toEqual(['before', 0]);
  await passwords.copy('secret', 45);
  await passwords.clearNow();
  expect(system.text).toBe('');
});

const reading = (password: string): Reading => ({
  password,
  mac: macOf('000B82101EEF'),
  pbx: { id: 'a', url: 'https://a.example' },
  moment: 0,
});

test('readings are kept for a while, and not without end', () => {
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
