import { deviceAt, expect, test } from './support.ts';

test('a second start restores the minimised window', async ({ demo }) => {
  const { app } = await demo();
  const main = async () => (await app.windows())[0];
  await app.minimizeWindow();
  expect(await main()).toMatchObject({ minimized: true });
  await app.secondInstance();
  await expect.poll(main).toMatchObject({ minimized: false, visible: true, focused: true });
});

test('the menu zooms the page, and has no developer tools', async ({ demo }) => {
  const { app, page } = await demo();
  const width = () => page.evaluate(() => window.innerWidth);
  const before = await width();
  await app.clickAppMenu('View', 'Zoom In');
  await expect.poll(width).toBeLessThan(before);
  await app.clickAppMenu('View', 'Actual Size');
  await expect.poll(width).toBe(before);
  expect(JSON.stringify(await app.appMenu())).not.toMatch(/Reload|Developer/);
});

test('a right-click offers editing in fields, and copying on selected text', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  const field = page.getByRole('textbox', { name: 'MAC address or name' });
  await page.getByRole('heading', { name: 'Recent on Demo 3CX' }).click({ button: 'right' });
  await field.fill(deviceAt(pbx, 0).MacAddress);
  await field.click({ button: 'right' });
  await expect.poll(async () => (await app.popupMenus()).length).toBe(1);
  const [menu] = await app.popupMenus();
  expect(
    menu?.filter(({ enabled, type }) => enabled && type !== 'separator').map(({ label }) => label),
  ).toEqual(['Paste', 'Select All']);
  await field.blur();
  await page.getByRole('heading', { name: 'Recent on Demo 3CX' }).selectText();
  await page.getByRole('heading', { name: 'Recent on Demo 3CX' }).click({ button: 'right' });
  await expect.poll(async () => (await app.popupMenus()).at(-1)?.map(({ label }) => label)).toEqual(['Copy']);
});
