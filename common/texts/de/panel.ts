import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const panel = ({ number }: Counting): Texts['panel'] => ({
  title: 'Neues Passwort',
  openWindow: 'Fenster öffnen',
  clipboard: {
    none: 'In der Zwischenablage steht keine MAC-Adresse.',
    several: 'In der Zwischenablage steht mehr als eine MAC-Adresse. Für eine Liste öffnen Sie das Fenster.',
    unsure:
      'Die Zahl in der Zwischenablage kann eine MAC-Adresse sein, aber auch eine andere Nummer. Ist sie eine, fügen Sie sie ein.',
    'too-long':
      'Der Text in der Zwischenablage ist zu lang, um darin eine MAC-Adresse zu suchen. Kopieren Sie weniger davon.',
    unreadable: 'Die Zwischenablage konnte nicht gelesen werden.',
  },
  noPbx: 'Es ist noch keine Anlage verbunden.',
  connect: 'Anlage verbinden',
  running: (done, total) => `Auf dieser Anlage läuft ein Auftrag: ${number(done)} von ${number(total)}`,
  showJob: 'Auftrag anzeigen',
});
