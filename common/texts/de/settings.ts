import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const settings = ({ number, counted }: Counting): Texts['settings'] => ({
  title: 'Einstellungen',
  window: 'Fenster',
  appearance: 'Darstellung',
  appearanceHint: '„System“ wechselt mit diesem Computer zwischen Hell und Dunkel.',
  light: 'Hell',
  dark: 'Dunkel',
  language: 'Sprache',
  languageHint: '„System“ ist die Sprache dieses Computers, oder Englisch, wenn Rekey sie nicht spricht.',
  acceptDefault: 'Standardwert behalten',
  system: 'System',

  passwords: 'Passwörter',
  clearClipboard: 'Zwischenablage leeren nach',
  clearClipboardHint:
    'Ein kopiertes Passwort wird wieder aus der Zwischenablage genommen, sofern seither nichts anderes kopiert wurde. Gilt ab dem nächsten Kopieren.',
  clearClipboardInFront:
    'Unter Wayland kann Rekey sie nur leeren, solange es im Vordergrund ist; sonst geschieht es bei Ihrer Rückkehr. Beenden Sie Rekey aus dem Infobereich, bleibt ein kopiertes Passwort vielleicht darin stehen.',
  keep: 'Passwörter aufbewahren für',
  keepHint:
    'So viele Tage lang kann ein neues Passwort wieder angezeigt und kopiert werden. Danach wird es endgültig von diesem Computer gelöscht; das Gerät arbeitet weiter damit, und der Verlauf bleibt.',
  keepLabel: 'Tage, die Passwörter aufbewahrt werden',
  days: 'Tage',
  deleteQuestion: (count) =>
    count === 1 ? '1 aufbewahrtes Passwort löschen?' : `${number(count)} aufbewahrte Passwörter löschen?`,
  deleteHint: (count, days) =>
    `${count === 1 ? 'Es ist' : 'Sie sind'} älter als ${counted(days, 'Tag', 'Tage')}. Was gelöscht wurde, lässt sich nicht zurückholen.`,
  deleteYes: () => 'Jetzt löschen',
  deleteNo: (days) => `${counted(days, 'Tag', 'Tage')} beibehalten`,

  lists: 'Listen',
  confirmAbove: 'Anzahl eingeben lassen bei mehr als',
  confirmAboveHint:
    'Hat eine Liste mehr Geräte, muss deren Anzahl eingegeben werden, bevor etwas gesendet wird.',
  confirmAboveLabel: 'Höchste Zahl von Geräten ohne Eingabe der Anzahl',
  devices: 'Geräten',
  wrongNumber: (max) => `Eine ganze Zahl von 1 bis ${number(max)}.`,

  pace: 'Tempo jeder Anlage',
  paceHint: 'Eine Anlage bremst einen Client, der zu viel von ihr verlangt, und sperrt ihn vielleicht.',

  support: 'Dateien und Hilfe',
  log: 'Protokoll',
  logHint: 'Was getan wurde und welche Fehler es gab, ohne Passwörter, Adressen oder Namen.',
  showLog: 'Im Ordner anzeigen',
  database: 'Datenbank',
  databaseHint:
    'Anlagen, Gerätelisten und Aufträge; die aufbewahrten Passwörter sind mit einem Schlüssel aus dem Schlüsselbund versiegelt.',
  diagnostics: 'Diagnose',
  diagnosticsHint:
    'Versionen, Anzahlen, Fehlercodes und Zeiten, für jemanden, der Ihnen hilft. Nichts Geheimes oder Persönliches ist darin.',
  copyDiagnostics: 'Diagnose kopieren',
  copied: 'Kopiert',
  forget: {
    section: 'Diesen Computer abgeben',
    title: 'Alle Daten löschen',
    hint: 'Löscht alles, was Rekey auf diesem Computer aufbewahrt: Anlagen, Verlauf, Passwörter, API-Schlüssel, Einstellungen und das Protokoll. An den Anlagen ändert sich nichts.',
    begin: 'Alle Daten löschen …',
    question: 'Alle Daten von Rekey auf diesem Computer löschen?',
    what: 'Gelöscht werden die Datenbank mit allen Anlagen, Aufträgen und aufbewahrten Passwörtern, die Einstellungen, das Protokoll und die Einträge dieses Datenordners im Schlüsselbund (API-Schlüssel, Anmeldungen, Proxy-Anmeldungen, der Schlüssel zu den Passwörtern). Das lässt sich nicht rückgängig machen. Andere Datenordner von Rekey auf diesem Computer behalten ihre Einträge.',
    stays: 'Exportierte Dateien bleiben, wo Sie sie abgelegt haben. Danach wird Rekey geschlossen.',
    word: 'alles',
    type: (word) => `Zum Fortfahren „${word}“ eingeben`,
    notTyped: (word) => `Hier muss „${word}“ stehen.`,
    yes: 'Alle Daten löschen',
    withoutKeychain: 'Rest löschen, Schlüsselbund unverändert lassen',
    no: 'Alles behalten',
    gone: 'Alles wurde gelöscht',
    mayHoldMore:
      'Die beschädigte Datenbank, die beiseitegelegt wurde, war nicht zu lesen. Im Schlüsselbund können deshalb noch Einträge von „Rekey for 3CX“ sein. Entfernen Sie sie in der Schlüsselbundverwaltung des Systems.',
    leftForOthers: (entries) =>
      `Diese Schlüsselbund-Einträge von „Rekey for 3CX“ braucht vielleicht ein anderer Datenordner auf diesem Computer, deshalb sind sie noch da: ${entries.join(', ')}. Gibt es keinen anderen Ordner, löschen Sie sie in der Schlüsselbundverwaltung des Systems.`,
    closing: 'Rekey wird jetzt geschlossen.',
  },
});
