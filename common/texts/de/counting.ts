import type { Format } from '../format.ts';

/** The locale's format, and counts of things in German. */
export interface Counting extends Format {
  /** Such as `1 Zeile` or `3 Zeilen`. */
  counted(count: number, one: string, many: string): string;
  devices(count: number): string;
  /** At the beginning of a sentence, such as `Beide Zeilen` or `Alle 3 Zeilen`, for more than one. */
  allFirst(count: number, many: string): string;
  /** In the dative, such as `beiden Zeilen` or `allen 3 Zeilen`, for more than one. */
  allDative(count: number, many: string): string;
}

export function counting(format: Format): Counting {
  const counted = (count: number, one: string, many: string): string =>
    `${format.number(count)} ${count === 1 ? one : many}`;
  return {
    ...format,
    counted,
    devices: (count) => counted(count, 'Gerät', 'Geräte'),
    allFirst: (count, many) => (count === 2 ? `Beide ${many}` : `Alle ${format.number(count)} ${many}`),
    allDative: (count, many) => (count === 2 ? `beiden ${many}` : `allen ${format.number(count)} ${many}`),
  };
}
