/** `'key'` as an OData string literal inside a path: quotes doubled, then percent-encoded (vendor's sample). */
export function keyLiteral(key: string): string {
  return `'${encodeURIComponent(key.replaceAll("'", "''")).replaceAll("'", '%27')}'`;
}

/** `?$select=…&$top=…`; `$` and `,` are not encoded, as in the vendor's samples. */
export function query(options: Record<string, string | number>): string {
  const parts = Object.entries(options).map(
    ([name, value]) => `$${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%24', '$')}`,
  );
  return `?${parts.join('&')}`;
}
