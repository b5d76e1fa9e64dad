import type * as E from 'electron';
import type { PageRequest, PageResponse } from '../wire/calls.ts';
import { notInStandIn } from './strict.ts';

type BeforeRequest = (
  details: E.OnBeforeRequestListenerDetails,
  callback: (r: E.CallbackResponse) => void,
) => void;
type HeadersReceived = (
  details: E.OnHeadersReceivedListenerDetails,
  callback: (r: E.HeadersReceivedResponse) => void,
) => void;

type Listening<L> = (...args: [E.WebRequestFilter, L | null] | [L | null]) => void;

/** A session's `webRequest`: `onBeforeRequest` without redirects, and `onHeadersReceived` for the app's own protocol. */
export class WebRequest {
  #before: BeforeRequest | null = null;
  #received: HeadersReceived | null = null;

  onBeforeRequest: Listening<BeforeRequest> = (...args) => {
    this.#before = withoutFilter('onBeforeRequest', args);
  };

  onHeadersReceived: Listening<HeadersReceived> = (...args) => {
    this.#received = withoutFilter('onHeadersReceived', args);
  };

  /** Whether a page may make this request. */
  static async mayRequest(self: WebRequest, request: PageRequest): Promise<boolean> {
    if (!self.#before) return true;
    const listener = self.#before;
    const answer = await new Promise<E.CallbackResponse>((resolve) => listener(detailsOf(request), resolve));
    if (answer.redirectURL) throw notInStandIn('redirectURL of webRequest.onBeforeRequest');
    return !answer.cancel;
  }

  /** The response, with headers as the app changes them. */
  static async headers(
    self: WebRequest,
    request: PageRequest,
    response: PageResponse,
  ): Promise<PageResponse> {
    if (!self.#received) return response;
    const listener = self.#received;
    const responseHeaders: Record<string, string[]> = {};
    for (const [name, value] of response.headers) {
      responseHeaders[name] ??= [];
      responseHeaders[name].push(value);
    }
    const details = { ...detailsOf(request), statusCode: response.status, statusLine: '', responseHeaders };
    const answer = await new Promise<E.HeadersReceivedResponse>((resolve) => listener(details, resolve));
    if (answer.cancel) throw new Error('cancelled by onHeadersReceived');
    if (!answer.responseHeaders) return response;
    const headers = Object.entries(answer.responseHeaders).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    );
    return { ...response, headers };
  }
}

function withoutFilter<L>(name: string, args: [E.WebRequestFilter, L | null] | [L | null]): L | null {
  if (args.length > 1) throw notInStandIn(`webRequest.${name} with a filter`);
  return args[0] as L | null;
}

function detailsOf(request: PageRequest): E.OnBeforeRequestListenerDetails {
  return {
    id: 0,
    url: request.url,
    method: request.method,
    resourceType: request.resourceType as E.OnBeforeRequestListenerDetails['resourceType'],
    referrer: request.headers.referer ?? '',
    timestamp: Date.now(),
    uploadData: [],
  };
}
