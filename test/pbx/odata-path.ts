/** A key, as written between the parentheses. */
export type KeyLiteral = { type: 'string'; value: string } | { type: 'number'; value: number };

/** One XAPI path, such as `Fxs('00AB')/Pbx.RegenerateWebCredentials` or `Defs/Pbx.GetLicenseParameters()`. */
export interface ResourcePath {
  name: string;
  key: KeyLiteral | null;
  action: string | null;
}

/**
 * Parses the part of a raw (still percent-encoded) path after `/xapi/v1/`; null if no route has its form. Splitting
 * comes before decoding, because a key may contain an encoded slash.
 */
export function parseResourcePath(rawPath: string): ResourcePath | null {
  let segments: string[];
  try {
    segments = rawPath.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
  const [first, second, ...more] = segments;
  if (first === undefined || more.length > 0) return null;
  const head = /^([A-Za-z]+)(?:\((.*)\))?$/s.exec(first);
  if (!head?.[1]) return null;
  const key = head[2] === undefined ? null : parseKey(head[2]);
  if (head[2] !== undefined && key === null) return null;
  if (second !== undefined && !/^[A-Za-z.]+(\(\))?$/.test(second)) return null;
  return { name: head[1], key, action: second ?? null };
}

/** Parses a key literal: `'O''Neill'` or `12`. */
function parseKey(text: string): KeyLiteral | null {
  if (/^-?\d{1,10}$/.test(text)) return { type: 'number', value: Number(text) };
  const quoted = /^'((?:[^']|'')*)'$/s.exec(text)?.[1];
  return quoted === undefined ? null : { type: 'string', value: quoted.replaceAll("''", "'") };
}

/** The route of a path: `Fxs()/Pbx.RegenerateWebCredentials`. */
export function routeOf(path: ResourcePath): string {
  return `${path.name}${path.key ? '()' : ''}${path.action ? `/${path.action}` : ''}`;
}
