import type { Format } from '../format.ts';

/** The locale's format, and counts of things in German. */
export interface Counting extends Format {
  /** Such as `1 Zeile` or `3 Zeilen`. */
  counted(count: number, one: string, many: string): string;
  devices(count: number): string;
}

export function counting(format: Format): Counting {
  const counted = (count: number, one: string, many: string): string =>
    `${format.number(count)} ${count === 1 ? one : many}`;
  return { ...format, counted, devices: (count) => counted(count, 'Gerät', 'Geräte') };
}
