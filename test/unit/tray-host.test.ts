import { expect, test } from 'vitest';
import { hasTray } from '../../main/shell/tray-host.ts';

/** A desktop with some programs, and what they print. */
const desktop = (answers: Record<string, string>) => async (program: string) => answers[program] ?? null;

test('Windows and macOS have one, and are not asked', async () => {
  const ask = () => Promise.reject(new Error('asked'));
  expect([await hasTray('win32', ask), await hasTray('darwin', ask)]).toEqual([true, true]);
});

test.each([
  [{ gdbus: '(true,)\n' }, true],
  [{ gdbus: '(false,)\n', 'dbus-send': '   boolean true' }, false],
  [{ 'dbus-send': '   boolean true\n' }, true],
  [{ 'dbus-send': '   boolean false\n' }, false],
  [{}, false],
])('a Linux that answers %j: %s', async (answers, tray) => {
  expect(await hasTray('linux', desktop(answers))).toBe(tray);
});
