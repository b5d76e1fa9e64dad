import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import * as zlib from 'node:zlib';

/** A reply's headers, as undici has them. */
export type Headers = Record<string, string | string[] | undefined>;

/** Why a body cannot be read, other than by a failed connection. */
export class BodyError extends Error {
  readonly reason: 'too-large' | 'coding';

  constructor(reason: BodyError['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** The value of a header; of one that came several times, the first. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return [headers[name]].flat()[0];
}

/** Codings stacked on one body. */
const maxCodings = 4;
/** Of zstd, as RFC 9659 limits it for the web: 8 MB. */
const zstdWindowLog = 23;

const decoders: Readonly<Record<string, (first: number) => zlib.Gunzip | zlib.BrotliDecompress>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  br: () => zlib.createBrotliDecompress(),
  // Meant is zlib's format; some servers send the bare stream.
  deflate: (first) => ((first & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw()),
  zstd: () => zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: zstdWindowLog } }),
};

/**
 * Reads a body as it arrives, undoing the codings that its headers name: a PBX's web server or a proxy may compress unasked.
 * undici's own interceptor for it is experimental, says so on standard error, and does not bound what comes in.
 *
 * @param maxBytes of what arrives, and of what it unpacks to at each step
 * @throws BodyError and what the connection throws, both with what was read until then in `collected`
 */
export async function readBody(
  body: Readable,
  headers: Headers,
  maxBytes: number,
  collected: Buffer[],
): Promise<void> {
  // Where reading ends early, destroying it is an error of its own.
  body.on('error', () => {});
  try {
    let stream = bounded(body, maxBytes);
    for (const coding of codingsOf(headers)) stream = bounded(unpacked(stream, coding), maxBytes);
    for await (const chunk of stream) collected.push(chunk);
  } catch (error) {
    throw isDamage(error) ? new BodyError('coding', { cause: error }) : error;
  } finally {
    body.destroy();
  }
}

/** In the order in which they are undone. @throws BodyError */
function codingsOf(headers: Headers): string[] {
  const named = [headers['content-encoding']].flat().join(',').toLowerCase().split(',');
  const codings = named
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > maxCodings || codings.some((coding) => !Object.hasOwn(decoders, coding)))
    throw new BodyError('coding');
  return codings.reverse();
}

async function* bounded(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > maxBytes) throw new BodyError('too-large');
    yield chunk;
  }
}

async function* unpacked(source: AsyncIterable<Buffer>, coding: string): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  const decoder = first.done ? undefined : decoders[coding]?.(first.value[0] ?? 0);
  if (first.done || !decoder) return;
  const whole = async function* (): AsyncGenerator<Buffer> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  // Its error comes out of the decoder.
  pipeline(Readable.from(whole()), decoder, () => {});
  yield* decoder as AsyncIterable<Buffer>;
}

function isDamage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(?:Z_|ZSTD_|ERR__|ERR_BROTLI|ERR_ZSTD)/.test(code);
}

/**
 * The text of a body. JSON is UTF-8 whatever a proxy adds to its type, and UTF-16 is plain to see; only bytes that are neither
 * are read as the charset says.
 */
export function textOf(bytes: Buffer, headers: Headers): string {
  return decoderFor(bytes, headers).decode(bytes).replace(/\0+$/, '');
}

function decoderFor(bytes: Buffer, headers: Headers): TextDecoder {
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  // JSON begins with an ASCII character.
  if (bytes.length > 1 && first !== 0 && second === 0) return new TextDecoder('utf-16le');
  if (bytes.length > 1 && first === 0 && second !== 0) return new TextDecoder('utf-16be');
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(headerOf(headers, 'content-type') ?? '')?.[1];
  if (charset === undefined || isUtf8(bytes)) return new TextDecoder();
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
