import type * as E from 'electron';
import { clickIn, entriesOf } from '../wire/menu-tree.ts';
import { BrowserWindow } from './browser-window.ts';
import { answer } from './host.ts';
import { roleOf, runRole } from './menu-roles.ts';
import { cancelable, StrictEmitter, strictClass, strictMembers } from './strict.ts';

type Options = E.MenuItemConstructorOptions;

let lastCommandId = 0;

class MenuItemStandIn {
  readonly commandId: number;
  readonly type: E.MenuItem['type'];
  readonly role: E.MenuItem['role'];
  readonly submenu: E.Menu | undefined;
  readonly accelerator: E.MenuItem['accelerator'];
  readonly userAccelerator: null = null;
  readonly id: string;
  readonly icon: E.NativeImage | string | undefined;
  readonly registerAccelerator: boolean;
  click: () => void;
  label: string;
  sublabel: string;
  toolTip: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;

  constructor(options: Options) {
    strictMembers('MenuItem', this);
    lastCommandId += 1;
    this.commandId = lastCommandId;
    const role = options.role ? roleOf(options.role) : undefined;
    const entries = options.submenu ?? role?.submenu;
    this.role = options.role as E.MenuItem['role'];
    this.submenu = Array.isArray(entries) ? Menu.buildFromTemplate(entries) : (entries as E.Menu | undefined);
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal');
    this.label = options.label ?? role?.label ?? '';
    this.id = options.id ?? '';
    this.icon = options.icon ?? undefined;
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.accelerator = options.accelerator ?? role?.accelerator ?? null;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.click = () => {
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.checked = true;
      if (options.role) runRole(options.role);
      else {
        const window = BrowserWindow.getFocusedWindow() ?? undefined;
        options.click?.(this as unknown as E.MenuItem, window, {});
      }
    };
  }
}

class MenuStandIn extends StrictEmitter {
  items: E.MenuItem[] = [];

  constructor() {
    super('Menu', ['menu-will-show', 'menu-will-close']);
  }

  static buildFromTemplate(template: (Options | E.MenuItem)[]): E.Menu {
    const menu = new MenuStandIn();
    for (const entry of template)
      menu.items.push(
        (entry instanceof MenuItem ? entry : new MenuItem(entry as Options)) as unknown as E.MenuItem,
      );
    return menu as unknown as E.Menu;
  }
  static setApplicationMenu(menu: E.Menu | null): void {
    applicationMenu = menu;
  }
  static getApplicationMenu(): E.Menu | null {
    return applicationMenu ?? null;
  }

  append(item: E.MenuItem): void {
    this.items.push(item);
  }
  insert(position: number, item: E.MenuItem): void {
    this.items.splice(position, 0, item);
  }
  getMenuItemById(id: string): E.MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
  popup(_options?: E.PopupOptions): void {
    popups.push(this as unknown as E.Menu);
    this.emit('menu-will-show', cancelable({}));
  }
  closePopup(): void {
    this.emit('menu-will-close', cancelable({}));
  }
}

/** Electron's `MenuItem`. */
export const MenuItem = strictClass(MenuItemStandIn);
/** Electron's `Menu`. */
export const Menu = strictClass(MenuStandIn);

const popups: E.Menu[] = [];
// Electron has a default menu until the app sets one.
let applicationMenu: E.Menu | null | undefined;

function menuOrDefault(): E.Menu | null {
  if (applicationMenu === undefined)
    applicationMenu = Menu.buildFromTemplate([
      { role: 'fileMenu' },
      { role: 'editMenu' },
      { role: 'viewMenu' },
      { role: 'windowMenu' },
    ]);
  return applicationMenu;
}

answer({
  appMenu: () => {
    const menu = menuOrDefault();
    return menu && entriesOf(menu);
  },
  popupMenus: () => popups.map(entriesOf),
  clickAppMenu: (labels) => clickIn(menuOrDefault(), labels, 'the application menu'),
});
