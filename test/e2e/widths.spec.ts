/**
 * Proves that every screen fits at every width, in both languages and in the widest and the narrowest font: no control
 * is over another, and no text is cut off or runs into another.
 */
import type { Page } from '@playwright/test';
import { languages } from '../../common/language.ts';
import type { Texts } from '../../common/texts/index.ts';
import { macsOf, oneByOne, openJob, rowsOf, runToEnd, setPace } from './jobs-support.ts';
import { layoutFaults } from './layout.ts';
import { deviceAt, expect, fillInPbx, goTo, macField, regenerateByKeys, test, textsOf } from './support.ts';

const widths = [640, 720, 960, 1100, 1280, 1366, 1920];
const faces = ['narrow', 'wide'] as const;

const usual = { width: 960, height: 640 };

/**
 * Checks the page in each language at all widths, and returns to the usual size. The languages share an app: starting
 * one takes far longer.
 */
async function checkWidths(
  page: Page,
  what: string,
  more: (width: number, t: Texts) => Promise<void>,
): Promise<void> {
  for (const language of languages) {
    await page.evaluate((chosen) => window.rekey.call('settings:set', { language: chosen }), language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const t = await textsOf(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      await test.step(`${what}, ${language}, ${width} px wide`, async () => {
        expect.soft(await layoutFaults(page)).toEqual([]);
        await more(width, t);
      });
    }
  }
  await page.setViewportSize(usual);
}

for (const face of faces) {
  const launch = { face, ...usual };
  const variant = `${face} font`;

  test(`the table of a job, ${variant}`, async ({ demo }) => {
    const { page, pbx } = await demo({ launch });
    const pbxId = await setPace(page, oneByOne);
    pbx.script(deviceAt(pbx, 1).MacAddress, { kind: 'status', status: 403 });
    pbx.script(deviceAt(pbx, 2).MacAddress, { kind: 'status', status: 500, carryOut: true });
    await runToEnd(page, { pbxId, macs: macsOf(pbx, 6) });
    await runToEnd(page, { pbxId, macs: macsOf(pbx, 1) });
    await openJob(page, 1);
    const row = rowsOf(page).nth(3);
    const password = row.locator('code:not(:empty)').last();
    const secret = deviceAt(pbx, 3).Password ?? '';
    await checkWidths(page, 'job', async (width) => {
      // It is hidden again after a while.
      if (!(await row.textContent())?.includes(secret)) await row.locator('[data-reveal] button').click();
      await expect(password).toHaveText(secret);
      const lines = await password.evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size;
      });
      expect.soft(lines, `lines of the shown password, ${width} px wide`).toBe(1);
      if (width < 960) return;
      const names = await rowsOf(page).evaluateAll((rows) =>
        rows.map((row) => {
          const [word, name] = [row.querySelector('[class*=word]'), row.querySelector('[class*=name]')];
          const apart =
            (name?.getBoundingClientRect().left ?? 0) - (word?.getBoundingClientRect().right ?? 0);
          const cut = (name?.scrollWidth ?? 0) > (name?.clientWidth ?? 0) + 1;
          return `${name?.textContent}${cut ? ' is cut off' : ''}${apart > 0 && apart < 12 ? ` is ${apart} px beside its state` : ''}`;
        }),
      );
      expect
        .soft(
          names.filter((name) => / is /.test(name)),
          `${width} px wide`,
        )
        .toEqual([]);
    });
  });

  test(`a job that waits, and one of one device, in the history, ${variant}`, async ({ demo }) => {
    const { page, pbx } = await demo({ launch });
    const t = await textsOf(page);
    const pbxId = await setPace(page, oneByOne);
    const [mac] = macsOf(pbx, 1);
    if (!mac) throw new Error('the demo has no device');
    pbx.script(mac, { kind: 'status', status: 500, carryOut: true });
    pbx.scriptRead(mac, { kind: 'status', status: 403 });
    await runToEnd(page, { pbxId, macs: [mac] });
    await runToEnd(page, { pbxId, macs: macsOf(pbx, 2) });
    await pbx.close();
    await macField(page).fill(deviceAt(pbx, 3).MacAddress);
    await regenerateByKeys(page);
    await page.getByRole('button', { name: t.waiting.runWhenReachable }).click({ timeout: 60_000 });
    await goTo(page, 'History');
    await checkWidths(page, 'history', async (width, { jobs }) => {
      const waiting = page.getByRole('listitem').filter({ hasText: jobs.states.waiting });
      const { height } = (await waiting.locator('[class*=words]').boundingBox()) ?? { height: 0 };
      expect.soft(height, `what waits, ${width} px wide`).toBeLessThan(90);
      const result = page.getByRole('row', { name: jobs.job(1) }).locator('[class*=words] [class*=small]');
      await expect.soft(result).toHaveText(new RegExp(`^${jobs.items.replaced('')}`));
    });
  });

  test(`the question about a list with desk phones, ${variant}`, async ({ demo }) => {
    const { app, page, pbx } = await demo({ users: 30, launch });
    const t = await textsOf(page);
    const owners = pbx.users.filter(({ Phones }) => Phones.length > 0).slice(0, 10);
    const both = owners.filter(({ Phones }) => Phones.length > 1);
    expect(both.length).toBeGreaterThan(0);
    const macs = owners.flatMap(({ Phones }) => Phones.slice(0, 1));
    const phones = owners.flatMap(({ Phones }) => Phones);
    await page.evaluate(() => window.rekey.call('settings:set', { confirmAbove: 10 }));
    await goTo(page, 'List');
    await expect(page.getByRole('textbox', { name: t.list.title })).toBeFocused();
    const listed = [...pbx.devices.slice(0, 24), ...macs];
    await app.paste(page, listed.map(({ MacAddress }) => MacAddress).join('\n'));
    await page.getByText(t.deskPhones.include(macs.length, owners.length)).click();
    await page.getByRole('button', { name: 'Regenerate 34 passwords', exact: true }).click();
    const count = page.getByRole('textbox', { name: t.deskPhones.typeTotal(24, owners.length) });
    await expect(count).toBeFocused();
    await checkWidths(page, 'list question', async (width, { deskPhones }) => {
      const users = page.getByRole('region', { name: deskPhones.listOfUsers });
      // The users' other phones get the password, too.
      await expect(page.getByRole('group').filter({ has: users })).toContainText(
        `(${deskPhones.phones(phones.length)})`,
      );
      const places = await users
        .locator('dd')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().left));
      expect.soft(new Set(places).size, `columns of phones, ${width} px wide`).toBe(1);
      const fields = await page
        .locator('fieldset input')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect()));
      const [first, second] = fields;
      if (first && second && second.left > first.right)
        expect.soft(second.top, `fields beside each other, ${width} px wide`).toBe(first.top);
    });
  });

  test(`the form for a PBX, ${variant}`, async ({ demo }) => {
    const { page } = await demo({ launch });
    const t = await textsOf(page);
    await goTo(page, 'PBXs');
    await page.getByRole('button', { name: t.pbxs.add, exact: true }).first().click();
    const address = page.getByRole('textbox', { name: t.pbxs.address });
    await fillInPbx(page, { url: 'https://[fe80::1%eth0]:5001', clientId: 'rekey', apiKey: 'key' });
    await page.getByRole('button', { name: t.pbxs.testConnection }).click();
    await expect(address).toHaveAttribute('aria-invalid', 'true');
    await checkWidths(page, 'form', async (width) => {
      const rows = await page
        .locator('form input')
        .evaluateAll((inputs) => inputs.map((input) => Math.round(input.getBoundingClientRect().top)));
      const byRow = [...new Set(rows)].map((top) => rows.filter((each) => each === top).length);
      expect
        .soft(byRow, `fields in each row, ${width} px wide`)
        .toEqual(width < 960 && byRow.length === 4 ? [1, 1, 1, 1] : [2, 2]);
    });
  });

  test(`results and the previous password on the Device screen, ${variant}`, async ({ demo }) => {
    const { page, pbx } = await demo({ launch });
    for (const place of [0, 1]) pbx.script(deviceAt(pbx, place).MacAddress, { kind: 'status', status: 403 });
    for (const place of [0, 1, 2]) {
      await macField(page).fill(deviceAt(pbx, place).MacAddress);
      await macField(page).focus();
      await regenerateByKeys(page);
      await expect(
        page.getByRole('listitem').filter({ hasText: deviceAt(pbx, place).Name ?? '' }),
      ).toBeVisible();
    }
    await checkWidths(page, 'device', async (width, { device, jobs }) => {
      const previous = page.getByRole('main').getByText(device.showPrevious, { exact: true });
      const failed = page.getByRole('listitem').filter({ hasText: jobs.items.states.failed }).first();
      const { height } = (await failed.boundingBox()) ?? { height: 0 };
      expect.soft(height, `a failed result, ${width} px wide`).toBeLessThan(width > 840 ? 60 : 110);
      const [time, name] = await Promise.all(
        ['time', '[class*=device]'].map((part) => failed.locator(part).first().boundingBox()),
      );
      expect.soft(name?.x, `the device is beside its time, ${width} px wide`).toBeGreaterThan(time?.x ?? 0);
      const heading = await page.locator('[data-first-action]').first().boundingBox();
      const word = await previous.boundingBox();
      expect.soft(Math.abs((word?.x ?? 0) - (heading?.x ?? 0)), 'indent of the word').toBeLessThan(1.5);
    });
  });
}
