import type { Format } from '../format.ts';

/** The locale's format, and counts of things in English. */
export interface Counting extends Format {
  /** Such as `1 row` or `3 rows`. */
  counted(count: number, one: string): string;
  devices(count: number): string;
}

export function counting(format: Format): Counting {
  const counted = (count: number, one: string): string =>
    `${format.number(count)} ${count === 1 ? one : `${one}s`}`;
  return { ...format, counted, devices: (count) => counted(count, 'device') };
}
