import type { UsageReasons } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { job, names, ofPbx } from './facts.ts';

export const pbxReasons = ({ number }: Counting) =>
  ({
    'pbx-name-taken': ({ pbx }) => ({
      title: 'Name schon vergeben',
      happened: pbx
        ? `Es gibt schon eine Anlage namens „${pbx}“.`
        : 'Es gibt schon eine Anlage mit diesem Namen.',
      next: 'Wählen Sie einen anderen Namen.',
    }),
    'pbx-name-length': ({ limit = 0 }) => ({
      title: 'Name fehlt oder ist zu lang',
      happened: `Der Name einer Anlage hat 1 bis ${number(limit)} Zeichen.`,
      next: 'Korrigieren Sie den Namen und versuchen Sie es erneut.',
    }),
    'client-id-form': ({ limit = 0 }) => ({
      title: 'Client-ID ungültig',
      happened: `Eine Client-ID hat 1 bis ${number(limit)} Zeichen und keine Leerzeichen.`,
      next: 'Kopieren Sie die Client-ID aus der 3CX-Admin-Konsole.',
    }),
    'api-key-form': ({ limit = 0 }) => ({
      title: 'API-Schlüssel ungültig',
      happened: `Ein API-Schlüssel hat 1 bis ${number(limit)} Zeichen und keine Leerzeichen.`,
      next: 'Kopieren Sie den API-Schlüssel aus der 3CX-Admin-Konsole.',
    }),
    'api-key-needed': () => ({
      title: 'API-Schlüssel nötig',
      happened: 'Rekey sendet einen gespeicherten API-Schlüssel nicht an eine neue Adresse.',
      next: 'Geben Sie den API-Schlüssel noch einmal ein.',
    }),
    'fingerprint-form': () => ({
      title: 'Fingerabdruck ungültig',
      happened: 'Ein SHA-256-Fingerabdruck hat 64 Hexadezimalziffern, mit oder ohne Doppelpunkte.',
      next: 'Korrigieren Sie den Fingerabdruck und versuchen Sie es erneut.',
    }),
    'pbx-changed': (facts) => ({
      title: 'Die Angaben zur Anlage wurden geändert',
      happened: `Adresse, Client-ID, API-Schlüssel oder Zertifikat ${ofPbx(facts)} wurde inzwischen geändert. Es wurde nichts gesendet.`,
      next: 'Starten Sie den Vorgang erneut.',
    }),
    'proxy-not-asking': () => ({
      title: 'Kein Proxy wartet auf eine Anmeldung',
      happened: 'Der Proxy verlangt keine Anmeldung mehr, oder es wird jetzt ein anderer verwendet.',
      next: 'Versuchen Sie die Verbindung erneut.',
    }),
    'proxy-login-form': () => ({
      title: 'Benutzername oder Passwort ungültig',
      happened:
        'Ein Benutzername darf nicht leer sein und keinen Doppelpunkt enthalten. Steuerzeichen sind weder darin noch im Passwort erlaubt.',
      next: 'Korrigieren Sie die Zugangsdaten und versuchen Sie es erneut.',
    }),
    'update-address-form': () => ({
      title: 'Adresse ungültig',
      happened: 'Die Adresse eines Update-Hinweises beginnt mit https:// und enthält keinen Benutzernamen.',
      next: 'Korrigieren Sie die Adresse und versuchen Sie es erneut.',
    }),
    'update-check-no-key': () => ({
      title: 'Keine Prüfung auf Updates möglich',
      happened:
        'Diese Programmversion enthält keinen Update-Schlüssel. Sie kann Update-Hinweise nicht prüfen und ruft keine ab.',
      next: 'Verwenden Sie eine Programmversion mit Update-Schlüssel.',
    }),
    'update-check-no-address': () => ({
      title: 'Keine Prüfung auf Updates möglich',
      happened: 'Es ist keine Adresse für Update-Hinweise eingetragen, deshalb prüft Rekey nicht.',
      next: 'Tragen Sie eine Adresse ein, um auf Updates zu prüfen.',
    }),
  }) satisfies Partial<UsageReasons>;

export const jobReasons = {
  'job-unknown': (facts) => ({
    title: 'Auftrag nicht gefunden',
    happened: facts.job ? `Einen Auftrag ${facts.job} gibt es nicht.` : 'Diesen Auftrag gibt es nicht.',
    next: 'Suchen Sie den Auftrag unter „Verlauf“.',
  }),
  'job-of-other-pbx': (facts) => ({
    title: 'Der Auftrag gehört zu einer anderen Adresse',
    happened: `${job(facts)} wurde unter ${facts.pbx ?? 'einer anderen Adresse'} gestartet und läuft nur dort weiter, nicht unter ${facts.host ?? 'dieser'}.`,
    next: 'Stellen Sie die Adresse wieder her, oder brechen Sie die übrigen Geräte ab und starten Sie dafür einen neuen Auftrag.',
  }),
  'job-over': (facts) => ({
    title: 'Der Auftrag ist schon beendet',
    happened: `${job(facts)} hat keine übrigen Geräte.`,
    next: 'Starten Sie einen neuen Auftrag, wenn Sie weitere Passwörter brauchen.',
  }),
  'job-waits': (facts) => ({
    title: 'Der Auftrag wartet auf die Anlage',
    happened: `${job(facts)} läuft automatisch, sobald die Anlage erreichbar ist.`,
    next: 'Warten Sie oder brechen Sie den Auftrag ab.',
  }),
  'job-does-not-wait': (facts) => ({
    title: 'Der Auftrag wartet nicht mehr',
    happened: `${job(facts)} hat begonnen oder wurde inzwischen beendet.`,
    next: 'Prüfen Sie den Auftrag unter „Verlauf“.',
  }),
} satisfies Partial<UsageReasons>;

export const setupFileReasons = ({ number }: Counting) =>
  ({
    'setup-file-pbx-count': ({ limit = 0 }) => ({
      title: 'Zu wenige oder zu viele Anlagen',
      happened: `Eine Einrichtungsdatei enthält 1 bis ${number(limit)} Anlagen.`,
      next: 'Ändern Sie die Auswahl und versuchen Sie es erneut.',
    }),
    'passphrase-short': ({ limit = 0 }) => ({
      title: 'Passphrase zu kurz',
      happened: `Die Passphrase braucht mindestens ${number(limit)} Zeichen.`,
      next: 'Mehrere Wörter lassen sich leicht mitteilen.',
    }),
    'passphrase-repeated': () => ({
      title: 'Passphrase zu einfach',
      happened: 'Die Passphrase wiederholt nur wenige Zeichen.',
      next: 'Mehrere Wörter lassen sich leicht mitteilen.',
    }),
    'pbxs-at-other-address': (facts) => ({
      title: 'Namen schon vergeben',
      happened: `Anlagen dieses Namens mit anderer Adresse gibt es hier schon: ${names(facts)}. Es wurde nichts importiert.`,
      next: 'Benennen Sie Ihre Anlagen um und importieren Sie die Datei dann erneut.',
    }),
    'pbxs-here-already': (facts) => ({
      title: 'Anlagen schon eingerichtet',
      happened: `Diese Anlagen sind hier schon eingerichtet: ${names(facts)}. Es wurde nichts importiert.`,
      next: 'Sie werden nur auf Wunsch aus der Datei aktualisiert.',
    }),
    'pbxs-changed-meanwhile': () => ({
      title: 'Die Anlagen hier wurden geändert',
      happened: 'Die Anlagen auf diesem Computer wurden inzwischen geändert. Es wurde nichts importiert.',
      next: 'Prüfen Sie die Liste und importieren Sie dann erneut.',
    }),
    'setup-file-closed': () => ({
      title: 'Einrichtungsdatei geschlossen',
      happened: 'Diese Einrichtungsdatei ist nicht mehr geöffnet.',
      next: 'Öffnen Sie die Einrichtungsdatei erneut.',
    }),
    'setup-file-not-opened': () => ({
      title: 'Passphrase nötig',
      happened: 'Die Einrichtungsdatei ist noch nicht entsperrt.',
      next: 'Geben Sie zuerst die Passphrase ein.',
    }),
    'nothing-exported': () => ({
      title: 'Keine Einrichtungsdatei exportiert',
      happened: 'Seit dem Öffnen dieses Fensters wurde keine Einrichtungsdatei exportiert.',
      next: 'Exportieren Sie zuerst eine Einrichtungsdatei.',
    }),
  }) satisfies Partial<UsageReasons>;
