import { connect, isIPv6, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RekeyError } from '../../../common/errors.ts';
import { proxyName, proxyPort } from './proxy.ts';
import type { ProxyLogin, Try } from './proxy-login.ts';

/** RFC 1928 and 1929. */
const version = 5;
const methods = { none: 0, login: 2 };
const loginVersion = 1;
const addressLengths: Record<number, number> = { 1: 4, 4: 16 };
const byName = 3;
const forbidden = 2;

/**
 * Asks a SOCKS5 proxy for a connection. The proxy looks the name up: it may be one that only its own network knows.
 * The library's own agent for this does its TLS itself, and could not hold a pinned certificate.
 *
 * @throws RekeyError `proxy-failed`
 */
export async function openSocks(
  proxy: URL,
  { host, port }: { host: string; port: number },
  login: ProxyLogin | null,
  timeoutMs: number,
): Promise<Try<Duplex>> {
  const name = proxyName(proxy);
  const socket = connect({ host: proxy.hostname.replace(/^\[|\]$/g, ''), port: proxyPort(proxy) });
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error('timed out')));
  const reader = readerOf(socket);
  try {
    socket.write(Buffer.from(login ? [version, 2, methods.none, methods.login] : [version, 1, methods.none]));
    const [, method] = await reader.read(2);
    if (method !== methods.none && !(login && method === methods.login)) {
      socket.destroy();
      return { asks: ['basic'] };
    }
    if (login && method === methods.login) {
      const [user, password] = [Buffer.from(login.user), Buffer.from(login.password)];
      if (user.length > 255 || password.length > 255) throw new Error('too long for SOCKS5');
      socket.write(
        Buffer.concat([
          Buffer.from([loginVersion, user.length]),
          user,
          Buffer.from([password.length]),
          password,
        ]),
      );
      const [, status] = await reader.read(2);
      if (status !== 0) {
        socket.destroy();
        return { asks: ['basic'] };
      }
    }
    socket.write(
      Buffer.concat([Buffer.from([version, 1, 0]), addressOf(host), Buffer.from([port >> 8, port & 0xff])]),
    );
    const [, outcome, , kind = 0] = await reader.read(4);
    if (outcome !== 0) {
      socket.destroy();
      const reason = outcome === forbidden ? 'socks-forbids' : 'socks-unreached';
      throw new RekeyError('proxy-failed', { host: name, reason });
    }
    await reader.read((kind === byName ? ((await reader.read(1))[0] ?? 0) : (addressLengths[kind] ?? 0)) + 2);
    reader.release();
    socket.setTimeout(0);
    return { connection: socket };
  } catch (error) {
    socket.destroy();
    throw error instanceof RekeyError
      ? error
      : new RekeyError('proxy-failed', { host: name }, { cause: error });
  }
}

function addressOf(host: string): Buffer {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIPv6(bare)) return Buffer.concat([Buffer.from([4]), ipv6Bytes(bare)]);
  const name = Buffer.from(bare);
  return Buffer.concat([Buffer.from([byName, name.length]), name]);
}

function ipv6Bytes(address: string): Buffer {
  // The URL parser has written it in its shortest form, without dotted decimals.
  const [head = '', tail] = address.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return Buffer.from(
    [...first, ...zeros, ...last].flatMap((group) => {
      const value = Number.parseInt(group, 16);
      return [value >> 8, value & 0xff];
    }),
  );
}

/** Reads so many bytes from a socket, leaving the rest to whoever comes after. */
function readerOf(socket: Socket): { read(bytes: number): Promise<Buffer>; release(): void } {
  let wake: (() => void) | null = null;
  let failed: Error | null = null;
  const onReadable = (): void => wake?.();
  const onEnd = (error?: Error): void => {
    failed = error instanceof Error ? error : new Error('closed');
    wake?.();
  };
  socket.on('readable', onReadable).on('error', onEnd).on('close', onEnd).on('end', onEnd);
  return {
    async read(bytes) {
      for (;;) {
        const chunk: Buffer | null = bytes === 0 ? Buffer.alloc(0) : socket.read(bytes);
        if (chunk && chunk.length === bytes) return chunk;
        if (failed) throw failed;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    release() {
      socket.off('readable', onReadable).off('error', onEnd).off('close', onEnd).off('end', onEnd);
    },
  };
}
