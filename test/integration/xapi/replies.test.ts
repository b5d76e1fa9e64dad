/** Any legal JSON in any legal form on the wire is read the same; anything beyond a limit ends with a clear error. */
import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseJson } from '../../../main/xapi/judge.ts';
import { createConnections, networkOfVariables } from '../../../main/xapi/net/connection.ts';
import { exchange, type Reply } from '../../../main/xapi/net/exchange.ts';
import { type RawReply, rawServer } from '../../setup/raw-server.ts';
import { failure } from '../../setup/xapi.ts';

const maxBody = 200_000;

/** Sends requests to a raw server, always over the same connections. */
async function client(
  reply: RawReply,
): Promise<(timeoutMs?: number, signal?: AbortSignal) => Promise<Reply>> {
  const url = await rawServer(reply);
  const connections = createConnections({
    url,
    pinnedFingerprint: null,
    network: networkOfVariables(),
    now: Date.now,
    monotonic: () => performance.now(),
  });
  onTestFinished(() => connections.destroy());
  return (timeoutMs = 20_000, signal) =>
    exchange(connections.current(), url, {
      method: 'POST',
      path: '/',
      headers: {},
      timeoutMs,
      maxBodyBytes: maxBody,
      signal,
    });
}

const packers: Record<string, (body: Buffer) => Buffer> = {
  identity: (body) => body,
  gzip: (body) => zlib.gzipSync(body),
  'X-GZIP': (body) => zlib.gzipSync(body),
  br: (body) => zlib.brotliCompressSync(body),
  deflate: (body) => zlib.deflateSync(body),
  Deflate: (body) => zlib.deflateRawSync(body),
  ...('zstdCompressSync' in zlib ? { zstd: (body: Buffer) => zlib.zstdCompressSync(body) } : {}),
};
const coding = fc.constantFrom(...Object.keys(packers));

const encodings: Record<string, (text: string) => Buffer> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with BOM': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16LE with BOM': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16BE with BOM': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

const form = fc.record({
  json: fc.jsonValue({ maxDepth: 4 }),
  encoding: fc.constantFrom(...Object.keys(encodings)),
  type: fc.constantFrom(
    'application/json',
    'application/json; charset=iso-8859-1',
    'text/plain',
    'application/json;odata.metadata=minimal;charset="utf-8"',
    '',
  ),
  space: fc.constantFrom('', ' ', '\r\n\t', '\n'.repeat(50)),
  codings: fc.array(coding, { maxLength: 3 }),
  /** Each coding in a separate header, or all in one. */
  separateHeaders: fc.boolean(),
  framing: fc.constantFrom('content-length', 'chunked', 'close'),
  chunk: fc.integer({ min: 1, max: 4000 }),
  /** How the bytes are split on the wire, at any position. */
  piece: fc.integer({ min: 1, max: 300 }),
  interim: fc.array(
    fc.constantFrom(
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n',
      'HTTP/1.1 102 Processing\r\n\r\n',
      'HTTP/1.0 100 \r\nX-A: HTTP/1.1 200 OK\r\n\r\n',
    ),
    { maxLength: 3 },
  ),
});
type Form = typeof form extends fc.Arbitrary<infer Value> ? Value : never;

/** The bytes of a reply. */
function written({
  json,
  encoding,
  type,
  space,
  codings,
  separateHeaders,
  framing,
  chunk,
  interim,
}: Form): Buffer {
  const text = `${space}${JSON.stringify(json)}${space}`;
  const plain = encodings[encoding]?.(text) ?? Buffer.alloc(0);
  const body = codings.reduce((bytes, name) => packers[name]?.(bytes) ?? bytes, plain);
  const headers = [
    ...(type === '' ? [] : [`Content-Type: ${type}`]),
    ...(separateHeaders
      ? codings.map((name) => `Content-Encoding: ${name}`)
      : codings.length > 0
        ? [`content-encoding: ${codings.join(' , ')}`]
        : []),
    ...(framing === 'content-length' ? [`Content-Length: ${body.length}`] : []),
    ...(framing === 'chunked' ? ['Transfer-Encoding: chunked'] : []),
    ...(framing === 'close' ? ['Connection: close'] : []),
  ];
  const head = `${interim.join('')}HTTP/1.1 200 OK\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n`;
  return Buffer.concat([Buffer.from(head), framing === 'chunked' ? chunked(body, chunk) : body]);
}

function chunked(body: Buffer, size: number): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    chunks.push(Buffer.from(`${part.length.toString(16)};x=y\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from('0\r\nX-Trailer: z\r\n\r\n')]);
}

test('any legal JSON in any legal form is read correctly', async () => {
  const now: { form: Form | null } = { form: null };
  const ask = await client(async (socket) => {
    if (!now.form) return;
    const bytes = written(now.form);
    const pieces = Math.min(40, Math.ceil(bytes.length / now.form.piece));
    for (let index = 0; index < pieces; index += 1) {
      const last = index === pieces - 1;
      socket.write(
        bytes.subarray(index * now.form.piece, last ? bytes.length : (index + 1) * now.form.piece),
      );
      await turn();
    }
    if (now.form.framing === 'close') socket.end();
  });
  await fc.assert(
    fc.asyncProperty(form, async (each) => {
      now.form = each;
      const { status, text } = await ask();
      expect(status).toBe(200);
      expect(parseJson(text)).toEqual(JSON.parse(JSON.stringify(each.json)));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['windows-1252', Buffer.from('{"Name":"Caf\xe9 \x80"}', 'latin1'), 'Café €'],
  ['no-such-charset', Buffer.from('{"Name":"Caf\xe9"}', 'latin1'), 'Caf\ufffd'],
])('text that is not UTF-8 is decoded with its charset: %s', async (charset, body, name) => {
  const ask = await client((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=${charset}\r\n`);
    socket.write(`Content-Length: ${body.length}\r\n\r\n`);
    socket.write(body);
  });
  expect(parseJson((await ask()).text)).toEqual({ Name: name });
});

describe.each([
  ['at once', 100_000],
  ['byte by byte', 1],
])('a head is read, %s', (_, piece) => {
  const length = 'Content-Length: 2\r\n';
  test.each([
    ['with a folded line', `X-A: b\r\n  c\r\n\td\r\n${length}`],
    ['with a folded value that matters', 'Content-Length:\r\n 2\r\n'],
    ['whose last line is folded', `${length}X-A: b\r\n c\r\n`],
    ['with white space after values', 'X-A: b \t\r\nContent-Length: \t2 \t\r\n'],
    ['with its length twice', length + length.toLowerCase()],
    ['with its length twice in one line', 'Content-Length: 2, 2\r\n'],
    ['with a folded interim reply before', length, 'HTTP/1.1 103 Early Hints\r\nLink: a\r\n b\r\n\r\n'],
    ['with a name in an older encoding', `X-A: Caf\xe9\r\n c\r\n${length}`],
  ])('%s', async (_name, fields, before = '') => {
    const ask = await client(async (socket) => {
      const bytes = Buffer.from(`${before}HTTP/1.1 200 OK\r\n${fields}\r\n{}`, 'latin1');
      for (let at = 0; at < bytes.length; at += piece) {
        socket.write(bytes.subarray(at, at + piece));
        await turn();
      }
    });
    for (const _again of [1, 2]) expect((await ask()).text).toBe('{}');
  });
});

test.each([
  ['different lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
  ['lines that end without a carriage return', 'HTTP/1.1 200 OK\nContent-Length: 2\n\n{}'],
  ['a line that is no field', 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n{}'],
])(
  'a head that is not legal is rejected at once: %s',
  async (_, head) => {
    const ask = await client((socket) => void socket.write(head));
    expect(['not-a-3cx', 'pbx-unreachable']).toContain((await failure(ask(5_000))).code);
  },
  4_000,
);

const zeros = Buffer.alloc(150_000_000);
const bombs: [string, () => Buffer, string][] = [
  ['gzip', () => zlib.gzipSync(zeros), 'too-large'],
  [
    'br',
    () => zlib.brotliCompressSync(zeros, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } }),
    'too-large',
  ],
  ['deflate', () => zlib.deflateSync(zeros), 'too-large'],
  ['zstd', () => zlib.zstdCompressSync(zeros), 'too-large'],
  ['gzip, gzip', () => zlib.gzipSync(zlib.gzipSync(zeros)), 'too-large'],
  // Much comes in, and nothing comes out.
  ['gzip', () => Buffer.concat(Array(20_000).fill(zlib.gzipSync(''))), 'too-large'],
  ['identity', () => Buffer.alloc(maxBody + 1, ' '), 'too-large'],
  ['gzip', () => Buffer.from('{"no": "gzip"}'), 'coding'],
  ['br', () => Buffer.from('\x01\x02no brotli', 'latin1'), 'coding'],
  ['gzip', () => zlib.gzipSync('{"cut": "off"}').subarray(0, -9), 'coding'],
  ['compress', () => Buffer.from('{}'), 'coding'],
  ['constructor', () => Buffer.from('{}'), 'coding'],
  [Array(9).fill('gzip').join(), () => Buffer.from('{}'), 'coding'],
];

describe('beyond a limit, or damaged', () => {
  test.each(bombs)('%s, case %#', async (name, make, reason) => {
    const body = make();
    const ask = await client((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    });
    const before = process.memoryUsage().rss;
    expect(await failure(ask())).toMatchObject({
      code: 'response-unreadable',
      facts: { status: 200, reason },
    });
    // Far below what the bombs unpack to.
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('headers of 60 KB are read, those of a megabyte are rejected as too large', async () => {
    const sizes = [60_000, 1_000_000];
    const ask = await client((socket) => {
      const line = 'X-Policy: '.padEnd(10_000, 'https://cdn.example ');
      const count = (sizes.shift() ?? 0) / 10_000;
      socket.write(`HTTP/1.1 200 OK\r\n${`${line}\r\n`.repeat(count)}Content-Length: 2\r\n\r\n{}`);
    });
    expect((await ask()).text).toBe('{}');
    expect(await failure(ask())).toMatchObject({
      code: 'response-unreadable',
      facts: { reason: 'too-large' },
    });
  });

  test('endless interim replies take no longer than the timeout of a request', async () => {
    const ask = await client(async (socket) => {
      while (!socket.destroyed) {
        socket.write('HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n'.repeat(100));
        await turn();
      }
    });
    expect(await failure(ask(300))).toMatchObject({
      code: 'pbx-unreachable',
      facts: { unreachable: 'timed-out' },
    });
  });

  test('a failed request counts by its status, however its body ends', async () => {
    const bodies = [zlib.gzipSync('{"error":"x"}').subarray(0, -9), Buffer.alloc(maxBody, 'a')];
    const ask = await client((socket) => {
      const body = bodies.shift() ?? Buffer.alloc(0);
      socket.write('HTTP/1.1 403 Forbidden\r\n');
      if (bodies.length === 1) socket.write('Content-Encoding: gzip\r\n');
      socket.write(`Content-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    });
    expect((await ask()).status).toBe(403);
    expect((await ask()).status).toBe(403);
  });

  test.each([
    ['plain', (body: Buffer) => body, ''],
    ['compressed', (body: Buffer) => zlib.gzipSync(body), 'Content-Encoding: gzip\r\n'],
  ])('a failed request keeps the beginning of a body that is too long: %s', async (_, pack, header) => {
    const body = pack(Buffer.from(`<title>Moved</title>${'Some words. '.repeat(20_000)}`));
    const ask = await client((socket) => {
      socket.write(`HTTP/1.1 404 Not Found\r\n${header}Content-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    });
    const { text } = await ask();
    expect(text).toMatch(/^<title>Moved/);
    expect(text.length).toBeLessThanOrEqual(64_000);
  });
});

test('a finished exchange leaves no listener on a signal that outlives it', async () => {
  const { signal } = new AbortController();
  const replies = ['', 'Content-Encoding: compress\r\n', 'Content-Encoding: gzip\r\n'];
  const ask = await client((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${replies.shift()}Content-Length: 2\r\n\r\n{}`);
  });
  expect((await ask(20_000, signal)).text).toBe('{}');
  expect(await failure(ask(20_000, signal))).toMatchObject({ facts: { reason: 'coding' } });
  expect(await failure(ask(20_000, signal))).toMatchObject({ facts: { reason: 'coding' } });
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('an unwanted exchange ends, even in the middle of its reply', async () => {
  const ask = await client((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{');
  });
  const ending = new AbortController();
  const asked = failure(ask(20_000, ending.signal));
  ending.abort();
  expect(await asked).toMatchObject({ code: 'cancelled' });
  expect(await failure(ask(20_000, ending.signal))).toMatchObject({ code: 'cancelled' });
});
