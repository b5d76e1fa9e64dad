import type { Format } from './format.ts';
import type { Texts } from './index.ts';
import { rich, strong } from './rich.ts';

/** Everything the program says in German. A person is addressed as „Sie“. */
export const german = ({ number }: Format): Texts => {
  const devices = (count: number): string => `${number(count)} ${count === 1 ? 'Gerät' : 'Geräte'}`;

  return {
    words: {
      cancel: 'Abbrechen',
      tryAgain: 'Erneut versuchen',
      saved: 'Gespeichert',
      devices,
    },

    time: {
      justNow: 'gerade eben',
      minutesAgo: (minutes) => `vor ${number(minutes)} Min.`,
      hoursAgo: (hours) => `vor ${number(hours)} Std.`,
      daysAgo: (days) => `vor ${number(days)} ${days === 1 ? 'Tag' : 'Tagen'}`,
      seconds: (seconds) => `${number(seconds)} s`,
      minutes: (minutes, seconds) => `${minutes} Min. ${String(seconds).padStart(2, '0')} s`,
      hours: (hours, minutes) => `${hours} Std. ${minutes} Min.`,
    },

    errors: {},

    macs: {},

    shell: {
      starting: 'Wird gestartet …',
    },

    device: {
      question: (name, pbx) => rich`${strong(name)} an ${strong(pbx)} ein neues Kennwort geben?`,
    },

    list: {},

    jobs: {},

    history: {},

    pbxs: {},

    setupFiles: {},

    settings: {
      title: 'Einstellungen',
      language: 'Sprache',
      languageHint: '„System“ folgt der Einstellung dieses Computers.',
      system: 'System',
    },

    panel: {},

    waiting: {},

    system: {},

    network: {},
  };
};
