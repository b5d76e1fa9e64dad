import { z } from 'zod';
import type { ErrorCode } from '../../../common/errors.ts';
import { XapiError } from '../error.ts';
import { replyObject } from '../loose.ts';
import { query } from '../odata.ts';
import type { Collection, PageSource } from './collection.ts';
import { followNextLink } from './next-link.ts';

/** Entries requested at once: a 3CX rejects more. */
export const pageSize = 100;
/** The maximum number of entries on one page, if a PBX sends more than requested. */
const maxOnPage = 50_000;

const pageSchema = replyObject({
  '@odata.count': z.unknown().optional(),
  '@odata.nextLink': z.unknown().optional(),
  // OData 4.01
  '@count': z.unknown().optional(),
  '@nextLink': z.unknown().optional(),
  value: z.array(z.unknown()).max(maxOnPage),
});

export interface Page {
  entries: unknown[];
  /** The total number of entries that the PBX reports. */
  count: number | null;
  /** The PBX's link to the next page, unchanged. */
  link: string | null;
}

/** Requests for pages of one collection. */
export interface Pages {
  /** The first page. Options that the PBX rejects are left out from then on. */
  first(): Promise<Page>;
  /** The page that begins at a position of the collection; null if the PBX rejects it. */
  at(place: number): Promise<Page | null>;
  /** As `at`, for a position where nothing should be: null also if the PBX cannot answer that. */
  beyond(place: number): Promise<Page | null>;
  /** The page that a link leads to; null if it must not be followed, or the PBX rejects it. */
  linked(link: string): Promise<Page | null>;
}

export interface PagesOptions {
  /** Entries per page. */
  top?: number;
  /** The error for a reply that is JSON but not a page. */
  notAPage?: 'response-unreadable' | 'not-a-3cx';
  /** Whether to try without options if the PBX answers with a status that usually means something else. */
  insists?: boolean;
}

/** The listing has reached its limit, so no more is requested. */
export class LimitReached extends Error {}

/** Options requested beside the fixed ones; if the PBX rejects a request, the next set is tried. */
const dialects = [
  { top: true, orderBy: true, count: true },
  { top: true, orderBy: true, count: false },
  { top: true, orderBy: false, count: false },
  { top: false, orderBy: false, count: false },
] as const;
const plainest = dialects.length - 1;

export function createPages<T>(
  { path, fixed, orderBy }: Pick<Collection<T>, 'path' | 'fixed' | 'orderBy'>,
  { origin, get, mayGoOn }: Omit<PageSource, 'survives'>,
  { top = pageSize, notAPage = 'response-unreadable', insists = true }: PagesOptions = {},
): Pages {
  const base = new URL(path, origin);
  let dialect = 0;
  /** Whether the PBX has accepted a position: from then on, only the usual rejections count as one. */
  let takesPositions = false;

  const read = async (target: string): Promise<Page> => {
    if (!mayGoOn()) throw new LimitReached();
    const body = pageSchema.safeParse(await get(target));
    if (!body.success) throw new XapiError(notAPage, { host: base.host }, 'none');
    const {
      value,
      '@count': shortCount,
      '@nextLink': shortLink,
      '@odata.count': count = shortCount,
      '@odata.nextLink': link = shortLink,
    } = body.data;
    return { entries: value, count: readCount(count), link: readLink(link) };
  };
  const targetAt = (place: number): string => {
    const { top: limited, orderBy: ordered, count } = dialects[dialect] ?? dialects[0];
    return `${path}${query({
      ...fixed,
      ...(ordered ? { orderby: orderBy } : {}),
      ...(limited ? { top } : {}),
      ...(place > 0 ? { skip: place } : {}),
      ...(count ? { count: 'true' } : {}),
    })}`;
  };
  const unlessRefused = async (target: string): Promise<Page | null> => {
    try {
      return await read(target);
    } catch (error) {
      if (isRefusal(error) || (error instanceof XapiError && error.facts.status === 404)) return null;
      throw error;
    }
  };

  const unlessUnanswered = (error: unknown): null => {
    if (mayBeRefusal(error) || (error instanceof XapiError && isAnswerBeyondEnd(error.code))) return null;
    throw error;
  };

  return {
    async first() {
      let refusal: unknown = null;
      while (dialect < dialects.length) {
        try {
          return await read(targetAt(0));
        } catch (error) {
          if (isRefusal(error)) dialect += 1;
          // More likely the options are not the reason: they are all left out at once.
          else if (insists && mayBeRefusal(error)) dialect = dialect < plainest ? plainest : dialects.length;
          else throw error;
          refusal ??= error;
        }
      }
      throw refusal;
    },
    async at(place) {
      try {
        const page = await unlessRefused(targetAt(place));
        takesPositions ||= page !== null;
        return page;
      } catch (error) {
        if (takesPositions || !insists || !mayBeRefusal(error)) throw error;
        return null;
      }
    },
    beyond: (place) => unlessRefused(targetAt(place)).catch(unlessUnanswered),
    async linked(link) {
      const target = followNextLink(link, base, query(fixed).slice(1));
      return target === null ? null : unlessRefused(target);
    },
  };
}

/** Whether a PBX may answer this for a position beyond the end. Everything was read by then, so it is not a failure. */
function isAnswerBeyondEnd(code: ErrorCode): boolean {
  return code === 'pbx-error' || code === 'response-unreadable' || code === 'not-a-3cx';
}

/** Whether the PBX rejects the form of a request: 501 is OData's answer for an unsupported option. */
function isRefusal(error: unknown): boolean {
  return error instanceof XapiError && (error.code === 'request-refused' || error.facts.status === 501);
}

/**
 * Whether an answer may stand for a rejected option, although it usually means something else: firewalls answer 403,
 * routers 404, and some builds fail. A sign-in that failed is never one: it had no effect, and must not be repeated.
 */
function mayBeRefusal(error: unknown): boolean {
  if (!(error instanceof XapiError)) return false;
  const { code, facts, effect } = error;
  return (
    (code === 'forbidden' && facts.status === 403) ||
    (code === 'not-a-3cx' && facts.status === 404) ||
    (code === 'pbx-error' && facts.status === 500 && effect === 'unknown')
  );
}

/** A link; null for an empty one, which leads nowhere. */
function readLink(link: unknown): string | null {
  return typeof link === 'string' && link.trim() !== '' ? link : null;
}

/** A count, which may be sent as text; null if it is not one. */
export function readCount(count: unknown): number | null {
  const number = typeof count === 'string' && /^\d{1,15}$/.test(count) ? Number(count) : count;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
