/** Longer links are not followed. */
const maxLink = 4_000;

/**
 * Returns the path and query of the next page that a PBX links to; null if the link must not be followed: it leads to
 * another origin or collection, or is too long. Requests go to the PBX's own origin whatever a link says.
 *
 * @param base where the page came from
 * @param fixed the options of every request (`$select`, `$expand`), already encoded: a link that lacks them, or has
 * others, would make the PBX send secrets
 */
export function followNextLink(link: string, base: URL, fixed: string): string | null {
  if (link.length > maxLink) return null;
  const url = URL.parse(link, base);
  if (!url || url.origin !== base.origin || url.username !== '' || url.password !== '') return null;
  // Some proxies change the case of paths.
  if (url.pathname.replace(/\/$/, '').toLowerCase() !== base.pathname.toLowerCase()) return null;
  const others = url.search.slice(1).split('&').filter(isOther);
  return `${base.pathname}?${[fixed, ...others].join('&')}`;
}

function isOther(option: string): boolean {
  const [name] = new URLSearchParams(option).keys();
  return (
    name !== undefined && !['$select', '$expand', 'select', 'expand'].includes(name.trim().toLowerCase())
  );
}
