import { expect, test } from 'vitest';
import { createShortcut } from '../../../../../main/shell/tray/shortcut.ts';

/** A system that registers any shortcut except those already taken. */
function bench(chosen: string | null, taken: string[] = []) {
  const registered = new Set<string>();
  const callbacks = new Map<string, () => void>();
  let presses = 0;
  const system = {
    register(accelerator: string, callback: () => void) {
      if (accelerator.includes('Broken')) throw new TypeError('conversion failure');
      if (taken.includes(accelerator)) return false;
      registered.add(accelerator);
      callbacks.set(accelerator, callback);
      return true;
    },
    unregister: (accelerator: string) => void registered.delete(accelerator),
  };
  const shortcut = createShortcut(system, chosen, () => {
    presses += 1;
  });
  /** As a desktop portal does even after a shortcut was unregistered. */
  const press = (accelerator: string): void => callbacks.get(accelerator)?.();
  return { shortcut, press, presses: () => presses, registered: () => [...registered] };
}

test('the chosen one is registered at startup, and a new one replaces it', () => {
  const { shortcut, registered } = bench('Control+Alt+K');
  expect(registered()).toEqual(['Control+Alt+K']);
  shortcut.set('Control+Alt+L');
  expect(registered()).toEqual(['Control+Alt+L']);
  shortcut.set('Control+Alt+L');
  expect(registered()).toEqual(['Control+Alt+L']);
  shortcut.set(null);
  expect(registered()).toEqual([]);
});

test.each(['Control+Alt+T', 'Control+Broken'])(
  '%s, which the system rejects, leaves the former one',
  (wanted) => {
    const { shortcut, registered } = bench('Control+Alt+K', ['Control+Alt+T']);
    expect(() => shortcut.set(wanted)).toThrow(
      expect.objectContaining({ code: 'shortcut-refused', facts: { input: wanted } }),
    );
    expect(registered()).toEqual(['Control+Alt+K']);
  },
);

test('one that is rejected at startup is reported, until another one is set', () => {
  const { shortcut, registered } = bench('Control+Alt+T', ['Control+Alt+T']);
  expect([shortcut.refused(), registered()]).toEqual(['Control+Alt+T', []]);
  shortcut.set('Control+Alt+K');
  expect([shortcut.refused(), registered()]).toEqual([null, ['Control+Alt+K']]);
});

test('one that was replaced or removed does nothing, though the desktop portal still reports it', () => {
  const { shortcut, press, presses } = bench('Control+Alt+K');
  press('Control+Alt+K');
  expect(presses()).toBe(1);
  shortcut.set('Control+Alt+L');
  press('Control+Alt+K');
  expect(presses()).toBe(1);
  press('Control+Alt+L');
  expect(presses()).toBe(2);
  shortcut.set(null);
  press('Control+Alt+L');
  expect(presses()).toBe(2);
});
