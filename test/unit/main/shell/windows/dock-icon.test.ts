import { beforeEach, expect, test, vi } from 'vitest';
import { createDockIcon } from '../../../../../main/shell/windows/dock-icon.ts';

beforeEach(() => void vi.useFakeTimers());

/** A Dock like Electron's: it ignores `hide` in the first second after `show`. */
function macOs() {
  let visible = true;
  let shownAt = Number.NEGATIVE_INFINITY;
  const dock = {
    show: vi.fn(async () => {
      visible = true;
      shownAt = Date.now();
    }),
    hide() {
      if (Date.now() - shownAt >= 1000) visible = false;
    },
  };
  const later = (work: () => void, ms: number) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  };
  return { dock, isVisible: () => visible, icon: createDockIcon(dock, { now: Date.now, later }) };
}

test('disappears and returns with the window', () => {
  const { icon, isVisible, dock } = macOs();
  icon.show();
  expect(dock.show).not.toHaveBeenCalled();
  icon.hide();
  expect(isVisible()).toBe(false);
  icon.show();
  expect(isVisible()).toBe(true);
});

test('also disappears if the window is closed right after it was opened', () => {
  const { icon, isVisible } = macOs();
  icon.hide();
  icon.show();
  icon.hide();
  vi.advanceTimersByTime(2000);
  expect(isVisible()).toBe(false);
});

test('stays if the window is opened again before it could disappear', () => {
  const { icon, isVisible } = macOs();
  icon.hide();
  icon.show();
  icon.hide();
  icon.show();
  vi.advanceTimersByTime(2000);
  expect(isVisible()).toBe(true);
});

test('does nothing on other systems', () => {
  const icon = createDockIcon(undefined, { now: Date.now, later: () => () => {} });
  icon.hide();
  icon.show();
});
