import type { ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'die Form', page: 'die Seite' };

const otherWays =
  'Installieren Sie stattdessen das .deb oder .rpm, oder verwenden Sie den Terminalbefehl aus seinem eigenen Archiv.';

const sandboxNext: Record<ErrorReason<'sandbox-off'>, string> = {
  'as-root':
    'Starten Sie Rekey als gewöhnlicher Benutzer, oder verwenden Sie den Terminalbefehl aus seinem eigenen Archiv.',
  'app-image': `${otherWays} Fehlt auf diesem System „unshare“, genügt es vielleicht, das zu installieren.`,
  apparmor: `${otherWays} Allen Programmen User-Namespaces erlauben: „sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0“.`,
  'clone-forbidden': `${otherWays} Allen Benutzern User-Namespaces erlauben: „sudo sysctl -w kernel.unprivileged_userns_clone=1“.`,
  'no-namespaces': `${otherWays} User-Namespaces erlauben: „sudo sysctl -w user.max_user_namespaces=15000“.`,
};

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

  'sandbox-off': ({ input, reason }) => {
    const advice = entryOf(sandboxNext, reason);
    const ofAppImage = advice !== undefined && reason !== 'as-root';
    return {
      title: 'Rekey läuft nicht ohne Sandbox',
      happened: `${input ? `Rekey wurde mit ${input} gestartet` : 'Rekey wurde mit einem Schalter gestartet, der die Sandbox abschaltet'}; das Fenster wäre dann ungeschützt. Es wurde nichts geöffnet.${ofAppImage ? ' Ein AppImage startet so, wenn es keinen User-Namespace anlegen kann.' : ''}`,
      next: advice ?? 'Starten Sie Rekey ohne diesen Schalter.',
    };
  },

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
