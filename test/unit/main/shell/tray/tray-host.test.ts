import { expect, test } from 'vitest';
import { showsTray } from '../../../../../main/shell/tray/tray-host.ts';

/** A desktop with some programs, and their output about a registered icon host; its watcher exists. */
const desktop = (answers: Record<string, string>) => async (program: string, args: readonly string[]) => {
  const answer = answers[program];
  if (answer === undefined) return null;
  return args.some((arg) => arg.includes('IsStatusNotifierHostRegistered')) ? answer : '(true,)';
};

test('Windows and macOS have one without a check', async () => {
  const ask = () => Promise.reject(new Error('asked'));
  expect([await showsTray('win32', ask), await showsTray('darwin', ask)]).toEqual([true, true]);
});

test.each([
  [{ gdbus: '(<true>,)\n' }, true],
  [{ gdbus: '(<false>,)\n', 'dbus-send': '   variant       boolean true' }, false],
  [{ 'dbus-send': '   variant       boolean true\n' }, true],
  [{ 'dbus-send': '   variant       boolean false\n' }, false],
  [{}, false],
])('a Linux that answers %j: %s', async (answers, tray) => {
  expect(await showsTray('linux', desktop(answers))).toBe(tray);
});
