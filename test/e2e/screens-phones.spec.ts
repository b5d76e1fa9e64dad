import type { Page } from '@playwright/test';
import { late } from '../pbx/index.ts';
import { cameraFor, launchFor, showings } from './camera.ts';
import { macOf, openJob, rowsOf } from './jobs-support.ts';
import { deviceAt, expect, macField as field, goTo, regenerateByKeys, test, textsOf } from './support.ts';

const regenerate = (page: Page) =>
  page.getByRole('button', { name: /^(Regenerate \d+ passwords?|\d+ Passw(o|ö)rt(er)? neu erzeugen)$/ });

for (const showing of showings)
  test(`a desk phone on the Device screen, ${showing.name}`, async ({ demo }) => {
    const { app, page, pbx } = await demo({ users: 30, launch: launchFor(showing) });
    const t = await textsOf(page);
    const [single, other] = pbx.users.filter(({ Phones }) => Phones.length === 1);
    const both = pbx.users.find(({ Phones }) => Phones.length === 2);
    if (!single || !both || !other) throw new Error('the demo has no users with one and with two phones');
    both.Phones.push(...(pbx.users.pop()?.Phones ?? []), ...(pbx.users.pop()?.Phones ?? []));
    await page.getByRole('button', { name: t.shell.refreshList }).click();
    const look = cameraFor(app, page, 'phones-device', showing);
    await field(page).fill(single.Phones[0]?.MacAddress ?? '');
    await expect(page.getByText(t.deskPhones.hasUsersPassword(1))).toBeVisible();
    await look('one-phone');
    await page.keyboard.press('Enter');
    await expect(page.getByText(t.deskPhones.control(1))).toBeVisible();
    await look('one-phone-question');
    await page.keyboard.press('Escape');
    await field(page).fill(both.Phones[1]?.MacAddress ?? '');
    await expect(page.getByText(t.deskPhones.hasUsersPassword(both.Phones.length))).toBeVisible();
    await look('more-phones');
    await page.keyboard.press('Enter');
    await expect(page.getByText(t.deskPhones.control(both.Phones.length))).toBeVisible();
    await look('more-phones-question');
    const held = late();
    pbx.scriptUser(both.Id, held);
    const sent = pbx.nextRequest(({ path }) => path.includes('Regenerate'));
    await page.keyboard.press('Enter');
    await sent;
    await look('running');
    held.release();
    await expect(page.getByText(t.deskPhones.control(both.Phones.length))).toBeVisible();
    await look('succeeded');
    await page.getByRole('button', { name: t.device.showPrevious }).first().click();
    await expect(page.getByText(t.deskPhones.previous)).toBeVisible();
    await look('previous');
    pbx.scriptUser(single.Id, { kind: 'status', status: 403 });
    await field(page).fill(single.Phones[0]?.MacAddress ?? '');
    await field(page).focus();
    await regenerateByKeys(page);
    const owner = `${single.DisplayName} (${single.Number})`;
    await expect(
      page.getByRole('heading', { name: t.deskPhones.headlines.notCarriedOut(owner) }),
    ).toBeVisible();
    await look('failed');
    await field(page).fill(single.Phones[0]?.MacAddress ?? '');
    await page.getByRole('button', { name: t.device.showCurrent }).click();
    await expect(page.getByRole('heading', { name: t.deskPhones.headlines.read(owner) })).toBeVisible();
    await look('current-password');
    other.Phones.push(...single.Phones);
    await page.getByRole('button', { name: t.shell.refreshList }).click();
    await expect(page.getByText(t.deskPhones.unsure)).toBeVisible();
    await look('unsure');
  });

for (const showing of showings)
  test(`a list with desk phones, and its job, ${showing.name}`, async ({ demo }) => {
    const { app, page, pbx } = await demo({ users: 30, launch: launchFor(showing) });
    const t = await textsOf(page);
    const button = (label: string) => page.getByRole('button', { name: label, exact: true });
    const look = cameraFor(app, page, 'phones-list', showing);
    const owners = pbx.users.filter(({ Phones }) => Phones.length > 0).slice(0, 9);
    const twins = owners.filter(({ Phones }) => Phones.length === 2);
    const macs = [
      ...owners.flatMap(({ Phones }) => Phones.slice(0, 1)),
      ...twins.flatMap(({ Phones }) => Phones.slice(1)),
    ];
    const [unsure, sharer] = pbx.users.filter(({ Phones }) => Phones.length > 0).slice(10);
    sharer?.Phones.push(...(unsure?.Phones ?? []));
    const devices = Array.from({ length: 12 }, (_, n) => deviceAt(pbx, n));
    const users = owners.length;
    await page.getByRole('button', { name: t.shell.refreshList }).click();
    await page.evaluate(() => window.rekey.call('settings:set', { confirmAbove: 10 }));
    await goTo(page, 'List');
    await expect(page.getByRole('textbox', { name: t.list.title })).toBeFocused();
    await app.paste(
      page,
      [
        ...devices.slice(0, 3).map(({ Name, MacAddress }) => `${Name};${MacAddress}`),
        ...macs.map(({ MacAddress, Name }) => `${Name};${MacAddress}`),
        `?;${unsure?.Phones[0]?.MacAddress}`,
        ...devices.slice(3).map(({ Name, MacAddress }) => `${Name};${MacAddress}`),
      ].join('\n'),
    );
    await expect(regenerate(page)).toBeFocused();
    await look('left-out');
    await page.getByText(t.deskPhones.include(macs.length, users)).click();
    await page.getByRole('radio', { name: t.list.standings['desk-phone'] }).click();
    await look('included');
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press(' ');
    await look('one-user-out');
    await page.keyboard.press(' ');
    await button(t.list.check).click();
    await expect(page.getByText(t.deskPhones.checked(12, users, macs.length))).toBeVisible();
    await look('checked');
    await button(t.ui.dismiss).click();
    await regenerate(page).click();
    const count = page.getByRole('textbox', { name: t.deskPhones.typeTotal(12, users) });
    await expect(count).toBeFocused();
    await look('question');
    await count.fill(String(12 + users));
    for (const user of owners.slice(0, 2)) pbx.scriptUser(user.Id, { kind: 'status', status: 403 });
    await page.keyboard.press('Enter');
    await expect(
      page.getByText(
        t.jobs.sentence([t.jobs.counts.succeeded(10 + users), t.jobs.counts.failed(2)].join(', ')),
      ),
    ).toBeVisible();
    await look('job');
    const [first] = twins;
    await page.getByRole('searchbox').fill(macOf({ MacAddress: first?.Phones[1]?.MacAddress ?? '' }));
    await expect(rowsOf(page)).toHaveCount(1);
    await rowsOf(page).first().click();
    await look('job-found');
    await page.getByRole('searchbox').fill('');
    await button(t.jobs.runAgain.failed(2)).click();
    await expect(page.getByText(t.deskPhones.retryHint)).toBeVisible();
    await look('retry');
    await page.keyboard.press('Enter');
    await expect(page.getByText(t.deskPhones.allSucceeded(0, 2))).toBeVisible();
    await openJob(page, 1);
    await page.getByRole('main').getByRole('button', { name: t.history.title }).click();
    await look('history');
    await page.getByRole('searchbox').fill(first?.Phones[1]?.MacAddress ?? '');
    await expect(page.getByRole('grid', { name: t.history.foundDevices })).toBeVisible();
    await look('history-found');
    await goTo(page, 'Device');
    await look('recent');
  });
