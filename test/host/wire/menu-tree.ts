/** Reads a menu, and clicks its entries; for the stand-in's menus and for Electron's. */
import type * as E from 'electron';
import type { MenuEntry } from '../running-app.ts';

/** A menu as a spec sees it. */
export function entriesOf(menu: E.Menu): MenuEntry[] {
  return menu.items.map(({ label, type, enabled, checked, visible, accelerator, submenu }) => ({
    label,
    type,
    enabled,
    checked,
    visible,
    accelerator,
    ...(submenu ? { submenu: entriesOf(submenu) } : {}),
  }));
}

/** Clicks an entry by its labels from the top, as a user could: it has to be visible and enabled. */
export function clickIn(menu: E.Menu | null | undefined, labels: string[], where: string): void {
  let items = menu?.items ?? [];
  let found: E.MenuItem | undefined;
  for (const label of labels) {
    found = items.find((item) => item.label === label && item.visible);
    if (!found) {
      const others = items.map((item) => `'${item.label}'`).join(', ') || 'nothing';
      throw new Error(`${where} has no entry '${label}', but ${others}.`);
    }
    items = found.submenu?.items ?? [];
  }
  if (!found) throw new Error('Which entry?');
  if (!found.enabled) throw new Error(`'${found.label}' in ${where} is disabled.`);
  found.click();
}
