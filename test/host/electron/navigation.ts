/** What pages request and the app decides: navigations, new windows, permissions, requests. */
import type * as E from 'electron';
import type { PermissionName } from '../running-app.ts';
import { sandboxEnforced } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { answer, host } from './host.ts';
import { serve } from './net.ts';
import { type PermissionQuestion, Session } from './session.ts';
import { asElectron, contentsOf, firstContents, openDetails, WebContents } from './web-contents.ts';
import { WebRequest } from './web-request.ts';

function contents(windowId: number): WebContents {
  const found = contentsOf(windowId);
  if (!found) throw new Error('The window is gone.');
  return found;
}

function firstPage(): WebContents {
  const page = firstContents();
  if (!page) throw new Error('The app has no window.');
  return page;
}

const questionAbout = (page: WebContents, name: PermissionName): PermissionQuestion => ({
  contents: asElectron(page),
  name,
  url: page.getURL(),
});

function openWindow(
  opener: WebContents,
  details: E.HandlerDetails,
  response: E.WindowOpenHandlerResponse,
): void {
  const options = response.overrideBrowserWindowOptions ?? {};
  if (response.createWindow) {
    response.createWindow(options);
    return;
  }
  const child = new BrowserWindow(options);
  opener.emit('did-create-window', child, { ...details, options });
  void child.loadURL(details.url).catch(() => {});
}

answer({
  fetch: (request) => serve(WebContents.session(contents(request.windowId)), request),
  mayRequest: (request) =>
    WebRequest.mayRequest(Session.webRequestOf(WebContents.session(contents(request.windowId))), request),
  mayNavigate: (request) => WebContents.mayNavigate(contents(request.windowId), request),
  pageEvent: (windowId, event) => {
    const page = contentsOf(windowId);
    if (page) WebContents.happened(page, event);
  },

  openRequested(request) {
    const opener = contents(request.windowId);
    const handler = WebContents.openHandler(opener);
    const details = openDetails(request);
    // Without a handler Electron opens the window.
    const response = handler ? handler(details) : { action: 'allow' as const };
    if (response?.action === 'allow') openWindow(opener, details, response);
  },

  async permissions(windowId, url, names) {
    const page = contents(windowId);
    const session = WebContents.session(page);
    const answers: Record<string, boolean> = {};
    for (const name of names) {
      const question = { contents: asElectron(page), name, url };
      answers[name] = Session.check(session, question) && (await Session.request(session, question));
    }
    return answers;
  },

  async askPermission(name) {
    const page = firstPage();
    const question = questionAbout(page, name);
    const session = WebContents.session(page);
    return Session.check(session, question) && (await Session.request(session, question));
  },

  checkPermission(name) {
    const page = firstPage();
    return Session.check(WebContents.session(page), questionAbout(page, name));
  },

  askDevice(type) {
    const page = firstPage();
    return Session.device(WebContents.session(page), type, page.getURL());
  },

  async protections() {
    const page = firstPage();
    const window = BrowserWindow.fromId(page.id) as unknown as BrowserWindow;
    const { session: _, ...webPreferences } = BrowserWindow.webPreferences(window);
    return {
      sandboxEnforced: sandboxEnforced(),
      sessionKept: WebContents.session(page).isPersistent(),
      webPreferences,
      webRtcPolicy: page.getWebRTCIPHandlingPolicy(),
      proxy: await WebContents.session(page).resolveProxy('https://elsewhere.example'),
    };
  },

  async externalRequested(windowId, externalURL) {
    const page = contents(windowId);
    const question = { ...questionAbout(page, 'openExternal'), externalURL };
    if (await Session.request(WebContents.session(page), question))
      host.post('shown', { kind: 'external', url: externalURL });
  },
});
