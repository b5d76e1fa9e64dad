const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A device list older than this is worth a word where it is used. */
const oldMs = 24 * hourMs;

/** How long ago: `just now`, `3 min ago`, `5 h ago`, `2 days ago`. */
export function agoText(instant: string, now: number): string {
  const passed = now - Date.parse(instant);
  if (passed < minuteMs) return 'just now';
  if (passed < hourMs) return `${Math.floor(passed / minuteMs)} min ago`;
  if (passed < 48 * hourMs) return `${Math.floor(passed / hourMs)} h ago`;
  return `${Math.floor(passed / (24 * hourMs))} days ago`;
}

export function isOld(instant: string, now: number): boolean {
  return now - Date.parse(instant) > oldMs;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** The time of day, as the system writes it. */
export function clockText(instant: string): string {
  return clock.format(new Date(instant));
}

/** The day, where it is not today; else empty. */
export function dayText(instant: string, now: number): string {
  const then = new Date(instant);
  return then.toDateString() === new Date(now).toDateString() ? '' : day.format(then);
}

export function fullTimeText(instant: string): string {
  return full.format(new Date(instant));
}

/** A certificate's date; what is no date stays as it is. */
export function dateText(instant: string): string {
  const then = new Date(instant);
  return Number.isNaN(then.getTime()) ? instant : date.format(then);
}

/** What is left: `4 s`, `2 min 05 s`; empty once it is over. */
export function leftText(until: number, now: number): string {
  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 0) return '';
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** How long something took: `4 s`, `2 min 05 s`, `1 h 12 min`. */
export function durationText(from: string, to: string): string {
  const ms = Math.max(Date.parse(to) - Date.parse(from), 1000);
  if (ms < hourMs) return leftText(ms, 0);
  return `${Math.floor(ms / hourMs)} h ${Math.floor((ms % hourMs) / minuteMs)} min`;
}
