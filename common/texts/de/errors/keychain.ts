import type { ErrorTexts } from '../../error-words.ts';
import { ofPbx } from './facts.ts';

export const keychainErrors = {
  'keychain-unavailable': ({ reason }) => ({
    title: 'Kein Schlüsselbund verfügbar',
    happened:
      reason === 'library-missing'
        ? 'Die Systembibliothek libsecret ist nicht installiert.'
        : reason === 'no-service'
          ? 'Für diesen Benutzer läuft kein Secret Service (wie GNOME-Schlüsselbund oder KWallet).'
          : 'Der Schlüsselbund des Systems hat nicht funktioniert.',
    next:
      reason === 'library-missing'
        ? 'Installieren Sie sie (Debian, Ubuntu: apt install libsecret-1-0 gnome-keyring).'
        : 'Melden Sie sich an einer Desktop-Sitzung an oder installieren und starten Sie gnome-keyring.',
  }),

  'keychain-locked': ({ reason }) =>
    reason === 'asking'
      ? {
          title: 'Der Schlüsselbund antwortet noch nicht',
          happened:
            'Wahrscheinlich fragt der Schlüsselbund nach seinem Passwort. Sein Fenster kann hinter anderen liegen.',
          next: 'Suchen Sie das Fenster und geben Sie das Passwort dort ein.',
        }
      : {
          title: 'Der Schlüsselbund ist gesperrt',
          happened:
            reason === 'dismissed'
              ? 'Kein Zugriff auf den Schlüsselbund: Die Aufforderung zum Entsperren wurde geschlossen.'
              : 'Kein Zugriff auf den Schlüsselbund: Er ist gesperrt, oder die Aufforderung zum Entsperren wurde nicht beantwortet.',
          next: 'Entsperren Sie ihn (unter Linux: „Passwörter und Verschlüsselung“ oder melden Sie sich neu an) und versuchen Sie es dann erneut.',
        },

  'keychain-entry-missing': (facts) => {
    switch (facts.reason) {
      case 'data-key':
        return {
          title: 'Das gespeicherte Passwort lässt sich nicht öffnen: Sein Schlüssel fehlt im Schlüsselbund',
          happened:
            'Der Schlüssel wurde entfernt, oder das Passwort wurde auf einem anderen Computer oder unter einem anderen Benutzerkonto gespeichert.',
          next: 'Lesen Sie stattdessen das aktuelle Passwort des Geräts aus der Anlage aus.',
        };
      case 'not-put-back':
        return {
          title: `Der API-Schlüssel ${ofPbx(facts)} ist vielleicht falsch`,
          happened:
            'Beim Ersetzen des Schlüssels hat der Schlüsselbund versagt, und der bisherige Schlüssel ließ sich nicht wiederherstellen.',
          next: 'Geben Sie den API-Schlüssel neu ein.',
        };
      case 'not-entered':
        return {
          title: `Der API-Schlüssel ${ofPbx(facts)} fehlt`,
          happened: 'Der API-Schlüssel wurde auf diesem Computer noch nicht eingegeben.',
          next: 'Geben Sie den API-Schlüssel ein.',
        };
      default:
        return {
          title: `Der API-Schlüssel ${ofPbx(facts)} ist nicht im Schlüsselbund`,
          happened:
            'Der API-Schlüssel wurde entfernt oder auf einem anderen Computer oder unter einem anderen Benutzerkonto gespeichert.',
          next: 'Geben Sie den API-Schlüssel neu ein.',
        };
    }
  },
} satisfies Partial<ErrorTexts>;
