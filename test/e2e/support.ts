import { delimiter, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { languageFor } from '../../common/language.ts';
import { type Texts, wordsFor } from '../../common/texts/index.ts';
import { test as base, expect, type LaunchOptions, type RunningApp } from '../host/fixtures.ts';
import type { WindowState } from '../host/running-app.ts';
import { type DemoPbx, type DemoPbxOptions, startDemoPbx } from '../pbx/index.ts';

export { expect, noProblems, onElectron, orSkip } from '../host/fixtures.ts';

interface Fixtures {
  /** Starts a demo 3CX that ends with its test. */
  startPbx: (options?: DemoPbxOptions) => Promise<DemoPbx>;
  /** The app, connected to a demo 3CX as `npm run demo` does it: the keychain is in memory. */
  demo: (
    options?: DemoPbxOptions & { launch?: LaunchOptions },
  ) => Promise<{ pbx: DemoPbx; app: RunningApp; page: Page }>;
}

/** The environment of a desktop with a tray, or without one, whatever this computer's own has. */
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
      // The device list comes while the window opens: what is typed before has it fetched first, and Enter waits for that.
      await page.getByRole('banner').getByText(/\d/).or(page.getByRole('alert')).first().waitFor();
      return { pbx, app, page };
    });
  },
});

/** A device of the demo by its place in the list; specs rely on there being one. */
export function deviceAt(pbx: DemoPbx, index: number): DemoPbx['devices'][number] {
  const device = pbx.devices[index];
  if (!device) throw new Error(`the demo has no device ${index}`);
  return device;
}

/** What a window says in the language that it speaks now. */
export async function textsOf(page: Page): Promise<Texts> {
  await expect(page.locator('#root > *').first()).toBeAttached();
  const lang = (await page.locator('html').getAttribute('lang')) ?? '';
  return wordsFor(languageFor('system', lang), lang).texts;
}

/** Writes a PBX into the form. */
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

/** Adds a further PBX and selects it, without testing it: its device list is not fetched. Ends on the Device screen. */
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

/** Goes to a place by the rail. */
export async function goTo(
  page: Page,
  place: 'Device' | 'List' | 'History' | 'PBXs' | 'Settings',
): Promise<void> {
  const { places } = (await textsOf(page)).shell;
  const name = places[place.toLowerCase() as Lowercase<typeof place>];
  await page.getByRole('navigation').getByRole('button', { name }).click();
}

/** Chooses the PBX that is worked on. */
export async function selectPbx(page: Page, name: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: /PBX/ }).click();
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('banner')).toContainText(name);
}

/** Named in whichever language. */
export const macField = (page: Page): Locator =>
  page.getByRole('textbox', { name: /^(MAC address or name|MAC-Adresse oder Name)$/ });

/**
 * Regenerates the device in the field by keys. Where the list is still being read, there is no question yet that a second
 * Enter would answer.
 */
export async function regenerateByKeys(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  const { yes } = (await textsOf(page)).device;
  await expect(page.getByRole('button', { name: yes, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
}

/** How many regenerations a PBX was asked for. */
export const regenerations = (pbx: DemoPbx): number =>
  pbx.requests.filter(({ path }) => path.includes('Regenerate')).length;

/** How often a PBX was asked for its device list. */
export const listings = (pbx: DemoPbx): number =>
  pbx.requests.filter(({ path }) => /\/Fxs(\?|$)/.test(path) && !path.includes('skip=')).length;

/** The quick panel's page, once it is there. */
export const panelOf = (app: RunningApp): Promise<Page> =>
  app.waitForWindow((url) => url.endsWith('/panel.html'));

/** What the main process knows of the quick panel. */
export async function panelState(app: RunningApp): Promise<WindowState | undefined> {
  return (await app.windows()).find(({ url }) => url.endsWith('/panel.html'));
}

/** What a PBX was asked beyond who is there, which goes to one that is not trusted, too, with nothing of worth in it. */
export const beyondALook = (pbx: DemoPbx): DemoPbx['requests'] =>
  pbx.requests.filter(
    ({ method, path, headers, body }) =>
      method !== 'GET' || path !== '/' || body !== '' || headers.authorization !== undefined,
  );

/** Waits for the empty List screen to take what is pasted: it is loaded when it is gone to. */
export async function listTakesText(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'List' })).toBeFocused();
}
