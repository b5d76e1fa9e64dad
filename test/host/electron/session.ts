import type * as E from 'electron';
import type { DeviceType, PermissionName } from '../running-app.ts';
import { devices } from '../wire/devices.ts';
import { app } from './app.ts';
import { answer } from './host.ts';
import { isReady, requireReady } from './lifecycle.ts';
import { Protocol } from './protocol.ts';
import { StrictEmitter, strict } from './strict.ts';
import { WebRequest } from './web-request.ts';

type RequestHandler = Parameters<E.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<E.Session['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<E.Session['setDevicePermissionHandler']>[0];
type CertificateHandler = Parameters<E.Session['setCertificateVerifyProc']>[0];

/** The question when a page wants a permission. */
export interface PermissionQuestion {
  contents: E.WebContents;
  name: PermissionName;
  url: string;
  externalURL?: string;
}

/** A session. All of them share one browser context in Chromium, so cookies and storage are not separated. */
export class Session extends StrictEmitter {
  readonly #protocol = new Protocol();
  readonly #webRequest = new WebRequest();
  readonly #partition: string;
  #requestHandler: RequestHandler = null;
  #checkHandler: CheckHandler = null;
  #deviceHandler: DeviceHandler = null;
  #proxy: E.ProxyConfig = { mode: 'system' };

  constructor(partition: string) {
    super('Session', [
      'will-download',
      'preconnect',
      'select-hid-device',
      'select-serial-port',
      'select-usb-device',
    ]);
    this.#partition = partition;
    app.emit('session-created', this);
  }

  get protocol(): E.Protocol {
    return this.#protocol as unknown as E.Protocol;
  }
  get webRequest(): E.WebRequest {
    return this.#webRequest as unknown as E.WebRequest;
  }
  isPersistent(): boolean {
    return this.#partition === '' || this.#partition.startsWith('persist:');
  }
  getStoragePath(): string | null {
    return this.isPersistent() ? app.getPath('sessionData') : null;
  }
  getUserAgent(): string {
    return `Chrome/${process.versions.chrome} Electron/${process.versions.electron}`;
  }
  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#requestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#checkHandler = handler;
  }
  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.#deviceHandler = handler;
  }
  // Pages can reach only the loopback, and never by https.
  setCertificateVerifyProc(_proc: CertificateHandler): void {}
  setSpellCheckerEnabled(_enable: boolean): void {}
  setSpellCheckerLanguages(_languages: string[]): void {}
  async setProxy(config: E.ProxyConfig): Promise<void> {
    this.#proxy = config;
  }
  async resolveProxy(url: string): Promise<string> {
    const { mode, proxyRules: rules } = this.#proxy;
    // Chromium uses no proxy for this computer and its local link, whatever the settings or a script say.
    if (isImplicitlyDirect(new URL(url).hostname)) return 'DIRECT';
    if (mode === 'system') return systemProxy;
    const [, socks] = /^socks5:\/\/([\w.:]+)$/.exec(rules ?? '') ?? [];
    if (socks) return `SOCKS5 ${socks}`;
    return rules && !rules.includes('=') && !rules.includes('://') ? `PROXY ${rules}` : 'DIRECT';
  }
  async forceReloadProxyConfig(): Promise<void> {}
  async closeAllConnections(): Promise<void> {}
  async clearCache(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
  async clearAuthCache(): Promise<void> {}
  async clearHostResolverCache(): Promise<void> {}
  flushStorageData(): void {}

  /** As Chromium asks: may the page have it now, without prompting the user? */
  static check(session: Session, { contents, name, url }: PermissionQuestion): boolean {
    const handler = session.#checkHandler;
    if (!handler) return true;
    const details = { isMainFrame: true, requestingUrl: url, securityOrigin: originOf(url) };
    return Boolean(handler(contents, name, originOf(url), details));
  }

  /** As Chromium asks: may the page have what it requests? */
  static request(
    session: Session,
    { contents, name, url, externalURL }: PermissionQuestion,
  ): Promise<boolean> {
    const handler = session.#requestHandler;
    if (!handler) return Promise.resolve(true);
    const details = {
      isMainFrame: true,
      requestingUrl: url,
      ...(name === 'media'
        ? { mediaTypes: ['audio', 'video'] as ('audio' | 'video')[], securityOrigin: url }
        : {}),
      ...(externalURL ? { externalURL } : {}),
    };
    return new Promise((resolve) => handler(contents, name, (granted) => resolve(Boolean(granted)), details));
  }

  /** As Chromium asks for a device that was never chosen; null if the app does not decide this. */
  static device(session: Session, deviceType: DeviceType, url: string): boolean | null {
    const handler = session.#deviceHandler;
    return handler && Boolean(handler({ deviceType, origin: originOf(url), device: devices[deviceType] }));
  }

  static protocolOf = (session: Session): Protocol => session.#protocol;
  static webRequestOf = (session: Session): WebRequest => session.#webRequest;
}

/** An origin as Electron writes it, also for the app's own scheme. */
export function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return host ? `${protocol}//${host}/` : 'null';
}

/** The system's proxy settings, or the result of their script, for every address. */
let systemProxy = 'DIRECT';

function isImplicitlyDirect(host: string): boolean {
  return /^(localhost|.+\.localhost|127\.[\d.]+|169\.254\.[\d.]+|\[::1\]|\[fe[89ab][0-9a-f]:.*\])$/.test(
    host,
  );
}

answer({
  setSystemProxy: (says) => {
    systemProxy = says;
  },
});

const sessions = new Map<string, Session>();

/** The session of a partition; the default one for the empty name. */
export function sessionOf(partition: string): Session {
  if (!isReady()) requireReady('Session');
  const known = sessions.get(partition);
  if (known) return known;
  const made = new Session(partition);
  sessions.set(partition, made);
  return made;
}

/** Electron's `session`. */
export const session = strict('session', {
  fromPartition: (partition: string) => sessionOf(partition) as unknown as E.Session,
  get defaultSession() {
    return sessionOf('') as unknown as E.Session;
  },
} satisfies Pick<typeof E.session, 'fromPartition' | 'defaultSession'>);
