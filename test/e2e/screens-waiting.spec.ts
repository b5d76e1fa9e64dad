import type { Page } from '@playwright/test';
import { cameraFor, dark, german, launchFor, light, showingsWith } from './camera.ts';
import { begin, holdAt, macsOf, oneByOne, openJob, setPace } from './jobs-support.ts';
import { deviceAt, expect, goTo, macField, regenerateByKeys, test, waitForListInput } from './support.ts';

const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name });
const banner = (page: Page) => page.getByRole('region', { name: 'Waiting jobs' });

for (const showing of showingsWith((look) => (look.width < 1000 ? look : null), [light, dark]))
  test(`jobs that wait, ${showing.name}`, async ({ demo, startPbx }) => {
    const { app, page, pbx } = await demo({ launch: launchFor(showing) });
    const look = cameraFor(app, page, 'waiting', showing);
    const pbxId = await setPace(page, oneByOne);
    const held = holdAt(pbx, 2);
    await begin(page, { pbxId, macs: macsOf(pbx, 6) });
    await held.arrived;
    await openJob(page, 1);
    await expect(main(page).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '2');
    await app.powerEvent('suspend');
    held.release();
    await expect(main(page).getByText(/^The computer went to sleep\./)).toBeVisible();
    await look('asleep');
    await pbx.close();
    await app.powerEvent('resume');
    await expect(main(page).getByText(/^The PBX can’t be reached\. Next attempt at/)).toBeVisible();
    await look('job');

    await goTo(page, 'Device');
    await expect(banner(page)).toBeVisible();
    await macField(page).fill(deviceAt(pbx, 0).MacAddress);
    await regenerateByKeys(page);
    await expect(button(page, 'Run when reachable')).toBeVisible({ timeout: 15_000 });
    await look('device-offer');
    await app.clock.install();
    await button(page, 'Run when reachable').click();
    await expect(main(page).getByRole('heading', { name: /: waiting for the PBX$/ })).toBeVisible();
    await expect(main(page).getByText(/Next attempt at/)).toBeVisible();
    await look('device');

    await goTo(page, 'List');
    await waitForListInput(page);
    await app.paste(
      page,
      [1, 2]
        .map((n) => deviceAt(pbx, n).MacAddress)
        .concat('02:00:00:00:00:01')
        .join('\n'),
    );
    await button(page, /^Regenerate 2/).click();
    await expect(button(page, 'Run when reachable')).toBeVisible();
    await look('list-question');
    await page.keyboard.press('Escape');
    await goTo(page, 'History');
    await expect(main(page).getByText('Waiting for the PBX, 0 of 1')).toBeVisible();
    await look('history');

    const back = await startPbx({ port: pbx.port });
    back.devices.splice(3, 1);
    // Advancing the clock also times out an attempt that is on its way: on a busy machine, the first ones may be.
    await expect(async () => {
      await app.clock.advance(60_000);
      await expect(banner(page)).toContainText('needs your decision', { timeout: 5_000 });
    }).toPass();
    await look('asks');
    await banner(page).getByRole('button', { name: 'Show job 1' }).click();
    await expect(main(page).getByText(/1 device has changed on the PBX/)).toBeVisible();
    await look('asks-job');
  });

test('a waiting job in German', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: launchFor(german) });
  const look = cameraFor(app, page, 'waiting', german);
  await pbx.close();
  await page.getByRole('textbox', { name: 'MAC-Adresse' }).fill(deviceAt(pbx, 0).MacAddress);
  await regenerateByKeys(page);
  await expect(button(page, 'Ausführen, sobald erreichbar')).toBeVisible({ timeout: 15_000 });
  await look('device-offer');
  await app.clock.install();
  await button(page, 'Ausführen, sobald erreichbar').click();
  await expect(main(page).getByText(/Nächster Versuch um/)).toBeVisible();
  await look('device');
  await page.getByRole('navigation').getByRole('button', { name: 'Einstellungen' }).click();
  await expect(page.getByRole('region', { name: 'Wartende Aufträge' })).toBeVisible();
  await look('banner');
});
