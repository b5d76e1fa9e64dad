import type { Format } from '../../common/texts/format.ts';
import type { Texts } from '../../common/texts/index.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** The age of a device list that is old enough to be mentioned. */
const oldMs = dayMs;

export function isOld(instant: string, now: number): boolean {
  const passed = now - Date.parse(instant);
  return passed > oldMs || passed < -minuteMs;
}

/** The day, if it is not today; else empty. */
export function dayText(instant: string, now: number, format: Format): string {
  return new Date(instant).toDateString() === new Date(now).toDateString() ? '' : format.day(instant);
}

/** The time of something past, with the day if it is not today. */
export function pastText(instant: string, now: number, format: Format): string {
  return [dayText(instant, now, format), format.clock(instant)].filter(Boolean).join(', ');
}

/** A certificate's date; any other text is left as it is. */
export function dateText(instant: string, format: Format): string {
  return Number.isNaN(Date.parse(instant)) ? instant : format.date(instant);
}

/** The remaining time: `4 s`, `2 min 05 s`; empty once it is over. */
export function leftText(until: number, now: number, { time }: Texts): string {
  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 0) return '';
  return seconds < 60 ? time.seconds(seconds) : time.minutes(Math.floor(seconds / 60), seconds % 60);
}

/** How long something took: `4 s`, `2 min 05 s`, `1 h 12 min`. */
export function durationText(from: string, to: string, texts: Texts): string {
  const ms = Math.max(Date.parse(to) - Date.parse(from), 1000);
  if (ms < hourMs) return leftText(ms, 0, texts);
  return texts.time.hours(Math.floor(ms / hourMs), Math.floor((ms % hourMs) / minuteMs));
}
