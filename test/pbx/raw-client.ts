import type { DemoPbx } from './index.ts';

/** Sends arbitrary requests, including wrong ones. */
export interface RawClient {
  /** The latest access token. */
  readonly token: string | null;
  signIn(fields?: Record<string, string>): Promise<{ status: number; text: string; headers: Headers }>;
  /** Sends a request with the latest token; `body` as JSON. */
  send(
    method: string,
    path: string,
    options?: {
      body?: unknown;
      headers?: Record<string, string>;
      token?: string | null;
      signal?: AbortSignal;
    },
  ): Promise<{ status: number; text: string; headers: Headers }>;
}

/** A client of a demo PBX on http. */
export function createRawClient(pbx: DemoPbx): RawClient {
  let token: string | null = null;
  return {
    get token() {
      return token;
    },
    async signIn(fields = {}) {
      const response = await fetch(`${pbx.url}/connect/token`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({
          client_id: pbx.clientId,
          client_secret: pbx.apiKey,
          grant_type: 'client_credentials',
          ...fields,
        }),
      });
      const text = await response.text();
      if (response.ok) token = tokenIn(text) ?? token;
      return { status: response.status, text, headers: response.headers };
    },
    async send(method, path, options = {}) {
      const used = options.token === undefined ? token : options.token;
      const response = await fetch(`${pbx.url}/xapi/v1/${path}`, {
        method,
        redirect: 'manual',
        signal: options.signal ?? null,
        headers: {
          ...(used !== null && { authorization: `Bearer ${used}` }),
          ...(options.body !== undefined && { 'content-type': 'application/json' }),
          ...options.headers,
        },
        ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      });
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
  };
}

function tokenIn(text: string): string | null {
  try {
    return (JSON.parse(text) as { access_token?: string }).access_token ?? null;
  } catch {
    return null;
  }
}
