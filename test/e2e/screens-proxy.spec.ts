import { plain } from '../../common/texts/rich.ts';
import { noKeyringHere } from '../setup/keyring.ts';
import { cameraFor, launchFor, showings } from './camera.ts';
import { proxyPassword, test } from './proxy-support.ts';
import { expect, textsOf } from './support.ts';

test.skip(Boolean(noKeyringHere), String(noKeyringHere));

for (const showing of showings)
  test(`logging in to a proxy, ${showing.name}`, async ({ behindProxy }) => {
    const { app, page, proxy } = await behindProxy(launchFor(showing));
    const { network, pbxs } = await textsOf(page);
    const t = network.proxy;
    const userField = page.getByRole('textbox', { name: t.user });
    const tryIt = () => page.getByRole('button', { name: pbxs.testConnection }).click();
    const look = cameraFor(app, page, 'proxy', showing);
    await tryIt();
    await expect(userField).toBeVisible();
    await look('asked');
    await userField.fill('ann');
    await proxyPassword(page).fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByText(plain(t.kept(proxy.name)))).toBeVisible();
    await look('entered');
    await tryIt();
    await expect(page.getByText(plain(t.refused(proxy.name)))).toBeVisible();
    await look('refused');
    await page.setViewportSize({ width: 360, height: 260 });
    await userField.scrollIntoViewIfNeeded();
    const zoomed = [{ ...showing.looks[0], axe: true }] as const;
    await cameraFor(app, page, 'proxy', { looks: zoomed }, { resizes: false })('zoomed');
  });
