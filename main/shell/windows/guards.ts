import type { App, Session, WebContents } from 'electron';

/** No page gets any permission: not even one that a person would be asked for. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * Leaves pages no way into the network: whatever they connect to, by WebRTC or ahead of a request, would go by a proxy
 * that is not there. Their own files come over no network. A development server on this computer stays in reach.
 */
export async function cutOff(session: Session, devServer: string | null): Promise<void> {
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'socks5://127.0.0.1:9',
    ...(devServer === null ? { proxyBypassRules: '<-loopback>' } : {}),
  });
}

/**
 * Pages stay where they are: no navigation, no redirect, no new window, no embedded page. WebRTC sends nothing past the
 * proxy of `cutOff`.
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
