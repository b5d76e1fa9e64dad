import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import type { Protocol } from 'electron';

/** The scheme and host that the app's own pages are served under. */
const scheme = 'app';
const host = 'rekey';
export const startPage = `${scheme}://${host}/index.html`;
export const panelPage = `${scheme}://${host}/panel.html`;

/**
 * A page may load only its own files; everything else comes through the bridge. A content security policy covers
 * neither WebRTC nor preconnect: guards.ts blocks those.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must be called before the app is ready: gives the scheme an origin and a secure context. */
export function declareScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** Whether a URL is a page of the app. `devServer` is where they come from during development. */
export function isOurPage(url: string, devServer: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host: named, origin } = new URL(url);
  if (devServer !== null && origin === new URL(devServer).origin) return true;
  return protocol === `${scheme}:` && named === host;
}

/** Serves the compiled pages in a folder, and nothing outside it. */
export function servePages(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(scheme, async (request) => {
    const file = fileOf(request, folder);
    const type = file && contentTypes[extname(file)];
    if (!file || !type) return notFound();
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: headersFor(type) });
    } catch {
      return notFound();
    }
  });
}

/** Returns the file that a request means; null for other hosts and methods, and for any path out of the folder. */
export function fileOf({ method, url }: Pick<Request, 'method' | 'url'>, folder: string): string | null {
  const { host: named, pathname } = new URL(url);
  if (method !== 'GET' || named !== host) return null;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(folder, `.${path}`);
  return file.startsWith(folder + sep) ? file : null;
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: headersFor('text/plain; charset=utf-8') });
}

/** The same for every response: a "not found" page is one of ours, too. */
function headersFor(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
