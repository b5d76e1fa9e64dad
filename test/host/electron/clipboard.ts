import type * as E from 'electron';
import { answer } from './host.ts';
import { strict } from './strict.ts';

let text = '';

/** Electron's `clipboard`, for text. It is the system's clipboard of this one app; Chromium has another of its own. */
export const clipboard = strict('clipboard', {
  readText: async () => text,
  async writeText(value: string) {
    text = String(value);
  },
  clear() {
    text = '';
  },
  has: async (type: string) => type === 'text/plain' && text !== '',
} satisfies Pick<E.Clipboard, 'readText' | 'writeText' | 'clear' | 'has'>);

answer({
  readClipboard: () => text,
  writeClipboard: (value) => {
    text = value;
  },
});
