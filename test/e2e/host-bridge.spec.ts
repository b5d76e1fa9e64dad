/** Tests the test host itself: what a page, its preload and the main process exchange. */
import { expect, invoke, seen, test } from '../host/sample/fixtures.ts';

test('the page gets only what the preload exposes', async ({ app }) => {
  const page = await app.page();
  expect(await page.locator('#ready').textContent()).toBe('object');
  const parts = await page.evaluate(() => ({
    secret: typeof (globalThis as { secretOfPreload?: string }).secretOfPreload,
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    leak: Object.keys(window.sample.leak),
    frozen: Object.isFrozen(window.sample) && Object.isFrozen(window.sample.kinds),
    writable: Object.getOwnPropertyDescriptor(window, 'sample')?.writable,
    // A function of the preload's world would give access to that world's globals.
    ownFunction: window.sample.add instanceof Function,
    throughFunction: Reflect.apply(window.sample.add.constructor, null, ['return typeof secretOfPreload'])(),
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
  await expect(page.evaluate(() => window.sample.requireNode())).rejects.toThrow('module not found: node:fs');
});

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

test('what cannot be cloned is rejected on either side', async ({ app }) => {
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

test("a handler's error arrives as in Electron, and is logged", async ({ app }) => {
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
  // A later message on another channel proves that the previous one was delivered.
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
