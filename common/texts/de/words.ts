import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const words = ({ number, devices }: Counting): Texts['words'] => ({
  cancel: 'Abbrechen',
  tryAgain: 'Erneut versuchen',
  readAgain: 'Erneut lesen',
  cancelling: 'Wird abgebrochen …',
  saved: 'Gespeichert',
  loading: 'Wird geladen …',
  listNotFetched: 'Geräteliste noch nicht abgerufen',
  editPbx: (pbx) => `${pbx} bearbeiten`,
  switchTo: (pbx) => `Zu ${pbx} wechseln`,
  devices,
  checksAgain: 'Rekey prüft die Anlage noch einmal; Sie müssen nichts tun.',
  withQuote: (text, quote) => `${text}: „${quote}“`,
  lines: (count, numbers) => `${count === 1 ? 'Nebenstelle' : 'Nebenstellen'} ${numbers}`,
  inMinutes: (minutes) => `${number(minutes)} Min.`,
  inHours: (hours) => `${number(hours)} Std.`,
  secondsLeft: (seconds) => `noch ${number(seconds)} s`,
  minutesLeft: (minutes) => `noch etwa ${number(minutes)} Min.`,
  hoursLeft: (hours) => `noch etwa ${number(hours)} Std.`,
  completedLater: (count, perhaps) =>
    `${devices(count)}, ${count === 1 ? 'das in einem späteren Auftrag ein neues Passwort bekam' : 'die in späteren Aufträgen neue Passwörter bekamen'}${perhaps === 0 ? '' : ` (${perhaps === count ? '' : `${number(perhaps)} davon `}möglicherweise)`}`,
});

export const time = ({ number, ago }: Counting): Texts['time'] => ({
  justNow: 'gerade eben',
  aheadOfClock: 'vor dem Zurückstellen der Uhr',
  ago,
  seconds: (seconds) => `${number(seconds)} s`,
  minutes: (minutes, seconds) => `${minutes} Min. ${String(seconds).padStart(2, '0')} s`,
  hours: (hours, minutes) => `${hours} Std. ${minutes} Min.`,
});
