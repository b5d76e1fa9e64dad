import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { Texts } from '../../../common/texts/index.ts';
import {
  type TrayAction,
  type TrayEntry,
  type TrayMood,
  type TrayState,
  trayMenu,
  trayToolTip,
} from './tray-menu.ts';

export interface TrayParts {
  platform: NodeJS.Platform;
  /** The folder of the icons. */
  icons: string;
  texts(): Texts;
  state(): TrayState;
  /** The icon was clicked. */
  clicked(): void;
  /** The icon was double-clicked; `clicked` was called for the first click. */
  doubleClicked(): void;
  act(action: TrayAction): void;
}

/** The tray icon, its menu and its tooltip. */
export interface TrayIcon {
  /** Adds it if it is not there yet: on Linux, Electron checks only then whether a host shows icons. */
  show(): void;
  isThere(): boolean;
  /** Shows the current state. */
  refresh(): void;
  /** Shows the current progress; an open menu is left alone. */
  showProgress(): void;
  /** Its position; null if the system does not report it. */
  bounds(): Electron.Rectangle | null;
  /** Removes it. */
  remove(): void;
}

export function createTray({
  platform,
  icons,
  texts,
  state,
  clicked,
  doubleClicked,
  act,
}: TrayParts): TrayIcon {
  const imageOf = (mood: TrayMood): Electron.NativeImage =>
    nativeImage.createFromPath(join(icons, iconFile(mood, platform)));
  let tray: Tray | null = null;
  let mood: TrayMood = 'idle';
  let shownEntries = '';
  // A menu without a reference may be garbage-collected while it is open.
  let menu: Menu | null = null;

  const put = (): Tray => {
    mood = state().mood;
    const made = new Tray(imageOf(mood));
    made.on('click', clicked);
    made.on('double-click', doubleClicked);
    // With a permanent menu, macOS opens it at every click; Windows and macOS can open one on demand.
    if (platform !== 'linux')
      made.on('right-click', () => {
        menu = build(trayMenu(state(), texts()), act);
        made.popUpContextMenu(menu);
      });
    return made;
  };
  const showProgress = (now: TrayState = state()): void => {
    if (now.mood !== mood) tray?.setImage(imageOf(now.mood));
    mood = now.mood;
    tray?.setToolTip(trayToolTip(now, texts()));
  };
  const refresh = (): void => {
    if (!tray) return;
    const now = state();
    showProgress(now);
    if (platform !== 'linux') return;
    const entries = trayMenu(now, texts(), { still: true });
    // Setting another menu closes the open one.
    const next = JSON.stringify(entries);
    if (next === shownEntries) return;
    shownEntries = next;
    menu = build(entries, act);
    tray.setContextMenu(menu);
  };

  return {
    show() {
      if (tray) return;
      tray = put();
      refresh();
    },
    isThere: () => tray !== null,
    refresh,
    showProgress: () => showProgress(),
    bounds() {
      const bounds = tray?.getBounds();
      return platform === 'linux' || !bounds?.width ? null : bounds;
    },
    remove() {
      tray?.destroy();
      tray = null;
    },
  };
}

/** The file name of an icon drawn by `scripts/icons`. */
export function iconFile(mood: TrayMood, platform: NodeJS.Platform): string {
  // macOS colours a template image itself, and finds the @2x version beside it.
  if (platform === 'darwin') return `tray-${mood}-Template.png`;
  // From an .ico Windows picks the size it needs; a PNG it would scale.
  return platform === 'win32' ? `tray-${mood}.ico` : `tray-${mood}.png`;
}

function build(entries: readonly TrayEntry[], act: (action: TrayAction) => void): Menu {
  return Menu.buildFromTemplate(entries.map((entry) => optionsOf(entry, act)));
}

function optionsOf(entry: TrayEntry, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'heading':
      return { label: literal(entry.label), enabled: false };
    case 'action':
      return { label: literal(entry.label), enabled: entry.enabled ?? true, click: () => act(entry.does) };
    case 'choice':
      return {
        label: literal(entry.label),
        type: 'radio',
        checked: entry.chosen,
        click: () => act(entry.does),
      };
    case 'submenu':
      return { label: literal(entry.label), submenu: entry.entries.map((each) => optionsOf(each, act)) };
  }
}

/** A single & would underline the letter after it. */
function literal(label: string): string {
  return label.replaceAll('&', '&&');
}
