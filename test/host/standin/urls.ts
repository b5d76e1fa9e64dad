/**
 * The app's own scheme in Chromium. It will not open a page of a scheme it does not know, so `app://rekey/index.html` is
 * served as `https://rekey.app.stand-in.invalid/index.html`: a secure origin of its own, like a privileged scheme in
 * Electron. Only the pages see that name; everything on the way to the main process and to specs is translated.
 */

const suffix = 'stand-in.invalid';

const webOwn = new RegExp(`^https://(.+)\\.([a-z][a-z0-9-]*)\\.${suffix.replace('.', '\\.')}(?=[/?#]|$)`);
const appOwn = /^([a-z][a-z0-9-]*):\/\/([^/?#:]+)/i;
const common = new Set(['http', 'https', 'ws', 'wss', 'file', 'data', 'blob', 'about', 'chrome', 'devtools']);

/** A URL as Chromium knows it. */
export function toWeb(url: string): string {
  const [, scheme = '', host] = appOwn.exec(url) ?? [];
  return !host || common.has(scheme.toLowerCase())
    ? url
    : url.replace(appOwn, `https://${host}.${scheme.toLowerCase()}.${suffix}`);
}

/** A URL as the app knows it. */
export function toApp(url: string): string {
  return url.replace(webOwn, '$2://$1');
}

/** Whether a URL of Chromium's is one of the app's own pages or files. */
export function isOwn(url: string): boolean {
  return webOwn.test(url);
}

/** An app's URL of a scheme that is not the web's, so that Chromium could only refuse it. */
export function isAppUrl(url: string): boolean {
  return toWeb(url) !== url;
}

// Keywords of a policy that look like a scheme but are Chromium's own.
const policySchemes = new Set([
  'http:',
  'https:',
  'ws:',
  'wss:',
  'data:',
  'blob:',
  'filesystem:',
  'mediastream:',
]);

/** A Content-Security-Policy with the app's own scheme in it, in Chromium's names. */
export function policyToWeb(policy: string): string {
  return policy.replace(/[^\s;,]+/g, (token) => {
    if (/^[a-z][a-z0-9-]*:$/i.test(token) && !policySchemes.has(token.toLowerCase()))
      return `https://*.${token.slice(0, -1)}.${suffix}`;
    return toWeb(token);
  });
}
