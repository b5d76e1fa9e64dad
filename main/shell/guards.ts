import type { App, Session, WebContents } from 'electron';

/** No page gets any permission: not even one that a person would be asked for. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** Pages stay where they are: no navigation, no redirect, no new window, no embedded page. */
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
}
