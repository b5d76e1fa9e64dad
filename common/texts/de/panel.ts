import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const panel = ({ number }: Counting): Texts['panel'] => ({
  title: 'Neues Passwort',
  openWindow: 'Fenster öffnen',
  clipboard: {
    none: 'Keine MAC-Adresse in der Zwischenablage.',
    several: 'Mehr als eine MAC-Adresse in der Zwischenablage. Für eine Liste öffnen Sie das Fenster.',
    unsure:
      'Die Zahl in der Zwischenablage ist vielleicht keine MAC-Adresse. Wenn doch, fügen Sie sie hier ein.',
    'too-long': 'Der Text in der Zwischenablage ist zu lang. Kopieren Sie nur den Teil mit der MAC-Adresse.',
    unreadable: 'Die Zwischenablage konnte nicht gelesen werden.',
  },
  noPbx: 'Noch keine Anlage eingerichtet.',
  running: (done, total) => `Auf dieser Anlage läuft ein Auftrag: ${number(done)} von ${number(total)}`,
  showJob: 'Auftrag anzeigen',
});
