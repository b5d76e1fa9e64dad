import { english } from '../../common/texts/en/index.ts';
import { createFormat, type Format, ofInstants } from '../../common/texts/format.ts';
import type { Words } from '../../common/texts/index.ts';

/** A point in time as the terminal shows it, by this computer's clock: `2026-11-24 15:03`. */
export function timeText(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
}

/** The time of day to the second, for waits: `15:03:20`. */
export function clockText(instant: string): string {
  return new Date(instant).toLocaleTimeString('sv-SE');
}

/** The terminal's output is English everywhere, so that scripts find the same words. */
const format: Format = {
  ...createFormat('en'),
  clock: ofInstants((instant) => timeText(instant).slice(11)),
  day: ofInstants((instant) => timeText(instant).slice(0, 10)),
  moment: ofInstants(timeText),
  date: ofInstants((instant) => timeText(instant).slice(0, 10)),
};
export const words: Words = { language: 'en', texts: english(format), format };

/** `1 device`, `3 devices`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
