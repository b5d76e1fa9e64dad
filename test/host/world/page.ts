/** Runs in the page's own world before its first script: the half of contextBridge that a page sees, and `window.open`. */
import { openBorder, takeOver } from './border.ts';
import { Crossing, type Message, type Reply } from './crossing.ts';

function deepFreeze(value: unknown): void {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
  if (ArrayBuffer.isView(value) || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const key of Reflect.ownKeys(value)) deepFreeze(Reflect.get(value, key));
}

function expose(key: string, api: unknown): void {
  if (Object.hasOwn(window, key))
    throw new Error('Cannot bind an API on top of an existing property on the window object');
  deepFreeze(api);
  Object.defineProperty(window, key, { value: api, enumerable: true, writable: false, configurable: false });
}

/** Sends the page's request for a window to the app. Electron returns null for a refused one, and so does this. */
export function replaceOpen(request: (url: string, name: string, features: string) => unknown): void {
  const original = window.open;
  const here = new Set(['_self', '_top', '_parent']);
  window.open = function open(url?: string | URL, name = '', features = ''): Window | null {
    const known =
      here.has(name) || document.querySelector(`iframe[name=${CSS.escape(name || ' ')}]`) !== null;
    if (known) return original.call(window, url, name, features);
    request(url === undefined ? 'about:blank' : new URL(url, document.baseURI).href, name, features);
    return null;
  };
}

/** Waits for the preload's world. Its first function is the one that requests windows. */
export function startPage(secret: string): void {
  if (window !== window.top) return;
  takeOver(secret, (element) => {
    const send = openBorder<Message, Reply>(element, 'page', (message) =>
      crossing.receive(message, (key, api) => {
        if (key === secret) replaceOpen(api as (url: string, name: string, features: string) => unknown);
        else expose(key, api);
      }),
    );
    const crossing = new Crossing(send);
  });
}
