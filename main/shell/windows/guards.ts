import type { App, Session, WebContents } from 'electron';

/** Denies every permission, including those that the user would be prompted for. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * Leaves pages no way into the network: any connection, by WebRTC or preconnect, would go through a proxy that does
 * not exist. Their own files use no network. A development server on this computer remains reachable.
 */
export async function blockNetwork(session: Session, devServer: string | null): Promise<void> {
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'socks5://127.0.0.1:9',
    ...(devServer === null ? { proxyBypassRules: '<-loopback>' } : {}),
  });
}

/**
 * Keeps pages where they are: no navigation, no redirect, no new window, no embedded page. WebRTC sends nothing past
 * the proxy of `blockNetwork`.
 */
export function guardContents(app: App, isOurs: (url: string) => boolean): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, isOurs));
}

function guard(contents: WebContents, isOurs: (url: string) => boolean): void {
  const stay = (event: { preventDefault(): void; url: string }): void => {
    if (!isOurs(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
