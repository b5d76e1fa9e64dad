import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const settings = ({ number, counted }: Counting): Texts['settings'] => ({
  title: 'Einstellungen',
  window: 'Fenster',
  appearance: 'Darstellung',
  appearanceHint: '„System“ folgt der hellen oder dunklen Darstellung dieses Computers.',
  light: 'Hell',
  dark: 'Dunkel',
  language: 'Sprache',
  languageHint:
    '„System“ verwendet die Sprache dieses Computers, oder Englisch, falls sie nicht verfügbar ist.',
  acceptDefault: 'Standardwert verwenden',
  system: 'System',

  passwords: 'Passwörter',
  clearClipboard: 'Zwischenablage leeren nach',
  clearClipboardHint:
    'Rekey löscht ein kopiertes Passwort aus der Zwischenablage, sofern nichts anderes kopiert wurde. Gilt ab dem nächsten Kopieren.',
  clearClipboardInFront:
    'Unter Wayland kann Rekey die Zwischenablage nur leeren, solange sein Fenster im Vordergrund ist; sonst geschieht es bei Ihrer Rückkehr. Beenden Sie Rekey über den Infobereich, bleibt ein kopiertes Passwort vielleicht in der Zwischenablage.',
  keep: 'Passwörter aufbewahren für',
  keepHint:
    'So viele Tage lang können Sie ein neues Passwort wieder anzeigen und kopieren. Danach löscht Rekey es von diesem Computer. Das Gerät arbeitet weiter damit, und der Verlauf bleibt.',
  keepLabel: 'Tage, die Passwörter gespeichert bleiben',
  days: 'Tage',
  deleteQuestion: (count) =>
    count === 1 ? '1 gespeichertes Passwort löschen?' : `${number(count)} gespeicherte Passwörter löschen?`,
  deleteHint: (count, days) =>
    `${count === 1 ? 'Dieses Passwort ist' : 'Diese Passwörter sind'} älter als ${counted(days, 'Tag', 'Tage')}. Das lässt sich nicht rückgängig machen.`,
  deleteYes: 'Jetzt löschen',
  deleteNo: (days) => `${counted(days, 'Tag', 'Tage')} beibehalten`,

  lists: 'Listen',
  confirmAbove: 'Anzahl eingeben lassen bei mehr als',
  confirmAboveHint: 'Hat eine Liste mehr Geräte, geben Sie deren Anzahl ein, bevor etwas gesendet wird.',
  confirmAboveLabel: 'Anzahl der Geräte, ab der eine Eingabe nötig ist',
  devices: 'Geräten',
  wrongNumber: (max) => `Geben Sie eine ganze Zahl von 1 bis ${number(max)} ein.`,

  pace: 'Geschwindigkeit jeder Anlage',
  paceHint: 'Eine Anlage bremst einen Client, der zu viele Anfragen sendet, und sperrt ihn vielleicht.',

  support: 'Dateien und Hilfe',
  log: 'Protokoll',
  logHint: 'Was Rekey getan hat und welche Fehler auftraten, ohne Passwörter, Adressen oder Namen.',
  showLog: 'Im Ordner anzeigen',
  database: 'Datenbank',
  databaseHint:
    'Anlagen, Gerätelisten und Aufträge. Gespeicherte Passwörter sind mit einem Schlüssel aus dem Schlüsselbund verschlüsselt.',
  diagnostics: 'Diagnose',
  diagnosticsHint:
    'Versionen, Anzahlen, Fehlercodes und Zeiten, für jemanden, der Ihnen hilft. Enthält nichts Geheimes oder Persönliches.',
  copyDiagnostics: 'Diagnose kopieren',
  copied: 'Kopiert',
  forget: {
    section: 'Daten entfernen',
    title: 'Alle Daten löschen',
    hint: 'Löscht alles, was Rekey auf diesem Computer speichert: Anlagen, Verlauf, Passwörter, API-Schlüssel, Einstellungen und das Protokoll. Auf den Anlagen ändert sich nichts.',
    begin: 'Alle Daten löschen …',
    question: 'Alle Daten von Rekey auf diesem Computer löschen?',
    what: 'Gelöscht werden die Datenbank mit allen Anlagen, Aufträgen und gespeicherten Passwörtern, die Einstellungen, das Protokoll und die Einträge dieses Datenordners im Schlüsselbund (API-Schlüssel, Anmeldungen, Proxy-Anmeldungen, der Schlüssel zu den Passwörtern). Das lässt sich nicht rückgängig machen. Andere Datenordner von Rekey auf diesem Computer behalten ihre Einträge.',
    stays: 'Exportierte Dateien bleiben, wo Sie sie gespeichert haben. Danach wird Rekey geschlossen.',
    word: 'alles',
    type: (word) => `Zum Fortfahren „${word}“ eingeben`,
    notTyped: (word) => `Geben Sie „${word}“ ein.`,
    yes: 'Alle Daten löschen',
    withoutKeychain: 'Alles außer Schlüsselbund löschen',
    no: 'Alles behalten',
    gone: 'Alle Daten gelöscht',
    mayHoldMore:
      'Eine beschädigte Datenbank war nicht lesbar. Deshalb enthält der Schlüsselbund vielleicht noch Einträge von „Rekey for 3CX“. Entfernen Sie sie in der Schlüsselbundverwaltung des Systems.',
    leftForOthers: (entries) =>
      `Diese Schlüsselbund-Einträge von „Rekey for 3CX“ braucht vielleicht ein anderer Datenordner auf diesem Computer, deshalb wurden sie behalten: ${entries.join(', ')}. Gibt es keinen anderen Ordner, löschen Sie sie in der Schlüsselbundverwaltung des Systems.`,
    closing: 'Rekey wird jetzt geschlossen.',
  },
});
