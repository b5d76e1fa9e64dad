import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request to a raw server. */
interface RawRequest {
  /** Such as `POST /connect/token`. */
  line: string;
  head: string;
}

/** Writes a reply, byte by byte as the test needs it. */
export type RawReply = (socket: Socket, request: RawRequest) => void | Promise<void>;

/** A server that answers with exactly the bytes of a test; it is closed after the test. Returns its origin. */
export async function rawServer(reply: RawReply): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let received = '';
    socket.on('data', (data) => {
      received += data.toString('latin1');
      for (let request = wholeRequest(received); request; request = wholeRequest(received)) {
        received = received.slice(request.length);
        void reply(socket, { line: request.head.split(' HTTP/')[0] ?? '', head: request.head });
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function wholeRequest(received: string): { head: string; length: number } | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = received.slice(0, end);
  const length = end + 4 + Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
  return received.length < length ? null : { head, length };
}
