import type { Socket } from 'node:net';

/** Of one interim reply, in bytes. */
const maxInterimBytes = 65_536;

/**
 * Makes a socket skip unrequested interim replies (100, 103, …). RFC 9110 has clients expect them at any time, but
 * undici closes the connection on an unrequested `100 Continue`. Requires one request at a time on the socket.
 */
export function skipInterimReplies<Connection extends Socket>(socket: Connection): Connection {
  const read = socket.read.bind(socket);
  const write: Socket['write'] = socket.write.bind(socket);
  const filter = createFilter();

  socket.read = (size?: number): Buffer | null => {
    for (;;) {
      const chunk: Buffer | null = read(size);
      if (chunk === null) return null;
      const kept = filter.take(chunk);
      if (kept.length > 0) return kept;
    }
  };
  // After a request was written, the next data begins with a status line.
  socket.write = ((...args: Parameters<Socket['write']>) => {
    filter.expectReply();
    return write(...args);
  }) as Socket['write'];
  return socket;
}

interface InterimFilter {
  expectReply(): void;
  /** The part of a chunk that belongs to the final reply. */
  take(chunk: Buffer): Buffer;
}

function createFilter(): InterimFilter {
  /** What has arrived of a reply's head; null once the final reply has begun. */
  let head: Buffer | null = Buffer.alloc(0);

  return {
    expectReply() {
      head ??= Buffer.alloc(0);
    },
    take(chunk) {
      if (head === null) return chunk;
      let rest = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      for (;;) {
        const kind = kindOf(rest);
        const end = kind === 'interim' ? rest.indexOf('\r\n\r\n') : -1;
        if (kind === 'final' || rest.length > maxInterimBytes) {
          head = null;
          return rest;
        }
        if (end < 0) {
          head = rest;
          return Buffer.alloc(0);
        }
        rest = rest.subarray(end + 4);
      }
    },
  };
}

/** `HTTP/1.1 1…`, except 101, which changes the protocol. */
function kindOf(bytes: Buffer): 'interim' | 'final' | 'undecided' {
  const start = bytes.toString('latin1', 0, 12);
  if (/^HTTP\/1\.[01] 1\d\d$/.test(start)) return start.endsWith('101') ? 'final' : 'interim';
  const isBeginning =
    start.length < 12 && /^HTTP\/1\.[01] 1\d\d$/.test(start + 'HTTP/1.1 100'.slice(start.length));
  return isBeginning ? 'undecided' : 'final';
}
