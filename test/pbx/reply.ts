import type { DemoBehaviour } from './behaviour.ts';

/** A reply before it is sent. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; odata.metadata=minimal; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function htmlReply(status: number, title: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}

export function emptyReply(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: '' };
}

const codes: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
};

/** OData's error envelope, with or without a code, as the behaviour says. */
export function errorReply(
  behaviour: DemoBehaviour,
  status: number,
  message: string,
  extra: { target?: string; details?: { message: string; target: string | null }[] } = {},
  headers: Record<string, string> = {},
): Reply {
  const code = behaviour.errorCodeEmpty ? '' : (codes[status] ?? `${status}`);
  const details = extra.details?.map((detail) => ({ code: '', ...detail }));
  return jsonReply(
    status,
    { error: { code, message, ...(extra.target && { target: extra.target }), ...(details && { details }) } },
    headers,
  );
}

/** "No such entity", in the form that the behaviour says. */
export function notFoundReply(behaviour: DemoBehaviour, target: string): Reply {
  const warning = 'WARNINGS.XAPI.NOT_FOUND';
  return behaviour.notFoundBy === '404'
    ? errorReply(behaviour, 404, warning, { target })
    : errorReply(behaviour, 400, 'Validation failed', { details: [{ message: warning, target }] });
}
