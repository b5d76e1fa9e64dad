import { knownLocale } from '../language.ts';

/** Numbers, dates and lists in a locale's format. Instants are ISO 8601; any other text is left as it is. */
export interface Format {
  /** BCP 47, such as `de-AT`. */
  locale: string;
  /** A count, or a number with at most so many decimals. */
  number(value: number, maxDigits?: number): string;
  /** The time of day. */
  clock(instant: string): string;
  /** The day of a month, without the year. */
  day(instant: string): string;
  date(instant: string): string;
  /** Date and time, to the second. */
  moment(instant: string): string;
  /** Such as `3 minutes ago`. */
  ago(value: number, unit: 'minute' | 'hour' | 'day'): string;
  /** `a, b and c` */
  list(parts: readonly string[]): string;
}

/** @param locale as for `knownLocale` */
export function createFormat(locale: string): Format {
  const known = knownLocale(locale);
  const clock = new Intl.DateTimeFormat(known, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(known, { day: 'numeric', month: 'short' });
  const date = new Intl.DateTimeFormat(known, { dateStyle: 'medium' });
  const moment = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(known);
  const list = new Intl.ListFormat(known, { type: 'conjunction' });
  const numbers = [0, 1, 2].map((digits) => new Intl.NumberFormat(known, { maximumFractionDigits: digits }));
  return {
    locale: known,
    number: (value, maxDigits = 0) => (numbers[maxDigits] ?? numbers[0])?.format(value) ?? String(value),
    clock: ofInstants((instant) => clock.format(new Date(instant))),
    day: ofInstants((instant) => day.format(new Date(instant))),
    date: ofInstants((instant) => date.format(new Date(instant))),
    moment: ofInstants((instant) => moment.format(new Date(instant))),
    ago: (value, unit) => relative.format(-value, unit),
    list: (parts) => list.format(parts),
  };
}

/** Whether an instant is of this day, so that its time of day says enough; true also for any other text. */
export function isToday(instant: string): boolean {
  return Number.isNaN(Date.parse(instant)) || new Date(instant).toDateString() === new Date().toDateString();
}

/** The time of something past, with the day if it is not this one. */
export function pastTime({ clock, day }: Pick<Format, 'clock' | 'day'>, instant: string): string {
  return isToday(instant) ? clock(instant) : `${day(instant)}, ${clock(instant)}`;
}

/** Formats instants, and leaves any other text as it is. */
export function ofInstants(write: (instant: string) => string): (text: string) => string {
  return (text) => (Number.isNaN(Date.parse(text)) ? text : write(text));
}
