import { EventEmitter } from 'node:events';
import type { App, HandlerDetails, Session, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { denyPermissions, guardContents } from '../../../../../main/shell/windows/guards.ts';

const ours = 'app://rekey/index.html';

describe('permissions', () => {
  type Handler = (...args: unknown[]) => unknown;

  /** The three handlers of a session. */
  function handlersOf() {
    const session = {
      setPermissionRequestHandler: vi.fn<(handler: Handler) => void>(),
      setPermissionCheckHandler: vi.fn<(handler: Handler) => void>(),
      setDevicePermissionHandler: vi.fn<(handler: Handler) => void>(),
    };
    denyPermissions(session as unknown as Session);
    return {
      request: session.setPermissionRequestHandler.mock.lastCall?.[0],
      check: session.setPermissionCheckHandler.mock.lastCall?.[0],
      device: session.setDevicePermissionHandler.mock.lastCall?.[0],
    };
  }

  test.each(['media', 'notifications', 'clipboard-read', 'openExternal', 'hid', 'unknown'])(
    '%s is denied when a page requests it, and when it checks whether it has it',
    (permission) => {
      const { request, check } = handlersOf();
      const decide = vi.fn();
      request?.({}, permission, decide, { requestingUrl: ours });
      expect(decide.mock.calls).toEqual([[false]]);
      expect(check?.({}, permission, 'app://rekey/', { requestingUrl: ours })).toBe(false);
      expect(check?.(null, permission, 'app://rekey/', {})).toBe(false);
    },
  );

  test.each(['hid', 'serial', 'usb'])('no %s device is granted', (deviceType) => {
    expect(handlersOf().device?.({ deviceType, origin: 'app://rekey', device: {} })).toBe(false);
  });
});

describe('what a page requests of its window', () => {
  const foreign = [
    'https://evil.example/',
    'app://rekey.evil/',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    '',
  ];

  /** A page that the app has just created; its requests are reported as by Electron. */
  function page() {
    const app = new EventEmitter();
    guardContents(app as unknown as App, (url) => url === ours);
    const setWindowOpenHandler = vi.fn<WebContents['setWindowOpenHandler']>();
    const setWebRTCIPHandlingPolicy = vi.fn<WebContents['setWebRTCIPHandlingPolicy']>();
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler, setWebRTCIPHandlingPolicy });
    app.emit('web-contents-created', {}, contents);
    return {
      stops(name: string, details: object): boolean {
        const preventDefault = vi.fn();
        contents.emit(name, { ...details, preventDefault });
        return preventDefault.mock.calls.length > 0;
      },
      webRtcPolicy: () => setWebRTCIPHandlingPolicy.mock.lastCall?.[0],
      open: (url: string) => setWindowOpenHandler.mock.lastCall?.[0]({ url } as HandlerDetails),
    };
  }

  test.each(['will-navigate', 'will-redirect'])('%s: only our own pages', (name) => {
    const { stops } = page();
    for (const url of foreign) expect(stops(name, { url, isMainFrame: true }), url).toBe(true);
    expect(stops(name, { url: ours, isMainFrame: true })).toBe(false);
  });

  test('will-frame-navigate: only the page itself, and only to our own pages', () => {
    const { stops } = page();
    const name = 'will-frame-navigate';
    for (const url of foreign) {
      expect(stops(name, { url, isMainFrame: true }), url).toBe(true);
      expect(stops(name, { url, isMainFrame: false }), url).toBe(true);
    }
    expect(stops(name, { url: ours, isMainFrame: true })).toBe(false);
    expect(stops(name, { url: ours, isMainFrame: false })).toBe(true);
  });

  test('WebRTC only uses the proxy', () => {
    expect(page().webRtcPolicy()).toBe('disable_non_proxied_udp');
  });

  test('no page is embedded', () => {
    expect(page().stops('will-attach-webview', {})).toBe(true);
  });

  test('no window is opened, not even for our own pages', () => {
    const { open } = page();
    for (const url of [...foreign, ours]) expect(open(url), url).toEqual({ action: 'deny' });
  });
});
