/** Small modules that stand for the desktop around the app: `shell`, `screen`, `powerMonitor`, `globalShortcut`. */
import type * as E from 'electron';
import { BrowserWindow } from './browser-window.ts';
import { answer, host } from './host.ts';
import { requireReady } from './lifecycle.ts';
import { StrictEmitter, strict } from './strict.ts';

/** Electron's `shell`; it only records what it was asked. */
export const shell = strict('shell', {
  async openExternal(url: string) {
    host.post('shown', { kind: 'external', url });
  },
  async openPath(path: string) {
    host.post('shown', { kind: 'file', path });
    return '';
  },
  showItemInFolder(path: string) {
    host.post('shown', { kind: 'file', path });
  },
  beep() {},
} satisfies Pick<E.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>);

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
  rotation: 0,
  internal: true,
} satisfies Partial<E.Display> as unknown as E.Display;

class Screen extends StrictEmitter {
  constructor() {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed']);
  }
  getPrimaryDisplay(): E.Display {
    requireReady('screen');
    return display;
  }
  getAllDisplays(): E.Display[] {
    return [display];
  }
  getDisplayNearestPoint(_point: E.Point): E.Display {
    return display;
  }
  getDisplayMatching(_rect: E.Rectangle): E.Display {
    return display;
  }
  getCursorScreenPoint(): E.Point {
    return { x: 960, y: 540 };
  }
}

/** Electron's `screen`: one display, with the cursor in the middle. */
export const screen = new Screen();
/** Its class, for the check against electron.d.ts. */
export type ScreenStandIn = Screen;

class PowerMonitor extends StrictEmitter {
  constructor() {
    super('powerMonitor', [
      'suspend',
      'resume',
      'lock-screen',
      'unlock-screen',
      'on-ac',
      'on-battery',
      'shutdown',
    ]);
  }
  getSystemIdleState(_threshold: number): 'active' {
    return 'active';
  }
  getSystemIdleTime(): number {
    return 0;
  }
  isOnBatteryPower(): boolean {
    return false;
  }
}

/** Electron's `powerMonitor`. */
export const powerMonitor = new PowerMonitor();
/** Its class, for the check against electron.d.ts. */
export type PowerMonitorStandIn = PowerMonitor;

const shortcuts = new Map<string, () => void>();
const refused = new Set<string>();

/** Electron's `globalShortcut`. */
export const globalShortcut = strict('globalShortcut', {
  register(accelerator: string, callback: () => void) {
    requireReady('globalShortcut');
    if (refused.has(accelerator) || shortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, callback);
    return true;
  },
  unregister(accelerator: string) {
    shortcuts.delete(accelerator);
  },
  unregisterAll() {
    shortcuts.clear();
  },
  isRegistered: (accelerator: string) => shortcuts.has(accelerator),
} satisfies Pick<E.GlobalShortcut, 'register' | 'unregister' | 'unregisterAll' | 'isRegistered'>);

/** Electron's `systemPreferences`, as far as it exists on every system. */
export const systemPreferences = strict('systemPreferences', {
  getAccentColor: () => '0078d4ff',
  getAnimationSettings: () => ({
    prefersReducedMotion: false,
    prefersAnimatedImagesStartPaused: false,
    scrollAnimationsEnabledBySystem: true,
    shouldRenderRichAnimation: true,
  }),
} satisfies Pick<E.SystemPreferences, 'getAccentColor' | 'getAnimationSettings'>);

answer({
  powerEvent: (name) => {
    powerMonitor.emit(name);
  },
  pressShortcut: (accelerator) => {
    const callback = shortcuts.get(accelerator);
    callback?.();
    return callback !== undefined;
  },
  refuseShortcut: (accelerator) => {
    refused.add(accelerator);
  },
  blurWindows: () => BrowserWindow.takeFocusFromAll(),
  closeWindow: (id) => BrowserWindow.fromId(id)?.close(),
  crashPage: (id) => BrowserWindow.fromId(id)?.webContents.forcefullyCrashRenderer(),
  minimizeWindow: (id) => BrowserWindow.fromId(id)?.minimize(),
  resizeWindow: (id, width, height) => BrowserWindow.fromId(id)?.setContentSize(width, height),
  windows: () =>
    BrowserWindow.getAllWindows().map((window) => ({
      id: window.id,
      url: window.webContents.getURL(),
      title: window.getTitle(),
      visible: window.isVisible(),
      focused: window.isFocused(),
      minimized: window.isMinimized(),
      alwaysOnTop: window.isAlwaysOnTop(),
      progress: BrowserWindow.progress(window as unknown as BrowserWindow),
      bounds: window.getBounds(),
    })),
});
