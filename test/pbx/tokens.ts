import type { DemoBehaviour } from './behaviour.ts';
import { jsonReply, type Reply } from './reply.ts';
import type { Seeded } from './seeded.ts';

/** Sign-ins since the demo started. */
export interface SignInCount {
  requests: number;
  accepted: number;
  refused: number;
}

type SignInOutcome = { reply: Reply; refused: boolean; accepted: boolean };

/** The token endpoint's rules: one active token per client. */
export interface Tokens {
  signIn(form: URLSearchParams): SignInOutcome;
  /** Whether an `Authorization` header holds an active token. */
  accepts(authorization: string | undefined): boolean;
  /** Another program signs in as the same client: the current token stops working. */
  evict(clientId: string): void;
  /** Gives a client another key, as the console does; the current token keeps working. */
  setKey(clientId: string, apiKey: string): void;
}

export interface TokensOptions {
  clients: Map<string, string>;
  behaviour: DemoBehaviour;
  seeded: Seeded;
  /** The PBX's own clock. */
  now: () => number;
}

export function createTokens({ clients, behaviour, seeded, now }: TokensOptions): Tokens {
  const active = new Map<string, { token: string; expiresAt: number }>();
  let issued = 0;

  const issue = (clientId: string): string => {
    issued++;
    const iat = Math.floor(now() / 1000);
    const exp = iat + behaviour.tokenLifetimeSeconds;
    const token =
      behaviour.tokenFormat === 'jwt'
        ? unsignedJwt({ iss: 'demo 3CX', client_id: clientId, jti: `${issued}`, nbf: iat, iat, exp }, seeded)
        : seeded.text(64, 'token', clientId, issued);
    active.set(clientId, { token, expiresAt: exp * 1000 });
    return token;
  };

  const refuse = (): SignInOutcome => ({ reply: refusalReply(behaviour), refused: true, accepted: false });

  return {
    signIn(form) {
      const clientId = form.get('client_id') ?? '';
      const secret = form.get('client_secret') ?? '';
      if (form.get('grant_type') !== 'client_credentials') return malformed('unsupported_grant_type');
      if (clientId === '' || secret === '') return malformed('invalid_request');
      if (clients.get(clientId) !== secret) return refuse();
      const lifetime = behaviour.tokenLifetimeSeconds;
      return {
        reply: jsonReply(
          200,
          {
            token_type: 'Bearer',
            expires_in: behaviour.expiresIn === 'seconds' ? lifetime : Math.ceil(lifetime / 60),
            access_token: issue(clientId),
          },
          { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
        ),
        refused: false,
        accepted: true,
      };
    },
    accepts(authorization) {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      return [...active.values()].some((entry) => entry.token === token && entry.expiresAt > now());
    },
    evict: (clientId) => void issue(clientId),
    setKey: (clientId, apiKey) => void clients.set(clientId, apiKey),
  };
}

function refusalReply(behaviour: DemoBehaviour): Reply {
  return behaviour.refusal === '401'
    ? jsonReply(401, { error: 'unauthorized', error_description: 'Invalid client credentials' })
    : jsonReply(400, { error: 'invalid_client' });
}

function malformed(error: string): SignInOutcome {
  return { reply: jsonReply(400, { error }), refused: false, accepted: false };
}

function unsignedJwt(claims: Record<string, unknown>, seeded: Seeded): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signature = seeded.text(43, 'signature', JSON.stringify(claims));
  return `${part({ alg: 'RS256', typ: 'at+jwt' })}.${part(claims)}.${signature}`;
}
