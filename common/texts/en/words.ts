import type { Counting } from './counting.ts';

/** Words used in several places. */
export const words = ({ number, devices }: Counting) => ({
  cancel: 'Cancel',
  tryAgain: 'Try again',
  readAgain: 'Read again',
  cancelling: 'Cancelling…',
  saved: 'Saved',
  loading: 'Loading…',
  listNotFetched: 'Device list not fetched yet',
  editPbx: (pbx: string) => `Edit ${pbx}`,
  switchTo: (pbx: string) => `Switch to ${pbx}`,
  devices,
  /** Instead of a next step, while an outcome is still to be settled. */
  checksAgain: 'Rekey checks the PBX again; you don’t need to do anything.',
  /** A quotation after what it is about. */
  withQuote: (text: string, quote: string) => `${text}: “${quote}”`,
  /** A device's extensions: numbers and ranges of them. */
  lines: (_count: number, numbers: string) => `ext. ${numbers}`,
  inMinutes: (minutes: number) => `${number(minutes)} min`,
  inHours: (hours: number) => `${number(hours)} h`,
  secondsLeft: (seconds: number) => `${number(seconds)} s left`,
  minutesLeft: (minutes: number) => `about ${number(minutes)} min left`,
  hoursLeft: (hours: number) => `about ${number(hours)} h left`,
  /** Devices of a job that a later job has run. @param perhaps for how many of them that is not certain */
  completedLater: (count: number, perhaps: number) =>
    `${devices(count)} that ${perhaps === count ? 'may have got' : 'got'} ${count === 1 ? 'a new password in a later job' : 'new passwords in later jobs'}${perhaps === 0 || perhaps === count ? '' : ` (${number(perhaps)} of them possibly)`}`,
});

export const time = ({ number, ago }: Counting) => ({
  justNow: 'just now',
  /** For a time that this computer’s clock has not reached (again). */
  aheadOfClock: 'before the clock was set back',
  ago,
  seconds: (seconds: number) => `${number(seconds)} s`,
  minutes: (minutes: number, seconds: number) => `${minutes} min ${String(seconds).padStart(2, '0')} s`,
  hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
});
