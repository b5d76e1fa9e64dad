import type { Page } from '@playwright/test';
import type { Mac } from '../../common/mac.ts';
import { openStore } from '../../main/store/index.ts';
import { camera, schemes, sizes } from './camera.ts';
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
import { expect, goTo, test } from './support.ts';

// Each of these goes through many states in one window.
test.setTimeout(240_000);

const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name });

for (const colorScheme of schemes)
  for (const { name, width, height } of sizes) {
    test(`a job and the history, ${colorScheme}, ${name}`, async ({ demo }) => {
      const { page, pbx } = await demo({ devices: 40, launch: { colorScheme, width, height } });
      const look = camera(page, `jobs-${colorScheme}-${name}`);
      const macs = macsOf(pbx);
      const absent = '020000000001' as Mac;
      const pbxId = await setPace(page, quick);
      await goTo(page, 'History');
      await expect(main(page).getByText(/^Nothing yet/)).toBeVisible();
      await look('history-empty');

      await runToEnd(page, { pbxId, macs: macs.slice(0, 3), reference: 'INC-4690 lift phones' });
      for (const place of [4, 9])
        pbx.script(macs[place] ?? '', { kind: 'status', status: 500, carryOut: true });
      for (const place of [6, 7, 8]) pbx.script(macs[place] ?? '', { kind: 'status', status: 403 });
      await runToEnd(page, { pbxId, macs: [...macs, absent], reference: 'INC-4711' });
      await openJob(page, 2);
      await expect(main(page).getByText('35 new passwords, 4 failed, 2 uncertain.')).toBeVisible();
      await look('finished');
      await button(page, 'Run uncertain again (2)').click();
      await look('run-uncertain');
      await page.keyboard.press('Escape');
      await button(page, 'Export…').click();
      await main(page).getByRole('checkbox').check();
      await look('export');
      await page.keyboard.press('Escape');
      await main(page)
        .getByRole('radio', { name: /^Uncertain/ })
        .click();
      await rowsOf(page).first().click();
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Enter');
      await expect(rowsOf(page).nth(1).getByRole('button', { name: /^Hide/ })).toBeVisible();
      await page.keyboard.press('Control+c');
      await expect(main(page).getByText(/cleared from the clipboard/)).toBeVisible();
      await look('revealed-and-copied');
      await main(page).getByRole('radio', { name: /^All/ }).click();
      await main(page).getByRole('searchbox').fill('zzz');
      await expect(main(page).getByText('No device is like that.')).toBeVisible();
      await look('none-like-that');

      await setPace(page, oneByOne);
      const held = holdAt(pbx, 12);
      pbx.script(macs[3] ?? '', { kind: 'status', status: 500, carryOut: true });
      await begin(page, { pbxId, macs, reference: 'INC-4802' });
      await openJob(page, 3);
      await expect(main(page).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '12');
      await expect(main(page).getByText(/\/s - /)).toBeVisible();
      await look('running');
      await button(page, 'Cancel').click();
      await look('cancel');
      await page.keyboard.press('Escape');
      await button(page, 'History').click();
      await expect(button(page, 'Show job 3')).toBeVisible();
      await look('history-running');
      await button(page, 'Show job 3').click();
      pbx.serverFault('regenerate', { kind: 'maintenance', retryAfter: 20 });
      held.release();
      await expect(main(page).getByText(/PBX busy, going on in/)).toBeVisible();
      await look('waiting');
      await button(page, 'Pause').click();
      await expect(main(page).getByText('Paused by a person')).toBeVisible();
      await look('paused');
      pbx.serverFault('regenerate');
      pbx.setApiKey('changed');
      pbx.evictToken();
      await button(page, 'Resume').click();
      await expect(
        main(page)
          .getByText(/refused to sign in/)
          .first(),
      ).toBeVisible();
      await look('paused-with-reason');
      await button(page, 'History').click();
      await expect(button(page, 'Resume job 3')).toBeVisible();
      await look('history');
      await main(page)
        .getByRole('searchbox')
        .fill(macs[4] ?? '');
      await expect(main(page).getByRole('grid', { name: 'Found devices' })).toBeVisible();
      await look('found');
      await main(page).getByRole('searchbox').fill('nobody has this');
      await expect(main(page).getByText(/^Nothing was done/)).toBeVisible();
      await look('nothing-found');
    });

    test(`an interrupted job at the start, ${colorScheme}, ${name}`, async ({ launch, dataDir }) => {
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
      const page = await (await launch({ dataDir, colorScheme, width, height })).page();
      const look = camera(page, `jobs-${colorScheme}-${name}`);
      await expect(page.getByText('Job 1 on Acme was interrupted: 143 of 400 done.')).toBeVisible();
      await look('offered');
      await page.getByRole('button', { name: 'Show job 1' }).click();
      await expect(main(page).getByText('The program ended while this job ran')).toBeVisible();
      await look('interrupted');
      await expect(page.getByRole('region', { name: 'Unfinished jobs' })).toHaveCount(0);
    });
  }
