import type { Page } from '@playwright/test';
import type { Settings } from '../../common/ipc/index.ts';
import type { RunningApp } from '../host/fixtures.ts';
import { expect, macField, panelOf } from './support.ts';

/** The shortcut used by the specs. */
export const keys = 'Control+Alt+K';

/** Changes settings as the Settings screen does. */
async function set(page: Page, change: Partial<Settings>): Promise<void> {
  const reply = await page.evaluate((input) => window.rekey.call('settings:set', input), change);
  if (!reply.ok) throw new Error(`the setting was refused: ${reply.problem.code}`);
}

/** Sets the shortcut, and switches from the window to another program. */
export async function withShortcut(app: RunningApp, page: Page): Promise<Page> {
  await set(page, { shortcut: keys });
  const panel = await panelOf(app);
  await expect(macField(panel)).toBeVisible();
  await app.blurWindows();
  return panel;
}

/** Waits until the panel accepts keys: they do nothing before it shows what it was opened with. */
export async function waitForKeys(panel: Page): Promise<void> {
  const press = () =>
    panel.evaluate(() =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', cancelable: true })),
    );
  await expect.poll(press).toBe(true);
}
