import { describe, expect, test } from 'vitest';
import {
  isShortcut,
  type KeyPress,
  proposedShortcut,
  shortcutOf,
  shortcutText,
} from '../../../common/accelerator.ts';

/** `held` by letters: Control, Alt, Shift, Meta, AltGraph. */
const press = (key: string, held = '', code = ''): KeyPress => ({
  key,
  code,
  ctrlKey: held.includes('C'),
  altKey: held.includes('A'),
  shiftKey: held.includes('S'),
  metaKey: held.includes('M'),
  altGraph: held.includes('G'),
});

test.each([
  [press('k', 'CA'), 'Control+Alt+K'],
  [press('K', 'CS'), 'Control+Shift+K'],
  [press('F5', 'A'), 'Alt+F5'],
  [press('ArrowUp', 'M'), 'Super+Up'],
  [press(' ', 'CA'), 'Control+Alt+Space'],
  [press('7', 'C'), 'Control+7'],
  // What macOS types with Option, and a keyboard's upper row with Shift.
  [press('˚', 'AM', 'KeyK'), 'Alt+Super+K'],
  [press('"', 'CS', 'Digit2'), 'Control+Shift+2'],
  // A layout of another script, and one with other letter positions.
  [press('й', 'CA', 'KeyQ'), 'Control+Alt+Q'],
  [press('z', 'CA', 'KeyY'), 'Control+Alt+Z'],
])('%j is %s', (pressed, accelerator) => {
  for (const platform of ['win32', 'darwin', 'linux'])
    expect(shortcutOf(pressed, platform)).toEqual({ kind: 'shortcut', accelerator });
  expect(isShortcut(accelerator)).toBe(true);
});

test.each(['Control', 'Alt', 'Shift', 'Meta', 'AltGraph'])('%s alone is only the beginning', (key) => {
  expect(shortcutOf(press(key, 'CAS'), 'win32')).toEqual({ kind: 'pressing' });
});

test.each([
  [press('k'), 'no-modifier'],
  [press('K', 'S'), 'no-modifier'],
  [press('F5'), 'no-modifier'],
  [press('c', 'C'), 'editing'],
  [press('v', 'M'), 'editing'],
  [press('Dead', 'C', 'Quote'), 'key'],
  [press('Enter', 'C'), 'key'],
  [press('Tab', 'A'), 'key'],
  [press('MediaPlayPause', 'C'), 'key'],
  [press('F4', 'A'), 'closing'],
])('%j is rejected: %s', (pressed, reason) => {
  expect(shortcutOf(pressed, 'linux')).toEqual({ kind: 'refused', reason });
});

test.each([
  // A German keyboard's @, € and |, with AltGr and with its equivalent on Windows.
  ['win32', press('@', 'G', 'KeyQ')],
  ['win32', press('€', 'CAG', 'KeyE')],
  ['win32', press('@', 'CA', 'KeyQ')],
  ['win32', press('{', 'CA', 'Digit7')],
  ['linux', press('|', 'G', 'IntlBackslash')],
  // A Polish keyboard's ą, and a dead key.
  ['win32', press('ą', 'CAG', 'KeyA')],
  ['win32', press('Dead', 'CAG', 'Digit4')],
  ['darwin', press('@', 'A', 'KeyL')],
  ['darwin', press('å', 'A', 'KeyA')],
  ['darwin', press('Dead', 'A', 'KeyE')],
])('on %s a character that typing needs is not a shortcut: %j', (platform, pressed) => {
  expect(shortcutOf(pressed, platform)).toEqual({ kind: 'refused', reason: 'typing' });
});

describe('a text', () => {
  test.each([
    '',
    'K',
    'Shift+K',
    'Alt+Control+K',
    'Control+Control+K',
    'Control+C',
    'Alt+F4',
    'Control+',
    'Control+Enter',
    'Control+k',
    'Control+F25',
    'Control+K+L',
    'CommandOrControl+K',
  ])('%j is not a shortcut', (text) => {
    expect(isShortcut(text)).toBe(false);
  });

  test.each(['darwin', 'win32', 'linux'])('suggested on %s is one', (platform) => {
    expect(isShortcut(proposedShortcut(platform))).toBe(true);
  });
});

test('keys are shown by name', () => {
  const german = { control: 'Strg', shift: 'Umschalt' };
  expect(shortcutText('Control+Alt+Shift+K', 'linux', german)).toBe('Strg+Alt+Umschalt+K');
  expect(shortcutText('Super+F5', 'win32', german)).toBe('Win+F5');
  expect(shortcutText('Alt+Super+K', 'darwin', german)).toBe('⌥⌘K');
});
