/**
 * Reads a whole number as people write it: `10000`, `10.000`, `10,000`, `10’000`, `10 000`. Null if it is not one; a
 * point or comma is a thousands separator only before three digits.
 */
export function readWholeNumber(text: string): number | null {
  const digits = text.trim().replace(/(?<=\d)[.,’'\s](?=\d{3}(?!\d))/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
