import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every form in which a secret could be left behind: plain, hex, base64 at any offset, URL-encoded, UTF-16. */
export function formsOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret, 'utf8');
  const utf16 = Buffer.from(secret, 'utf16le');
  const texts = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ x: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...base64Forms(bytes),
  ];
  return [...new Set(texts)].map((text) => Buffer.from(text)).concat(utf16, Buffer.from(utf16).swap16());
}

/** Base64 of bytes inside a longer text: three alignments, without the characters that depend on the neighbours. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const start = offset === 0 ? 0 : offset + 1;
    const end = Math.floor((padded.length * 8) / 6);
    const text = padded.toString('base64').slice(start, end);
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Names of the secrets that a text contains in any form. */
export function leaksIn(text: Buffer | string, secrets: ReadonlyMap<string, string>): string[] {
  const haystack = Buffer.from(text);
  return [...secrets]
    .filter(([, secret]) => formsOf(secret).some((form) => haystack.includes(form)))
    .map(([name]) => name);
}

/** The same for every file below a folder, as `file: secret`. */
export function leaksBelow(folder: string, secrets: ReadonlyMap<string, string>): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      return leaksIn(readFileSync(file), secrets).map((name) => `${file}: ${name}`);
    });
}
