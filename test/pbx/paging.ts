import type { DemoBehaviour } from './behaviour.ts';

/** OData's marker of the next page, which contains a position here. */
const token = '$skiptoken';

/** The position in a link's marker; null without one. */
export function tokenOf(search: string): number | null {
  const value = new URLSearchParams(search).get(token);
  return value === null ? null : Number(value);
}

export function withoutToken(search: string): string {
  return search
    .split('&')
    .filter((option) => !option.startsWith(token))
    .join('&');
}

export function countOf(count: DemoBehaviour['count'], total: number, onPage: number): object {
  if (count === 'none') return {};
  return { '@odata.count': { total, page: onPage, text: `${total}` }[count] };
}

export function nextLinkOf(
  links: DemoBehaviour['nextLinks'],
  name: string,
  search: string,
  next: number,
): object {
  if (links === 'none') return {};
  const kept = withoutToken(search)
    .split('&')
    .filter((option) => option !== '' && !/^\$(?:skip|count)=/.test(option));
  const path = `${name}?${[...kept, `${token}=${next}`].join('&')}`;
  const before = { relative: '', absolute: '/xapi/v1/', elsewhere: 'http://inside.example/xapi/v1/' }[links];
  return { '@odata.nextLink': `${before}${path}` };
}
