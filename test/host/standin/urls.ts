/**
 * The app's own scheme in Chromium. It does not open a page with an unknown scheme, so `app://rekey/index.html` is
 * served as `https://rekey.app.stand-in.invalid/index.html`: a secure origin of its own, like a privileged scheme in
 * Electron. Only the pages see that name; everything for the main process and the specs is translated.
 */

const suffix = 'stand-in.invalid';

const webOwn = new RegExp(`^https://(.+)\\.([a-z][a-z0-9-]*)\\.${suffix.replace('.', '\\.')}(?=[/?#]|$)`);
const appOwn = /^([a-z][a-z0-9-]*):\/\/([^/?#:]+)/i;
const common = new Set(['http', 'https', 'ws', 'wss', 'file', 'data', 'blob', 'about', 'chrome', 'devtools']);

/** A URL in Chromium's form. */
export function toWeb(url: string): string {
  const [, scheme = '', host] = appOwn.exec(url) ?? [];
  return !host || common.has(scheme.toLowerCase())
    ? url
    : url.replace(appOwn, `https://${host}.${scheme.toLowerCase()}.${suffix}`);
}

/** A URL in the app's form. */
export function toApp(url: string): string {
  return url.replace(webOwn, '$2://$1');
}

/** Whether one of Chromium's URLs belongs to the app's own pages or files. */
export function isOwn(url: string): boolean {
  return webOwn.test(url);
}

/** Whether an app's URL has a scheme that is not the web's, which Chromium could only reject. */
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

/** Translates a Content-Security-Policy with the app's own scheme to Chromium's names. */
export function policyToWeb(policy: string): string {
  return policy.replace(/[^\s;,]+/g, (token) => {
    if (/^[a-z][a-z0-9-]*:$/i.test(token) && !policySchemes.has(token.toLowerCase()))
      return `https://*.${token.slice(0, -1)}.${suffix}`;
    return toWeb(token);
  });
}
