/** Jobs that wait until their PBX can be reached, and a computer that sleeps in mid-run. */
import type { Page } from '@playwright/test';
import { formatMac } from '../../common/mac.ts';
import { openStore } from '../../main/store/index.ts';
import type { RunningApp } from '../host/fixtures.ts';
import type { DemoPbx, DemoPbxOptions } from '../pbx/index.ts';
import { begin, holdAt, macsOf, oneByOne, openJob, setPace } from './jobs-support.ts';
import {
  addUntested,
  deviceAt,
  expect,
  goTo,
  macField,
  noProblems,
  regenerateByKeys,
  regenerations,
  test,
  waitForListInput,
} from './support.ts';

const main = (page: Page) => page.getByRole('main');
const banner = (page: Page) => page.getByRole('region', { name: 'Waiting jobs' });
const minute = 60_000;

/** Runs the first device while the PBX cannot be reached, up to the offer to wait. */
async function runOne(page: Page, pbx: DemoPbx): Promise<void> {
  await macField(page).fill(deviceAt(pbx, 0).MacAddress);
  await regenerateByKeys(page);
  await expect(main(page).getByRole('button', { name: 'Run when reachable' })).toBeVisible();
}

/** Starts the PBX again at the same address. */
type ComeBack = (pbx: DemoPbx, changed?: DemoPbxOptions) => Promise<DemoPbx>;
const comingBack =
  (startPbx: (options?: DemoPbxOptions) => Promise<DemoPbx>): ComeBack =>
  ({ port }, changed) =>
    startPbx({ port, ...changed });

/** Advances the time until the PBX is tried again. */
async function passTime(app: RunningApp, ms = 6 * minute): Promise<void> {
  for (let passed = 0; passed < ms; passed += minute) await app.clock.advance(minute);
}

test('one device waits without a signal, and has its new password when the PBX is back', async ({
  demo,
  startPbx,
  problems,
}) => {
  const { app, page, pbx } = await demo();
  await pbx.close();
  await runOne(page, pbx);
  await app.clock.install();
  await page.getByRole('button', { name: 'Run when reachable' }).click();
  await expect(main(page).getByRole('heading', { name: /: waiting for the PBX$/ })).toBeVisible();
  await expect(main(page).getByText(/^The PBX can’t be reached. Next attempt at/)).toBeVisible();
  await expect(main(page).getByText(/^Waiting since .*, until .* at the latest\./)).toBeVisible();
  // The job's own view already shows it.
  await expect(banner(page)).toHaveCount(0);

  await goTo(page, 'List');
  await expect(banner(page)).toContainText('Job 1 is waiting until Demo 3CX can be reached: 1 device.');
  await goTo(page, 'History');
  await expect(main(page).getByText('Waiting for the PBX, 0 of 1')).toBeVisible();
  await goTo(page, 'Device');

  const back = await comingBack(startPbx)(pbx);
  await passTime(app, minute);
  await expect(main(page).getByRole('heading', { name: /^New password for/ })).toBeVisible();
  await main(page)
    .getByRole('button', { name: /^Reveal/ })
    .first()
    .click();
  await expect(main(page)).toContainText(deviceAt(back, 0).Password ?? '');
  expect(regenerations(back)).toBe(1);
  await expect(banner(page)).toHaveCount(0);
  expect(problems).toEqual(noProblems());
});

test('a cancelled waiting job does not run when the PBX is back', async ({ demo, startPbx }) => {
  const { app, page, pbx } = await demo();
  await pbx.close();
  await runOne(page, pbx);
  await app.clock.install();
  await page.getByRole('button', { name: 'Run when reachable' }).click();
  await goTo(page, 'List');
  // Its run had begun, so the rest is kept.
  await banner(page).getByRole('button', { name: 'Stop waiting, job 1' }).click();
  await expect(banner(page)).toHaveCount(0);
  const back = await comingBack(startPbx)(pbx);
  await passTime(app);
  expect(back.requests).toEqual([]);
  await goTo(page, 'History');
  await expect(main(page).getByText('Paused, 0 of 1')).toBeVisible();
});

test('“Try now” and a restored network have the PBX tried at once', async ({ demo, startPbx }) => {
  const { app, page, pbx } = await demo();
  await pbx.close();
  await runOne(page, pbx);
  await app.clock.install();
  await page.getByRole('button', { name: 'Run when reachable' }).click();
  await expect(main(page).getByText(/Next attempt at/)).toBeVisible();
  await passTime(app, 2 * minute);
  await main(page).getByRole('button', { name: 'Try now' }).click();
  await app.clock.advance(3000);
  await expect(main(page).getByText(/Next attempt at/)).toBeVisible();
  const back = await comingBack(startPbx)(pbx);
  await app.clock.advance(4000);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(main(page).getByRole('heading', { name: /^New password for/ })).toBeVisible();
  expect(regenerations(back)).toBe(1);
});

test('changes in the meantime are asked about, and run once the user confirms', async ({
  demo,
  startPbx,
}) => {
  const { app, page, pbx } = await demo();
  await pbx.close();
  await runOne(page, pbx);
  await app.clock.install();
  await page.getByRole('button', { name: 'Run when reachable' }).click();
  await expect(main(page).getByText(/Next attempt at/)).toBeVisible();
  await goTo(page, 'List');
  const back = await comingBack(startPbx)(pbx);
  Object.assign(deviceAt(back, 0), { Name: 'Lift phone' });
  await passTime(app, minute);
  await expect(banner(page)).toContainText('Job 1 on Demo 3CX needs your decision');
  await expect(banner(page)).toContainText('Something changed since you confirmed.');
  expect(regenerations(back)).toBe(0);
  await banner(page).getByRole('button', { name: 'Show job 1' }).click();
  await expect(
    main(page).getByText('Lift phone', { exact: true }).filter({ visible: true }).first(),
  ).toBeVisible();
  await main(page).getByRole('button', { name: 'Resume' }).click();
  await expect(main(page).getByText('The device has a new password.')).toBeVisible();
  expect(regenerations(back)).toBe(1);
});

test('a PBX that gets another address makes its waiting job ask at once', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await pbx.close();
  await runOne(page, pbx);
  await app.clock.install();
  await page.getByRole('button', { name: 'Run when reachable' }).click();
  await expect(main(page).getByText(/Next attempt at/)).toBeVisible();
  await goTo(page, 'List');
  await expect(banner(page)).toContainText('Job 1 is waiting until Demo 3CX can be reached: 1 device.');
  await page.evaluate(async () => {
    const state = await window.rekey.call('app:state', undefined);
    const entry = state.ok ? state.value.pbxs[0] : undefined;
    if (!entry) throw new Error('no PBX');
    const { id, name, clientId, pinnedFingerprint: fingerprint } = entry;
    const edited = await window.rekey.call('pbxs:edit', {
      id,
      entry: { name, address: 'http://127.0.0.1:1', clientId, fingerprint },
      apiKey: 'another',
    });
    if (!edited.ok) throw new Error(edited.problem.code);
  });
  await expect(banner(page)).toContainText('Job 1 on Demo 3CX needs your decision');
  await banner(page).getByRole('button', { name: 'Show job 1' }).click();
  await expect(main(page).getByText(/The PBX now has a different address\./)).toBeVisible();
  await expect(main(page).getByText(/Restore the old address and resume the job/)).toBeVisible();
});

test('after a day the time is up, and the job can wait once more', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await pbx.close();
  await runOne(page, pbx);
  await app.clock.install();
  await page.getByRole('button', { name: 'Run when reachable' }).click();
  await expect(main(page).getByText(/Next attempt at/)).toBeVisible();
  await app.powerEvent('suspend');
  await app.clock.advance(25 * 60 * minute);
  await app.powerEvent('resume');
  await expect(main(page).getByText('Waiting time is over')).toBeVisible();
  await main(page).getByRole('button', { name: 'Run when reachable' }).click();
  await expect(main(page).getByText(/Next attempt at|trying to reach/)).toBeVisible();
});

test('a device that could not be looked up waits for that, and is then asked about', async ({
  demo,
  startPbx,
}) => {
  const { app, page } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addUntested(page, branch, 'Branch');
  await branch.close();
  await macField(page).fill(deviceAt(branch, 0).MacAddress);
  await page.keyboard.press('Enter');
  await expect(main(page).getByText(/^The job can also wait/)).toBeVisible();
  await app.clock.install();
  await main(page).getByRole('button', { name: 'Run when reachable' }).click();
  await expect(main(page).getByText(/Next attempt at/)).toBeVisible();
  const back = await comingBack(startPbx)(branch, { seed: 2 });
  await passTime(app, minute);
  await expect(main(page).getByText('Something changed since you confirmed')).toBeVisible();
  expect(regenerations(back)).toBe(0);
  await main(page).getByRole('button', { name: 'Resume' }).click();
  await expect(
    main(page).getByRole('heading', { name: `New password for ${deviceAt(back, 0).Name}` }),
  ).toBeVisible();
});

test('a list that is confirmed without its PBX waits, and runs when it is back', async ({
  demo,
  startPbx,
}) => {
  const { app, page, pbx } = await demo();
  await goTo(page, 'List');
  await waitForListInput(page);
  await pbx.close();
  await app.paste(
    page,
    [0, 1, 2]
      .map((n) => deviceAt(pbx, n).MacAddress)
      .concat('02:00:00:00:00:01')
      .join('\n'),
  );
  await page.getByRole('button', { name: 'Regenerate 3 passwords' }).click();
  const question = page.getByRole('group', { name: /^Give / });
  await expect(question).toContainText('Demo 3CX can’t be reached right now.');
  await question.getByRole('textbox', { name: 'Reference' }).fill('INC-4711');
  await app.clock.install();
  await question.getByRole('button', { name: 'Run when reachable' }).click();
  await expect(main(page).getByText('Waiting until Demo 3CX can be reached')).toBeVisible();
  await expect(main(page).getByText('INC-4711', { exact: true })).toBeVisible();
  await comingBack(startPbx)(pbx);
  await passTime(app, minute);
  await expect(main(page).getByText('All 3 devices have a new password.')).toBeVisible();
});

test('of many waiting jobs two are shown on every screen, and how many more there are', async ({ demo }) => {
  const { page, pbx } = await demo();
  await pbx.close();
  for (const index of [0, 1, 2]) {
    await macField(page).fill(deviceAt(pbx, index).MacAddress);
    await macField(page).focus();
    await regenerateByKeys(page);
    await page.getByRole('button', { name: 'Run when reachable' }).click();
    await expect(main(page).getByText('Waiting until Demo 3CX can be reached')).toBeVisible();
  }
  await goTo(page, 'List');
  await expect(banner(page).getByText(/^Job \d/)).toHaveCount(2);
  await expect(banner(page).getByText('1 more unfinished job')).toBeVisible();
  await banner(page).getByRole('button', { name: 'Show all jobs' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
});

test('a list that could not start can wait', async ({ demo, startPbx }) => {
  const { app, page, pbx } = await demo();
  await goTo(page, 'List');
  await waitForListInput(page);
  const macs = [0, 1].map((n) => deviceAt(pbx, n).MacAddress);
  await app.paste(page, [...macs, '02:00:00:00:00:01'].join('\n'));
  await page.getByText(/^Also try 1 device not listed/).click();
  await page.getByRole('button', { name: 'Regenerate 3 passwords' }).click();
  await pbx.close();
  await page.getByRole('button', { name: 'Regenerate', exact: true }).click();
  const offer = main(page).getByRole('button', { name: 'Run when reachable' });
  await expect(offer).toBeVisible({ timeout: 20_000 });
  await app.clock.install();
  await offer.click();
  await expect(main(page).getByText('Waiting until Demo 3CX can be reached')).toBeVisible();
  await comingBack(startPbx)(pbx);
  await passTime(app, minute);
  await expect(main(page).getByText('2 new passwords, 1 failed.')).toBeVisible();
});

test('a laptop that sleeps in mid-run resumes automatically when it is awake', async ({ demo }) => {
  const { app, page, pbx } = await demo({ devices: 12 });
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 4);
  const macs = macsOf(pbx);
  await begin(page, { pbxId, macs });
  await held.arrived;
  await openJob(page, 1);
  await expect(main(page).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '4');
  await app.powerEvent('suspend');
  held.release();
  await expect(main(page).getByText(/^The computer went to sleep\./)).toBeVisible();
  await expect(main(page).getByRole('radio', { name: 'Queued 7' })).toBeVisible();
  const asleep = pbx.requests.length;
  await page.waitForTimeout(300);
  expect(pbx.requests.length).toBe(asleep);
  await app.powerEvent('resume');
  await expect(main(page).getByText('All 12 devices have a new password.')).toBeVisible();
  expect(macs.map((mac) => pbx.regenerated.get(mac)?.length)).toEqual(macs.map(() => 1));
});

test('a job that waited when the app quit waits at its next start', async ({ demo, dataDir, startPbx }) => {
  const gone = await startPbx({ seed: 3 });
  await gone.close();
  const [mac] = macsOf(gone);
  const store = await openStore(dataDir);
  const pbx = store.pbxs.add({ name: 'Acme', url: gone.url, clientId: 'x', pinnedFingerprint: null });
  store.jobs.create({
    pbxId: pbx.id,
    pbxName: pbx.name,
    pbxUrl: pbx.url,
    reference: null,
    retryOf: null,
    user: 'ann',
    items: [{ mac: mac ?? ('' as never), match: 'unknown', device: null, problem: null }],
    waitUntil: Date.now() + 10 * 60 * minute,
  });
  store.close();
  const { page } = await demo({ launch: { dataDir } });
  await expect(banner(page)).toContainText('Job 1 is waiting until Acme can be reached: 1 device.');
  await expect(banner(page)).toContainText(/The PBX can’t be reached. Next attempt at/);
  await banner(page).getByRole('button', { name: 'Cancel job, job 1' }).click();
  await expect(banner(page)).toHaveCount(0);
  await goTo(page, 'History');
  await main(page)
    .getByRole('row', { name: /^Job 1/ })
    .click();
  await expect(
    main(page)
      .getByText(formatMac(mac ?? ('' as never)))
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await expect(main(page).getByText('1 cancelled.')).toBeVisible();
});
