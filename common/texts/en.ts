import type { Format } from './format.ts';
import { rich, strong } from './rich.ts';

/**
 * Everything the program says in English, by the place that says it. Sentences are whole: no other place puts words
 * together. `Texts` in `index.ts` is what every other language has to have, too.
 */
export const english = ({ number }: Format) => {
  const devices = (count: number): string => `${number(count)} ${count === 1 ? 'device' : 'devices'}`;

  return {
    /** Words of more than one place. */
    words: {
      cancel: 'Cancel',
      tryAgain: 'Try again',
      saved: 'Saved',
      devices,
    },

    time: {
      justNow: 'just now',
      minutesAgo: (minutes: number) => `${number(minutes)} min ago`,
      hoursAgo: (hours: number) => `${number(hours)} h ago`,
      daysAgo: (days: number) => `${number(days)} ${days === 1 ? 'day' : 'days'} ago`,
      seconds: (seconds: number) => `${number(seconds)} s`,
      minutes: (minutes: number, seconds: number) => `${minutes} min ${String(seconds).padStart(2, '0')} s`,
      hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
    },

    /** Of the closed set in `common/errors.ts`. */
    errors: {},

    /** Why a text is no MAC. */
    macs: {},

    /** The window's frame: places, header, banners. */
    shell: {
      starting: 'Starting…',
    },

    device: {
      question: (name: string, pbx: string) => rich`Give ${strong(name)} on ${strong(pbx)} a new password?`,
    },

    list: {},

    jobs: {},

    history: {},

    pbxs: {},

    setupFiles: {},

    settings: {
      title: 'Settings',
      language: 'Language',
      languageHint: 'System follows what this computer is set to.',
      system: 'System',
    },

    /** The quick panel. */
    panel: {},

    /** Jobs that wait for their PBX. */
    waiting: {},

    /** Menus, the tray, notifications and the system's own dialogs. */
    system: {},

    /** Networks and what stands in the way there. */
    network: {},
  };
};
