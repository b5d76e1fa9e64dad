import type * as E from 'electron';
import { answer } from './host.ts';
import { notInStandIn, strict, strictClass, strictMembers } from './strict.ts';

let text = '';
/** What was written beside the text: the formats' names. */
let formats: string[] = [];

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

/** Electron's `ClipboardItem`, to be written. */
export const ClipboardItem = strictClass(ClipboardItemStandIn);

/** Electron's `clipboard`, for text. It is the system's clipboard of this one app; Chromium has another of its own. */
export const clipboard = strict('clipboard', {
  readText: async () => text,
  async writeText(value: string) {
    text = String(value);
    formats = ['text/plain'];
  },
  async write(items: E.ClipboardItem[]) {
    const [item, ...more] = items as unknown as ClipboardItemStandIn[];
    if (!item || more.length > 0) throw notInStandIn('several items on the clipboard');
    const contents = await Promise.all(
      item.types.map(async (type) => [type, await ClipboardItemStandIn.read(item, type)] as const),
    );
    text = contents.find(([type]) => type === 'text/plain')?.[1] ?? '';
    // As in Electron: a format without content does not get there.
    formats = contents.flatMap(([type, content]) => (content === '' ? [] : [type]));
  },
  clear() {
    text = '';
    formats = [];
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
