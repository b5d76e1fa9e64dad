import { callNames } from '../../common/channels.ts';
import { contentSecurityPolicy, startPage } from '../../main/shell/pages.ts';
import { expect, noProblems, orSkip, test } from './support.ts';

const refused = { ok: false, problem: { code: 'call-refused' } };

test('the page can reach the bridge, and nothing of Node or Electron', async ({ demo }) => {
  const { page } = await demo();
  const reach = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { rekey: object }).rekey).sort(),
    node: ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  }));
  expect(reach).toEqual({ bridge: ['call', 'on'], node: [] });
});

test('the bridge passes on no call or event that is not in the contract', async ({ demo }) => {
  const { page } = await demo();
  const outcome = await page.evaluate(async () => {
    const { rekey } = window as unknown as {
      rekey: { call(n: unknown, i: unknown): Promise<unknown>; on(n: unknown, l: unknown): unknown };
    };
    const failed: string[] = [];
    for (const name of ['__proto__', 'constructor', 'shell:open', 'app:state ', 7, null])
      await rekey.call(name, undefined).catch(() => failed.push(`call ${name}`));
    try {
      rekey.on('ELECTRON_BROWSER', () => {});
    } catch {
      failed.push('on');
    }
    return failed;
  });
  expect(outcome).toHaveLength(7);
});

test('a foreign page, a frame and a page that looks alike are refused on every channel', async ({ demo }) => {
  const { app, pbx } = await demo();
  const requests = pbx.requests.length;
  for (const name of callNames) {
    for (const from of [
      { frameUrl: 'https://evil.example/' },
      { frameUrl: 'app://rekey.evil/index.html' },
      { frameUrl: startPage, inSubFrame: true },
    ]) {
      const reply = await orSkip(() => app.invokeRaw(name, [undefined], from));
      expect(reply, `${name} from ${JSON.stringify(from)}`).toMatchObject(refused);
    }
  }
  expect(pbx.requests).toHaveLength(requests);
});

test('wrong types, sizes and hostile strings are refused on every channel, and nothing is done', async ({
  demo,
}) => {
  const { app, pbx, page } = await demo();
  const requests = pbx.requests.length;
  const hostile = [
    [null],
    [7],
    ['x'],
    [[]],
    [{}],
    [{ id: '../../etc/passwd' }],
    [{ pbxId: "' OR 1=1 --", macs: ['x'] }],
    ['x'.repeat(2_000_000)],
    [{ entry: { name: 'x'.repeat(2_000_000) } }],
    [undefined, undefined],
    [new Date()],
  ];
  for (const name of callNames)
    for (const args of hostile)
      expect(
        await orSkip(() => app.invokeRaw(name, args)),
        `${name} ${JSON.stringify(args).slice(0, 60)}`,
      ).toMatchObject(refused);
  expect(pbx.requests).toHaveLength(requests);
  await expect(page.getByRole('main')).toBeVisible();
});

test('a script that was put into the page does not run, and nothing can be fetched', async ({
  demo,
  problems,
}) => {
  const { page } = await demo();
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.pwned = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.pwned = true');
    image.src = 'https://evil.example/x.png';
    document.body.append(image);
    const fetched = await fetch('https://evil.example/').then(
      () => true,
      () => false,
    );
    // A text is compiled by the page itself here, and not by the debugger that runs this.
    setTimeout('window.pwned = true' as unknown as () => void);
    await new Promise((later) => setTimeout(later));
    return { pwned: 'pwned' in window, fetched };
  });
  expect(outcome).toEqual({ pwned: false, fetched: false });
  expect(problems.policyViolations.length).toBeGreaterThan(0);
});

test('pages come with the policy', async ({ demo }) => {
  const { page } = await demo();
  const headers = await (await page.reload())?.allHeaders();
  expect(headers).toMatchObject({
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
  });
});

test('the page stays where it is, and opens no window', async ({ demo }) => {
  const { app, page } = await demo();
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://evil.example/';
    document.body.append(link);
    link.click();
    window.open('https://evil.example/');
    window.open('app://rekey/index.html');
  });
  await expect(page.getByRole('main')).toBeVisible();
  expect((await app.windows()).map(({ url }) => url)).toEqual([startPage]);
  expect(await app.openedExternal()).toEqual([]);
});

test('no permission is given', async ({ demo }) => {
  const { app } = await demo();
  for (const name of [
    'clipboard-read',
    'geolocation',
    'media',
    'notifications',
    'midi',
    'openExternal',
  ] as const)
    expect(await orSkip(() => app.askPermission(name)), name).toBe(false);
});

test('nothing goes wrong in the page while it is used', async ({ demo, problems }) => {
  const { page } = await demo();
  await page.getByRole('textbox', { name: 'MAC address' }).fill('00:0B:82');
  await expect(page.getByText('6 of 12 digits')).toBeVisible();
  expect(problems).toEqual(noProblems());
});
