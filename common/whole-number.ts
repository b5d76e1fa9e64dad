/**
 * Reads a whole number as people write it: `10000`, `10.000`, `10,000`, `10’000`, `10 000`. Null where it is none; a
 * point or comma before other than three digits is no separator of thousands.
 */
export function readWholeNumber(text: string): number | null {
  const digits = text.trim().replace(/(?<=\d)[.,’'\s](?=\d{3}(?!\d))/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
