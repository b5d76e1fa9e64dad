import type { Format } from '../format.ts';

/** The locale's format, and counts of things in English. */
export interface Counting extends Format {
  /** Such as `1 row` or `3 rows`. */
  counted(count: number, one: string): string;
  devices(count: number): string;
  /** Such as `both rows` or `all 3 rows`, for more than one. */
  all(count: number, one: string): string;
  /** The same at the beginning of a sentence. */
  allFirst(count: number, one: string): string;
}

export function counting(format: Format): Counting {
  const counted = (count: number, one: string): string =>
    `${format.number(count)} ${count === 1 ? one : `${one}s`}`;
  return {
    ...format,
    counted,
    devices: (count) => counted(count, 'device'),
    all: (count, one) => (count === 2 ? `both ${one}s` : `all ${counted(count, one)}`),
    allFirst: (count, one) => (count === 2 ? `Both ${one}s` : `All ${counted(count, one)}`),
  };
}
