/** What a page of the app can and cannot do, as enforced by Chromium and the host's Electron. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { panelPage, startPage } from '../../main/shell/windows/pages.ts';
import { chromiumOptions } from '../host/chromium.ts';
import { expect, noProblems, onElectron, orSkip, test, withTray } from './support.ts';

test('the page can reach the bridge, but nothing of Node or Electron', async ({ demo }) => {
  const { page } = await demo();
  const reach = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { rekey: object }).rekey).sort(),
    node: ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  }));
  expect(reach).toEqual({ bridge: ['call', 'on'], node: [] });
});

test('the bridge passes on no call or event outside the contract', async ({ demo }) => {
  const { app, page } = await demo();
  const outcome = await page.evaluate(async () => {
    const { rekey } = window as unknown as {
      rekey: { call(n: unknown, i: unknown): Promise<unknown>; on(n: unknown, l: unknown): unknown };
    };
    const failed: string[] = [];
    for (const name of ['__proto__', 'constructor', 'shell:open', 'app:state ', 7, null])
      await rekey.call(name, undefined).catch((error: Error) => failed.push(error.message));
    try {
      rekey.on('ELECTRON_BROWSER', () => {});
    } catch (error) {
      failed.push((error as Error).message);
    }
    return failed;
  });
  expect(outcome).toEqual([...Array(6).fill('unknown call'), 'unknown event']);
  if (!onElectron) expect(app.ipcTraffic().map(({ channel }) => channel)).not.toContain('shell:open');
});

test('every page is sandboxed, leaves nothing on disk, and has only these preferences', async ({ demo }) => {
  const { app } = await demo();
  const { sandboxEnforced, sessionKept, webPreferences } = await app.protections();
  expect({ sandboxEnforced, sessionKept }).toEqual({ sandboxEnforced: true, sessionKept: false });
  if (webPreferences)
    expect(webPreferences).toEqual({
      preload: join(import.meta.dirname, '../../out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    });
});

test('an installed app loads no page from a development server', async ({ startPbx, launch }) => {
  const pbx = await startPbx();
  const env = {
    ELECTRON_RENDERER_URL: `${pbx.url}/`,
    REKEY_DEMO: JSON.stringify({ url: pbx.url, clientId: pbx.clientId, apiKey: pbx.apiKey }),
  };
  const app = await orSkip(() => launch({ packaged: true, env }));
  expect((await app.page()).url()).toBe(startPage);
  expect(await app.invokeRaw('app:state', [undefined], { frameUrl: `${pbx.url}/` })).toMatchObject({
    ok: false,
    problem: { facts: { reason: 'page' } },
  });
});

test('a script injected into the page does not run, and nothing can be fetched', async ({
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
    // The page itself compiles the text here, and not the debugger that runs this.
    setTimeout('window.pwned = true' as unknown as () => void);
    await new Promise((later) => setTimeout(later));
    return { pwned: 'pwned' in window, fetched };
  });
  expect(outcome).toEqual({ pwned: false, fetched: false });
  expect(problems.policyViolations.length).toBeGreaterThan(0);
});

/** Servers that record whether anything arrives, and a page that tries to send them something over WebRTC. */
async function webRtcTarget() {
  const arrived = { udp: 0, tcp: 0 };
  const stun = createSocket('udp4').bind(0, '127.0.0.1');
  stun.on('message', () => (arrived.udp += 1));
  const turn = createTcpServer((socket) => {
    arrived.tcp += 1;
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await Promise.all([once(stun, 'listening'), once(turn, 'listening')]);
  const turnPort = (turn.address() as AddressInfo).port;
  const urls = [`stun:127.0.0.1:${stun.address().port}`, `turn:127.0.0.1:${turnPort}?transport=tcp`];
  return {
    arrived,
    tryFrom: (page: Page) =>
      page.evaluate(async (urls) => {
        const iceServers = [{ urls, username: 'x', credential: 'x' }];
        const connection = Object.assign(window, {
          connection: new RTCPeerConnection({ iceServers }),
        }).connection;
        connection.createDataChannel('x');
        await connection.setLocalDescription();
      }, urls),
    close: () => {
      stun.close();
      turn.close();
    },
  };
}

// The host cannot apply such settings to one page of its Chromium, so another Chromium gets the app's settings.
test('WebRTC sends nothing with the app’s settings for its pages', async ({ demo }) => {
  test.slow();
  const { app } = await demo();
  const { webRtcPolicy, proxy } = await app.protections();
  const [, proxyServer] = /^SOCKS5 (127\.0\.0\.1:9)$/.exec(proxy) ?? [];
  const asApp = [
    // The first is for Chromium, the second for its headless shell.
    `--webrtc-ip-handling-policy=${webRtcPolicy}`,
    `--force-webrtc-ip-handling-policy=${webRtcPolicy}`,
    ...(proxyServer ? [`--proxy-server=socks5://${proxyServer}`, '--proxy-bypass-list=<-loopback>'] : []),
  ];
  const options = chromiumOptions();
  const start = (...more: string[]) =>
    chromium.launch({ ...options, args: [...(options.args ?? []), ...more] });
  const [ofApp, open] = await Promise.all([start(...asApp), start()]);
  const [closed, reached] = await Promise.all([webRtcTarget(), webRtcTarget()]);
  try {
    await closed.tryFrom(await ofApp.newPage());
    await reached.tryFrom(await open.newPage());
    // By then it would have arrived from the other one, too.
    await expect
      .poll(() => reached.arrived.udp > 1 && reached.arrived.tcp > 0, { timeout: 30_000 })
      .toBe(true);
    expect(closed.arrived).toEqual({ udp: 0, tcp: 0 });
  } finally {
    await Promise.all([ofApp.close(), open.close()]);
    closed.close();
    reached.close();
  }
});

test('the policy blocks everything that a page does not need', async ({ demo }) => {
  const { page } = await demo();
  await page.evaluate(async () => {
    const directives = new Set<string>();
    Object.assign(window, { directives });
    document.addEventListener('securitypolicyviolation', (event) => directives.add(event.effectiveDirective));
    const evil = 'https://evil.example/x';
    const add = (tag: string, attributes: Record<string, string>): HTMLElement => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
      return element;
    };
    add('script', { src: evil });
    // Chromium compiles such a handler, and so rejects it, only when an event reaches it.
    add('b', { onclick: '1' }).click();
    add('link', { rel: 'stylesheet', href: evil });
    add('b', { style: 'color: red' });
    add('img', { src: evil });
    add('video', { src: evil });
    add('iframe', { src: '/index.html' });
    add('object', { data: evil });
    add('base', { href: 'https://evil.example/' });
    (add('form', { action: '/index.html' }) as HTMLFormElement).submit();
    await new FontFace('x', `url(${evil})`).load().catch(() => {});
    await fetch('/index.html').catch(() => {});
    try {
      new Worker(URL.createObjectURL(new Blob(['1'])));
    } catch {}
  });
  const stopped = () =>
    page.evaluate(() => [...(window as unknown as { directives: Set<string> }).directives].sort());
  await expect
    .poll(stopped)
    .toEqual([
      'base-uri',
      'connect-src',
      'font-src',
      'form-action',
      'frame-src',
      'img-src',
      'media-src',
      'object-src',
      'script-src-attr',
      'script-src-elem',
      'style-src-attr',
      'style-src-elem',
      'worker-src',
    ]);
});

test('pages are served with the policy', async ({ demo }) => {
  const { page } = await demo();
  expect(await (await page.reload())?.allHeaders()).toEqual({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
});

test('the page does not navigate, and opens no window', async ({ demo }) => {
  const { app, page } = await demo({ launch: withTray });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://evil.example/';
    document.body.append(link);
    link.click();
    window.open('https://evil.example/');
    window.open('app://rekey/index.html');
    link.href = 'mailto:someone@evil.example';
    link.click();
  });
  await expect(page.getByRole('main')).toBeVisible();
  // The panel is ours, and is opened by the app.
  await expect.poll(async () => (await app.windows()).map(({ url }) => url)).toEqual([startPage, panelPage]);
  expect(await app.openedExternal()).toEqual([]);
});

test('a page that is elsewhere anyway cannot go further, and embeds nothing', async ({ demo }) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/redirect') response.writeHead(302, { location: '/target' }).end();
    else response.setHeader('content-type', 'text/html').end('<iframe src="/frame"></iframe><p>Elsewhere');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { page } = await demo();
    await expect(page.goto(`${origin}/redirect`)).rejects.toThrow('ERR_ABORTED');
    await page.goto(`${origin}/embeds`);
    await expect(page.getByText('Elsewhere')).toBeVisible();
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(['/redirect', '/embeds']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('no permission and no device is granted, nor is the user asked', async ({ demo }) => {
  const { app } = await demo();
  for (const name of [
    'clipboard-read',
    'geolocation',
    'media',
    'notifications',
    'midi',
    'openExternal',
  ] as const) {
    expect(await orSkip(() => app.askPermission(name)), name).toBe(false);
    expect(await orSkip(() => app.checkPermission(name)), name).toBe(false);
  }
  for (const type of ['hid', 'serial', 'usb'] as const)
    expect(await orSkip(() => app.askDevice(type)), type).toBe(false);
});

test('no errors occur in the page while it is used', async ({ demo, problems }) => {
  const { page } = await demo();
  await page.getByRole('textbox', { name: 'MAC address or name' }).fill('00:0B:82');
  await expect(page.getByText('6 of 12 digits')).toBeVisible();
  expect(problems).toEqual(noProblems());
});
