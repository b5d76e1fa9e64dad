/** How much of a file is examined to tell text from other data. */
const sampleLength = 64_000;

/** Returns the text of a file or a pipe in whatever encoding it has; null if it is not text. */
export function decodeText(bytes: Uint8Array): string | null {
  const utf16 = decodeUtf16(bytes);
  if (utf16 !== null) return utf16;
  if (isBinary(bytes.subarray(0, sampleLength))) return null;
  // Names in an older Windows encoding come out right or wrong; the MAC addresses beside them are plain ASCII.
  return decodeUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
}

/**
 * Returns a secret exactly as it was written; null if its encoding is unknown. Guessing an older encoding as
 * `decodeText` does could turn a passphrase into a different one.
 */
export function decodeSecret(bytes: Uint8Array): string | null {
  return decodeUtf16(bytes) ?? (bytes.includes(0) ? null : decodeUtf8(bytes));
}

/** Decodes UTF-16, with or without a byte-order mark; null if the bytes are not UTF-16. */
export function decodeUtf16(bytes: Uint8Array): string | null {
  const label = utf16Label(bytes);
  return label && new TextDecoder(label).decode(bytes);
}

/** Decodes UTF-8; null if any byte is not valid in it. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The kind of UTF-16, by its byte-order mark or by the zero byte that most of its characters have. */
function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = bytes;
  // UTF-32 begins in the same way.
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? null : 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';

  const length = Math.min(bytes.length, sampleLength) & ~1;
  const zeros: [number, number] = [0, 0];
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at & 1 ? 1 : 0] += 1;
  const [even, odd] = zeros;
  const most = Math.max(even, odd);
  // Letters outside Latin-1, such as Latvian ones, have their zero byte on the other side.
  if (length < 4 || most < length / 10 || Math.min(even, odd) > most / 5) return null;
  const label = odd > even ? 'utf-16le' : 'utf-16be';
  return isMostlyText(new TextDecoder(label).decode(bytes.subarray(0, length))) ? label : null;
}

/** Whether a sample holds no more control characters and broken characters than text has. */
function isMostlyText(sample: string): boolean {
  const strange = sample.match(/[^\P{C}\t\n\f\r]|\ufffd/gu)?.length ?? 0;
  return strange <= sample.length / 50;
}

/** Text has no zero bytes and hardly any other control characters; terminal logs have a few. */
function isBinary(sample: Uint8Array): boolean {
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b)
      controls += 1;
  }
  return controls > sample.length / 50;
}
