import type * as E from 'electron';
import { BrowserWindow } from './browser-window.ts';
import { answer } from './host.ts';
import { notInStandIn, strict, strictClass, strictMembers } from './strict.ts';

let text = '';
/** The names of the formats that were written beside the text. */
let formats: string[] = [];

/** On Wayland a program in the background can read at most what it wrote itself, and its writes are silently dropped. */
const isShutOut = (): boolean =>
  process.env.XDG_SESSION_TYPE === 'wayland' && BrowserWindow.getFocusedWindow() === null;
let ownText = '';

type Payload = ConstructorParameters<typeof E.ClipboardItem>[0][string];

class ClipboardItemStandIn {
  readonly types: string[];
  readonly #payloads: Record<string, Payload>;

  constructor(items: Record<string, Payload>) {
    strictMembers('ClipboardItem', this);
    this.#payloads = items;
    this.types = Object.keys(items);
  }

  /** The payload's bytes as text; Electron takes strings, blobs and promises of both. */
  static async read(item: ClipboardItemStandIn, type: string): Promise<string> {
    const payload = await item.#payloads[type];
    if (typeof payload === 'string') return payload;
    if (payload instanceof Blob) return payload.text();
    throw notInStandIn('a bookmark on the clipboard');
  }
}

/** Electron's `ClipboardItem`, for writing. */
export const ClipboardItem = strictClass(ClipboardItemStandIn);

function put(written: string, writtenFormats: string[]): void {
  ownText = written;
  if (isShutOut()) return;
  text = written;
  formats = writtenFormats;
}

/** Electron's `clipboard`, for text. It is this app's own system clipboard; Chromium has a separate one. */
export const clipboard = strict('clipboard', {
  readText: async () => (isShutOut() ? ownText : text),
  async writeText(value: string) {
    put(String(value), ['text/plain']);
  },
  async write(items: E.ClipboardItem[]) {
    const [item, ...more] = items as unknown as ClipboardItemStandIn[];
    if (!item || more.length > 0) throw notInStandIn('several items on the clipboard');
    const contents = await Promise.all(
      item.types.map(async (type) => [type, await ClipboardItemStandIn.read(item, type)] as const),
    );
    // As in Electron: a format without content is dropped.
    const written = contents.filter(([, content]) => content !== '');
    put(
      written.find(([type]) => type === 'text/plain')?.[1] ?? '',
      written.map(([type]) => type),
    );
  },
  clear() {
    // GNOME's clipboard manager restores what was there.
    if (process.platform !== 'linux') put('', []);
  },
  has: async (type: string) => type === 'text/plain' && text !== '',
} satisfies Pick<E.Clipboard, 'readText' | 'writeText' | 'write' | 'clear' | 'has'>);

answer({
  readClipboard: () => text,
  writeClipboard: (value) => {
    text = value;
    formats = ['text/plain'];
  },
  clipboardFormats: () => formats,
});
