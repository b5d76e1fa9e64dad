import type { UsageReasons } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { file } from './facts.ts';

export const listReasons = ({ number }: Counting) => {
  const megabytes = (bytes = 0): string => `${number(bytes / 1_000_000, 1)} MB`;
  return {
    'list-too-long': ({ limit = 0 }) => ({
      title: 'Liste zu lang',
      happened: `Die Liste hat mehr als ${number(limit)} Zeichen.`,
      next: 'Teilen Sie die Liste auf und versuchen Sie es erneut.',
    }),
    'list-too-many-macs': ({ limit = 0 }) => ({
      title: 'Zu viele MAC-Adressen',
      happened: `Die Liste hat mehr als ${number(limit)} MAC-Adressen.`,
      next: 'Teilen Sie die Liste auf und versuchen Sie es erneut.',
    }),
    'clipboard-empty': () => ({
      title: 'Nichts zum Einfügen',
      happened: 'In der Zwischenablage ist kein Text.',
      next: 'Kopieren Sie zuerst die Liste.',
    }),
    'files-too-many': ({ count = 0, limit = 0 }) => ({
      title: 'Zu viele Dateien',
      happened: `Sie haben ${number(count)} Dateien geöffnet.`,
      next: `Öffnen Sie höchstens ${number(limit)} auf einmal.`,
    }),
    'file-too-large': (facts) => ({
      title: 'Datei zu groß',
      happened: `${file(facts)} ist ${megabytes(facts.count)} groß. Eine Liste darf höchstens ${megabytes(facts.limit)} groß sein.`,
      next: 'Speichern Sie nur die Liste als Datei oder teilen Sie sie auf.',
    }),
    'files-too-large': ({ count, limit }) => ({
      title: 'Dateien zu groß',
      happened: `Diese Dateien sind zusammen ${megabytes(count)} groß. Eine Liste darf höchstens ${megabytes(limit)} groß sein.`,
      next: 'Öffnen Sie weniger Dateien auf einmal.',
    }),
    'file-missing': (facts) => ({
      title: 'Datei nicht gefunden',
      happened: `${file(facts)} gibt es nicht.`,
      next: 'Prüfen Sie den Namen und den Ordner.',
    }),
    'file-is-folder': (facts) => ({
      title: 'Das ist ein Ordner',
      happened: `${file(facts)} ist ein Ordner, keine Datei.`,
      next: 'Öffnen Sie eine Datei darin.',
    }),
    'file-forbidden': (facts) => ({
      title: 'Keine Berechtigung für diese Datei',
      happened: `Sie haben keine Berechtigung, ${file(facts, 'die Datei')} zu lesen.`,
      next: 'Ändern Sie die Zugriffsrechte oder kopieren Sie die Datei in einen eigenen Ordner.',
    }),
    'file-unreadable': (facts) => ({
      title: 'Die Datei ist nicht lesbar',
      happened: facts.systemSays
        ? `${file(facts)} ist nicht lesbar (${facts.systemSays}).`
        : `${file(facts)} ist nicht lesbar. Vielleicht wurde die Datei verschoben oder ist in einem anderen Programm geöffnet.`,
      next: 'Prüfen Sie die Datei und versuchen Sie es erneut.',
    }),
    'file-is-spreadsheet': (facts) => ({
      title: 'Rekey kann dieses Tabellenformat nicht öffnen',
      happened: `Rekey kann das Tabellenformat von ${file(facts, 'dieser Datei')} nicht lesen.`,
      next: 'Speichern Sie die Tabelle als .xlsx oder CSV, oder kopieren Sie die Zellen und fügen Sie sie als Liste ein.',
    }),
    'file-is-protected': (facts) => ({
      title: 'Die Datei ist mit einem Passwort geschützt',
      happened: `${file(facts)} ist mit einem Passwort geschützt.`,
      next: 'Speichern Sie eine Kopie ohne Passwort, oder kopieren Sie die Zellen und fügen Sie sie als Liste ein.',
    }),
    'file-is-document': (facts) => ({
      title: 'Rekey kann keine Dokumente öffnen',
      happened: `${file(facts)} ist ein Dokument, das Rekey nicht lesen kann.`,
      next: 'Öffnen Sie es im zugehörigen Programm, kopieren Sie die MAC-Adressen und fügen Sie sie als Liste ein.',
    }),
    'file-is-picture': (facts) => ({
      title: 'Rekey kann keine Bilder lesen',
      happened: `${file(facts)} ist ein Bild. Rekey liest nur Text.`,
      next: 'Geben Sie die MAC-Adressen ein oder scannen Sie die Barcodes.',
    }),
    'file-is-archive': (facts) => ({
      title: 'Rekey kann keine Archive öffnen',
      happened: `${file(facts)} ist ein Archiv.`,
      next: 'Entpacken Sie es und öffnen Sie die Dateien darin.',
    }),
    'file-damaged': (facts) => ({
      title: 'Die Datei ist beschädigt',
      happened: `${file(facts)} ist beschädigt oder unvollständig.`,
      next: 'Kopieren oder laden Sie die Datei noch einmal, oder speichern Sie sie im zugehörigen Programm neu.',
    }),
    'file-unpacked-too-large': (facts) => ({
      title: 'Zu viele Daten in der Datei',
      happened: `${file(facts)} enthält zu viele Daten.`,
      next: 'Speichern Sie nur die Liste, als CSV.',
    }),
    'file-empty': (facts) => ({
      title: 'Die Datei ist leer',
      happened: `${file(facts)} enthält keinen Text.`,
      next: 'Öffnen Sie eine andere Datei.',
    }),
    'file-not-text': (facts) => ({
      title: 'Keine Textdatei',
      happened: `${file(facts)} ist keine Textdatei.`,
      next: 'Öffnen Sie eine Textdatei, CSV oder .xlsx, oder kopieren Sie den Text und fügen Sie ihn als Liste ein.',
    }),
    'file-exists': (facts) => ({
      title: 'Die Datei gibt es schon',
      happened: `${file(facts)} gibt es schon und wurde nicht ersetzt.`,
      next: 'Wählen Sie einen anderen Namen.',
    }),
  } satisfies Partial<UsageReasons>;
};
