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
  /** Where the icons are. */
  icons: string;
  texts(): Texts;
  state(): TrayState;
  /** Somebody clicked the icon itself. */
  clicked(): void;
  /** Somebody clicked it twice; `clicked` was told of the first time. */
  doubleClicked(): void;
  act(action: TrayAction): void;
}

/** The icon in the tray, and what it shows. */
export interface TrayIcon {
  /** Puts it there, where it is not yet: Linux asks only then whether somebody shows icons. */
  show(): void;
  isThere(): boolean;
  /** Shows how things are now. */
  refresh(): void;
  /** Shows how far they are; a menu that is open stays so. */
  showProgress(): void;
  /** Where it is; null where the system does not tell. */
  bounds(): Electron.Rectangle | null;
  /** Takes it away. */
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
  // A menu that nobody holds may be collected while it is open.
  let menu: Menu | null = null;

  const put = (): Tray => {
    mood = state().mood;
    const made = new Tray(imageOf(mood));
    made.on('click', clicked);
    made.on('double-click', doubleClicked);
    // Where the menu is set for good, macOS opens it at every click; Windows and macOS can open it when it is asked for.
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
    // Another menu closes the one that is open.
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

/** Drawn by `scripts/icons`. */
export function iconFile(mood: TrayMood, platform: NodeJS.Platform): string {
  // macOS colours a template itself, and finds the one for two pixels per point beside it.
  if (platform === 'darwin') return `tray-${mood}-Template.png`;
  // Of an .ico Windows uses the size that it needs; of a PNG it would scale the smallest.
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

/** A single & would mark the letter after it. */
function literal(label: string): string {
  return label.replaceAll('&', '&&');
}
