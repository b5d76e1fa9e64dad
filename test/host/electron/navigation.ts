/** What pages ask for and the app decides: navigations, new windows, permissions, requests. */
import type * as E from 'electron';
import { BrowserWindow } from './browser-window.ts';
import { answer, host } from './host.ts';
import { serve } from './net.ts';
import { Session } from './session.ts';
import { asElectron, contentsOf, firstContents, openDetails, WebContents } from './web-contents.ts';
import { WebRequest } from './web-request.ts';

function contents(windowId: number): WebContents {
  const found = contentsOf(windowId);
  if (!found) throw new Error('The window is gone.');
  return found;
}

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
    const page = firstContents();
    if (!page) throw new Error('The app has no window.');
    const question = { contents: asElectron(page), name, url: page.getURL() };
    const session = WebContents.session(page);
    return Session.check(session, question) && (await Session.request(session, question));
  },

  async externalRequested(windowId, externalURL) {
    const page = contents(windowId);
    const question = {
      contents: asElectron(page),
      name: 'openExternal' as const,
      url: page.getURL(),
      externalURL,
    };
    if (await Session.request(WebContents.session(page), question))
      host.post('shown', { kind: 'external', url: externalURL });
  },
});
