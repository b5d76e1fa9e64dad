import type { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { wordsFor } from '../../../../../common/texts/index.ts';
import { createTray } from '../../../../../main/shell/tray/tray.ts';
import type { TrayState } from '../../../../../main/shell/tray/tray-menu.ts';

const electron = vi.hoisted(() => ({ trays: [] as FakeTray[] }));

interface FakeTray extends EventEmitter {
  toolTips: string[];
  menus: object[];
  popups: object[];
  destroyed: boolean;
}

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  class Tray extends EventEmitter {
    toolTips: string[] = [];
    menus: object[] = [];
    popups: object[] = [];
    destroyed = false;
    constructor() {
      super();
      electron.trays.push(this);
    }
    setImage(): void {
      if (this.destroyed) throw new TypeError('Object has been destroyed');
    }
    setToolTip(text: string): void {
      this.setImage();
      this.toolTips.push(text);
    }
    setContextMenu(menu: object): void {
      this.setImage();
      this.menus.push(menu);
    }
    popUpContextMenu(menu: object): void {
      this.popups.push(menu);
    }
    getBounds = () => ({ x: 1, y: 1, width: 16, height: 16 });
    destroy(): void {
      this.destroyed = true;
    }
  }
  return {
    Tray,
    Menu: { buildFromTemplate: (entries: object[]) => ({ entries }) },
    nativeImage: { createFromPath: () => ({}) },
  };
});

beforeEach(() => void electron.trays.splice(0));

const { texts } = wordsFor('en', 'en-US');
const job = { jobId: 7, pbxId: 'a', pbxName: 'Acme', done: 1, total: 9, stopping: null };

function trayOn(platform: NodeJS.Platform) {
  const state: TrayState = {
    mood: 'running',
    pbxs: [{ id: 'a', name: 'Acme' }],
    selectedPbxId: 'a',
    recent: [],
    jobs: [job],
  };
  const clicked = vi.fn();
  const doubleClicked = vi.fn();
  const parts = { platform, icons: '/', texts: () => texts, state: () => state, clicked, doubleClicked };
  const tray = createTray({ ...parts, act: () => {} });
  return { tray, state, clicked, doubleClicked };
}

/** The one that was made. */
function made(): FakeTray {
  const [tray, ...more] = electron.trays;
  if (!tray || more.length > 0) throw new Error(`${electron.trays.length} icons`);
  return tray;
}

test('it is created when first shown, once, and not by changes', () => {
  const { tray } = trayOn('linux');
  tray.refresh();
  tray.showProgress();
  expect([electron.trays.length, tray.isThere(), tray.bounds()]).toEqual([0, false, null]);
  tray.show();
  tray.show();
  expect(tray.isThere()).toBe(true);
  expect(made().menus).toHaveLength(1);
});

test('on Linux the menu stays during a job’s progress, and changes with anything else', () => {
  const { tray, state } = trayOn('linux');
  tray.show();
  state.jobs = [{ ...job, done: 2 }];
  state.recent = [{ mac: '000b82101eef' as never, name: 'HT802' }];
  tray.showProgress();
  expect(made().toolTips.at(-1)).toBe('2 of 9 · Rekey for 3CX');
  expect(made().menus).toHaveLength(1);
  tray.refresh();
  tray.refresh();
  expect(made().menus).toHaveLength(2);
  state.jobs = [{ ...job, done: 3 }];
  tray.refresh();
  expect(made().menus).toHaveLength(2);
});

test.each(['win32', 'darwin'] as const)('on %s the menu is built on demand, with counts', (platform) => {
  const { tray, clicked, doubleClicked } = trayOn(platform);
  tray.show();
  expect(made().menus).toEqual([]);
  made().emit('right-click');
  expect(JSON.stringify(made().popups)).toContain('Acme: 1 of 9');
  made().emit('click');
  made().emit('double-click');
  expect([clicked.mock.calls.length, doubleClicked.mock.calls.length]).toEqual([1, 1]);
});

test('once removed, it is no longer updated', () => {
  const { tray } = trayOn('linux');
  tray.show();
  tray.remove();
  expect(made().destroyed).toBe(true);
  tray.refresh();
  tray.showProgress();
  tray.remove();
  expect([tray.isThere(), tray.bounds()]).toEqual([false, null]);
});
