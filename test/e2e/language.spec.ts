import type { RunningApp } from '../host/fixtures.ts';
import { camera } from './camera.ts';
import { deviceAt, expect, goTo, macField, test } from './support.ts';

test('the window uses the system’s language if it is supported', async ({ demo }) => {
  const { page } = await demo({ launch: { locale: 'de-AT' } });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('an unsupported language becomes English', async ({ demo }) => {
  const { page } = await demo({ launch: { locale: 'pt-BR' } });
  await goTo(page, 'Settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a language is chosen by its own name, at once and for the next start', async ({ launch, dataDir }) => {
  const app = await launch({ dataDir });
  const page = await app.page();
  await goTo(page, 'Settings');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(page.getByText('Sprache', { exact: true }).first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await app.stop();

  const again = await (await launch({ dataDir })).page();
  await expect(again.locator('html')).toHaveAttribute('lang', 'de');
});

/** The application menu's labels, each with those below it. */
const menuOf = async (app: RunningApp): Promise<[string, ...string[]][]> =>
  ((await app.appMenu()) ?? []).map(({ label, submenu = [] }) => [
    label,
    ...submenu.filter(({ type, visible }) => type !== 'separator' && visible).map((entry) => entry.label),
  ]);

const germanMenu = [
  ['Datei', 'Einrichtungsdatei öffnen …', 'Beenden'],
  ['Ansicht', 'Originalgröße', 'Vergrößern', 'Verkleinern', 'Vollbild ein/aus'],
];

test('a visible error, and the menu, change with the language at once', async ({ demo }) => {
  const { pbx, app, page } = await demo();
  await expect(macField(page)).toBeVisible();
  await pbx.close();
  await macField(page).fill(deviceAt(pbx, 0).MacAddress);
  await page.getByRole('button', { name: 'Show current password' }).first().click();
  const error = page.getByRole('main').getByText(/reached|erreichbar/);
  await expect(error).toHaveText('The PBX can’t be reached');
  expect((await menuOf(app)).map(([label]) => label)).toEqual(['File', 'View']);

  await goTo(page, 'Settings');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(await menuOf(app)).toEqual(germanMenu);
  await page.getByRole('navigation').getByRole('button').first().click();
  await expect(error).toHaveText('Die Anlage ist nicht erreichbar');
  await expect(page.getByText(`${new URL(pbx.url).host}: die Verbindung wurde abgewiesen.`)).toBeVisible();
  await expect(page.getByText('Prüfen Sie das Netzwerk oder VPN und die Adresse.')).toBeVisible();
  await camera(page, 'german')('unreachable');

  const width = () => page.evaluate(() => window.innerWidth);
  const before = await width();
  await app.clickAppMenu('Ansicht', 'Vergrößern');
  await expect.poll(width).toBeLessThan(before);
});

test('on a German system the menus are German from the start', async ({ demo }) => {
  const { app, page } = await demo({ launch: { locale: 'de-AT' } });
  expect(await menuOf(app)).toEqual(germanMenu);
  const field = page.getByRole('textbox').first();
  await field.fill('0');
  await field.click({ button: 'right' });
  await expect.poll(async () => (await app.popupMenus()).length).toBe(1);
  const [menu = []] = await app.popupMenus();
  expect(menu.filter(({ type }) => type !== 'separator').map(({ label }) => label)).toEqual([
    'Ausschneiden',
    'Kopieren',
    'Einfügen',
    'Alles auswählen',
  ]);
});
