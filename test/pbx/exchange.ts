import type { PlayedFault } from './faults.ts';

/** A request that the demo received. */
export interface DemoRequest {
  number: number;
  method: string;
  /** Path and query as they came, percent-encoded. */
  url: string;
  /** Path and query, decoded. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Milliseconds by this computer's clock. */
  at: number;
  /** Status of the reply; null while none was sent, or if none ever is. */
  status: number | null;
  /** The fault that was injected. */
  fault: PlayedFault['kind'] | null;
}

/** A request with its whole reply. */
export interface DemoExchange {
  request: DemoRequest;
  /** The request's body: parsed JSON, a form's fields, null without one, or its text if unreadable. */
  requestBody: unknown;
  reply: { status: number; headers: Record<string, string>; body: string };
}

export function parseRequestBody(request: DemoRequest): unknown {
  if (request.body === '') return null;
  const type = `${request.headers['content-type'] ?? ''}`;
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(request.body));
  }
  try {
    return JSON.parse(request.body);
  } catch {
    return request.body;
  }
}

export function decodeTarget(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
