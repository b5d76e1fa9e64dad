import { type FactsOf, RekeyError } from '../../../common/errors.ts';

/** What a proxy asks for. */
export interface ProxyLogin {
  user: string;
  password: string;
}

/** A proxy that is to be logged in to. */
export interface AskingProxy {
  /** `host:port` */
  name: string;
  /** What its address holds, from the variables; null without. */
  given: ProxyLogin | null;
  /** Whether what is sent to it is encrypted on the way there. */
  encrypted: boolean;
}

/** How a try went: a connection, or which schemes (such as `basic`) the proxy would take a log-in by. */
export type Try<T> = { connection: T } | { asks: readonly string[] };

/** Knows which log-in a proxy takes. */
export interface ProxyLogins {
  /**
   * Tries to get through a proxy: with what it took before, else without a log-in or with the one of its address, and
   * where it asks then, with the one that is kept for it. A log-in that was refused is not sent again: a few
   * refusals lock an account. So they are tried one at a time, until one was taken.
   *
   * @throws RekeyError `proxy-login`, and what a try throws
   */
  through<T>(proxy: AskingProxy, attempt: (login: ProxyLogin | null) => Promise<Try<T>>): Promise<T>;
}

export interface ProxyLoginParts {
  /** The kept log-in of a proxy; null where there is none. */
  load(name: string): Promise<ProxyLogin | null>;
  /** The kept one was refused: it is of no use any more. */
  drop(name: string): Promise<void>;
  /** The proxy wants a log-in that a person has to give. */
  ask(proxy: AskingProxy, refused: boolean): void;
  /** It took what it was sent. */
  taken(name: string): void;
}

/** Those of a program, with the way to tell them what a person entered. */
export interface LoginBook extends ProxyLogins {
  /** Has a log-in tried from now on, also one that was refused before. */
  enter(name: string, login: ProxyLogin): void;
}

export function createProxyLogins(parts: ProxyLoginParts): LoginBook {
  /** Null: it asks for none. */
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
    // Whatever becomes of that: in this program it is not sent again.
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
      // Without a keychain there is none; the person is asked.
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

/** Where no log-in is kept: those of the addresses alone. */
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
