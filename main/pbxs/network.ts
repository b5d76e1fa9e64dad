import { setTimeout as delay } from 'node:timers/promises';
import { RekeyError } from '../../common/errors.ts';
import type { ProxyQuestion } from '../../common/ipc/index.ts';
import type { Secrets } from '../keychain/secrets.ts';
import { createFindings, type Network } from '../xapi/index.ts';
import { namedByVariables, type ProxyRoute, routeByVariables, routesOfPac } from '../xapi/net/proxy.ts';
import { type AskingProxy, createProxyLogins } from '../xapi/net/proxy-login.ts';

/** How PBXs are got to from here, and what the proxies on the way ask people. */
export interface NetworkDesk extends Network {
  /** The proxy that waits for a person's log-in; null where none does. */
  question(): ProxyQuestion | null;
  /**
   * Has a log-in used for the proxy that asked, and keeps it in the keychain; false when it can be kept only until the
   * program ends.
   *
   * @throws RekeyError `usage` when that proxy does not ask, or no proxy takes such a log-in
   */
  answer(proxy: string, user: string, password: string): Promise<boolean>;
}

export interface NetworkParts {
  secrets: Secrets;
  env: NodeJS.ProcessEnv;
  /** The only route, null being the direct one; undefined where the variables and the system decide. */
  route: ProxyRoute | undefined;
  /** What the system, with its PAC script, says for a URL; null where only the variables are asked. */
  systemProxy: ((url: string) => Promise<string>) | null;
  /** A proxy asks, perhaps once more; null: it does not any more. */
  onQuestion(question: ProxyQuestion | null): void;
}

/** A PAC script is fetched and run at first; it may not come. */
const systemPatienceMs = 15_000;

export function createNetwork({ secrets, env, route, systemProxy, onQuestion }: NetworkParts): NetworkDesk {
  let question: ProxyQuestion | null = null;
  // Told also when it is the same again: it may have been put away meanwhile.
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
      // Variables are set for this program on purpose; the system's settings are for all programs.
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
      // RFC 7617: the colon divides them.
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
