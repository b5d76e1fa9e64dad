import type { Page } from '@playwright/test';
import type { Mac } from '../../common/mac.ts';
import { openStore } from '../../main/store/index.ts';
import { cameraFor, launchFor, showings } from './camera.ts';
import {
  begin,
  holdAt,
  macsOf,
  oneByOne,
  openJob,
  quick,
  rowsOf,
  runToEnd,
  setPace,
} from './jobs-support.ts';
import { expect, goTo, test, textsOf } from './support.ts';

// Each of these goes through many states in one window.
test.setTimeout(240_000);

const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true });

for (const showing of showings) {
  test(`a job and the history, ${showing.name}`, async ({ demo }) => {
    const { app, page, pbx } = await demo({ devices: 40, launch: launchFor(showing) });
    const { jobs: t, device, fetching, history, words } = await textsOf(page);
    const look = cameraFor(app, page, 'jobs', showing);
    const macs = macsOf(pbx);
    const absent = '020000000001' as Mac;
    const pbxId = await setPace(page, quick);
    await goTo(page, 'History');
    await expect(main(page).getByText(history.empty)).toBeVisible();
    await look('history-empty');

    await runToEnd(page, { pbxId, macs: macs.slice(0, 3), reference: 'INC-4690 lift phones' });
    for (const place of [4, 9])
      pbx.script(macs[place] ?? '', { kind: 'status', status: 500, carryOut: true });
    pbx.serverFault('device', { kind: 'always', fault: { kind: 'status', status: 429 } });
    for (const place of [6, 7, 8]) pbx.script(macs[place] ?? '', { kind: 'status', status: 403 });
    await runToEnd(page, { pbxId, macs: [...macs, absent], reference: 'INC-4711' });
    await openJob(page, 2);
    await expect(
      main(page).getByText(
        t.sentence([t.counts.succeeded(35), t.counts.failed(4), t.counts.uncertain(2)].join(', ')),
        { exact: true },
      ),
    ).toBeVisible();
    await look('finished');
    await button(page, fetching.actionAll(35)).click();
    await look('fetch');
    await page.keyboard.press('Escape');
    await button(page, t.runAgain.uncertain(2)).click();
    await look('run-uncertain');
    await page.keyboard.press('Escape');
    await button(page, t.export.open).click();
    await main(page).getByRole('checkbox').check();
    await look('export');
    await page.keyboard.press('Escape');
    await main(page)
      .getByRole('radio', { name: new RegExp(`^${t.items.states.succeeded}`) })
      .click();
    await rowsOf(page).first().click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Enter');
    await expect(rowsOf(page).nth(1).getByRole('button', { name: device.hide })).toBeVisible();
    await page.keyboard.press('Control+c');
    await expect(main(page).getByText(device.rowsCopied(2)).first()).toBeVisible();
    await look('revealed-and-copied');
    await main(page)
      .getByRole('radio', { name: new RegExp(`^${t.devices.all} `) })
      .click();
    await main(page).getByRole('searchbox').fill('zzz');
    await expect(main(page).getByText(t.devices.none)).toBeVisible();
    await look('none-like-that');

    await setPace(page, oneByOne);
    const held = holdAt(pbx, 12);
    pbx.script(macs[3] ?? '', { kind: 'status', status: 500, carryOut: true });
    pbx.serverFault('device', { kind: 'always', fault: { kind: 'status', status: 429 } });
    await begin(page, { pbxId, macs, reference: 'INC-4802' });
    await held.arrived;
    await openJob(page, 3);
    await expect(main(page).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '12');
    await expect(main(page).getByText(/\/s · /)).toBeVisible();
    await look('running');
    await button(page, words.cancel).click();
    await look('cancel');
    await page.keyboard.press('Escape');
    await button(page, history.title).click();
    await expect(button(page, history.showJob(3))).toBeVisible();
    await look('history-running');
    await button(page, history.showJob(3)).click();
    pbx.serverFault('regenerate', { kind: 'maintenance', retryAfter: 100 });
    held.release();
    await expect(main(page).getByText(/(continuing|weiter) in/)).toBeVisible();
    await look('waiting');
    await button(page, t.pause).click();
    await expect(main(page).getByText(t.pausedByPerson)).toBeVisible();
    await look('paused');
    pbx.serverFault('regenerate');
    pbx.setApiKey('changed');
    pbx.evictToken();
    await button(page, t.resume).click();
    await expect(button(page, words.editPbx('Demo 3CX'))).toBeVisible();
    await look('paused-with-reason');
    await button(page, history.title).click();
    await expect(button(page, history.resumeJob(3))).toBeVisible();
    await look('history');
    await main(page)
      .getByRole('searchbox')
      .fill(macs[4] ?? '');
    await expect(main(page).getByRole('grid', { name: history.foundDevices })).toBeVisible();
    await look('found');
    await main(page).getByRole('searchbox').fill('nobody has this');
    await expect(main(page).getByText(history.nothingFound('nobody has this'))).toBeVisible();
    await look('nothing-found');
  });

  test(`single devices in the history, ${showing.name}`, async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: launchFor(showing) });
    const { history } = await textsOf(page);
    const look = cameraFor(app, page, 'jobs', showing);
    const macs = macsOf(pbx);
    const pbxId = await setPace(page, quick);
    // For a device that ran twice, the older password is shown as replaced.
    for (const place of [0, 0, 1]) await runToEnd(page, { pbxId, macs: macs.slice(place, place + 1) });
    await goTo(page, 'History');
    await expect(main(page).getByRole('row')).toHaveCount(3);
    await look('history-single');
    await main(page)
      .getByRole('searchbox')
      .fill(macs[0] ?? '');
    await expect(main(page).getByRole('grid', { name: history.foundDevices }).getByRole('row')).toHaveCount(
      2,
    );
    await look('found-single');
  });

  test(`an interrupted job at the start, ${showing.name}`, async ({ launch, dataDir }) => {
    const store = await openStore(dataDir);
    const job = store.jobs.create({
      pbxId: null,
      pbxName: 'Acme',
      pbxUrl: 'https://acme.example',
      reference: null,
      retryOf: null,
      user: 'ann',
      items: Array.from({ length: 400 }, (_, place) => ({
        mac: (0x0a0000000000 + place).toString(16).padStart(12, '0') as Mac,
        match: 'unknown',
        device: null,
        problem: null,
      })),
    });
    store.jobs.start(job.id);
    for (const id of store.jobs.queued(job.id).slice(0, 143)) {
      store.jobs.beginAttempt(id);
      store.jobs.conclude(id, { state: 'succeeded', problem: null, credentials: null });
    }
    store.close();
    const app = await launch({ dataDir, ...launchFor(showing) });
    const page = await app.page();
    const { jobs: t, history, shell } = await textsOf(page);
    const look = cameraFor(app, page, 'jobs', showing);
    await expect(page.getByText(shell.jobInterrupted(1, 'Acme', 143, 400))).toBeVisible();
    await look('offered');
    await page.getByRole('button', { name: history.showJob(1) }).click();
    await expect(main(page).getByText(t.interrupted)).toBeVisible();
    await look('interrupted');
    await expect(page.getByRole('region', { name: shell.openJobs })).toHaveCount(0);
  });
}
