import type { Page } from '@playwright/test';
import { type Language, languages } from '../../common/language.ts';
import { wordsFor } from '../../common/texts/index.ts';
import type { RunningApp } from '../host/running-app.ts';
import { type Camera, camera, cameraFor, type Showing } from './camera.ts';
import { begin, holdAt, macsOf, oneByOne, setPace } from './jobs-support.ts';
import { deviceAt, expect, panelOf, regenerateByKeys, test, withTray } from './support.ts';

const locales: Record<Language, string> = { en: 'en-US', de: 'de-DE' };
/** Its size is that of its content, so only colours and language vary; colours in place. */
const panelLooks = (language: Language): Showing['looks'] => {
  const size = { width: 0, height: 0, axe: true };
  return [
    { ...size, colorScheme: 'light', name: `light-${language}` },
    { ...size, colorScheme: 'dark', name: `dark-${language}` },
  ];
};

/** Takes pictures once the window is as high as its content. */
function fittedCamera(app: RunningApp, panel: Page, language: Language): Camera {
  const fits = (): boolean => {
    const height = document.querySelector('main')?.parentElement?.getBoundingClientRect().height ?? 0;
    return window.innerHeight === Math.min(640, Math.max(120, Math.ceil(height)));
  };
  const settled = () => expect.poll(() => panel.evaluate(fits)).toBe(true);
  return cameraFor(app, panel, 'panel', { looks: panelLooks(language) }, { resizes: false, settled });
}

/** The field by its position: its label differs by language. */
const field = (page: Page) => page.locator('main input').first();

for (const language of languages)
  test(`the quick panel, ${language}`, async ({ demo }) => {
    const { app, page, pbx } = await demo({
      behaviour: { actionsKnowFxs: true, fetchOutcome: 'silent' },
      launch: { ...withTray, locale: locales[language] },
    });
    const { system, fetching, panel: words } = wordsFor(language, locales[language]).texts;
    const [{ tray }, { clipboard }] = [system, words];
    const panel = await panelOf(app);
    await app.blurWindows();
    const look = fittedCamera(app, panel, language);
    await app.clickTrayIcon();
    await expect(field(panel)).toBeFocused();
    await look('empty');
    await app.clipboard.write('no MAC');
    await app.clickTray(tray.newFromClipboard);
    await expect(panel.getByRole('alert')).toBeVisible();
    await look('nothing-on-clipboard');
    await app.clipboard.write('004930123456');
    await app.clickTray(tray.newFromClipboard);
    await expect(panel.getByRole('alert')).toHaveText(clipboard.unsure);
    await look('number-on-clipboard');
    await app.clipboard.write(' '.repeat(20_001));
    await app.clickTray(tray.newFromClipboard);
    await expect(panel.getByRole('alert')).toHaveText(clipboard['too-long']);
    await look('too-much-on-clipboard');
    await field(panel).fill('00:0B:82:10:1E:GG');
    await look('no-mac');
    await field(panel).fill('02:00:00:00:00:01');
    await look('not-listed');
    await field(panel).fill(pbx.users.find((user) => user.Phones.length > 0)?.Phones[0]?.MacAddress ?? '');
    await look('desk-phone');
    const phones = pbx.users.find((user) => user.Phones.length > 1)?.Phones ?? [];
    await field(panel).fill(phones[0]?.MacAddress ?? '');
    await look('desk-phones');
    await field(panel).press('Enter');
    await expect(panel.locator('fieldset')).toBeVisible();
    await look('desk-phones-confirmation');
    await panel.keyboard.press('Enter');
    await expect(panel.locator('[data-first-action] button').first()).toBeFocused();
    await look('desk-phones-succeeded');
    const fetchNow = panel.getByRole('button', {
      name: new RegExp(`^(${fetching.action}|${fetching.actionAll(phones.length)}): `),
    });
    await fetchNow.click();
    await look('desk-phones-fetch-question');
    await panel.keyboard.press('Escape');
    await app.clipboard.write(deviceAt(pbx, 3).MacAddress);
    await app.clickTray(tray.newFromClipboard);
    await expect(panel.locator('#understanding')).toContainText(deviceAt(pbx, 3).Name ?? '');
    await look('listed');
    await panel.keyboard.press('Enter');
    await expect(panel.locator('fieldset')).toBeVisible();
    await look('confirmation');
    const fault = holdAt(pbx, 3);
    const sent = pbx.nextRequest(({ path }) => path.includes('Regenerate'));
    await panel.keyboard.press('Enter');
    await sent;
    await look('running');
    fault.release();
    const copy = panel.locator('[data-first-action] button').first();
    await expect(copy).toBeFocused();
    await look('succeeded');
    await panel.keyboard.press('Enter');
    await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[3]?.Password);
    await look('copied');
    await fetchNow.click();
    await look('fetch-question');
    await panel.keyboard.press('Shift+Tab');
    await panel.keyboard.press('Enter');
    await expect(panel.getByText(fetching.request.accepted)).toBeVisible();
    await panel.getByRole('button', { name: new RegExp(`^${fetching.page.action}: `) }).click();
    await expect(panel.getByText(/https:\/\/192\.168\./)).toBeVisible();
    await look('fetch-asked');
    pbx.behaviour.registrarAddress = 'sbc';
    await panel.getByRole('button', { name: new RegExp(`^${fetching.page.copyToo}: `) }).click();
    await expect(panel.getByText(fetching.page.notOpened['behind-sbc'])).toBeVisible();
    await look('fetch-no-page');
    pbx.scriptRead(deviceAt(pbx, 5).MacAddress, { kind: 'status', status: 403 });
    pbx.script(deviceAt(pbx, 5).MacAddress, { kind: 'status', status: 500, carryOut: true });
    await field(panel).fill(deviceAt(pbx, 5).MacAddress);
    await field(panel).focus();
    await regenerateByKeys(panel);
    await expect(copy).toBeFocused();
    await look('uncertain');
    await panel.keyboard.press('Escape');

    const held = holdAt(pbx, 0);
    await begin(page, { pbxId: await setPace(page, oneByOne), macs: macsOf(pbx, 3) });
    await held.arrived;
    await app.clickTrayIcon();
    await expect(panel.getByRole('progressbar')).toBeVisible();
    await look('other-job');
    held.release();
  });

for (const language of languages)
  test(`the quick panel without a PBX, ${language}`, async ({ launch }) => {
    const app = await launch({ ...withTray, locale: locales[language] });
    const panel = await panelOf(app);
    await app.clickTrayIcon();
    const { add } = wordsFor(language, locales[language]).texts.pbxs;
    await expect(panel.getByRole('button', { name: add })).toBeFocused();
    await fittedCamera(app, panel, language)('no-pbx');
  });

for (const language of languages)
  test(`the tray section of the Settings screen, ${language}`, async ({ launch }) => {
    const app = await launch({ ...withTray, locale: locales[language], packaged: true });
    const page = await app.page();
    await panelOf(app);
    await app.clickTray(wordsFor(language, locales[language]).texts.system.tray.settings);
    const section = page.locator('section[aria-labelledby="settings-tray"]');
    const look = camera(page, `settings-tray-${language}`);
    await expect(section).toBeVisible();
    await section.scrollIntoViewIfNeeded();
    await look('arrived');
    await section.getByRole('button').nth(1).click();
    await page.keyboard.press('k');
    await look('recording');
    await page.keyboard.press('Alt+F4');
    await look('closing');
    // As a keyboard with AltGr sends it, which this one lacks.
    await page.evaluate(() => {
      const init = { key: '@', code: 'KeyQ', modifierAltGraph: true, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init));
    });
    await expect(
      section.getByText(wordsFor(language, locales[language]).texts.system.settings.refusals.typing),
    ).toBeVisible();
    await look('typing');
    await app.refuseShortcut('Control+Alt+T');
    await page.keyboard.press('Control+Alt+T');
    await expect(section.getByRole('alert')).toBeVisible();
    await look('refused');
    await section.getByRole('button').first().click();
    await expect(section.getByRole('alert')).toHaveCount(0);
    await look('chosen');
  });
