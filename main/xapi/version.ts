import type { Call } from './call.ts';
import { XapiError } from './error.ts';
import { type Headers, headerOf } from './net/body.ts';
import { query } from './odata.ts';
import { readVersionHeader, statusReply } from './replies.ts';

const maxReply = 1_000_000;

/**
 * The version that a PBX reports, in its status or in a header; null if it shows neither to this API client.
 *
 * @throws XapiError if the PBX could not be asked, with `effect: 'none'`
 */
export async function readVersion(call: Call, signal: AbortSignal | undefined): Promise<string | null> {
  const get = (path: string, replied?: (headers: Headers) => void): Promise<unknown> =>
    call(
      'status',
      { method: 'GET', path, maxBodyBytes: maxReply, signal },
      { unsent: signal, replied },
    ).catch(unlessNotShown);

  const status = statusReply.safeParse(await get(`/xapi/v1/SystemStatus${query({ select: 'Version' })}`));
  if (status.success && status.data.Version) return status.data.Version;
  let version: string | null = null;
  await get(`/xapi/v1/Defs${query({ select: 'Id' })}`, (headers) => {
    version = readVersionHeader(headerOf(headers, 'x-3cx-version'));
  });
  return version;
}

/** A rejection means that it is not shown. Any other failure says nothing about it, and changed nothing. */
function unlessNotShown(error: unknown): null {
  if (!(error instanceof XapiError)) throw error;
  const { code, facts, effect, retryAfterMs } = error;
  if (code === 'forbidden' || code === 'request-refused' || facts.status === 404) return null;
  if (effect === 'none') throw error;
  throw new XapiError(code, facts, 'none', { retryAfterMs, cause: error });
}
