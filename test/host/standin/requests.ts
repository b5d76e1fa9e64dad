/** Intercepts every request of a window's page: serves the app's own ones, and lets the app decide about navigations. */
import type { CDPSession } from '@playwright/test';
import type { MainCalls, PageRequest } from '../wire/calls.ts';
import type { Link } from '../wire/link.ts';
import { isOwn, policyToWeb, toApp, toWeb } from './urls.ts';

/** What this needs of the window. */
export interface RequestHome {
  windowId: number;
  cdp: CDPSession;
  main: Link<MainCalls>;
  mainFrameId: string;
  frameUrl(frameId: string): string;
  /** Whether the main process or a spec started this navigation of the page itself; asked once for each. */
  takeExpected(url: string): boolean;
  /** Called before a page of the app is answered, so that its permissions are set when it starts. */
  beforePage(url: string): Promise<void>;
  report(error: unknown): void;
}

interface Paused {
  requestId: string;
  request: {
    url: string;
    method: string;
    headers: Record<string, string>;
    postDataEntries?: { bytes?: string }[];
  };
  frameId: string;
  resourceType: string;
  redirectedRequestId?: string;
  responseStatusCode?: number;
}

// Headers that would make Chromium misread the body, which is already complete and decoded.
const dropped = new Set(['content-encoding', 'content-length', 'transfer-encoding']);
const translated = new Set(['content-security-policy', 'content-security-policy-report-only']);
const resourceTypes: Record<string, string> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket',
};

function pageRequest(home: RequestHome, paused: Paused): PageRequest {
  const { url, method, headers, postDataEntries } = paused.request;
  const isMainFrame = paused.frameId === home.mainFrameId;
  const navigation = isMainFrame ? 'mainFrame' : 'subFrame';
  const chunks = (postDataEntries ?? []).map(({ bytes = '' }) => Buffer.from(bytes, 'base64'));
  return {
    windowId: home.windowId,
    url: toApp(url),
    method,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), toApp(value)]),
    ),
    body: chunks.length > 0 ? new Uint8Array(Buffer.concat(chunks)) : null,
    isMainFrame,
    resourceType:
      paused.resourceType === 'Document' ? navigation : (resourceTypes[paused.resourceType] ?? 'other'),
  };
}

async function mayGo(home: RequestHome, paused: Paused): Promise<boolean> {
  if (paused.resourceType !== 'Document') return true;
  const isMainFrame = paused.frameId === home.mainFrameId;
  const redirect = paused.redirectedRequestId !== undefined;
  if (!redirect && isMainFrame && home.takeExpected(paused.request.url)) return true;
  return home.main.call('mayNavigate', {
    windowId: home.windowId,
    url: toApp(paused.request.url),
    isMainFrame,
    kind: redirect ? 'redirect' : 'navigate',
    frameUrl: home.frameUrl(paused.frameId),
  });
}

async function answer(home: RequestHome, paused: Paused): Promise<void> {
  const { cdp, main } = home;
  const { requestId } = paused;
  const fail = (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed') =>
    cdp.send('Fetch.failRequest', { requestId, errorReason });
  if (!(await mayGo(home, paused))) return void (await fail('Aborted'));
  const request = pageRequest(home, paused);
  if (!(await main.call('mayRequest', request))) return void (await fail('BlockedByClient'));
  if (!isOwn(paused.request.url)) return void (await cdp.send('Fetch.continueRequest', { requestId }));
  if (request.resourceType === 'mainFrame') await home.beforePage(request.url);
  try {
    const { status, headers, body } = await main.call('fetch', request);
    await cdp.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: status,
      responseHeaders: headers
        .filter(([name]) => !dropped.has(name.toLowerCase()))
        .map(([name, value]) => ({ name, value: headerToWeb(name.toLowerCase(), value) })),
      body: Buffer.from(body).toString('base64'),
    });
  } catch (error) {
    // As in Electron, a handler that throws is a failed request; here the reason is kept as well.
    home.report(error);
    await fail('Failed').catch(() => {});
  }
}

function headerToWeb(name: string, value: string): string {
  if (translated.has(name)) return policyToWeb(value);
  return name === 'location' || name === 'access-control-allow-origin' ? toWeb(value) : value;
}

/** Starts intercepting requests. */
export async function holdRequests(home: RequestHome): Promise<void> {
  home.cdp.on('Fetch.requestPaused', (paused) => {
    // A closed page takes its requests with it, so there is nothing to answer.
    answer(home, paused as Paused).catch(() => {});
  });
  await home.cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
}
