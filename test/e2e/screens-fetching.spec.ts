import type { Page } from '@playwright/test';
import { type DemoPbxOptions, late } from '../pbx/index.ts';
import { cameraFor, launchFor, showings } from './camera.ts';
import { macsOf, openJob, quick, rowsOf, runToEnd, setPace } from './jobs-support.ts';
import { deviceAt, expect, macField as field, regenerateByKeys, test, textsOf } from './support.ts';

// Each of these goes through many states in one window.
test.setTimeout(240_000);

/** A PBX that has gateways and DECT bases fetch, too. */
const known: DemoPbxOptions = { behaviour: { actionsKnowFxs: true, fetchOutcome: 'silent' } };
const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true });

for (const showing of showings)
  test(`the devices of a job fetch, ${showing.name}`, async ({ demo }) => {
    const { page, pbx, app } = await demo({ ...known, devices: 30, launch: launchFor(showing) });
    const { fetching: t, shell } = await textsOf(page);
    const look = cameraFor(app, page, 'fetching-job', showing);
    const pbxId = await setPace(page, quick);
    const count = 12;
    await runToEnd(page, { pbxId, macs: macsOf(pbx, count) });
    await openJob(page, 1);
    await expect(button(page, t.actionAll(count))).toBeVisible();
    await look('awaited');
    await button(page, t.actionAll(count)).click();
    await look('question');
    const held = late();
    pbx.serverFault('reprovision', { kind: 'none' }, held);
    const second = pbx.nextRequest(
      ({ path }) => path.endsWith('ReprovisionPhone') && pbx.reprovisioned.length > 0,
    );
    await page
      .getByRole('group')
      .getByRole('button', { name: t.actionAll(count) })
      .click();
    await second;
    await expect(page.getByText(t.progress(1, count)).first()).toBeVisible();
    await look('running');
    await button(page, t.pause).click();
    held.release();
    await expect(page.getByText(t.paused(count - 2))).toBeVisible();
    await look('paused');
    await page.getByRole('navigation').getByRole('button', { name: shell.places.history }).click();
    await look('paused-history');
    await openJob(page, 1);
    pbx.behaviour.phoneActionsPermitted = false;
    await button(page, t.resume).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await look('paused-by-problem');
    await page.reload();
    await openJob(page, 1);
    await expect(page.getByText(t.paused(count - 3))).toBeVisible();
    await rowsOf(page).nth(1).click();
    await look('paused-after-reload');
    await button(page, t.cancel).click();
    await expect(page.getByText(t.paused(count - 3))).toHaveCount(0);
    pbx.behaviour.phoneActionsPermitted = true;
    pbx.serverFault('reprovision', { kind: 'status', status: 500, carryOut: true });
    await rowsOf(page).nth(2).click();
    await page.keyboard.press('Shift+ArrowDown');
    await button(page, t.actionSelected(2)).click();
    await page
      .getByRole('group')
      .getByRole('button', { name: t.actionAll(2) })
      .click();
    await expect(page.getByText(t.ended(1, 2))).toBeVisible();
    await look('ended');
    await rowsOf(page).nth(1).click();
    await main(page)
      .getByRole('button', { name: new RegExp(`^${t.page.action}: `) })
      .scrollIntoViewIfNeeded();
    await look('selected');
  });

for (const showing of showings)
  test(`a device and a user fetch, ${showing.name}`, async ({ demo }) => {
    const { page, pbx, app } = await demo({ ...known, launch: launchFor(showing) });
    const { fetching: t, shell } = await textsOf(page);
    const look = cameraFor(app, page, 'fetching-device', showing);
    await app.clock.install();
    const user = pbx.users.find(({ Phones }) => Phones.length === 2);
    user?.Phones.push(...(pbx.users.pop()?.Phones ?? []));
    await page.getByRole('button', { name: shell.refreshList }).click();
    const regenerate = async (mac: string): Promise<void> => {
      await field(page).fill(mac);
      await regenerateByKeys(page);
      await expect(page.locator('[data-first-action] button').first()).toBeFocused();
    };
    await regenerate(deviceAt(pbx, 0).MacAddress);
    const fetchNow = main(page).getByRole('button', {
      name: new RegExp(`^(${t.action}|${t.actionAll(3)}): `),
    });
    const openPage = main(page).getByRole('button', { name: new RegExp(`^${t.page.action}: `) });
    await expect(fetchNow.first()).toBeVisible();
    await look('awaited');
    await fetchNow.first().click();
    await look('question');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => pbx.reprovisioned.length).toBe(1);
    await expect(main(page).getByText(t.request.accepted).first()).toBeVisible();
    await openPage.first().click();
    await expect(main(page).getByText(/https:\/\/192\.168\./)).toBeVisible();
    await look('asked');
    pbx.behaviour.registrarAddress = 'sbc';
    await main(page)
      .getByRole('button', { name: new RegExp(`^${t.page.copyToo}: `) })
      .first()
      .click();
    await expect(main(page).getByText(t.page.notOpened['behind-sbc'])).toBeVisible();
    await look('no-page');
    pbx.deviceFetches(deviceAt(pbx, 0).MacAddress, 'generated', Date.now() + 5_000);
    const read = pbx.nextRequest(({ path }) => path.includes('EventLogs'));
    await app.clock.advance(61_000);
    await read;
    await expect(main(page).getByText(t.request.accepted)).toHaveCount(0);
    await look('generated');
    const [first] = user?.Phones ?? [];
    await regenerate(first?.MacAddress ?? '');
    await expect(openPage).toHaveCount(3);
    await look('user');
    await fetchNow.first().click();
    await look('user-question');
    await page.keyboard.press('Escape');
    pbx.serverFault('reprovision', { kind: 'none' }, { kind: 'status', status: 404 });
    await fetchNow.first().click();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(main(page).getByText(new RegExp(t.ended(2, 3)))).toBeVisible();
    await look('user-refused');
    await main(page).getByRole('listitem').getByRole('button', { expanded: false }).first().click();
    await look('unfolded');
  });
