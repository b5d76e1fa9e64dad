import type { ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'die Form', page: 'die Seite' };

export const appErrors = {
  'shortcut-refused': ({ input }) => ({
    title: 'Das Tastenkürzel konnte nicht gesetzt werden',
    happened: `Das System nahm ${input ? `„${input}“` : 'es'} nicht an: Vielleicht benutzt es ein anderes Programm, oder dieser Desktop erlaubt keines.`,
    next: 'Wählen Sie ein anderes. Auch das Menü des Rekey-Symbols öffnet das Schnellfenster.',
  }),

  'login-item-refused': ({ systemSays }) => ({
    title: 'Der Start bei der Anmeldung konnte nicht geändert werden',
    happened: `Das System nahm die Änderung nicht an${systemSays ? ` (${systemSays})` : ''}.`,
    next: 'Sehen Sie in den Einstellungen des Systems nach, welche Programme bei der Anmeldung starten.',
  }),

  'call-refused': ({ reason }) => {
    const why = entryOf(call, reason);
    return {
      title: 'Eine Anfrage des Fensters wurde abgelehnt',
      happened: `Sie kam von einer Seite, die nicht fragen darf, oder hatte nicht die erwartete Form${why ? ` (${why})` : ''}.`,
      next: 'Laden Sie das Fenster neu. Bleibt es dabei, melden Sie es: Das ist ein Fehler im Programm.',
    };
  },

  internal: () => ({
    title: 'In Rekey ist etwas schiefgegangen',
    happened: 'Das ist ein Fehler im Programm; Sie haben nichts falsch gemacht.',
    next: 'Versuchen Sie es erneut und melden Sie es, wenn es dabei bleibt.',
  }),
} satisfies Partial<ErrorTexts>;
