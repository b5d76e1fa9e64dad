/** Tests the test host itself: the desktop around the app. */
import { expect, invoke, seen, test } from '../host/sample/fixtures.ts';

test('the tray is read and clicked', async ({ app }) => {
  const page = await app.page();
  const menu = await app.trayMenu();
  expect(menu?.map(({ label, type, checked }) => [label, type, checked])).toEqual([
    ['Say hello', 'normal', false],
    ['Watch', 'checkbox', false],
    ['', 'separator', false],
    ['More', 'submenu', false],
  ]);
  expect(menu?.[3]?.submenu?.map(({ label, enabled }) => [label, enabled])).toEqual([
    ['Deep', true],
    ['Off', false],
  ]);
  await app.clickTrayIcon();
  await app.clickTray('Watch');
  await app.clickTray('More', 'Deep');
  expect(await seen(page)).toEqual(['tray icon', 'watch true', 'deep']);
  await expect(app.clickTray('More', 'Off')).rejects.toThrow('disabled');
  await expect(app.clickTray('Nothing')).rejects.toThrow("no entry 'Nothing', but 'Say hello', 'Watch'");
});

test('the application menu has its roles', async ({ app }) => {
  await app.page();
  const menu = await app.appMenu();
  expect(menu?.map(({ label }) => label)).toEqual(['File', 'Edit']);
  expect(menu?.[0]?.submenu?.map(({ label }) => label)).toEqual(['Quit']);
  await app.clickAppMenu('File', 'Quit');
  expect(await app.exited).toEqual({ code: 0, signal: null });
});

test('a right-click reports its target, and the menu it opens can be read', async ({ app }) => {
  const page = await app.page();
  await page.locator('#field').fill('some text');
  await page.locator('h1').click({ button: 'right' });
  await page.locator('#field').selectText();
  await page.locator('#field').click({ button: 'right' });
  await expect.poll(() => seen(page)).toEqual(['menu false  false', 'menu true some text true']);
  expect((await app.popupMenus()).map(([entry]) => [entry?.label, entry?.enabled])).toEqual([
    ['Copy', false],
    ['Copy', true],
  ]);
});

test('dialogs wait for their answer', async ({ app }) => {
  const page = await app.page();
  await app.answerNextDialog({ response: 0, checkboxChecked: true });
  expect(await invoke(page, 'ask', 'Sure?')).toEqual({ response: 0, checkboxChecked: true });
  const open = invoke(page, 'choose');
  await expect
    .poll(async () => (await app.shownDialogs()).map(({ kind }) => kind))
    .toEqual(['message', 'open']);
  await app.answerNextDialog({ filePaths: ['/tmp/a.txt'] });
  expect(await open).toEqual({ canceled: false, filePaths: ['/tmp/a.txt'] });
  await app.answerNextDialog({});
  expect(await invoke(page, 'save')).toEqual({ canceled: true, filePath: '' });
  expect((await app.shownDialogs())[0]?.options).toMatchObject({
    message: 'Sure?',
    buttons: ['Yes', 'No'],
  });
});

test('the clipboard belongs to the app', async ({ app }) => {
  const page = await app.page();
  await invoke(page, 'copy', 'from the app');
  expect(await app.clipboard.read()).toBe('from the app');
  await app.clipboard.write('from elsewhere');
  expect(await invoke(page, 'paste')).toBe('from elsewhere');
  await page.locator('#field').focus();
  await app.paste(page, '00:1a:2b');
  await expect(page.locator('#field')).toHaveValue('00:1a:2b');
});

test('notifications, links and shortcuts go to the desktop', async ({ app }) => {
  const page = await app.page();
  await invoke(page, 'notify', 'It is done');
  expect(await app.notifications()).toEqual([
    { title: 'Sample', body: 'It is done', silent: false, urgency: 'normal' },
  ]);
  await app.clickNotification();
  await invoke(page, 'open', 'https://www.3cx.com/');
  expect(await app.openedExternal()).toEqual(['https://www.3cx.com/']);
  expect(await app.pressShortcut('Ctrl+Shift+M')).toBe(false);
  expect(await invoke(page, 'shortcut')).toBe(true);
  expect(await app.pressShortcut('Ctrl+Shift+M')).toBe(true);
  await app.powerEvent('suspend');
  expect(await seen(page)).toEqual(['notification clicked', 'shortcut', 'suspend']);
});

test('a refused shortcut is not registered', async ({ app }) => {
  const page = await app.page();
  await app.refuseShortcut('Ctrl+Shift+M');
  expect(await invoke(page, 'shortcut')).toBe(false);
});

test("the system's colours reach the page and the app", async ({ app }) => {
  const page = await app.page();
  const dark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  expect(await dark()).toBe(false);
  await app.setColorScheme('dark');
  expect(await dark()).toBe(true);
  expect(await invoke(page, 'theme')).toBe(true);
});

test('windows have their size and state', async ({ app }) => {
  const page = await app.page();
  await expect
    .poll(() => app.windows())
    .toMatchObject([{ url: 'app://sample/index.html', title: 'Sample', visible: true, focused: true }]);
  expect(page.viewportSize()).toEqual({ width: 640, height: 480 });
  await app.resizeWindow(900, 700);
  expect(page.viewportSize()).toEqual({ width: 900, height: 700 });
  await app.blurWindows();
  expect((await app.windows())[0]?.focused).toBe(false);
});
