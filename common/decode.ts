/** How much of a file is examined to tell text from other data. */
const sampleLength = 64_000;

/** Returns the text of a file or a pipe in whatever encoding it has; null if it is not text. */
export function decodeText(bytes: Uint8Array): string | null {
  const wide = decodeWide(bytes);
  if (wide !== null) return wide;
  if (isBinary(bytes.subarray(0, sampleLength))) return null;
  // Names in an older Windows encoding come out right or wrong; the MAC addresses beside them are plain ASCII.
  const text = decodeUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  return text.replaceAll('\0', ' ');
}

/**
 * Returns a secret exactly as it was written; null if its encoding is unknown. Guessing an older encoding as
 * `decodeText` does could turn a passphrase into a different one.
 */
export function decodeSecret(bytes: Uint8Array): string | null {
  const label = utf16Label(bytes);
  if (label === null) return bytes.includes(0) ? null : decodeUtf8(bytes);
  const hasMark = (bytes[0] ?? 0) >= 0xfe;
  // Programs written in C may end a secret with a zero byte, or separate several by one.
  if (!hasMark && !isMostlyLatin(bytes, label)) return null;
  const text = decodeStrictly(bytes, label);
  return text === null || text.includes('\0') ? null : text;
}

/** Whether more than half of the characters of UTF-16 have a zero byte. */
function isMostlyLatin(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be'): boolean {
  const high = label === 'utf-16le' ? 1 : 0;
  const zeros = bytes.filter((byte, at) => byte === 0 && at % 2 === high).length;
  return zeros > bytes.length / 4;
}

/**
 * Decodes UTF-16 or UTF-32, with or without a byte-order mark; null if the bytes are neither. Lines of plain ASCII that
 * another program appended to UTF-16 are read as such.
 */
export function decodeWide(bytes: Uint8Array): string | null {
  const utf32 = utf32Order(bytes);
  if (utf32 !== null) return decodeUtf32(bytes, utf32);
  const label = utf16Label(bytes);
  return label && decodeMixed(bytes, label);
}

/** Decodes UTF-8; null if any byte is not valid in it. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  return decodeStrictly(bytes, 'utf-8');
}

function decodeStrictly(bytes: Uint8Array, label: 'utf-8' | 'utf-16le' | 'utf-16be'): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
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

/** Whether the bytes are UTF-32, and which of each four comes first: by its mark, or by the zeros of all characters. */
function utf32Order(bytes: Uint8Array): 'little' | 'big' | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return 'little';
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'big';
  const length = Math.min(bytes.length, sampleLength) & ~3;
  if (length < 8) return null;
  const isCode = (low: number, plane: number, high: number): boolean =>
    high === 0 && plane <= 0x10 && low !== 0;
  let [little, big] = [true, true];
  for (let at = 0; at < length && (little || big); at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
    little &&= isCode(a | b, c, d);
    big &&= isCode(c | d, b, a);
  }
  return little ? 'little' : big ? 'big' : null;
}

function decodeUtf32(bytes: Uint8Array, order: 'little' | 'big'): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const pieces: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, order === 'little');
    if (at === 0 && code === 0xfeff) continue;
    pieces.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
  }
  return pieces.join('');
}

/** A line of ASCII after a line of UTF-16, and more of them; `\r\n` side by side is no character of UTF-16. */
const asciiLines = {
  'utf-16le': /(?<=[\n\r]\0)(?:[\t\x20-\x7e]*\r\n(?!\0))+/g,
  'utf-16be': /(?<=\0[\n\r])(?:[\t\x20-\x7e]*\r\n)+/g,
};
/** The same at the end, where other systems end a line with `\n`, or with nothing. */
const asciiEnd = {
  'utf-16le': /(?<=[\n\r]\0)[\t\r\n\x20-\x7e]+$/,
  'utf-16be': /(?<=\0[\n\r])[\t\r\n\x20-\x7e]+$/,
};

function decodeMixed(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be'): string {
  const wide = (from: number, to: number): string => new TextDecoder(label).decode(bytes.subarray(from, to));
  // Each byte as one character.
  const raw = Array.from({ length: Math.ceil(bytes.length / rawPiece) }, (_, at) =>
    String.fromCharCode(...bytes.subarray(at * rawPiece, (at + 1) * rawPiece)),
  ).join('');
  let text = '';
  let from = 0;
  for (const { index, 0: lines } of [...raw.matchAll(asciiLines[label])]) {
    if (index < from || (index - from) % 2 === 1) continue;
    text += wide(from, index) + lines;
    from = index + lines.length;
  }
  const end = asciiEnd[label].exec(raw.slice(from));
  // Some Chinese characters look like ASCII, but hardly many of them, or with the end of a line.
  const isAppended = end && end.index % 2 === 0 && (end[0].length > 11 || /[\r\n]/.test(end[0]));
  if (!isAppended) return text + wide(from, bytes.length);
  return text + wide(from, from + end.index) + end[0];
}

const rawPiece = 8192;

/** Whether a sample holds no more control characters and broken characters than text has. */
function isMostlyText(sample: string): boolean {
  const strange = sample.match(/[^\P{C}\t\n\f\r]|\ufffd/gu)?.length ?? 0;
  return strange <= sample.length / 50;
}

/** In this many bytes of text there is at most one zero byte. Logs of serial consoles have a few. */
const bytesPerZero = 1000;

/** Text has hardly any zero bytes and few other control characters; terminal logs have some. */
function isBinary(sample: Uint8Array): boolean {
  let controls = 0;
  let zeros = 0;
  for (const byte of sample) {
    if (byte === 0) zeros += 1;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b)
      controls += 1;
  }
  return zeros > sample.length / bytesPerZero || controls > sample.length / 50;
}
