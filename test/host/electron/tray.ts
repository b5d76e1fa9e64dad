import { basename } from 'node:path';
import type * as E from 'electron';
import { clickIn, entriesOf } from '../wire/menu-tree.ts';
import { BrowserWindow } from './browser-window.ts';
import { answer } from './host.ts';
import { requireReady } from './lifecycle.ts';
import { imageFile } from './native-image.ts';
import { cancelable, StrictEmitter, strictClass } from './strict.ts';

let current: TrayStandIn | undefined;

const events = [
  ...['click', 'double-click', 'right-click', 'middle-click', 'mouse-up', 'mouse-down', 'mouse-enter'],
  ...['mouse-leave', 'mouse-move', 'balloon-show', 'balloon-click', 'balloon-closed', 'drop', 'drop-files'],
  ...['drop-text', 'drag-enter', 'drag-leave', 'drag-end'],
];

class TrayStandIn extends StrictEmitter {
  #image: E.NativeImage | string;
  #menu: E.Menu | null = null;
  #toolTip = '';
  #title = '';
  #destroyed = false;

  constructor(image: E.NativeImage | string, _guid?: string) {
    super('Tray', events);
    requireReady('Tray');
    this.#image = image;
    current = this;
  }

  setImage(image: E.NativeImage | string): void {
    this.#alive();
    this.#image = image;
  }
  setPressedImage(_image: E.NativeImage | string): void {}
  setToolTip(toolTip: string): void {
    this.#alive();
    this.#toolTip = toolTip;
  }
  setTitle(title: string): void {
    this.#alive();
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setContextMenu(menu: E.Menu | null): void {
    this.#alive();
    this.#menu = menu;
  }
  popUpContextMenu(menu?: E.Menu): void {
    this.#alive();
    if (menu) this.#menu = menu;
  }
  closeContextMenu(): void {}
  setIgnoreDoubleClickEvents(_ignore: boolean): void {}
  focus(): void {}
  getBounds(): E.Rectangle {
    this.#alive();
    return { x: 1800, y: 0, width: 24, height: 24 };
  }
  #alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  destroy(): void {
    this.#destroyed = true;
    if (current === this) current = undefined;
  }

  static menu = (tray: TrayStandIn): E.Menu | null => tray.#menu;
  static look = (tray: TrayStandIn) => ({ image: tray.#image, toolTip: tray.#toolTip });
}

/** Electron's `Tray`. */
export const Tray = strictClass(TrayStandIn);

function pressIcon(event: 'click' | 'double-click'): void {
  if (!current) throw new Error('There is no tray icon.');
  const bounds = current.getBounds();
  current.emit(event, cancelable({}), bounds, { x: bounds.x, y: bounds.y });
}

answer({
  trayMenu: () => {
    const menu = current && TrayStandIn.menu(current);
    return menu ? entriesOf(menu) : null;
  },
  trayLook: () => {
    if (!current) return null;
    const { image, toolTip } = TrayStandIn.look(current);
    return { icon: typeof image === 'string' ? basename(image) : imageFile(image), toolTip };
  },
  clickTrayMenu: (labels) => {
    if (!current) throw new Error('There is no tray icon.');
    clickIn(TrayStandIn.menu(current), labels, "the tray's menu");
  },
  clickTrayIcon: () => pressIcon('click'),
  doubleClickTrayIcon: () => {
    pressIcon('click');
    // The second press takes the focus from whatever the first one opened, and is reported only as a double click.
    BrowserWindow.takeFocusFromAll();
    pressIcon('double-click');
  },
});
