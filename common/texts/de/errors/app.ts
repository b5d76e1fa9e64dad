import type { ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'die Form', page: 'die Seite' };

export const appErrors = {
  'shortcut-refused': ({ input }) => ({
    title: 'Das Tastenkürzel konnte nicht gesetzt werden',
    happened: `Das System hat ${input ? `„${input}“` : 'es'} abgelehnt: Vielleicht verwendet es ein anderes Programm, oder dieser Desktop erlaubt keine Tastenkürzel.`,
    next: 'Wählen Sie ein anderes. Auch das Menü des Rekey-Symbols öffnet das Schnellfenster.',
  }),

  'login-item-refused': ({ systemSays }) => ({
    title: 'Der Start beim Anmelden konnte nicht geändert werden',
    happened: `Das System hat die Änderung abgelehnt${systemSays ? ` (${systemSays})` : ''}.`,
    next: 'Ändern Sie es in den Einstellungen des Systems für Programme, die beim Anmelden starten.',
  }),

  'call-refused': ({ reason }) => {
    const why = entryOf(call, reason);
    return {
      title: 'Rekey hat eine Anfrage des eigenen Fensters abgelehnt',
      happened: `Die Seite darf diese Anfrage nicht stellen, oder die Anfrage hatte nicht die erwartete Form${why ? ` (${why})` : ''}.`,
      next: 'Laden Sie das Fenster neu. Geschieht das wieder, melden Sie es als Programmfehler.',
    };
  },

  internal: () => ({
    title: 'Ein Fehler ist aufgetreten',
    happened: 'Das ist ein Programmfehler. Sie haben nichts falsch gemacht.',
    next: 'Versuchen Sie es erneut und melden Sie den Fehler, wenn er wieder auftritt.',
  }),
} satisfies Partial<ErrorTexts>;
