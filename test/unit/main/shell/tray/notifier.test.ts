import type { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { wordsFor } from '../../../../../common/texts/index.ts';
import { createNotifier } from '../../../../../main/shell/tray/notifier.ts';
import type { Store } from '../../../../../main/store/index.ts';

/** Electron references a notification only weakly, so a click is reported while the app holds it. */
const system = vi.hoisted(() => ({
  shown: [] as WeakRef<EventEmitter>[],
  activate: null as ((details: object) => void) | null,
}));

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  class Notification extends EventEmitter {
    static isSupported = () => true;
    static handleActivation(callback: (details: object) => void): void {
      system.activate = callback;
    }
    show(): void {
      system.shown.push(new WeakRef(this));
    }
  }
  return { Notification, BrowserWindow: { getFocusedWindow: () => null } };
});

beforeEach(() => {
  system.shown = [];
  system.activate = null;
});

const { texts } = wordsFor('en', 'en-US');
function notifierOn(platform: NodeJS.Platform) {
  const show = vi.fn();
  const parts = { store: {} as Store, texts: () => texts, platform, show, showJob: vi.fn() };
  return { show, notifier: createNotifier(parts) };
}

/** The system collects unreferenced notifications. */
async function collect(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  // A weak reference that was read stays alive until the turn is over.
  await new Promise((resolve) => setTimeout(resolve));
  runInNewContext('gc')();
}

test('a click works after the notification left the screen, for the last twenty of them', async () => {
  const { notifier } = notifierOn('win32');
  const clicked = vi.fn();
  for (let n = 0; n < 25; n += 1) {
    notifier.notify(`${n}`, '', () => clicked(n));
    // As Windows reports when it moves one to the Action Center.
    system.shown[n]?.deref()?.emit('close');
  }
  await collect();
  for (const each of system.shown) each.deref()?.emit('click');
  expect(clicked.mock.calls.map(([n]) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n + 5));
});

test('on Windows one that is no longer held opens the window', () => {
  const { show } = notifierOn('win32');
  system.activate?.({ type: 'click', arguments: '' });
  expect(show).toHaveBeenCalledTimes(1);
});

test('elsewhere those are not handled', () => {
  notifierOn('linux');
  notifierOn('darwin');
  expect(system.activate).toBeNull();
});

test('one that the system does not show after all is reported', () => {
  const { notifier } = notifierOn('darwin');
  const failed = vi.fn();
  expect(notifier.notify('title', 'body', () => {}, failed)).toBe(true);
  expect(failed).not.toHaveBeenCalled();
  // As macOS does for an unsigned app.
  system.shown[0]?.deref()?.emit('failed', {}, 'UNErrorDomain 1');
  expect(failed).toHaveBeenCalledTimes(1);
});
