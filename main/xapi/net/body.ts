import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import * as zlib from 'node:zlib';

/** A reply's headers, as undici returns them. */
export type Headers = Record<string, string | string[] | undefined>;

/** Why a body cannot be read, other than a failed connection. */
export class BodyError extends Error {
  readonly reason: 'too-large' | 'coding';

  constructor(reason: BodyError['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** The value of a header; the first if it came several times. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return [headers[name]].flat()[0];
}

/** The maximum number of codings on one body. */
const maxCodings = 4;
/** For zstd, as RFC 9659 limits it for the web: 8 MB. */
const zstdWindowLog = 23;

const decoders: Readonly<Record<string, (first: number) => zlib.Gunzip | zlib.BrotliDecompress>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  br: () => zlib.createBrotliDecompress(),
  // The zlib format is meant; some servers send the raw stream.
  deflate: (first) => ((first & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw()),
  zstd: () => zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: zstdWindowLog } }),
};

/** Collects a body as it arrives. */
export interface BodyCollector {
  add(chunk: Buffer): void;
  /** It has arrived completely. */
  end(): void;
  /** The connection failed. */
  fail(error: Error): void;
  /** Resolves with the whole decoded body. Rejects with BodyError, and with the error passed to `fail`. */
  done: Promise<Buffer>;
  /** What was read so far. */
  soFar(): Buffer;
}

/**
 * Collects a body, undoing the codings that its headers name: a PBX's web server or a proxy may compress unasked.
 * undici's own interceptor for it is experimental, prints a warning to standard error, and does not limit the size.
 *
 * @param maxBytes of what arrives, and of the output of each decoding step
 * @param abort called if the rest is not wanted
 */
export function collectBody(
  headers: Headers,
  maxBytes: number,
  abort: (reason: Error) => void,
): BodyCollector {
  const { promise: done, resolve, reject } = Promise.withResolvers<Buffer>();
  const collected: Buffer[] = [];
  const soFar = (): Buffer => (collected.length === 1 && collected[0]) || Buffer.concat(collected);
  const refuse = (error: Error): void => {
    reject(error);
    abort(error);
  };
  let arrived = 0;
  /** The part of a chunk within the limit; beyond it, the rest is not wanted. */
  const withinLimit = (chunk: Buffer): Buffer => {
    const room = Math.max(0, maxBytes - arrived);
    arrived += chunk.length;
    if (arrived > maxBytes) refuse(new BodyError('too-large'));
    return chunk.subarray(0, room);
  };

  const codings = codingsOf(headers);
  if (codings === null) {
    const unknown = new BodyError('coding');
    return {
      add: () => refuse(unknown),
      end: () => reject(unknown),
      fail: () => reject(unknown),
      done,
      soFar,
    };
  }
  if (codings.length === 0) {
    const add = (chunk: Buffer): void => void collected.push(withinLimit(chunk));
    return { add, end: () => resolve(soFar()), fail: reject, done, soFar };
  }
  const source = new Readable({ read() {} });
  let hasEnded = false;
  unpackAll(source, codings, maxBytes, collected).then(() => {
    resolve(soFar());
    if (!hasEnded) abort(new Error('The body goes on after its end.'));
  }, refuse);
  return {
    add(chunk) {
      source.push(withinLimit(chunk));
    },
    end() {
      hasEnded = true;
      source.push(null);
    },
    fail: (error) => void source.destroy(error),
    done,
    soFar,
  };
}

async function unpackAll(
  source: Readable,
  codings: readonly string[],
  maxBytes: number,
  collected: Buffer[],
): Promise<void> {
  // When reading ends early, destroying the source emits its own error.
  source.on('error', () => {});
  try {
    let stream: AsyncIterable<Buffer> = source;
    for (const coding of codings) stream = bounded(unpacked(stream, coding), maxBytes);
    for await (const chunk of stream) collected.push(chunk);
  } catch (error) {
    throw isDamage(error) ? new BodyError('coding', { cause: error }) : error;
  } finally {
    source.destroy();
  }
}

/** The codings in the order of decoding; null if any is not supported. */
function codingsOf({ 'content-encoding': value }: Headers): string[] | null {
  if (value === undefined) return [];
  const named = [value].flat().join(',').toLowerCase().split(',');
  const codings = named
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > maxCodings || codings.some((coding) => !Object.hasOwn(decoders, coding))) return null;
  return codings.reverse();
}

async function* bounded(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of source) {
    yield chunk.subarray(0, maxBytes - length);
    length += chunk.length;
    if (length > maxBytes) throw new BodyError('too-large');
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
  // The decoder reports its error.
  pipeline(Readable.from(whole()), decoder, () => {});
  yield* decoder as AsyncIterable<Buffer>;
}

function isDamage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(?:Z_|ZSTD_|ERR__|ERR_BROTLI|ERR_ZSTD)/.test(code);
}

/**
 * The text of a body. JSON is UTF-8 whatever type a proxy adds, and UTF-16 is easy to detect; only bytes that are
 * neither are decoded with the given charset.
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
