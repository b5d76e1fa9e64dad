import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { stayWhenClosed } from '../../../../../main/shell/lifecycle/staying.ts';

class Window extends EventEmitter {
  hide = vi.fn(() => void this.emit('hide'));
  isDestroyed = () => false;
  #full: boolean;
  constructor({ full = false } = {}) {
    super();
    this.#full = full;
  }
  isFullScreen = () => this.#full;
  setFullScreen(full: boolean): void {
    this.#full = full;
  }
}

function closing(window: Window, stays: boolean) {
  const parts = { stayed: vi.fn(), hidden: vi.fn(), quit: vi.fn() };
  stayWhenClosed(window as unknown as BrowserWindow, {
    isQuitting: () => false,
    stays: async () => stays,
    ...parts,
  });
  const close = async () => {
    window.emit('close', { preventDefault() {} });
    await Promise.resolve();
  };
  return { ...parts, close };
}

test('a window closed into the tray is hidden, which is reported; a covered one is not', async () => {
  const window = new Window();
  const { close, hidden, stayed, quit } = closing(window, true);
  // As macOS reports a covered or minimised window.
  window.emit('hide');
  window.emit('minimize');
  expect(hidden).not.toHaveBeenCalled();
  await close();
  expect([window.hide, hidden, stayed].map((each) => each.mock.calls.length)).toEqual([1, 1, 1]);
  expect(quit).not.toHaveBeenCalled();
});

test('a full-screen window is hidden once it has left full screen', async () => {
  const window = new Window({ full: true });
  const { close, hidden } = closing(window, true);
  await close();
  expect([window.isFullScreen(), window.hide.mock.calls.length, hidden.mock.calls.length]).toEqual([
    false,
    0,
    0,
  ]);
  window.emit('leave-full-screen');
  expect([window.hide.mock.calls.length, hidden.mock.calls.length]).toEqual([1, 1]);
});

test('if nothing keeps running, the app quits', async () => {
  const { close, hidden, quit } = closing(new Window(), false);
  await close();
  expect([hidden.mock.calls.length, quit.mock.calls.length]).toEqual([0, 1]);
});
