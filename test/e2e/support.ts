import { delimiter, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { languageFor } from '../../common/language.ts';
import { type Texts, wordsFor } from '../../common/texts/index.ts';
import { test as base, expect, type LaunchOptions, type RunningApp } from '../host/fixtures.ts';
import type { WindowState } from '../host/running-app.ts';
import { type DemoPbx, type DemoPbxOptions, startDemoPbx } from '../pbx/index.ts';

export { expect, noProblems, onElectron, orSkip } from '../host/fixtures.ts';

interface Fixtures {
  /** Starts a demo 3CX that is closed after its test. */
  startPbx: (options?: DemoPbxOptions) => Promise<DemoPbx>;
  /** The app, connected to a demo 3CX as by `npm run demo`: the keychain is in memory. */
  demo: (
    options?: DemoPbxOptions & { launch?: LaunchOptions },
  ) => Promise<{ pbx: DemoPbx; app: RunningApp; page: Page }>;
}

/** The environment of a desktop with or without a tray, whatever this computer has. */
export function desktopEnv({ tray }: { tray: boolean }): Record<string, string> {
  const PATH = [join(import.meta.dirname, '../setup/desktop'), process.env.PATH].join(delimiter);
  return { PATH, REKEY_TEST_TRAY: String(tray) };
}

/** Starts on a desktop with a tray. */
export const withTray: LaunchOptions = { env: desktopEnv({ tray: true }) };

/** The specs' `test`: an app, and a PBX for it. */
export const test = base.extend<Fixtures>({
  startPbx: async ({ playwright: _ }, use) => {
    const started: DemoPbx[] = [];
    await use(async (options) => {
      const pbx = await startDemoPbx(options);
      started.push(pbx);
      return pbx;
    });
    await Promise.all(started.map((pbx) => pbx.close()));
  },

  demo: async ({ startPbx, launch }, use) => {
    await use(async ({ launch: launchOptions = {}, ...options } = {}) => {
      const pbx = await startPbx(options);
      const target = { url: pbx.url, clientId: pbx.clientId, apiKey: pbx.apiKey };
      const env = {
        ...desktopEnv({ tray: false }),
        ...launchOptions.env,
        REKEY_DEMO: JSON.stringify(target),
      };
      const app = await launch({ ...launchOptions, env });
      const page = await app.page();
      // The device list arrives while the window opens: input before that fetches it first, and Enter waits for that.
      await page.getByRole('banner').getByText(/\d/).or(page.getByRole('alert')).first().waitFor();
      return { pbx, app, page };
    });
  },
});

/** A device of the demo by its position in the list; specs rely on its existence. */
export function deviceAt(pbx: DemoPbx, index: number): DemoPbx['devices'][number] {
  const device = pbx.devices[index];
  if (!device) throw new Error(`the demo has no device ${index}`);
  return device;
}

/** The window's texts in its current language. */
export async function textsOf(page: Page): Promise<Texts> {
  await expect(page.locator('#root > *').first()).toBeAttached();
  const lang = (await page.locator('html').getAttribute('lang')) ?? '';
  return wordsFor(languageFor('system', lang), lang).texts;
}

/** Fills in the form for a PBX. */
export async function fillInPbx(
  page: Page,
  { url, clientId, apiKey }: Pick<DemoPbx, 'url' | 'clientId' | 'apiKey'>,
  name = 'Acme',
): Promise<void> {
  const { pbxs } = await textsOf(page);
  await page.getByRole('textbox', { name: pbxs.name }).fill(name);
  await page.getByRole('textbox', { name: pbxs.address }).fill(url);
  await page.getByRole('textbox', { name: pbxs.clientId }).fill(clientId);
  await page.getByLabel(pbxs.apiKey).first().fill(apiKey);
}

/** Adds another PBX and selects it without testing it: its device list is not fetched. Ends on the Device screen. */
export async function addUntested(page: Page, pbx: DemoPbx, name: string): Promise<void> {
  await goTo(page, 'PBXs');
  const { pbxs } = await textsOf(page);
  const add = page.getByRole('button', { name: pbxs.add });
  await add.click();
  await fillInPbx(page, pbx, name);
  await add.click();
  await expect(page.getByRole('button', { name: pbxs.testOf(name) })).toBeVisible();
  await goTo(page, 'Device');
  await expect(page.getByRole('banner')).toContainText(name);
}

/** Opens a place from the rail. */
export async function goTo(
  page: Page,
  place: 'Device' | 'List' | 'History' | 'PBXs' | 'Settings',
): Promise<void> {
  const { places } = (await textsOf(page)).shell;
  const name = places[place.toLowerCase() as Lowercase<typeof place>];
  await page.getByRole('navigation').getByRole('button', { name }).click();
}

/** Selects a PBX. */
export async function selectPbx(page: Page, name: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: /PBX/ }).click();
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('banner')).toContainText(name);
}

/** The field, in any language. */
export const macField = (page: Page): Locator =>
  page.getByRole('textbox', { name: /^(MAC address or name|MAC-Adresse oder Name)$/ });

/**
 * Regenerates the device in the field by keyboard. While the list is still being read, there is no question yet that
 * a second Enter would answer.
 */
export async function regenerateByKeys(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  const { yes } = (await textsOf(page)).device;
  await expect(page.getByRole('button', { name: yes, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
}

/** How many regenerations a PBX received. */
export const regenerations = (pbx: DemoPbx): number =>
  pbx.requests.filter(({ path }) => path.includes('Regenerate')).length;

/** How often a PBX's device list was requested. */
export const listings = (pbx: DemoPbx): number =>
  pbx.requests.filter(({ path }) => /\/Fxs(\?|$)/.test(path) && !path.includes('skip=')).length;

/** The quick panel's page, once it is there. */
export const panelOf = (app: RunningApp): Promise<Page> =>
  app.waitForWindow((url) => url.endsWith('/panel.html'));

/** The main process's state of the quick panel. */
export async function panelState(app: RunningApp): Promise<WindowState | undefined> {
  return (await app.windows()).find(({ url }) => url.endsWith('/panel.html'));
}

/** The requests to a PBX beyond the anonymous look at its start page, which untrusted servers get as well. */
export const requestsBeyondProbe = (pbx: DemoPbx): DemoPbx['requests'] =>
  pbx.requests.filter(
    ({ method, path, headers, body }) =>
      method !== 'GET' || path !== '/' || body !== '' || headers.authorization !== undefined,
  );

/** Waits until the empty List screen accepts pasted text: it is loaded when opened. */
export async function waitForListInput(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'List' })).toBeFocused();
}
