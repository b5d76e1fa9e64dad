/** The quick panel's window, for which the stand-in for Electron has only one display and one kind of system. */
import type { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createPanel } from '../../../../../main/shell/windows/panel.ts';
import { macOf } from '../../../../setup/mac.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
const left: Box = { x: 0, y: 0, width: 1000, height: 800 };
const right: Box = { x: 1000, y: 0, width: 1000, height: 800 };
const desk = vi.hoisted(() => ({ cursor: { x: 1500, y: 400 }, made: [] as unknown[], givesFocus: true }));

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class BrowserWindow extends Emitter {
    visible = false;
    focused = false;
    crashed = false;
    placed: [string, ...unknown[]][] = [];
    told: [string, unknown][] = [];
    webContents = Object.assign(new Emitter(), {
      isCrashed: () => this.crashed,
      isDestroyed: () => false,
      getZoomFactor: () => 1,
      send: (name: string, data: unknown) => void this.told.push([name, data]),
    });
    constructor() {
      super();
      desk.made.push(this);
    }
    loadURL = async (): Promise<void> => {};
    isVisible = (): boolean => this.visible;
    isFocused = (): boolean => this.focused;
    show(): void {
      this.visible = true;
    }
    hide(): void {
      this.focused = false;
      this.emit('blur');
      this.visible = false;
    }
    focus(): void {
      if (desk.givesFocus) this.focused = true;
    }
    destroy = (): void => void this.emit('closed');
    setPosition = (x: number, y: number): void => void this.placed.push(['position', x, y]);
    setBounds = (bounds: unknown): void => void this.placed.push(['bounds', bounds]);
  }
  return {
    BrowserWindow,
    Menu: {},
    nativeTheme: { shouldUseDarkColors: false },
    screen: {
      getCursorScreenPoint: () => desk.cursor,
      getDisplayNearestPoint: ({ x }: { x: number }) => ({ workArea: x < 1000 ? left : right }),
    },
  };
});

interface Made extends EventEmitter {
  visible: boolean;
  focused: boolean;
  crashed: boolean;
  placed: [string, ...unknown[]][];
  told: [string, unknown][];
  webContents: EventEmitter;
}
const made = (n = -1): Made => desk.made.at(n) as Made;
const lastBounds = (): Box => (made().placed.at(-1) ?? [])[1] as Box;
const request = { mac: null, remark: null };
const pending: (() => void)[] = [];
/** The page reports that its former content is cleared. */
function clear(panel: ReturnType<typeof createPanel>): void {
  const [name, data] = made().told.at(-1) ?? [];
  expect(name).toBe('panel:hiding');
  panel.cleared((data as { turn: number }).turn);
}

function opened(): ReturnType<typeof createPanel> {
  const panel = createPanel({
    session: {} as never,
    preload: '',
    texts: () => ({}) as never,
    url: '',
    isQuitting: () => false,
    later(work) {
      pending.push(work);
      return () => void pending.splice(pending.indexOf(work), 1);
    },
  });
  panel.open(request, { kind: 'centre' });
  return panel;
}

beforeEach(() => {
  desk.cursor = { x: 1500, y: 400 };
  desk.made.length = 0;
  desk.givesFocus = true;
  pending.length = 0;
});

test('it moves to its display before it is resized there', () => {
  opened();
  const [[first, x, y] = [], [second, bounds] = []] = made().placed;
  expect([first, second]).toEqual(['position', 'bounds']);
  expect(bounds).toMatchObject({ x, y });
  expect(x).toBeGreaterThan(right.x);
});

test('it stays on its display when its content grows and the mouse is elsewhere', () => {
  const panel = opened();
  desk.cursor = { x: 10, y: 10 };
  panel.fit(400);
  expect(lastBounds().height).toBe(400);
  expect(lastBounds().x).toBeGreaterThan(right.x);
  panel.open(request, { kind: 'centre' });
  expect(lastBounds().x).toBeLessThan(right.x);
});

test.each(['question', 'run'] as const)('with a %s it stays when only its page loses the focus', (stage) => {
  const panel = opened();
  panel.stand(stage);
  made().focused = false;
  made().webContents.emit('blur');
  expect(made().visible).toBe(true);
  panel.stand('result');
  made().webContents.emit('blur');
  clear(panel);
  expect(made().visible).toBe(false);
});

test('it is hidden only once its page shows none of its former content', () => {
  const panel = opened();
  panel.hide();
  expect(made().visible).toBe(true);
  // It still counts as hidden.
  expect([panel.isInFront(), panel.comeBack()]).toEqual([false, false]);
  panel.hide();
  expect(made().told.filter(([name]) => name === 'panel:hiding')).toHaveLength(1);
  clear(panel);
  expect(made().visible).toBe(false);
  expect(pending).toEqual([]);
});

test('a page that does not answer delays it only briefly', () => {
  const panel = opened();
  panel.hide();
  expect(pending).toHaveLength(1);
  pending[0]?.();
  expect(made().visible).toBe(false);
});

test('opened again before its page has answered, it stays', () => {
  const panel = opened();
  panel.hide();
  const [, data] = made().told.at(-1) ?? [];
  panel.open(request, { kind: 'centre' });
  expect(pending).toEqual([]);
  panel.cleared((data as { turn: number }).turn);
  expect([made().visible, panel.isInFront()]).toEqual([true, true]);
  // An answer to the first hiding does not count for the second.
  panel.hide();
  panel.cleared((data as { turn: number }).turn);
  expect(made().visible).toBe(true);
  clear(panel);
  expect(made().visible).toBe(false);
});

test('a part of the page that loses the focus to another does not hide it', () => {
  opened();
  made().webContents.emit('blur');
  expect(made().visible).toBe(true);
});

test('a crashed page is replaced, and nothing keeps it open', () => {
  const panel = opened();
  panel.stand('run');
  const first = made();
  first.crashed = true;
  first.webContents.emit('render-process-gone');
  expect(first.visible).toBe(false);
  expect(panel.comeBack()).toBe(false);
  for (const work of pending.splice(0)) work();
  expect(made()).not.toBe(first);
  panel.open(request, { kind: 'centre' });
  made().focused = false;
  made().emit('blur');
  clear(panel);
  expect(made().visible).toBe(false);
  expect(desk.made).toHaveLength(2);
});

describe('when the focus comes later, as on Wayland', () => {
  beforeEach(() => {
    desk.givesFocus = false;
  });
  const mac = macOf('000B82101EEF');
  const fromClipboard = () => {
    const state = { reads: 0 };
    const read = async () => {
      state.reads += 1;
      return { mac, remark: null };
    };
    return { state, read };
  };
  const giveFocus = (): void => {
    made().focused = true;
    made().emit('focus');
  };

  test('what the panel is opened with is read once it has the focus', async () => {
    const panel = opened();
    const { state, read } = fromClipboard();
    panel.open(read, { kind: 'centre' });
    const opening = panel.takeOpening();
    expect(state.reads).toBe(0);
    giveFocus();
    expect(await opening).toEqual({ mac, remark: null, unseen: false });
    expect(await panel.takeOpening()).toBeNull();
  });

  test('hidden or opened again before, it is not read at all', async () => {
    const panel = opened();
    const { state, read } = fromClipboard();
    panel.open(read, { kind: 'centre' });
    const first = panel.takeOpening();
    panel.hide();
    expect(await first).toBeNull();
    panel.open(read, { kind: 'centre' });
    const second = panel.takeOpening();
    panel.open(request, { kind: 'centre' });
    expect(await second).toBeNull();
    expect(await panel.takeOpening()).toEqual({ ...request, unseen: false });
    giveFocus();
    expect(state.reads).toBe(0);
  });
});
