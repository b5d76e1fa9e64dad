import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import type { NamedSetting } from '../../../settings.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';

const dataFolder: Record<ErrorReason<'data-folder-unusable'>, string> = {
  'open-elsewhere':
    'ein anderes Fenster oder Terminal dieses Programms hat ihn geöffnet; schließen Sie das zuerst, es wurde nichts gelöscht',
  busy: 'dieses Programm läuft noch ein zweites Mal, belegt ihn und wird nicht fertig',
  'kept-locked': 'ein anderes Programm hält ihn gesperrt',
  'new-unreadable': 'eine neue Datenbank ist dort sofort unlesbar',
  'read-only': 'er ist schreibgeschützt',
  'no-right': 'dieser Benutzer darf dort nicht schreiben',
  'no-folder': 'das ist kein Ordner, der sich anlegen oder öffnen lässt',
  'database-locked': 'ein anderes Programm hält seine Datenbank gesperrt',
  'database-damaged':
    'seine Datenbank ist beschädigt; starten Sie dieses Programm neu, damit sie beiseitegelegt wird',
  'database-damaged-in-use':
    'seine Datenbank ist beschädigt; schließen Sie alle anderen Fenster und Terminals dieses Programms und starten Sie es neu',
  'disk-fault': 'der Datenträger meldet einen Fehler',
};

const setting: Record<NamedSetting, string> = {
  appearance: 'Darstellung',
  language: 'Sprache',
  clipboardSeconds: 'Zwischenablage leeren nach',
  retentionDays: 'Passwörter aufbewahren für',
  confirmAbove: 'Anzahl eingeben lassen bei mehr als',
  shortcut: 'Tastenkürzel',
  keepInTray: 'Im Hintergrund weiterlaufen',
  updateAddress: 'Update-Prüfung',
  pace: 'Tempo',
};

export function dataFolderErrors({ number }: Counting) {
  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);

  return {
    'data-folder-unusable': (facts) => ({
      title: 'Der Datenordner lässt sich nicht verwenden',
      happened: `${facts.path ?? 'Der Ordner'}: ${entryOf(dataFolder, facts.reason) ?? 'dort lässt sich nicht schreiben'}.`,
      next: 'Beheben Sie das oder verwenden Sie einen anderen Ordner. Es wurde nichts gesendet.',
    }),

    'store-damaged': (facts) => ({
      title: 'Die Datenbank war beschädigt',
      happened: `Die beschädigte Datei wurde als ${facts.path ?? 'Kopie'} gesichert. Rekey verwendet jetzt eine neue, leere Datenbank.`,
      next: `Fügen Sie die Anlagen erneut hinzu. Die beschädigte Datei kann Passwörter enthalten; Rekey löscht sie deshalb nach ${facts.limit === 1 ? 'einem Tag' : `${facts.limit ?? 30} Tagen`}. Kopieren Sie sie an einen anderen Ort, wenn Sie den Verlauf darin länger brauchen.`,
    }),

    'store-too-new': (facts) => ({
      title: 'Die Datenbank stammt von einer neueren Version',
      happened: `${facts.path ?? 'Sie'} wurde zuletzt von einem neueren Rekey for 3CX verwendet.`,
      next: 'Aktualisieren Sie dieses Programm oder verwenden Sie einen anderen Ordner. Es wurde nichts geändert.',
    }),

    'settings-damaged': (facts) => ({
      title: 'Eine Einstellung war nicht zu lesen',
      happened: `„${entryOf(setting, facts.setting) ?? 'Eine Einstellung'}“${facts.pbx ? ` von ${facts.pbx}` : ''} ist in der Datenbank beschädigt; stattdessen gilt der Standardwert.${facts.setting === 'retentionDays' ? ' Bis sie neu gesetzt ist, wird kein aufbewahrtes Passwort gelöscht.' : ''}`,
      next:
        facts.setting === 'retentionDays'
          ? 'Setzen Sie sie unter Einstellungen neu.'
          : 'Setzen Sie sie unter Einstellungen neu oder behalten Sie den Standardwert.',
    }),

    'forget-incomplete': (facts) =>
      facts.reason === 'keychain'
        ? {
            title: 'Es wurde nicht alles gelöscht',
            happened: `Der Schlüsselbund hat ${facts.count === 1 ? 'einen Eintrag' : `${facts.count === undefined ? 'einige' : count(facts)} Einträge`} von „Rekey for 3CX“ nicht gelöscht${facts.choices?.length ? `: ${facts.choices.join(', ')}` : ''}. Auf dem Datenträger wurde nichts gelöscht, damit sie bekannt bleiben.`,
            next: 'Entsperren Sie den Schlüsselbund und versuchen Sie es erneut; oder lassen Sie den Rest ohne ihn löschen und entfernen Sie diese Einträge in der Schlüsselbundverwaltung des Systems.',
          }
        : {
            title: 'Es wurde nicht alles gelöscht',
            happened: `Diese Dateien ließen sich nicht löschen: ${facts.choices?.join(', ') || 'ein Teil des Datenordners'}.`,
            next: 'Schließen Sie, was sie benutzt, und löschen Sie sie von Hand.',
          },

    'disk-full': (facts) => ({
      title: 'Der Datenträger ist voll',
      happened: `${facts.path ?? 'Der Datenordner'} kann die Aufzeichnung des nächsten Schritts nicht aufnehmen; deshalb wurde keine weitere Anfrage gesendet.`,
      next: 'Schaffen Sie Platz und machen Sie dann weiter.',
    }),
  } satisfies Partial<ErrorTexts>;
}
