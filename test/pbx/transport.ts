import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { DemoCertificate } from './certificate.ts';

export interface TransportOptions {
  port: number;
  /** Also listen on `::1`, at the same port. */
  ipv6: boolean;
  certificate: DemoCertificate | null;
  /** What happens to a new connection, before a byte of it is read. */
  admit: (address: string) => 'serve' | 'destroy' | 'hang';
  serve: http.RequestListener;
}

/** The listening sockets of the demo, on the loopback only. */
export interface Transport {
  port: number;
  replaceCertificate(certificate: DemoCertificate): void;
  /** Resets the connection of a request. */
  reset(request: http.IncomingMessage): void;
  /** Drops every connection of an address, except the one of this request. */
  dropOthers(address: string, request: http.IncomingMessage): void;
  /** Drops every connection, but keeps listening. */
  dropAll(): void;
  close(): Promise<void>;
}

/**
 * A plain TCP server in front of the HTTP or HTTPS server hands connections over: a blocked address is rejected
 * before TLS, and every socket is known when the demo ends.
 */
export async function openTransport(options: TransportOptions): Promise<Transport> {
  const { certificate } = options;
  const tls = certificate ? https.createServer(tlsOptions(certificate)) : null;
  const server = tls ?? http.createServer();
  server.keepAliveTimeout = 60_000;
  server.on('request', options.serve);
  server.on('tlsClientError', () => {});

  const sockets = new Set<net.Socket>();
  const accept = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.setNoDelay(true);
    const verdict = options.admit(socket.remoteAddress ?? '');
    if (verdict === 'destroy') socket.resetAndDestroy();
    if (verdict === 'serve') server.emit('connection', socket);
  };

  const fronts = [await listen(accept, '127.0.0.1', options.port)];
  const port = portOf(fronts[0]);
  if (options.ipv6) fronts.push(await listen(accept, '::1', port));

  const socketOf = (request: http.IncomingMessage) =>
    [...sockets].find(
      (socket) =>
        socket.remotePort === request.socket.remotePort &&
        socket.remoteAddress === request.socket.remoteAddress,
    );

  return {
    port,
    replaceCertificate: (next) => tls?.setSecureContext(tlsOptions(next)),
    reset: (request) => socketOf(request)?.resetAndDestroy(),
    dropOthers(address, request) {
      const own = socketOf(request);
      for (const socket of sockets) {
        if (socket !== own && socket.remoteAddress === address) socket.resetAndDestroy();
      }
    },
    dropAll() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(fronts.map((front) => new Promise((resolve) => front.close(resolve))));
      server.close();
    },
  };
}

function tlsOptions({ cert, key }: DemoCertificate): https.ServerOptions {
  return { cert, key };
}

function listen(accept: (socket: net.Socket) => void, host: string, port: number): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const front = net.createServer(accept);
    front.once('error', reject);
    front.listen({ port, host }, () => resolve(front));
  });
}

function portOf(front: net.Server | undefined): number {
  const address = front?.address();
  if (typeof address !== 'object' || address === null) throw new Error('The demo PBX does not listen');
  return address.port;
}
