/** Tests the test host itself: what the app is asked before a page may do it. */
import { expect, invoke, seen, test } from '../host/sample/fixtures.ts';

test('the policy of the response is enforced', async ({ app, problems }) => {
  const page = await app.page();
  await expect(page).toHaveTitle('Sample');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
  });
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
  await expect.poll(() => problems.policyViolations.length).toBe(2);
  expect(problems.errors).toEqual([]);
  // 'self', and the app's scheme in the policy, mean the app's own origin.
  expect(await page.evaluate(async () => (await fetch('/other.html')).status)).toBe(200);
});

test('requests arrive with the URL and origin the app knows', async ({ app }) => {
  const page = await app.page();
  const posted = await page.evaluate(async () =>
    (await fetch('/origin?x=1', { method: 'POST', body: 'the body' })).text(),
  );
  expect(posted).toBe('app://sample/origin?x=1 app://sample the body');
  const { status, body, headers } = await app.fetch('app://sample/other.html');
  expect(status).toBe(200);
  expect(body).toContain('<h1>Other</h1>');
  expect(headers.find(([name]) => name === 'content-security-policy')?.[1]).toContain("default-src 'none'");
  await expect(app.fetch('app://sample/nothing.html')).rejects.toThrow('ERR_FILE_NOT_FOUND');
});

test('navigations happen only if the app allows them', async ({ app }) => {
  const page = await app.page();
  const asked: string[] = [];
  const expectAsked = async (url: string) => {
    asked.push(`will-navigate ${url}`);
    await expect.poll(() => seen(page)).toEqual(asked);
  };
  const goTo = (url: string) =>
    page.evaluate((to) => {
      location.href = to;
    }, url);
  await page.locator('#away').click();
  await expectAsked('https://away.example/page');
  await goTo('/index.html?again');
  await expectAsked('app://sample/index.html?again');
  await goTo('about:blank');
  await expectAsked('about:blank');
  await page.locator('#mail').click();
  await expectAsked('mailto:someone@example.com');
  expect(page.url()).toBe('app://sample/index.html');
  expect(await app.openedExternal()).toEqual([]);
  await page.locator('#other').click();
  await expect(page.getByRole('heading')).toHaveText('Other');
  expect(page.url()).toBe('app://sample/other.html');
  // The preload has run again.
  expect(await page.evaluate(() => window.sample.add(1, 1))).toBe(2);
});

test("a navigation to the app's own scheme counts as one", async ({ app }) => {
  const page = await app.page();
  await page.evaluate(() => {
    location.href = 'app://sample/other.html';
  });
  await expect(page.getByRole('heading')).toHaveText('Other');
  // A reload by the user is not the page's request, so nothing is asked.
  const before = (await seen(page)).length;
  await page.reload();
  expect(await seen(page)).toHaveLength(before);
});

test('redirects need permission, too', async ({ app }) => {
  const page = await app.page();
  await expect(page.goto('app://sample/redirect')).rejects.toThrow('ERR_ABORTED');
  expect(await seen(page)).toEqual(['will-redirect app://sample/other.html']);
});

test('frames in a page need permission, too', async ({ app }) => {
  const page = await app.page();
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/other.html';
    document.body.append(frame);
  });
  await expect.poll(() => seen(page)).toEqual(['will-frame-navigate app://sample/other.html']);
});

test('no window opens unless the app allows it', async ({ app }) => {
  const page = await app.page();
  expect(await page.evaluate(() => window.open('https://popup.example/'))).toBeNull();
  await page.locator('#blank').click();
  await page.locator('#away').click({ modifiers: ['Control'] });
  await expect
    .poll(() => seen(page))
    .toEqual([
      'open https://popup.example/ new-window',
      'open https://blank.example/ new-window',
      'open https://away.example/page background-tab',
    ]);
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(await app.windows()).toHaveLength(1);
  expect(page.url()).toBe('app://sample/index.html');
});

test('permissions are those that the session grants', async ({ app }) => {
  const page = await app.page();
  const state = (name: string) =>
    page.evaluate(
      async (n) => (await navigator.permissions.query({ name: n as PermissionName })).state,
      name,
    );
  expect(await state('geolocation')).toBe('granted');
  expect(await state('notifications')).toBe('denied');
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  await expect(page.evaluate(() => navigator.clipboard.readText())).rejects.toThrow('denied');
  expect(await app.askPermission('geolocation')).toBe(true);
  expect(await app.askPermission('media')).toBe(false);
  expect(await app.askPermission('midi')).toBe(false);
  expect(await app.checkPermission('media')).toBe(true);
  expect(await app.checkPermission('midi')).toBe(false);
  expect(await app.askDevice('hid')).toBe(true);
  expect(await app.askDevice('usb')).toBe(false);
  // What the check denies is not even requested.
  const asked = await invoke(page, 'asked for');
  expect(asked).toContain('media');
  expect(asked).not.toContain('midi');
});

test('the sandbox, the session and the web preferences can be inspected', async ({ app }) => {
  await app.page();
  expect(await app.protections()).toEqual({
    proxy: 'DIRECT',
    webRtcPolicy: 'default',
    sandboxEnforced: false,
    sessionKept: true,
    webPreferences: {
      preload: expect.stringMatching(/preload\.cjs$/),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
});

test('a window with weakened web preferences is rejected', async ({ app }) => {
  const page = await app.page();
  for (const [name, value] of Object.entries({
    contextIsolation: false,
    nodeIntegration: true,
    sandbox: false,
    webSecurity: false,
    webviewTag: true,
  }))
    await expect(invoke(page, 'weaken', { [name]: value })).rejects.toThrow(
      `webPreferences.${name}: ${value}`,
    );
  expect(await app.windows()).toHaveLength(1);
});

test('unsupported members throw', async ({ app }) => {
  const page = await app.page();
  await expect(invoke(page, 'unknown')).rejects.toThrow('app.getAppMetrics is not in the stand-in');
  await expect(invoke(page, 'unknown event')).rejects.toThrow(
    "the event 'enter-html-full-screen' of BrowserWindow is not in the stand-in",
  );
  await expect(invoke(page, 'weaken', { offscreen: true })).rejects.toThrow(
    'webPreferences.offscreen is not in the stand-in',
  );
});
