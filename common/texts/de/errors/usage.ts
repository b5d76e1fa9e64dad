import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { file, job, names, ofPbx } from './facts.ts';

export function usageErrors({ number }: Counting) {
  const megabytes = (bytes: number | undefined): string => `${number((bytes ?? 0) / 1_000_000, 1)} MB`;

  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);

  const limit = (facts: ErrorFacts): string => number(facts.limit ?? 0);

  const usage: Record<ErrorReason<'usage'>, (facts: ErrorFacts) => string> = {
    'list-too-long': (facts) => `Die Liste ist länger als ${limit(facts)} Zeichen.`,
    'list-too-many-macs': (facts) =>
      `Die Liste hat mehr als ${limit(facts)} MAC-Adressen. Teilen Sie sie auf.`,
    'clipboard-empty': () => 'In der Zwischenablage ist kein Text.',
    'files-too-many': (facts) =>
      `Das sind ${count(facts)} Dateien. Öffnen Sie höchstens ${limit(facts)} auf einmal.`,
    'file-too-large': (facts) =>
      `${file(facts)} ist ${megabytes(facts.count)} groß. Eine Liste darf höchstens ${megabytes(facts.limit)} groß sein.`,
    'files-too-large': (facts) =>
      `Diese Dateien sind zusammen ${megabytes(facts.count)} groß. Eine Liste darf höchstens ${megabytes(facts.limit)} groß sein.`,
    'file-missing': (facts) => `${file(facts)} gibt es nicht.`,
    'file-is-folder': (facts) => `${file(facts)} ist ein Ordner, keine Datei.`,
    'file-forbidden': (facts) => `${file(facts)} darf dieser Benutzer nicht lesen.`,
    'file-unreadable': (facts) =>
      facts.systemSays
        ? `${file(facts)} lässt sich nicht lesen (${facts.systemSays}).`
        : `${file(facts)} lässt sich nicht lesen. Vielleicht wurde die Datei verschoben oder ist woanders geöffnet.`,
    'file-is-spreadsheet': (facts) =>
      `Rekey kann das Tabellenformat von ${file(facts)} nicht lesen. Speichern Sie die Tabelle als .xlsx oder CSV oder kopieren Sie die Zellen und fügen Sie sie als Liste ein.`,
    'file-is-protected': (facts) =>
      `${file(facts)} ist mit einem Passwort geschützt. Speichern Sie eine Kopie ohne Passwort oder kopieren Sie die Zellen und fügen Sie sie als Liste ein.`,
    'file-is-document': (facts) =>
      `Rekey kann ein Dokument wie ${file(facts)} nicht lesen. Öffnen Sie es, kopieren Sie die MAC-Adressen und fügen Sie sie als Liste ein.`,
    'file-is-picture': (facts) =>
      `${file(facts)} ist ein Bild. Rekey liest nur Text: Geben Sie die MAC-Adressen ein oder scannen Sie die Barcodes.`,
    'file-is-archive': (facts) =>
      `${file(facts)} ist ein Archiv. Entpacken Sie es und öffnen Sie die Dateien darin.`,
    'file-damaged': (facts) =>
      `${file(facts)} ist beschädigt oder unvollständig. Kopieren oder laden Sie die Datei noch einmal oder speichern Sie sie in ihrem Programm neu.`,
    'file-unpacked-too-large': (facts) =>
      `${file(facts)} enthält zu viele Daten. Speichern Sie nur die Liste, als CSV.`,
    'file-empty': (facts) => `${file(facts)} enthält keinen Text.`,
    'file-not-text': (facts) =>
      `${file(facts)} ist keine Textdatei. Öffnen Sie eine Textdatei, CSV oder .xlsx oder kopieren Sie den Text und fügen Sie ihn als Liste ein.`,
    'file-exists': (facts) => `${file(facts)} gibt es schon. Geben Sie einen anderen Namen an.`,
    'pbx-name-taken': (facts) =>
      facts.pbx
        ? `Es gibt schon eine Anlage namens „${facts.pbx}“.`
        : 'Es gibt schon eine Anlage mit diesem Namen.',
    'pbx-name-length': (facts) => `Eine Anlage braucht einen Namen aus 1 bis ${limit(facts)} Zeichen.`,
    'client-id-form': (facts) =>
      `Die Client-ID muss aus 1 bis ${limit(facts)} Zeichen ohne Leerzeichen bestehen.`,
    'api-key-form': (facts) =>
      `Der API-Schlüssel muss aus 1 bis ${limit(facts)} Zeichen ohne Leerzeichen bestehen.`,
    'api-key-needed': () => 'Für eine andere Adresse muss der API-Schlüssel neu eingegeben werden.',
    'fingerprint-form': () =>
      'Der Fingerabdruck muss ein SHA-256-Fingerabdruck sein: 64 Hexadezimalziffern, mit oder ohne Doppelpunkte.',
    'pbx-changed': (facts) =>
      `Adresse, Client-ID, API-Schlüssel oder vertrautes Zertifikat ${ofPbx(facts)} wurden inzwischen geändert. Es wurde nichts gesendet; beginnen Sie neu.`,
    'job-unknown': (facts) =>
      facts.job ? `Einen Auftrag ${facts.job} gibt es nicht.` : 'Diesen Auftrag gibt es nicht.',
    'job-of-other-pbx': (facts) =>
      `${job(facts)} begann unter ${facts.pbx ?? 'einer anderen Adresse'} und geht nur dort weiter, nicht unter ${facts.host ?? 'dieser'}. Geben Sie der Anlage wieder jene Adresse; oder brechen Sie den Rest des Auftrags ab und nehmen Sie diese Geräte in einen neuen auf.`,
    'job-over': (facts) => `${job(facts)} ist beendet; davon ist nichts mehr offen.`,
    'job-waits': (facts) => `${job(facts)} wartet, bis seine Anlage erreichbar ist.`,
    'job-does-not-wait': (facts) => `${job(facts)} wartet nicht, oder nicht mehr.`,
    'setup-file-pbx-count': (facts) => `Eine Einrichtungsdatei nimmt 1 bis ${limit(facts)} Anlagen auf.`,
    'passphrase-short': (facts) =>
      `Die Passphrase braucht mindestens ${limit(facts)} Zeichen; mehrere Wörter lassen sich leicht weitersagen.`,
    'passphrase-repeated': () => 'Die Passphrase besteht nur aus ein paar Zeichen, die sich wiederholen.',
    'pbxs-at-other-address': (facts) =>
      `Hier gibt es gleichnamige Anlagen mit anderer Adresse: ${names(facts)}. Geben Sie Ihren zuerst einen anderen Namen. Es wurde nichts importiert.`,
    'pbxs-here-already': (facts) =>
      `Diese Anlagen gibt es hier schon: ${names(facts)}. Aus der Datei aktualisiert werden sie nur, wenn Sie es sagen. Es wurde nichts importiert.`,
    'pbxs-changed-meanwhile': () =>
      'Die Anlagen hier haben sich inzwischen geändert. Es wurde nichts importiert.',
    'setup-file-closed': () => 'Diese Einrichtungsdatei ist nicht mehr geöffnet. Öffnen Sie sie noch einmal.',
    'setup-file-not-opened': () => 'Die Passphrase der Einrichtungsdatei wurde noch nicht eingegeben.',
    'nothing-exported': () => 'Es wurde noch keine Einrichtungsdatei exportiert.',
    'proxy-not-asking': () => 'Kein Proxy dieses Namens verlangt eine Anmeldung.',
    'update-address-form': () => 'Geben Sie eine https-Adresse ohne Anmeldung ein.',
    'proxy-login-form': () =>
      'Ein Benutzername darf nicht leer sein und keinen Doppelpunkt haben, und weder er noch das Passwort dürfen Steuerzeichen haben.',
  };
  return {
    usage: (facts) => ({
      title: 'So geht das nicht',
      happened:
        entryOf(usage, facts.reason)?.(facts) ?? facts.terminalSays ?? 'Eine Angabe fehlt oder ist falsch.',
      next: facts.choices?.length
        ? `Wählen Sie eine Möglichkeit: ${facts.choices.join(', ')}.`
        : 'Korrigieren Sie es und versuchen Sie es erneut.',
    }),

    'mac-invalid': (facts) => ({
      title:
        facts.count && facts.count > 1
          ? `${count(facts)} Einträge sind keine MAC-Adressen`
          : 'Keine MAC-Adresse',
      happened: [facts.input ? `„${facts.input}“:` : '', facts.terminalSays ?? ''].join(' ').trim(),
      next: 'Korrigieren Sie es. Es wurde nichts gesendet.',
    }),
  } satisfies Partial<ErrorTexts>;
}
