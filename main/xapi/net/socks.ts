import type { Duplex } from 'node:stream';
import { type FactsOf, RekeyError } from '../../../common/errors.ts';
import { withoutBrackets } from './host-name.ts';
import { proxyName, proxyPort } from './proxy.ts';
import type { ProxyLogin, Try } from './proxy-login.ts';

/** The library's messages for a rejection; its errors contain nothing else. */
const asksForLogin = /no accepted authentication type|unknown authentication type|Authentication failed/;
const rejected = /^Socks5 proxy rejected connection - (\w+)$/;
/** In bytes: SOCKS5 has one byte for the length of each. */
const maxLoginPart = 255;

/**
 * Asks a SOCKS5 proxy for a connection. The proxy resolves the name: only its own network may know it.
 *
 * @param timeoutMs for everything, from connecting to the proxy's last answer
 * @throws RekeyError `proxy-failed`
 */
export async function openSocks(
  proxy: URL,
  { host, port }: { host: string; port: number },
  login: ProxyLogin | null,
  timeoutMs: number,
): Promise<Try<Duplex>> {
  const failed = (facts: FactsOf<'proxy-failed'>, message: string): RekeyError =>
    new RekeyError('proxy-failed', { host: proxyName(proxy), ...facts }, { cause: new Error(message) });
  if (login && Math.max(Buffer.byteLength(login.user), Buffer.byteLength(login.password)) > maxLoginPart)
    throw failed({}, 'too long for SOCKS5');
  // Loaded only when needed: every start of the terminal would wait for it.
  const { SocksClient } = await import('socks');
  try {
    const { socket } = await SocksClient.createConnection({
      command: 'connect',
      proxy: {
        type: 5,
        host: withoutBrackets(proxy.hostname),
        port: proxyPort(proxy),
        ...(login ? { userId: login.user, password: login.password } : {}),
      },
      destination: { host: withoutBrackets(host), port },
      timeout: timeoutMs,
    });
    return { connection: socket };
  } catch (thrown) {
    // The library's error contains the login, so only its message is used.
    const { message } = thrown as Error;
    if (asksForLogin.test(message)) return { asks: ['basic'] };
    const [, answer] = rejected.exec(message) ?? [];
    if (answer === undefined || answer === 'Granted') throw failed({}, message);
    throw failed({ reason: answer === 'NotAllowed' ? 'socks-forbids' : 'socks-unreached' }, message);
  }
}
