/** The pictures of README.md, into docs/: `npm run pictures:docs`. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatMac } from '../../common/mac.ts';
import { noKeyringHere, withKeyring } from '../setup/keyring.ts';
import { addPbx, macOf } from './jobs-support.ts';
import { pictureEnv, pictureFile, setPictureTime, takePicture } from './picture-support.ts';
import {
  desktopEnv,
  deviceAt,
  expect,
  goTo,
  macField,
  panelOf,
  regenerateByKeys,
  test,
  textsOf,
  waitForListInput,
} from './support.ts';

const look = { colorScheme: 'light', face: 'narrow', width: 960, height: 640 } as const;
const acme = 'Acme Head Office';

test('one device, a list and the quick panel', async ({ launch, startPbx }) => {
  test.skip(Boolean(noKeyringHere), String(noKeyringHere));
  const keyring = await withKeyring('unlocked');
  const pbx = await startPbx();
  const env = { ...keyring.env, ...desktopEnv({ tray: true }), ...pictureEnv };
  const app = await launch({ ...look, env });
  const page = await app.page();
  const panel = await panelOf(app);
  await addPbx(page, acme, pbx);
  await setPictureTime(page);
  await setPictureTime(panel);
  const t = await textsOf(page);
  const refresh = page.getByRole('button', { name: t.shell.refreshList });
  await refresh.click();
  await expect(page.getByRole('banner')).toContainText(/\d \w/);

  const [one, other] = [deviceAt(pbx, 3), deviceAt(pbx, 0)];
  for (const device of [other, one]) {
    await macField(page).fill(formatMac(macOf(device)));
    await regenerateByKeys(page);
    const headline = t.device.headlines.succeeded(device.Name ?? '');
    await expect(page.getByRole('heading', { name: headline })).toBeVisible();
    await expect(
      page.getByRole('button', { name: t.device.copyOf(device.Name ?? '') }).first(),
    ).toBeFocused();
  }
  await page.mouse.move(0, 0);
  await takePicture(page, 'device');

  await app.blurWindows();
  await app.clipboard.write(deviceAt(pbx, 2).MacAddress);
  await app.clickTray(t.system.tray.newFromClipboard);
  await expect(panel.locator('#understanding')).toContainText(deviceAt(pbx, 2).Name ?? '');
  await panel.keyboard.press('Enter');
  await expect(panel.locator('fieldset')).toBeVisible();
  await takePicture(panel, 'panel');
  await panel.keyboard.press('Escape');

  // Every row of the list should be visible.
  await app.resizeWindow(look.width, 730);
  await goTo(page, 'List');
  await waitForListInput(page);
  const phone = pbx.users.find(({ Phones }) => Phones.length > 0)?.Phones[0]?.MacAddress;
  const rows = [2, 4, 5, 7].map((n) => `${deviceAt(pbx, n).Name}\t${deviceAt(pbx, n).MacAddress}`);
  const text = [
    ...rows,
    `Reception desk\t${phone}`,
    'Spare gateway\t00:0B:82:10:1E:EF',
    `Checked twice\t${deviceAt(pbx, 4).MacAddress}`,
    'Smudged label\t00:0B:82:10:1E:G1',
    'Supplier\t805600112233',
  ].join('\n');
  await app.paste(page, text);
  await expect(page.getByRole('button', { name: t.list.regenerate(rows.length) })).toBeFocused();
  await page.mouse.move(0, 0);
  await takePicture(page, 'list');
  await keyring.stop();
});

test('the terminal', async ({ browserFor }) => {
  const script = join(import.meta.dirname, '../setup/terminal-screens.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { ...process.env, TZ: 'UTC' },
  });
  const { list, running, done } = JSON.parse(stdout) as Record<'list' | 'running' | 'done', string[]>;
  const browser = await browserFor('narrow');
  const page = await browser?.newPage({ viewport: { width: 760, height: 100 } });
  if (!page) throw new Error('the pictures are taken on the test host, not on Electron');
  await page.setContent(
    `<style>
      body { margin: 0; background: #f1f4f4 }
      main { padding: 16px; display: grid; gap: 12px; width: 728px }
      pre { margin: 0; padding: 16px; border-radius: 8px; background: #1c2526; color: #dfe7e7;
        font: 13px/1.5 'DejaVu Sans Mono', monospace; white-space: pre-wrap }
      .command { color: #7fd6cb } .bad { color: #f3b0a4 }
    </style><main></main>`,
  );
  await page.evaluate(
    (screens) => {
      for (const lines of screens) {
        const screen = document.createElement('pre');
        for (const line of lines) {
          const row = document.createElement('div');
          row.textContent = line;
          row.className = line.startsWith('$') ? 'command' : line.startsWith('✗') ? 'bad' : '';
          screen.append(row);
        }
        document.querySelector('main')?.append(screen);
      }
    },
    [list, running, done],
  );
  await page.locator('main').screenshot({ path: pictureFile('terminal') });
  await page.close();
});
