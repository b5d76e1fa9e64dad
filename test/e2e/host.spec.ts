/** Proves that the test host does what it says, on the tiny app in test/host/sample. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, expect } from '../host/fixtures.ts';
import { buildSample } from '../host/sample/build.ts';
import type { SampleApi } from '../host/sample/preload.ts';

declare global {
  interface Window {
    sample: SampleApi;
  }
}

const test = base.extend<object, { samplePath: string }>({
  samplePath: [
    async ({ playwright: _ }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'rekey-sample-'));
      await use(await buildSample(folder));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  appOptions: async ({ samplePath }, use) => use({ appPath: samplePath }),
});

const invoke = (page: Page, channel: string, ...args: unknown[]) =>
  page.evaluate(([name, values]) => window.sample.invoke(name, ...values), [channel, args] as const);
const seen = (page: Page) => invoke(page, 'seen') as Promise<string[]>;

test.describe('page and preload', () => {
  test('the page gets what the preload exposes, and nothing else of it', async ({ app }) => {
    const page = await app.page();
    expect(await page.locator('#ready').textContent()).toBe('object');
    const parts = await page.evaluate(() => ({
      secret: typeof (globalThis as { secretOfPreload?: string }).secretOfPreload,
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
      leak: Object.keys(window.sample.leak),
      frozen: Object.isFrozen(window.sample) && Object.isFrozen(window.sample.kinds),
      writable: Object.getOwnPropertyDescriptor(window, 'sample')?.writable,
      // A function of the preload's world would lead to that world's globals.
      ownFunction: window.sample.add instanceof Function,
      throughFunction: Reflect.apply(window.sample.add.constructor, null, [
        'return typeof secretOfPreload',
      ])(),
    }));
    expect(parts).toEqual({
      secret: 'undefined',
      require: 'undefined',
      process: 'undefined',
      leak: [],
      frozen: true,
      writable: false,
      ownFunction: true,
      throughFunction: 'undefined',
    });
  });

  test('functions, promises, callbacks and errors cross the bridge', async ({ app }) => {
    const page = await app.page();
    expect(
      await page.evaluate(() => {
        const callback = () => {};
        const { sample } = window;
        let thrown = '';
        try {
          sample.fails();
        } catch (error) {
          thrown = `${(error as Error).name} ${(error as Error).message} ${error instanceof Error}`;
        }
        return {
          sum: sample.add(2, 3),
          twice: sample.twice((n) => n * 10),
          same: sample.sameFunction(callback) === callback,
          date: sample.kinds.date instanceof Date,
          map: sample.kinds.map instanceof Map && sample.kinds.map.get(1),
          list: sample.kinds.list,
          promise: sample.invoke('echo') instanceof Promise,
          thrown,
        };
      }),
    ).toEqual({
      sum: 5,
      twice: 100,
      same: true,
      date: true,
      map: 2,
      list: [1, [2]],
      promise: true,
      thrown: 'Error from the preload true',
    });
  });

  test('the preload is sandboxed', async ({ app }) => {
    const page = await app.page();
    expect(await page.evaluate(() => window.sample.sandboxed)).toEqual({
      require: 'function',
      process: true,
      platform: process.platform,
    });
    await expect(page.evaluate(() => window.sample.requireNode())).rejects.toThrow(
      'module not found: node:fs',
    );
  });
});

test.describe('messages', () => {
  test('arguments are cloned on their way to the main process', async ({ app }) => {
    const page = await app.page();
    const described = await page.evaluate(() =>
      window.sample.invoke('describe', {
        nothing: undefined,
        date: new Date(0),
        map: new Map(),
        bytes: new Uint8Array(2),
        big: 1n,
        pattern: /x/g,
        error: new RangeError('no'),
      }),
    );
    expect(described).toEqual([
      'nothing: [object Undefined]',
      'date: [object Date]',
      'map: [object Map]',
      'bytes: [object Uint8Array]',
      'big: [object BigInt]',
      'pattern: [object RegExp]',
      'error: [object Error]',
    ]);
    expect(await invoke(page, 'echo', 1, null, [undefined, Number.NaN, -0])).toEqual([
      1,
      null,
      [undefined, Number.NaN, -0],
    ]);
    expect(
      await page
        .evaluate(async () => {
          const loop: { self?: object } = {};
          loop.self = loop;
          const [back] = (await window.sample.invoke('echo', [loop])) as [[{ self: object }]];
          return back[0].self === back[0];
        })
        .catch((error: Error) => error.message),
    ).toContain('recursion depth exceeded');
  });

  test('results are cloned on their way to the page', async ({ app }) => {
    const page = await app.page();
    expect(
      await page.evaluate(async () => {
        const values = (await window.sample.invoke('values')) as Record<string, unknown>;
        const own = values.own as object;
        return {
          keys: Object.keys(values),
          date: (values.date as Date).getTime(),
          map: (values.map as Map<string, Set<number>>).get('key')?.has(1),
          bytes: [...(values.bytes as Uint8Array)],
          big: String(values.big),
          own: [Object.keys(own), Object.getPrototypeOf(own) === Object.prototype],
        };
      }),
    ).toEqual({
      keys: ['nothing', 'date', 'map', 'bytes', 'big', 'own'],
      date: 0,
      map: true,
      bytes: [1, 2, 3],
      big: '12',
      own: [['kept'], true],
    });
  });

  test('what cannot be cloned is refused on either side', async ({ app }) => {
    const page = await app.page();
    await expect(page.evaluate(() => window.sample.cloneFunction())).rejects.toThrow(
      'An object could not be cloned.',
    );
    await expect(page.evaluate(() => window.sample.invoke('echo', document.body))).rejects.toThrow(
      'An object could not be cloned.',
    );
    await expect(page.evaluate(() => window.sample.invoke('echo', Symbol('s')))).rejects.toThrow(
      'An object could not be cloned.',
    );
    await expect(invoke(page, 'functions')).rejects.toThrow(
      "Error invoking remote method 'functions': Error: An object could not be cloned.",
    );
  });

  test("a handler's error arrives as Electron sends it, and is logged", async ({ app }) => {
    const page = await app.page();
    await expect(invoke(page, 'fails')).rejects.toThrow(
      "Error invoking remote method 'fails': TypeError: not like this",
    );
    await expect(invoke(page, 'nobody')).rejects.toThrow(
      "Error invoking remote method 'nobody': No handler registered for 'nobody'",
    );
    await expect
      .poll(() => app.logs())
      .toContain("Error occurred in handler for 'fails': TypeError: not like this");
  });

  test('events reach the page until it unsubscribes', async ({ app }) => {
    const page = await app.page();
    await page.evaluate(() => {
      const heard: string[] = [];
      const off = window.sample.on('hello', (value) => {
        const { at, from } = value as { at: Date; from: string };
        heard.push(`${from} ${at.getTime()}`);
      });
      Object.assign(window, { heard, off });
    });
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    await app.clickTray('Say hello');
    await app.clickTray('Say hello');
    await expect.poll(heard).toEqual(['tray 0', 'tray 0']);
    await page.evaluate(() => (window as unknown as { off: () => void }).off());
    await app.clickTray('Say hello');
    // A later message on another channel shows that the one before has been delivered.
    await invoke(page, 'echo');
    expect(await heard()).toHaveLength(2);
  });

  test('one-way messages and replies to them arrive', async ({ app }) => {
    const page = await app.page();
    const told = await page.evaluate(
      () =>
        new Promise((resolve) => {
          window.sample.on('told', resolve);
          window.sample.send('tell', { a: 1 });
        }),
    );
    expect(told).toEqual({ a: 1 });
    expect(await seen(page)).toContain('told {"a":1} by app://sample/index.html');
  });

  test('the sender is the frame, with the URL the app knows', async ({ app }) => {
    const page = await app.page();
    const own = { url: 'app://sample/index.html', origin: 'app://sample', isMainFrame: true, inTop: false };
    expect(await invoke(page, 'frame')).toMatchObject(own);
    expect(await app.invokeRaw('frame', [])).toMatchObject(own);
    expect(await app.invokeRaw('frame', [], { frameUrl: 'https://evil.example/x' })).toMatchObject({
      url: 'https://evil.example/x',
      origin: 'https://evil.example',
      isMainFrame: true,
    });
    expect(
      await app.invokeRaw('frame', [], { frameUrl: 'https://evil.example/', inSubFrame: true }),
    ).toMatchObject({
      url: 'https://evil.example/',
      isMainFrame: false,
      inTop: true,
    });
    expect(await invoke(page, 'frame')).toMatchObject(own);
    await expect(app.invokeRaw('fails', [])).rejects.toThrow('TypeError: not like this');
  });

  test('all traffic can be searched', async ({ app }) => {
    const page = await app.page();
    await invoke(page, 'echo', 'needle');
    await app.clickTray('Say hello');
    await expect
      .poll(() => app.ipcTraffic().map(({ kind, channel, args }) => [kind, channel, args]))
      .toEqual([
        ['invoke', 'echo', ['needle']],
        ['reply', 'echo', [['needle']]],
        ['event', 'hello', [{ at: new Date(0), from: 'tray' }]],
      ]);
  });
});

test.describe('guards', () => {
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

  test('navigations happen only as the app says', async ({ app }) => {
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
    // The preload is there again.
    expect(await page.evaluate(() => window.sample.add(1, 1))).toBe(2);
  });

  test("a navigation to the app's own scheme is one", async ({ app }) => {
    const page = await app.page();
    await page.evaluate(() => {
      location.href = 'app://sample/other.html';
    });
    await expect(page.getByRole('heading')).toHaveText('Other');
    // A reload by a person is not the page's wish, so nobody is asked.
    const before = (await seen(page)).length;
    await page.reload();
    expect(await seen(page)).toHaveLength(before);
  });

  test('redirects are asked about, too', async ({ app }) => {
    const page = await app.page();
    await expect(page.goto('app://sample/redirect')).rejects.toThrow('ERR_ABORTED');
    expect(await seen(page)).toEqual(['will-redirect app://sample/other.html']);
  });

  test('no window opens against the will of the app', async ({ app }) => {
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
    // What the check refuses is not even asked for.
    const asked = await invoke(page, 'asked for');
    expect(asked).toContain('media');
    expect(asked).not.toContain('midi');
  });

  test('a window with weakened web preferences is refused', async ({ app }) => {
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

  test('what the stand-in does not know throws', async ({ app }) => {
    const page = await app.page();
    await expect(invoke(page, 'unknown')).rejects.toThrow('app.getAppMetrics is not in the stand-in');
    await expect(invoke(page, 'unknown event')).rejects.toThrow(
      "the event 'enter-html-full-screen' of BrowserWindow is not in the stand-in",
    );
    await expect(invoke(page, 'weaken', { offscreen: true })).rejects.toThrow(
      'webPreferences.offscreen is not in the stand-in',
    );
  });
});

test.describe('desktop', () => {
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

  test('a right-click tells what it was on, and the menu it opens is seen', async ({ app }) => {
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

  test('the clipboard is the one of the app', async ({ app }) => {
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
});

test.describe('life of the app', () => {
  test('the first window can be given a size and a colour scheme', async ({ launch, samplePath }) => {
    const app = await launch({ appPath: samplePath, width: 1000, height: 650, colorScheme: 'dark' });
    const page = await app.page();
    await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([1000, 650]);
    expect(await invoke(page, 'theme')).toBe(true);
  });

  test('closing and quitting can be refused', async ({ app }) => {
    const page = await app.page();
    await invoke(page, 'refuse', true, true);
    await app.closeWindow();
    await app.quit();
    expect(await seen(page)).toEqual(['close', 'before-quit']);
    await invoke(page, 'refuse', true, false);
    await app.quit();
    // The window refused, and so the app stays.
    expect(await seen(page)).toEqual(['close', 'before-quit', 'before-quit', 'close']);
  });

  test('quitting closes the windows and ends the process', async ({ launch, samplePath, dataDir }) => {
    const app = await launch({ appPath: samplePath, dataDir });
    await app.page();
    await app.quit();
    expect(await app.exited).toEqual({ code: 0, signal: null });
    expect((await readFile(join(dataDir, 'seen.log'), 'utf8')).trim().split('\n')).toEqual([
      'before-quit',
      'close',
      'will-quit',
    ]);
  });

  test('the last window closed is told', async ({ launch, samplePath, dataDir }) => {
    const app = await launch({ appPath: samplePath, dataDir });
    await app.page();
    await app.closeWindow();
    await expect
      .poll(async () => (await readFile(join(dataDir, 'seen.log'), 'utf8')).trim().split('\n'))
      .toEqual(['close', 'window-all-closed']);
    expect(await app.windows()).toEqual([]);
  });

  test('a second instance gives way to the first', async ({ app }) => {
    const page = await app.page();
    expect(await app.secondInstance(['open-this'])).toEqual({ code: 0, signal: null });
    await expect.poll(() => seen(page)).toEqual(['second open-this {"from":"sample"}']);
  });

  test('the data folder is the one given', async ({ launch, samplePath, dataDir }) => {
    const app = await launch({ appPath: samplePath, dataDir });
    expect(await invoke(await app.page(), 'userData')).toBe(dataDir);
  });

  test("the main process's clock can be moved", async ({ app }) => {
    const page = await app.page();
    await app.clock.install();
    await invoke(page, 'later', 45_000);
    await app.clock.advance(44_999);
    expect(await seen(page)).toEqual([]);
    await app.clock.advance(1);
    expect(await seen(page)).toEqual(['later']);
  });

  test('a crash of the main process rejects what waits for it', async ({ app }) => {
    const page = await app.page();
    const waiting = app.waitForWindow((url) => url === 'app://sample/never.html');
    void invoke(page, 'crash').catch(() => {});
    await expect(waiting).rejects.toThrow(/ended with exit code 1.*the sample crashes/s);
    expect((await app.exited).code).toBe(1);
    await expect(app.windows()).rejects.toThrow('the sample crashes');
    await app.stop();
  });
});
