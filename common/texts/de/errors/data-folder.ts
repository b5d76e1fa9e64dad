import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import type { NamedSetting } from '../../../settings.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';

const dataFolder: Record<ErrorReason<'data-folder-unusable'>, string> = {
  'open-elsewhere': 'ein anderes Fenster oder Terminal von Rekey verwendet ihn; es wurde nichts gelöscht',
  busy: 'eine andere Instanz von Rekey verwendet ihn noch',
  'kept-locked': 'ein anderes Programm hält ihn gesperrt',
  'new-unreadable': 'eine neu angelegte Datenbank lässt sich nicht lesen',
  'read-only': 'er ist schreibgeschützt',
  'no-right': 'Sie haben keine Berechtigung, dort zu schreiben',
  'no-folder': 'dieser Ordner lässt sich nicht anlegen oder öffnen',
  'database-locked': 'ein anderes Programm hält seine Datenbank gesperrt',
  'database-damaged': 'seine Datenbank ist beschädigt',
  'database-damaged-in-use': 'seine Datenbank ist beschädigt und wird noch verwendet',
  'disk-fault': 'der Datenträger meldet einen Fehler',
};

const dataFolderNext: Partial<typeof dataFolder> = {
  'open-elsewhere': 'Schließen Sie die anderen Fenster und Terminals von Rekey und versuchen Sie es erneut.',
  busy: 'Schließen Sie die andere Instanz und starten Sie Rekey erneut.',
  'kept-locked': 'Schließen Sie das andere Programm und starten Sie Rekey erneut.',
  'database-locked': 'Schließen Sie das andere Programm und starten Sie Rekey erneut.',
  'database-damaged': 'Starten Sie Rekey erneut: Die beschädigte Datenbank wird dann beiseitegelegt.',
  'database-damaged-in-use':
    'Schließen Sie alle anderen Fenster und Terminals von Rekey und starten Sie es dann erneut.',
};

const setting: Record<NamedSetting, string> = {
  appearance: 'Darstellung',
  language: 'Sprache',
  clipboardSeconds: 'Zwischenablage leeren nach',
  retentionDays: 'Passwörter aufbewahren für',
  confirmAbove: 'Anzahl eingeben lassen bei mehr als',
  shortcut: 'Tastenkürzel',
  keepInTray: 'Nach dem Schließen des Fensters weiterlaufen',
  updateAddress: 'Update-Prüfung',
  pace: 'Geschwindigkeit',
};

export function dataFolderErrors({ number }: Counting) {
  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);

  return {
    'data-folder-unusable': (facts) => ({
      title: 'Der Datenordner lässt sich nicht verwenden',
      happened: `${facts.path ?? 'Der Ordner'}: ${entryOf(dataFolder, facts.reason) ?? 'Rekey kann dort nicht schreiben'}. Es wurde nichts gesendet.`,
      next:
        entryOf(dataFolderNext, facts.reason) ??
        'Verwenden Sie einen anderen Ordner oder korrigieren Sie diesen und starten Sie Rekey erneut.',
    }),

    'store-damaged': (facts) => ({
      title: 'Die Datenbank war beschädigt',
      happened: `Die beschädigte Datei wurde als ${facts.path ?? 'Kopie'} gesichert. Rekey verwendet jetzt eine neue, leere Datenbank.`,
      next: `Fügen Sie die Anlagen erneut hinzu. Die beschädigte Datei kann Passwörter enthalten; Rekey löscht sie deshalb nach ${facts.limit === 1 ? 'einem Tag' : `${facts.limit ?? 30} Tagen`}. Kopieren Sie sie an einen anderen Ort, wenn Sie den Verlauf darin länger brauchen.`,
    }),

    'store-too-new': (facts) => ({
      title: 'Die Datenbank wurde von einer neueren Version verwendet',
      happened: `${facts.path ?? 'Die Datenbank'} wurde zuletzt von einer neueren Version von Rekey verwendet. Es wurde nichts geändert.`,
      next: 'Aktualisieren Sie Rekey oder verwenden Sie einen anderen Ordner.',
    }),

    'settings-damaged': (facts) => ({
      title: 'Eine Einstellung war nicht lesbar',
      happened: `„${entryOf(setting, facts.setting) ?? 'Eine Einstellung'}“${facts.pbx ? ` von ${facts.pbx}` : ''} ist in der Datenbank beschädigt; Rekey verwendet den Standardwert.${facts.setting === 'retentionDays' ? ' Rekey löscht kein gespeichertes Passwort, bis Sie sie neu setzen.' : ''}`,
      next:
        facts.setting === 'retentionDays'
          ? 'Setzen Sie sie unter „Einstellungen“ neu.'
          : 'Setzen Sie sie unter „Einstellungen“ neu oder behalten Sie den Standardwert.',
    }),

    'forget-incomplete': (facts) =>
      facts.reason === 'keychain'
        ? {
            title: 'Nicht alle Daten wurden gelöscht',
            happened: `Der Schlüsselbund hat ${facts.count === 1 ? 'einen Eintrag' : `${facts.count === undefined ? 'einige' : count(facts)} Einträge`} von „Rekey for 3CX“ nicht gelöscht${facts.choices?.length ? `: ${facts.choices.join(', ')}` : ''}. Auf dem Datenträger wurde nichts gelöscht; Sie können es erneut versuchen.`,
            next: 'Entsperren Sie den Schlüsselbund und versuchen Sie es erneut. Oder löschen Sie alles außer dem Schlüsselbund und entfernen Sie diese Einträge dann in der Schlüsselbundverwaltung des Systems.',
          }
        : {
            title: 'Nicht alle Daten wurden gelöscht',
            happened: `Diese Dateien ließen sich nicht löschen: ${facts.choices?.join(', ') || 'ein Teil des Datenordners'}.`,
            next: 'Schließen Sie die Programme, die sie verwenden, und löschen Sie die Dateien dann selbst.',
          },

    'disk-full': (facts) => ({
      title: 'Der Datenträger ist voll',
      happened: `${facts.path ?? 'Der Datenordner'}: Der nächste Schritt ließ sich nicht aufzeichnen; es wurden keine weiteren Anfragen gesendet.`,
      next: 'Schaffen Sie Platz und fahren Sie dann fort.',
    }),
  } satisfies Partial<ErrorTexts>;
}
