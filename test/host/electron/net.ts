import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as E from 'electron';
import type { PageRequest, PageResponse } from '../wire/calls.ts';
import { answer } from './host.ts';
import { requireReady } from './lifecycle.ts';
import { Protocol, protocolExport } from './protocol.ts';
import { Session, sessionOf } from './session.ts';
import { strict } from './strict.ts';
import { WebRequest } from './web-request.ts';

// Chromium's types for the files that an app's pages consist of.
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
};

let online = true;

async function fetchFile(url: string): Promise<Response> {
  const path = fileURLToPath(url);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await readFile(path));
  } catch {
    // A missing file is a network error to Chromium, not an empty response.
    throw new Error('net::ERR_FILE_NOT_FOUND');
  }
  const type = types[extname(path)];
  return new Response(bytes, { headers: type ? { 'content-type': type } : {} });
}

async function fetchAny(
  input: string | Request,
  init?: RequestInit & { bypassCustomProtocolHandlers?: boolean },
): Promise<Response> {
  requireReady('net');
  const request = new Request(input, init);
  const { protocol } = new URL(request.url);
  const own = init?.bypassCustomProtocolHandlers
    ? undefined
    : Protocol.handlerFor(Session.protocolOf(sessionOf('')), request.url);
  if (own) return own(request);
  if (protocol === 'file:') return fetchFile(request.url);
  if (protocol === 'http:' || protocol === 'https:') return fetch(request);
  throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
}

/** Electron's `net`. */
export const net = strict('net', {
  fetch: fetchAny,
  isOnline: () => online,
  get online() {
    return online;
  },
} satisfies Pick<E.Net, 'fetch' | 'isOnline' | 'online'>);

/** Electron's `protocol`. */
export const protocol = protocolExport(() => Session.protocolOf(sessionOf('')));

/** Answers a page's request to the app's own protocol, in the page's session. */
export async function serve(session: Session, page: PageRequest): Promise<PageResponse> {
  const handler = Protocol.handlerFor(Session.protocolOf(session), page.url);
  if (!handler)
    throw Object.assign(new Error('net::ERR_UNKNOWN_URL_SCHEME'), { code: 'ERR_UNKNOWN_URL_SCHEME' });
  const { url, method, headers, body } = page;
  const request = new Request(url, { method, headers, body: body ? new Uint8Array(body) : null });
  const response = await handler(request);
  const served = {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
  return WebRequest.headers(Session.webRequestOf(session), page, served);
}

answer({
  setOnline: (value) => {
    online = value;
  },
  fetchUrl: async (url) => {
    const response = await net.fetch(url);
    return { status: response.status, headers: [...response.headers], body: await response.text() };
  },
});
