import { isRecord } from './document.ts';
import type { Exchange, Finding } from './exchange.ts';

const fields = ['client_id', 'client_secret', 'grant_type'];

/** Checks a sign-in by client credentials against RFC 6749; OpenAPI specifies only its path. */
export function checkTokenExchange(operation: string, { request, reply }: Exchange): Finding[] {
  const findings: Finding[] = [];
  const add = (of: Finding['of'], message: string) => findings.push({ operation, of, message });
  if (request.method !== 'POST') add('request', `the method is ${request.method}, not POST`);
  if (request.url.includes('?')) add('request', 'a query, where secrets would be logged');
  if (!`${request.headers['content-type']}`.startsWith('application/x-www-form-urlencoded')) {
    add('request', 'the body is not sent as a form');
  }
  const form = new URLSearchParams(request.body);
  for (const name of fields) if (!form.get(name)) add('request', `the field ${name} is missing`);
  for (const name of form.keys()) if (!fields.includes(name)) add('request', `unknown field ${name}`);
  if (form.has('grant_type') && form.get('grant_type') !== 'client_credentials') {
    add('request', `grant_type is ${form.get('grant_type')}`);
  }

  const body = parseJson(reply.body);
  if (!isRecord(body)) add('reply', 'the body is no JSON object');
  else if (reply.status === 200) {
    if (typeof body.access_token !== 'string' || body.access_token === '')
      add('reply', 'access_token is no text');
    if (`${body.token_type}`.toLowerCase() !== 'bearer') add('reply', 'token_type is not Bearer');
    if (!Number.isInteger(body.expires_in)) add('reply', 'expires_in is no whole number');
  } else if (reply.status !== 400 && reply.status !== 401)
    add('reply', `status ${reply.status} is not described`);
  else if (typeof body.error !== 'string') add('reply', 'error is no text');
  return findings;
}

/** Undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
