import { XapiError } from '../../main/xapi/error.ts';
import type { PageSource } from '../../main/xapi/listing/collection.ts';
import { readCount } from '../../main/xapi/listing/pages.ts';

export const origin = 'https://pbx.example.com:5001';

/** How a PBX pages; builds and proxies differ. */
export interface Paging {
  /** Entries on each page in turn, repeating; `$top` can reduce them. */
  sizes: number[];
  /** The count, from the number of all entries, of those on the page, and of those before it. */
  count(total: number, onPage: number, place: number): unknown;
  links: 'none' | 'empty' | 'blank' | 'absolute' | 'relative' | 'foreign' | 'endless';
  /** Options that are answered with 400. */
  refused: string[];
  ignoresSkip?: boolean;
  ignoresOrder?: boolean;
  /** How many entries it returns at all, although it counts all of them. */
  reach?: number | undefined;
  /** Returns each page's last entry again at the start of the next linked page. */
  repeatsLast?: boolean;
}

/** What happens just before a request, by its number. */
export type Change = { request: number } & (
  | { kind: 'vanish'; at: number }
  | { kind: 'appear'; name: string }
);

export interface PagedServer extends PageSource {
  requests: string[];
  /** The entries that were present throughout. */
  lasting(): string[];
  /** The highest number of entries that it has reported; 0 if it reported none. */
  reported(): number;
}

/** A collection of named entries that is paged in memory; its contents change while it is read. */
export function pagedServer(
  names: readonly string[],
  paging: Paging,
  changes: readonly Change[] = [],
): PagedServer {
  let entries = [...names];
  const vanished = new Set<string>();
  const requests: string[] = [];
  let reported = 0;

  const change = (each: Change): void => {
    if (each.kind === 'appear') {
      if (!entries.includes(each.name)) entries.push(each.name);
    } else if (entries.length > 0) {
      const [name] = entries.splice(each.at % entries.length, 1);
      if (name !== undefined) vanished.add(name);
    }
    if (!paging.ignoresOrder) entries = entries.sort();
  };

  return {
    origin,
    requests,
    mayGoOn: () => requests.length < 400,
    survives: () => false,
    lasting: () => names.filter((name) => !vanished.has(name)),
    reported: () => reported,
    async get(path) {
      const number = requests.push(path) - 1;
      for (const each of changes) if (each.request === number) change(each);
      const url = new URL(path, origin);
      const options = url.searchParams;
      const refused = paging.refused.find((name) => options.has(name));
      if (refused !== undefined)
        throw new XapiError('request-refused', { status: 400, pbxSays: `${refused} is not allowed` }, 'none');
      const token = options.get('$skiptoken');
      const skip =
        token === null ? (paging.ignoresSkip ? 0 : Number(options.get('$skip') ?? 0)) : Number(token);
      const size = Math.min(
        Number(options.get('$top') ?? 1000),
        paging.sizes[number % paging.sizes.length] ?? 100,
      );
      const reachable = entries.slice(0, paging.reach);
      const value = reachable.slice(skip, skip + size).map((Name) => ({ Name }));
      const next = skip + value.length;
      const count = options.has('$count') ? paging.count(entries.length, value.length, skip) : undefined;
      reported = Math.max(reported, readCount(count) ?? 0);
      const repeat = paging.repeatsLast && value.length > 1 ? 1 : 0;
      const link = linkTo(paging.links, next - repeat, next < reachable.length, number);
      return {
        ...(count === undefined ? {} : { '@odata.count': count }),
        ...(link === null ? {} : { '@odata.nextLink': link }),
        value,
      };
    },
  };
}

function linkTo(links: Paging['links'], next: number, hasMore: boolean, request: number): string | null {
  if (links === 'empty') return '';
  if (links === 'blank') return ' ';
  if (links === 'endless') return `Fxs?$skiptoken=${next}&again=${request}`;
  if (!hasMore || links === 'none') return null;
  if (links === 'foreign') return `http://inside.example/xapi/v1/Fxs?$skiptoken=${next}`;
  return `${links === 'absolute' ? `${origin}/xapi/v1/` : ''}Fxs?$skiptoken=${next}`;
}
