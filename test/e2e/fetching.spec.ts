/** Whether a device has fetched its new password: what the window shows, having it fetch now, and its own page. */
import type { Page } from '@playwright/test';
import type { FetchGroup } from '../../common/fetching.ts';
import { openStore } from '../../main/store/index.ts';
import { pbxLockName } from '../../main/store/pbx-lock.ts';
import { type DemoPbxOptions, late } from '../pbx/index.ts';
import { axeFaults } from './axe.ts';
import { macsOf, openJob, quick, rowsOf, runToEnd, setPace } from './jobs-support.ts';
import { waitForKeys, withShortcut } from './panel-support.ts';
import {
  deviceAt,
  expect,
  goTo,
  macField,
  noProblems,
  panelState,
  regenerateByKeys,
  test,
  textsOf,
  withTray,
} from './support.ts';

/** A PBX that also accepts requests for gateways and DECT bases. */
const known: DemoPbxOptions = { behaviour: { actionsKnowFxs: true, fetchOutcome: 'silent' } };

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
/** Not `To be asked`, nor `Possibly asked`. */
const asked = /^Asked to fetch its configuration/;
/** What the first device is. */
const oneBase: FetchGroup = {
  kind: 'dect',
  count: 1,
  models: [{ model: 'Yealink W70B', count: 1 }],
};
const main = (page: Page) => page.getByRole('main');

/** Regenerates the first device, a DECT base, by keyboard. */
async function regenerate(page: Page, mac: string): Promise<void> {
  await macField(page).fill(mac);
  await regenerateByKeys(page);
  await expect(button(page, /^Copy the password of/)).toBeFocused();
}

test('a device is asked to fetch only after the user confirmed its restart, and its result shows what is known', async ({
  demo,
  problems,
}) => {
  const { app, page, pbx } = await demo(known);
  const { fetching: t, words } = await textsOf(page);
  await app.clock.install();
  const device = deviceAt(pbx, 0);
  await regenerate(page, device.MacAddress);
  await expect(main(page).getByText('The PBX hasn’t reported yet that the device fetched')).toBeVisible();
  await expect(page.getByRole('listitem').getByText('Not fetched yet')).toBeVisible();

  // Enter is the safe answer.
  await button(page, t.action).press('Enter');
  await expect(page.getByText(t.means(oneBase))).toBeVisible();
  await expect(button(page, words.cancel)).toBeFocused();
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(button(page, t.action)).toBeFocused();
  expect(pbx.reprovisioned).toEqual([]);

  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(main(page).getByText(asked).first()).toBeVisible();
  expect(pbx.reprovisioned).toEqual(macsOf(pbx, 1));
  // Nobody asks it twice by mistake.
  const again = button(page, t.askAgain);
  await expect(again).not.toBeFocused();
  await again.press('Enter');
  await expect(page.getByText(/^Asked at .*, not fetched yet\.$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(again).toBeFocused();

  const fetched = pbx.nextRequest(({ path }) => path.includes('EventLogs'));
  pbx.deviceFetches(device.MacAddress, 'generated', Date.now() + 5_000);
  await app.clock.advance(61_000);
  await fetched;
  await expect(
    main(page)
      .getByText(/^Configuration generated at .* \(PBX clock\), after the change$/)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('listitem').getByText(/^Configuration generated at /)).toBeVisible();
  await expect(main(page).getByText(asked)).toHaveCount(0);
  await again.press('Enter');
  await expect(page.getByText(/^It already fetched this password, at /)).toBeVisible();
  expect(problems).toEqual(noProblems());
});

test('the devices of a job are asked one after the other; this can be paused, resumed and cancelled', async ({
  demo,
}) => {
  const { page, pbx } = await demo(known);
  const { fetching: t, jobs } = await textsOf(page);
  const pbxId = await setPace(page, quick);
  const macs = macsOf(pbx, 3);
  await runToEnd(page, { pbxId, macs });
  await openJob(page, 1);
  await expect(page.getByText(t.summary(0, 3))).toBeVisible();
  const held = late();
  pbx.serverFault('reprovision', held);
  await button(page, t.actionAll(3)).click();
  await expect(page.getByText(t.pace(2))).toBeVisible();
  await expect(
    page.getByText(/^2 DECT bases \(Yealink W70B, .*\): restart and drop their calls\.$/),
  ).toBeVisible();
  await page
    .getByRole('group')
    .getByRole('button', { name: t.actionAll(3) })
    .click();
  await expect(page.getByRole('progressbar', { name: t.progress(0, 3) })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(button(page, t.pause)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, t.pause)).toHaveAttribute('aria-disabled', 'true');
  held.release();
  await expect(page.getByText(t.paused(2))).toBeVisible();
  await expect(button(page, t.resume)).toBeFocused();
  // It is still there after a reload.
  await page.reload();
  await openJob(page, 1);
  await expect(page.getByText(t.paused(2))).toBeVisible();
  const second = late();
  pbx.serverFault('reprovision', second);
  await button(page, t.resume).click();
  await expect(page.getByText(t.progress(0, 2))).toBeVisible();
  await button(page, t.cancel).click();
  second.release();
  await expect(page.getByText(t.ended(1, 2))).toBeVisible();
  expect(pbx.reprovisioned).toEqual(macs.slice(0, 2));
  await expect(
    rowsOf(page)
      .nth(2)
      .getByText(new RegExp(t.shortRequest.cancelled.slice(0, 9))),
  ).toBeVisible();

  // Only one of them, by its row.
  await rowsOf(page).nth(2).click();
  await button(page, t.actionSelected(1)).click();
  await page.getByRole('group').getByRole('button', { name: t.action, exact: true }).click();
  // Cut off or not, the row begins with what matters; the selected one says all.
  await expect(rowsOf(page).nth(2)).toContainText(/Not fetched yet · asked \d/);
  await expect(main(page).getByText(asked)).toBeVisible();
  expect(pbx.reprovisioned).toEqual(macs);
  expect(jobs.job(1)).toBe('Job 1');
});

test('a PBX that does not accept such a request for a DECT base is reported', async ({ demo }) => {
  const { page, pbx } = await demo();
  const { fetching: t } = await textsOf(page);
  const pbxId = await setPace(page, quick);
  await runToEnd(page, { pbxId, macs: macsOf(pbx, 3) });
  await openJob(page, 1);
  await button(page, t.actionAll(3)).click();
  await page
    .getByRole('group')
    .getByRole('button', { name: t.actionAll(3) })
    .click();
  await expect(page.getByRole('alert')).toContainText(t.kindRefused);
  // What the PBX answered was about the two others, and there is one count.
  await expect(page.getByRole('alert')).not.toContainText(t.ended(0, 3));
  await rowsOf(page).nth(2).click();
  await expect(main(page).getByText(t.request['not-asked'])).toHaveText(`${t.request['not-asked']}.`);
  await rowsOf(page).nth(1).click();
  await expect(main(page).getByText(t.request.refused)).toContainText('The PBX says');
  await expect(rowsOf(page).nth(1)).toContainText(t.shortRequest.refused);
  await expect(rowsOf(page).nth(2)).toContainText(t.shortRequest['not-asked']);
  await page.getByRole('radio', { name: t.chips.unfetched }).click();
  await expect(rowsOf(page)).toHaveCount(3);
  await page.getByRole('radio', { name: `${t.chips.rejected} 3` }).click();
  await expect(rowsOf(page)).toHaveCount(3);
});

test('one device that the PBX rejects the request for: its result advises to restart it', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  const { fetching: t } = await textsOf(page);
  await regenerate(page, deviceAt(pbx, 0).MacAddress);
  await button(page, t.action).press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(main(page).getByText(t.request.refused).first()).toBeVisible();
  await expect(main(page).getByText(t.restartIt)).toBeVisible();
  await expect(button(page, t.askAgain)).toBeVisible();
});

test('devices that a later job gave another password are named in the question, and left out by a resumed run', async ({
  demo,
}) => {
  const { page, pbx } = await demo({ behaviour: { ...known.behaviour, phoneActionsPermitted: false } });
  const { fetching: t, jobs, words } = await textsOf(page);
  const pbxId = await setPace(page, quick);
  const macs = macsOf(pbx, 4);
  await runToEnd(page, { pbxId, macs });
  await runToEnd(page, { pbxId, macs: macs.slice(0, 1) });
  await openJob(page, 1);
  await button(page, t.actionAll(3)).click();
  const group = page.getByRole('group');
  await expect(group.getByText(jobs.notAgain(words.completedLater(1, 0)))).toBeVisible();
  await group.getByRole('button', { name: t.actionAll(3) }).click();
  await expect(page.getByText(t.paused(2))).toBeVisible();
  await runToEnd(page, { pbxId, macs: macs.slice(2) });
  await openJob(page, 1);
  await button(page, t.resume).click();
  // Nothing was left to ask.
  await expect(page.getByRole('alert')).toContainText(jobs.notAgain(words.completedLater(2, 0)));
  expect(pbx.reprovisioned).toEqual([]);
});

test('an API client without permission is reported, and the rest can be cancelled', async ({ demo }) => {
  const { page, pbx } = await demo({ behaviour: { actionsKnowFxs: true, phoneActionsPermitted: false } });
  const { fetching: t } = await textsOf(page);
  const pbxId = await setPace(page, quick);
  await runToEnd(page, { pbxId, macs: macsOf(pbx, 2) });
  await openJob(page, 1);
  await button(page, t.actionAll(2)).click();
  await page
    .getByRole('group')
    .getByRole('button', { name: t.actionAll(2) })
    .click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText(t.paused(1))).toBeVisible();
  await button(page, t.cancel).click();
  await expect(page.getByText(t.paused(1))).toHaveCount(0);
});

test('quitting while devices are asked to fetch asks, and leaves the rest; why a run paused is there at the next start', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo(known);
  const { fetching: t } = await textsOf(page);
  const pbxId = await setPace(page, quick);
  await runToEnd(page, { pbxId, macs: macsOf(pbx, 3) });
  await openJob(page, 1);
  const held = late();
  pbx.serverFault('reprovision', held);
  const arrives = pbx.nextRequest(({ path }) => path.endsWith('ReprovisionPhone'));
  await button(page, t.actionAll(3)).click();
  await page
    .getByRole('group')
    .getByRole('button', { name: t.actionAll(3) })
    .click();
  await arrives;
  await app.closeWindow();
  await expect.poll(async () => (await app.shownDialogs()).length).toBe(1);
  expect((await app.shownDialogs())[0]?.options).toMatchObject({
    message: 'Rekey is still asking devices to fetch.',
  });
  held.release();
  await app.answerNextDialog({ response: 0 });
  expect((await app.exited).code).toBe(0);
  expect(pbx.reprovisioned).toEqual(macsOf(pbx, 1));
  const store = await openStore(app.dataDir);
  expect(store.fetches.open()).toMatchObject([{ queued: 2, running: 0, problem: null }]);
  store.close();
});

test('a run of another process is said to be one, until it has ended', async ({ demo }) => {
  const { app, page, pbx } = await demo({
    behaviour: { ...known.behaviour, phoneActionsPermitted: false },
  });
  const { fetching: t } = await textsOf(page);
  const pbxId = await setPace(page, quick);
  await runToEnd(page, { pbxId, macs: macsOf(pbx, 3) });
  await openJob(page, 1);
  await button(page, t.actionAll(3)).click();
  await page
    .getByRole('group')
    .getByRole('button', { name: t.actionAll(3) })
    .click();
  await expect(page.getByRole('alert')).toBeVisible();
  const store = await openStore(app.dataDir);
  const lock = store.locks.tryAcquire(pbxLockName(pbx.url));
  expect(lock).not.toBeNull();
  await page.reload();
  await openJob(page, 1);
  await expect(page.getByText(t.elsewhere(2))).toBeVisible();
  await expect(button(page, t.resume)).toHaveCount(0);
  await expect(button(page, /^Have selected/)).toHaveCount(0);
  lock?.release();
  store.close();
  await expect(page.getByText(t.paused(2))).toBeVisible();
  // What kept it is still told.
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(button(page, t.resume)).toBeVisible();
});

test('a device’s page is opened in the browser, with its password only where a person asks for it', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo(known);
  const { fetching: t } = await textsOf(page);
  await app.clipboard.write('mine');
  await regenerate(page, deviceAt(pbx, 0).MacAddress);
  await button(page, t.page.action).click();
  await expect(page.getByText(/^Opened https:\/\/192\.168\.10\.\d+\/ in the browser/)).toBeVisible();
  expect(await app.clipboard.read()).toBe('mine');
  await button(page, t.page.copyToo).click();
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  await expect(page.getByText(/cleared from the clipboard/).first()).toBeVisible();
  const opened = await app.openedExternal();
  expect(opened).toHaveLength(2);
  for (const url of opened) expect(url).toMatch(/^https:\/\/192\.168\.10\.\d+\/$/);
});

test('a page that can’t be opened shows why, and copies nothing', async ({ demo }) => {
  const { app, page, pbx } = await demo({ behaviour: { registrarAddress: 'sbc' } });
  const { fetching: t } = await textsOf(page);
  await app.clipboard.write('mine');
  await regenerate(page, deviceAt(pbx, 0).MacAddress);
  await button(page, t.page.copyToo).click();
  await expect(page.getByText(`${t.page.notOpened['behind-sbc']} ${t.page.notCopied}`)).toBeVisible();
  expect(await app.clipboard.read()).toBe('mine');
  expect(await app.openedExternal()).toEqual([]);
});

test('an earlier result expands the same details, and Escape closes the question', async ({ demo }) => {
  const { page, pbx } = await demo(known);
  const { fetching: t } = await textsOf(page);
  const pbxId = await setPace(page, quick);
  await runToEnd(page, { pbxId, macs: macsOf(pbx, 1) });
  await goTo(page, 'Device');
  const row = main(page).getByRole('listitem').first();
  const more = row.getByRole('button', { name: t.more(deviceAt(pbx, 0).Name ?? '') });
  await more.press('Enter');
  await row.getByRole('button', { name: t.action }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(row.getByRole('button', { name: t.action })).toBeFocused();
  expect(pbx.reprovisioned).toEqual([]);
  await row.getByRole('button', { expanded: true }).press('Enter');
  await expect(row.getByRole('button', { name: t.action })).toHaveCount(0);
});

test('the quick panel shows the same', async ({ demo }) => {
  const { app, page, pbx } = await demo({ ...known, launch: withTray });
  const { fetching: t } = await textsOf(page);
  const panel = await withShortcut(app, page);
  await app.pressShortcut('Control+Alt+K');
  await waitForKeys(panel);
  await regenerate(panel, deviceAt(pbx, 0).MacAddress);
  await button(panel, t.action).press('Enter');
  await expect(panel.getByText(t.means(oneBase))).toBeVisible();
  await panel.keyboard.press('Shift+Tab');
  await panel.keyboard.press('Enter');
  await expect(panel.getByText(asked).first()).toBeVisible();
  expect(pbx.reprovisioned).toEqual(macsOf(pbx, 1));
});

test('a result stays in the quick panel until the device has fetched', async ({ demo }) => {
  const { app, page, pbx } = await demo({ ...known, launch: withTray });
  const { fetching: t } = await textsOf(page);
  const panel = await withShortcut(app, page);
  await app.pressShortcut('Control+Alt+K');
  await waitForKeys(panel);
  await regenerate(panel, deviceAt(pbx, 0).MacAddress);
  await button(panel, t.action).press('Enter');
  await panel.keyboard.press('Shift+Tab');
  await panel.keyboard.press('Enter');
  await expect(panel.getByText(asked).first()).toBeVisible();
  await panel.keyboard.press('Escape');
  await expect.poll(() => panelState(app)).toMatchObject({ visible: false });
  await app.pressShortcut('Control+Alt+K');
  await waitForKeys(panel);
  await expect(panel.getByText(asked).first()).toBeVisible();
  await expect(macField(panel)).toHaveValue('');
});

test('a paused run is shown everywhere, nothing is regenerated while one goes on, and its end is told where the user is', async ({
  demo,
}) => {
  const { page, pbx } = await demo(known);
  const { fetching: t, shell, device } = await textsOf(page);
  const pbxId = await setPace(page, quick);
  const macs = macsOf(pbx, 3);
  await runToEnd(page, { pbxId, macs });
  await openJob(page, 1);
  const held = late();
  pbx.serverFault('reprovision', held);
  await button(page, t.actionAll(3)).click();
  await page
    .getByRole('group')
    .getByRole('button', { name: t.actionAll(3) })
    .click();
  await button(page, t.pause).click();
  held.release();
  const banner = page.getByRole('region', { name: t.pausedRuns });
  await expect(page.getByText(t.paused(2))).toBeVisible();
  await expect(banner).toHaveCount(0);
  await goTo(page, 'List');
  await expect(banner).toContainText('2 devices not asked yet');
  await goTo(page, 'History');
  await expect(banner).toBeVisible();
  await expect(main(page).getByRole('row').getByText(t.pausedShort)).toBeVisible();
  await banner.getByRole('button', { name: shell.showJob(1) }).click();
  await expect(page.getByText(t.paused(2))).toBeVisible();

  await goTo(page, 'Device');
  await expect(banner).toHaveCount(0);
  const second = late();
  pbx.serverFault('reprovision', second);
  await macField(page).fill(macs[0] ?? '');
  await expect(button(page, device.regenerate)).toBeEnabled();
  await button(page, t.resume).click();
  await expect(page.getByText(t.blocks)).toBeVisible();
  await expect(button(page, device.regenerate)).toBeDisabled();
  second.release();
  await expect(page.getByText(t.ended(2, 2))).toBeVisible();
  await expect(button(page, device.regenerate)).toBeEnabled();
});
