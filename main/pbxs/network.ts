import { setTimeout as delay } from 'node:timers/promises';
import { RekeyError } from '../../common/errors.ts';
import type { ProxyQuestion } from '../../common/ipc/index.ts';
import type { Secrets } from '../keychain/secrets.ts';
import { createFindings, type Network } from '../xapi/index.ts';
import { namedByVariables, type ProxyRoute, routeByVariables, routesOfPac } from '../xapi/net/proxy.ts';
import { type AskingProxy, createProxyLogins } from '../xapi/net/proxy-login.ts';

/** How PBXs are reached from here, and the logins that proxies on the way ask for. */
export interface NetworkService extends Network {
  /** The proxy that waits for a login from the user; null if none does. */
  question(): ProxyQuestion | null;
  /**
   * Uses a login for the proxy that asked, and stores it in the keychain; returns false if it lasts only until the
   * app quits.
   *
   * @throws RekeyError `usage` if that proxy does not ask, or no proxy accepts such a login
   */
  answer(proxy: string, user: string, password: string): Promise<boolean>;
}

export interface NetworkParts {
  secrets: Secrets;
  env: NodeJS.ProcessEnv;
  /** The only route, null being the direct one; undefined if the variables and the system decide. */
  route: ProxyRoute | undefined;
  /** The system's answer for a URL, including its PAC script; null if only the environment variables are used. */
  systemProxy: ((url: string) => Promise<string>) | null;
  /** A proxy asks for a login, perhaps again; null: it no longer does. */
  onQuestion(question: ProxyQuestion | null): void;
}

/** A PAC script is first fetched and run; it may never arrive. */
const systemPatienceMs = 15_000;

export function createNetwork({
  secrets,
  env,
  route,
  systemProxy,
  onQuestion,
}: NetworkParts): NetworkService {
  let question: ProxyQuestion | null = null;
  // Notifies even if the question is the same: it may have been dismissed in the meantime.
  const put = (next: ProxyQuestion | null): void => {
    question = next;
    onQuestion(next);
  };

  const logins = createProxyLogins({
    load: (name) => secrets.proxyLogin(name),
    drop: (name) => secrets.forgetProxyLogin(name),
    ask: ({ name, encrypted }: AskingProxy, refused) => put({ proxy: name, refused, encrypted }),
    taken(name) {
      if (question?.proxy === name) put(null);
    },
  });

  return {
    logins,
    lately: createFindings(),
    async routesTo(url) {
      if (route !== undefined) return [route];
      // Variables are set for this process on purpose; the system's settings are for all programs.
      if (!systemProxy || namedByVariables(env)) return [routeByVariables(url)];
      const answer = await Promise.race([
        systemProxy(url).catch(() => ''),
        delay(systemPatienceMs, '', { ref: false }),
      ]);
      return routesOfPac(answer);
    },
    question: () => question,
    async answer(proxy, user, password) {
      if (question?.proxy !== proxy) throw new RekeyError('usage', { reason: 'proxy-not-asking' });
      // RFC 7617: a colon separates them.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they would end the header
      if (user === '' || /[:\x00-\x1f\x7f]/.test(user) || /[\x00-\x1f\x7f]/.test(password))
        throw new RekeyError('usage', { reason: 'proxy-login-form' });
      const login = { user, password };
      logins.enter(proxy, login);
      put(null);
      try {
        await secrets.setProxyLogin(proxy, login);
        return true;
      } catch (error) {
        if (error instanceof RekeyError) return false;
        throw error;
      }
    },
  };
}
