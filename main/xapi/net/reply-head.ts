import type { Socket } from 'node:net';

/** Of the head of one reply, in bytes. Longer ones are passed on unchanged; undici rejects them. */
const maxHeadBytes = 131_072;

/**
 * Makes a socket return the heads of replies in a form that undici accepts. RFC 9110 has clients expect interim replies
 * (100, 103, …) at any time, but undici closes the connection on an unrequested `100 Continue`; and RFC 9112 has them
 * accept folded lines, white space after a value and a repeated length. Requires one request at a time on the socket.
 */
export function tidyReplyHeads<Connection extends Socket>(socket: Connection): Connection {
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
      // What was looked at before; an end of the head may have begun in it.
      let known = Math.max(0, head.length - endOfHead.length);
      for (;;) {
        const kind = kindOf(rest);
        const end = rest.indexOf(endOfHead, known);
        const hasNoEnd =
          end < 0 && (rest.length > maxHeadBytes || bareLineFeed.test(latin1(rest.subarray(known))));
        if (kind === 'other' || hasNoEnd) {
          head = null;
          return rest;
        }
        if (end < 0 || kind === 'undecided') {
          head = rest;
          return Buffer.alloc(0);
        }
        const body = rest.subarray(end + endOfHead.length);
        if (kind === 'final') {
          head = null;
          const tidied = tidyHead(latin1(rest.subarray(0, end)));
          return tidied === null ? rest : Buffer.concat([Buffer.from(tidied + endOfHead, 'latin1'), body]);
        }
        rest = body;
        known = 0;
      }
    },
  };
}

const endOfHead = '\r\n\r\n';
/** A head with such lines may have no other end. */
const bareLineFeed = /[^\r]\n/;
const latin1 = (bytes: Buffer): string => bytes.toString('latin1');

/** An interim reply is `HTTP/1.1 1…`, except 101, which changes the protocol. */
function kindOf(bytes: Buffer): 'interim' | 'final' | 'undecided' | 'other' {
  const start = bytes.toString('latin1', 0, 12);
  const status = /^HTTP\/1\.[01] (\d\d\d)$/.exec(start)?.[1];
  if (status !== undefined) return status.startsWith('1') && status !== '101' ? 'interim' : 'final';
  const isBeginning =
    start.length < 12 && /^HTTP\/1\.[01] \d\d\d$/.test(start + 'HTTP/1.1 100'.slice(start.length));
  return isBeginning ? 'undecided' : 'other';
}

/** A head with each field on one line, and its length once; null if it is so already. */
function tidyHead(head: string): string | null {
  const unfolded = head.replace(/[ \t]*\r\n[ \t]+/g, ' ').replace(/[ \t]+(?=\r\n|$)/g, '');
  const lengths = [...unfolded.matchAll(/\r\ncontent-length:([^\r]*)/gi)].flatMap(([, value = '']) =>
    value.split(',').map((each) => each.trim()),
  );
  const isRepeated = lengths.length > 1 && new Set(lengths).size === 1;
  const tidied = isRepeated
    ? `${unfolded.replace(/\r\ncontent-length:[^\r]*/gi, '')}\r\nContent-Length: ${lengths[0]}`
    : unfolded;
  return tidied === head ? null : tidied;
}
