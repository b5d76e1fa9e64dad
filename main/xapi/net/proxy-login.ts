import { type FactsOf, RekeyError } from '../../../common/errors.ts';

/** A proxy's user name and password. */
export interface ProxyLogin {
  user: string;
  password: string;
}

/** A proxy that may require a login. */
export interface AskingProxy {
  /** `host:port` */
  name: string;
  /** The login in its address, from the variables; null without one. */
  given: ProxyLogin | null;
  /** Whether what is sent to it is encrypted on the way. */
  encrypted: boolean;
}

/** The result of an attempt: a connection, or the schemes (such as `basic`) by which the proxy would accept a login. */
export type Try<T> = { connection: T } | { asks: readonly string[] };

/** Knows which login a proxy accepts. */
export interface ProxyLogins {
  /**
   * Connects through a proxy: with the login it accepted before, else without one or with the one in its address, and
   * if it asks then, with the stored one. A rejected login is not sent again, because a few rejections lock an
   * account. So logins are tried one at a time, until one is accepted.
   *
   * @throws RekeyError `proxy-login`, and what an attempt throws
   */
  through<T>(proxy: AskingProxy, attempt: (login: ProxyLogin | null) => Promise<Try<T>>): Promise<T>;
}

export interface ProxyLoginParts {
  /** The stored login of a proxy; null if there is none. */
  load(name: string): Promise<ProxyLogin | null>;
  /** The stored one was rejected: it is no longer useful. */
  drop(name: string): Promise<void>;
  /** The proxy needs a login from the user. */
  ask(proxy: AskingProxy, refused: boolean): void;
  /** It accepted the login it was sent. */
  taken(name: string): void;
}

/** The logins of a process, with a way to enter what the user typed. */
export interface EnterableProxyLogins extends ProxyLogins {
  /** Has a login tried from now on, even one that was rejected before. */
  enter(name: string, login: ProxyLogin): void;
}

export function createProxyLogins(parts: ProxyLoginParts): EnterableProxyLogins {
  /** Null: it needs none. */
  const takenBy = new Map<string, ProxyLogin | null>();
  const entered = new Map<string, ProxyLogin>();
  const refused = new Map<string, Set<string>>();
  const turns = new Map<string, Promise<unknown>>();

  const wasRefused = (name: string, login: ProxyLogin): boolean =>
    refused.get(name)?.has(keyOf(login)) ?? false;

  const refuse = async (name: string, login: ProxyLogin): Promise<void> => {
    refused.set(name, (refused.get(name) ?? new Set()).add(keyOf(login)));
    if (entered.get(name) === login) entered.delete(name);
    const kept = await parts.load(name).catch(() => null);
    // Even if that fails, this process does not send it again.
    if (kept && keyOf(kept) === keyOf(login)) await parts.drop(name).catch(() => {});
  };

  const inTurn = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(name) ?? Promise.resolve()).then(work);
    turns.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  };

  const find = async <T>(
    proxy: AskingProxy,
    attempt: (login: ProxyLogin | null) => Promise<Try<T>>,
  ): Promise<T> => {
    const { name, given } = proxy;
    const once = async (login: ProxyLogin | null): Promise<Try<T>> => {
      const outcome = await attempt(login);
      if ('connection' in outcome) {
        takenBy.set(name, login);
        parts.taken(name);
      } else {
        takenBy.delete(name);
        if (login) await refuse(name, login);
      }
      return outcome;
    };
    const candidates = [
      async () => takenBy.get(name),
      async () => entered.get(name),
      async () => given ?? null,
      // Without a keychain there is none; the user is asked.
      async () => (await parts.load(name).catch(() => null)) ?? undefined,
    ];
    let asked = false;
    for (const candidate of candidates) {
      const login = await candidate();
      if (login === undefined || (login && wasRefused(name, login))) continue;
      const outcome = await once(login);
      if ('connection' in outcome) return outcome.connection;
      if (!outcome.asks.includes('basic')) throw problem(name, 'unsupported', { choices: [...outcome.asks] });
      asked ||= login === null;
    }
    const reason = refused.has(name) || !asked ? 'refused' : 'needed';
    parts.ask(proxy, reason === 'refused');
    throw problem(name, reason);
  };

  return {
    async through(proxy, attempt) {
      const { name } = proxy;
      const proven = takenBy.get(name);
      if (proven !== undefined) {
        const outcome = await attempt(proven);
        if ('connection' in outcome) return outcome.connection;
        if (takenBy.get(name) === proven) takenBy.delete(name);
        if (proven) await refuse(name, proven);
      }
      return inTurn(name, () => find(proxy, attempt));
    },
    enter(name, login) {
      entered.set(name, login);
      refused.delete(name);
      takenBy.delete(name);
    },
  };
}

/** For use without stored logins: only those in the addresses. */
export function loginsOfAddresses(): ProxyLogins {
  return createProxyLogins({
    load: async () => null,
    drop: async () => {},
    ask: () => {},
    taken: () => {},
  });
}

function problem(
  host: string,
  reason: 'needed' | 'refused' | 'unsupported',
  more: FactsOf<'proxy-login'> = {},
): RekeyError {
  return new RekeyError('proxy-login', { host, reason, ...more });
}

function keyOf({ user, password }: ProxyLogin): string {
  return JSON.stringify([user, password]);
}
