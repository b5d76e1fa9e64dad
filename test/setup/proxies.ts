import { createServer } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A real proxy on the loopback. */
export interface TestProxy {
  /** `host:port` */
  name: string;
  url: string;
  /** Where tunnels were opened to, as `host:port`. */
  tunnels: string[];
  /** Every login it was sent, as `user:password`. */
  logins: string[];
  /** How often it was asked for a tunnel. */
  asked(): number;
  /** Changes the login it accepts; null for none. */
  setLogin(login: string | null): void;
  /** Drops open tunnels like a router or a lost network does: nobody is notified, and nothing gets through. */
  forgetTunnels(): void;
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** The only login it accepts, as `user:password`; without it, none is required. */
  login?: string;
  /** The schemes it offers. */
  schemes?: string[];
  /** Tunnels end at this port of the loopback, whatever name was requested. */
  to?: number;
  /** A SOCKS5 proxy answers each request with this code (RFC 1928, 6). */
  refuses?: number;
}

/** An HTTP proxy that supports CONNECT. */
export async function startProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const { schemes = ['Basic realm="test"'] } = options;
  let login = options.login ?? null;
  let asked = 0;
  const [tunnels, logins]: string[][] = [[], []];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request, client, head) => {
    asked += 1;
    client.on('error', () => {});
    const [, sent] = /^Basic (.+)$/.exec(request.headers['proxy-authorization'] ?? '') ?? [];
    const given = sent && Buffer.from(sent, 'base64').toString();
    if (given) logins?.push(given);
    if (login !== null && given !== login) {
      const lines = schemes.map((scheme) => `Proxy-Authenticate: ${scheme}\r\n`).join('');
      client.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${lines}Content-Length: 0\r\n\r\n`);
      return;
    }
    tunnels?.push(request.url ?? '');
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = net.connect(
      options.to ?? Number(port || 80),
      options.to ? '127.0.0.1' : hostname.replace(/[[\]]/g, ''),
      () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      },
    );
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  const name = await listen(server);
  return {
    name,
    url: `http://${name}`,
    tunnels: tunnels ?? [],
    logins: logins ?? [],
    asked: () => asked,
    setLogin(next) {
      login = next;
    },
    forgetTunnels() {
      for (const socket of sockets) socket.unpipe().removeAllListeners('data').pause();
    },
    close: () => closeAll(server, sockets),
  };
}

/** A SOCKS5 proxy. */
export async function startSocks(options: ProxyOptions = {}): Promise<TestProxy> {
  let login = options.login ?? null;
  let asked = 0;
  const [tunnels, logins]: string[][] = [[], []];
  const sockets = new Set<Socket>();
  const serve = async (client: Socket): Promise<void> => {
    asked += 1;
    const read = reader(client);
    const [, count = 0] = await read(2);
    const offered = [...(await read(count))];
    const method = login === null ? 0 : 2;
    client.write(Buffer.from([5, offered.includes(method) ? method : 0xff]));
    if (!offered.includes(method)) return void client.end();
    if (login !== null) {
      const user = await read((await read(2))[1] ?? 0);
      const password = await read((await read(1))[0] ?? 0);
      const given = `${user}:${password}`;
      logins?.push(given);
      client.write(Buffer.from([1, given === login ? 0 : 1]));
      if (given !== login) return void client.end();
    }
    const kind = (await read(4))[3];
    const host =
      kind === 3
        ? (await read((await read(1))[0] ?? 0)).toString()
        : kind === 4
          ? `[${(await read(16)).toString('hex').match(/..../g)?.join(':')}]`
          : [...(await read(4))].join('.');
    const port = (await read(2)).readUInt16BE();
    if (options.refuses !== undefined)
      return void client.end(Buffer.from([5, options.refuses, 0, 1, 0, 0, 0, 0, 0, 0]));
    tunnels?.push(`${host}:${port}`);
    const upstream = net.connect(
      options.to ?? port,
      options.to ? '127.0.0.1' : host.replace(/[[\]]/g, ''),
      () => {
        client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        upstream.pipe(client).pipe(upstream);
      },
    );
    sockets.add(upstream);
    upstream.on('error', () => client.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])));
    client.on('close', () => upstream.destroy());
  };
  const server = net.createServer((client) => {
    sockets.add(client);
    client.on('error', () => {});
    serve(client).catch(() => client.destroy());
  });
  const name = await listen(server);
  return {
    name,
    url: `socks5://${name}`,
    tunnels: tunnels ?? [],
    logins: logins ?? [],
    asked: () => asked,
    setLogin(next) {
      login = next;
    },
    forgetTunnels() {
      for (const socket of sockets) socket.unpipe().removeAllListeners('data').pause();
    },
    close: () => closeAll(server, sockets),
  };
}

function reader(socket: Socket): (bytes: number) => Promise<Buffer> {
  return async (bytes) => {
    for (;;) {
      const chunk: Buffer | null = bytes === 0 ? Buffer.alloc(0) : socket.read(bytes);
      if (chunk) return chunk;
      if (socket.readableEnded || socket.destroyed) throw new Error('it left');
      await new Promise((resolve) => {
        socket.once('readable', resolve);
        socket.once('close', resolve);
        socket.once('end', resolve);
      });
    }
  };
}

async function listen(server: net.Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closeAll(server: net.Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => server.close(done));
}
