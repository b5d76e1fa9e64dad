import type { ErrorFacts, ErrorReason } from '../errors.ts';
import { type ErrorTexts, type ErrorWords, entryOf, type MacTexts } from './error-words.ts';
import type { Format } from './format.ts';

const unreachable: Record<NonNullable<ErrorFacts['unreachable']>, string> = {
  refused: 'die Verbindung wurde abgewiesen',
  'timed-out': 'es kam nicht rechtzeitig eine Antwort',
  'host-unknown': 'der Name lässt sich nicht auflösen',
  'no-route': 'es gibt keinen Weg durch das Netz dorthin',
  reset: 'die Verbindung wurde unterbrochen',
  'tls-failed': 'es kam keine sichere Verbindung zustande',
  other: 'die Verbindung ist fehlgeschlagen',
};

const certificate: Record<NonNullable<ErrorFacts['certificateProblem']>, string> = {
  'self-signed': 'es ist selbstsigniert',
  'unknown-authority': 'dieser Computer kennt die Stelle nicht, die es ausgestellt hat',
  expired: 'es ist abgelaufen, oder die Uhr dieses Computers geht falsch',
  'not-yet-valid': 'es gilt noch nicht, oder die Uhr dieses Computers geht falsch',
  'wrong-host': 'es ist auf einen anderen Namen ausgestellt',
};

const address: Record<ErrorReason<'pbx-address-invalid'>, string> = {
  'no-web-address': 'Das ist keine Webadresse.',
  'has-user-name': 'Sie darf weder Benutzernamen noch Kennwort enthalten.',
  'not-encrypted': 'http ist nicht verschlüsselt; verwenden Sie https.',
  'not-https': 'Sie muss mit https:// beginnen.',
};

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

const unwritable: Record<ErrorReason<'file-unwritable'>, string> = {
  'no-folder': 'diesen Ordner gibt es nicht',
  'is-folder': 'das ist ein Ordner',
  'no-right': 'dieser Benutzer darf dort nicht schreiben, oder ein anderes Programm hat die Datei geöffnet',
  'read-only': 'der Datenträger ist schreibgeschützt',
  'file-in-use': 'ein anderes Programm, etwa eine Tabellenkalkulation, hat die Datei geöffnet',
  'no-space': 'der Datenträger ist voll',
  'disk-fault': 'der Datenträger meldet einen Fehler',
  other: 'das System lässt es nicht zu',
};

const proxy: Record<ErrorReason<'proxy-failed'>, Pick<ErrorWords, 'happened' | 'next'>> = {
  variables: {
    happened: 'HTTPS_PROXY oder ALL_PROXY enthält keine Adresse eines Proxys.',
    next: 'Schreiben Sie sie als http://host:port, https://host:port oder socks5://host:port.',
  },
  socks4: {
    happened: 'Es ist ein SOCKS-Proxy der Version 4, den Rekey nicht benutzen kann.',
    next: 'Verwenden Sie einen der Version 5 (socks5://) oder einen HTTP-Proxy.',
  },
  script: {
    happened:
      'Die Netzwerkeinstellungen dieses Computers nennen keinen Proxy, den Rekey benutzen kann, oder ihr Proxy-Skript (PAC) gab keine Antwort.',
    next: 'Prüfen Sie sie, oder setzen Sie HTTPS_PROXY, bevor Sie Rekey starten.',
  },
};

const setting: Record<string, string> = {
  appearance: 'Darstellung',
  language: 'Sprache',
  clipboardSeconds: 'Zwischenablage leeren nach',
  retentionDays: 'Kennwörter aufbewahren für',
  confirmAbove: 'Anzahl eingeben lassen bei mehr als',
};

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'die Form', page: 'die Seite' };

const at = (facts: ErrorFacts): string => facts.host ?? facts.pbx ?? 'Die PBX';
const ofPbx = (facts: ErrorFacts): string => (facts.pbx === undefined ? 'dieser PBX' : `von ${facts.pbx}`);
const file = (facts: ErrorFacts): string => (facts.path === undefined ? 'Die Datei' : `„${facts.path}“`);
const says = (facts: ErrorFacts): string => (facts.pbxSays ? ` Die PBX meldet: „${facts.pbxSays}“.` : '');
const whyUnwritable = ({ reason, systemSays }: ErrorFacts): string => {
  const known = reason === 'other' ? undefined : entryOf(unwritable, reason);
  return known ?? unwritable.other + (systemSays ? ` (${systemSays})` : '');
};
const brokeOff = ({ reason }: ErrorFacts): boolean => reason === 'not-read-back' || reason === 'broken-off';
const status = (facts: ErrorFacts): string => (facts.status === undefined ? '' : ` (HTTP ${facts.status})`);
const names = (facts: ErrorFacts): string => (facts.names ?? []).join(', ');
const job = (facts: ErrorFacts): string => (facts.job ? `Auftrag ${facts.job}` : 'Der Auftrag');

/** The words of errors in German. */
const planChanged: Record<ErrorReason<'plan-changed'>, string> = {
  address: 'Die PBX hat eine andere Adresse bekommen. Der Auftrag gehört zur alten.',
  certificate: 'Für diese PBX wird jetzt einem anderen Zertifikat vertraut.',
};

export function germanErrors({ number, date, moment }: Format): ErrorTexts {
  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);
  const devices = (n: number): string => `${number(n)} ${n === 1 ? 'Gerät' : 'Geräte'}`;
  const limit = (facts: ErrorFacts): string => number(facts.limit ?? 0);
  const megabytes = (bytes: number | undefined): string => `${number((bytes ?? 0) / 1_000_000, 1)} MB`;
  const notBefore = (facts: ErrorFacts): string =>
    facts.retryAt ? ` Nicht vor ${moment(facts.retryAt)}.` : '';

  const usage: Record<ErrorReason<'usage'>, (facts: ErrorFacts) => string> = {
    'list-too-long': (facts) => `Die Liste ist länger als ${limit(facts)} Zeichen.`,
    'list-too-many-macs': (facts) =>
      `Die Liste hat mehr als ${limit(facts)} MAC-Adressen. Teilen Sie sie auf.`,
    'clipboard-empty': () => 'In der Zwischenablage ist kein Text.',
    'files-too-many': (facts) =>
      `Das sind ${count(facts)} Dateien. Öffnen Sie höchstens ${limit(facts)} auf einmal.`,
    'file-too-large': (facts) =>
      `${file(facts)} hat ${megabytes(facts.count)}. Eine Liste darf ${megabytes(facts.limit)} haben.`,
    'files-too-large': (facts) =>
      `Diese Dateien haben zusammen ${megabytes(facts.count)}. Eine Liste darf ${megabytes(facts.limit)} haben.`,
    'file-missing': (facts) => `${file(facts)} gibt es nicht.`,
    'file-is-folder': (facts) => `${file(facts)} ist ein Ordner, keine Datei.`,
    'file-forbidden': (facts) => `${file(facts)} darf dieser Benutzer nicht lesen.`,
    'file-unreadable': (facts) =>
      facts.systemSays
        ? `${file(facts)} lässt sich nicht lesen (${facts.systemSays}).`
        : `${file(facts)} lässt sich nicht lesen. Vielleicht wurde die Datei verschoben oder ist woanders geöffnet.`,
    'file-is-spreadsheet': (facts) =>
      `${file(facts)} ist eine Tabelle. Speichern Sie das Blatt als CSV, oder kopieren Sie die Zellen und fügen Sie sie hier ein.`,
    'file-not-text': (facts) =>
      `${file(facts)} ist keine Textdatei. Öffnen Sie eine Text- oder CSV-Datei, oder kopieren Sie den Text und fügen Sie ihn als Liste ein.`,
    'file-exists': (facts) => `${file(facts)} gibt es schon. Geben Sie einen anderen Namen an.`,
    'pbx-name-taken': (facts) =>
      facts.pbx
        ? `Es gibt schon eine PBX namens „${facts.pbx}“.`
        : 'Es gibt schon eine PBX mit diesem Namen.',
    'pbx-name-length': (facts) => `Eine PBX braucht einen Namen aus 1 bis ${limit(facts)} Zeichen.`,
    'client-id-form': (facts) =>
      `Die Client-ID muss aus 1 bis ${limit(facts)} Zeichen ohne Leerzeichen bestehen.`,
    'api-key-form': (facts) =>
      `Der API-Schlüssel muss aus 1 bis ${limit(facts)} Zeichen ohne Leerzeichen bestehen.`,
    'api-key-needed': () => 'Für eine andere Adresse muss der API-Schlüssel neu eingegeben werden.',
    'fingerprint-form': () =>
      'Der Fingerabdruck muss ein SHA-256-Fingerabdruck sein: 64 Hexadezimalziffern, mit oder ohne Doppelpunkte.',
    'pbx-moved': (facts) =>
      `Die Adresse ${ofPbx(facts)} wurde inzwischen geändert. Es wurde nichts gesendet.`,
    'job-unknown': (facts) =>
      facts.job ? `Einen Auftrag ${facts.job} gibt es nicht.` : 'Diesen Auftrag gibt es nicht.',
    'job-of-other-pbx': (facts) =>
      `${job(facts)} begann unter ${facts.pbx ?? 'einer anderen Adresse'} und geht nur dort weiter, nicht unter ${facts.host ?? 'dieser'}. Geben Sie der PBX wieder jene Adresse; oder brechen Sie den Rest des Auftrags ab, und führen Sie diese Geräte in einem neuen aus.`,
    'job-over': (facts) => `${job(facts)} ist beendet; davon ist nichts mehr auszuführen.`,
    'job-waits': (facts) => `${job(facts)} wartet, bis seine PBX erreichbar ist.`,
    'job-does-not-wait': (facts) => `${job(facts)} wartet nicht, oder nicht mehr.`,
    'setup-file-pbx-count': (facts) => `Eine Einrichtungsdatei nimmt 1 bis ${limit(facts)} PBXs auf.`,
    'passphrase-short': (facts) =>
      `Die Passphrase braucht mindestens ${limit(facts)} Zeichen; mehrere Wörter lassen sich leicht weitersagen.`,
    'passphrase-repeated': () => 'Die Passphrase besteht nur aus ein paar Zeichen, die sich wiederholen.',
    'pbxs-at-other-address': (facts) =>
      `Hier gibt es gleichnamige PBXs mit anderer Adresse: ${names(facts)}. Geben Sie Ihren zuerst einen anderen Namen. Es wurde nichts importiert.`,
    'pbxs-here-already': (facts) =>
      `Diese PBXs gibt es hier schon: ${names(facts)}. Aus der Datei aktualisiert werden sie nur, wenn Sie es sagen. Es wurde nichts importiert.`,
    'pbxs-changed-meanwhile': () =>
      'Die PBXs hier haben sich inzwischen geändert. Es wurde nichts importiert.',
    'setup-file-closed': () => 'Diese Einrichtungsdatei ist nicht mehr geöffnet. Öffnen Sie sie noch einmal.',
    'setup-file-not-opened': () => 'Die Passphrase der Einrichtungsdatei wurde noch nicht eingegeben.',
    'nothing-exported': () => 'Es wurde noch keine Einrichtungsdatei exportiert.',
    'proxy-not-asking': () => 'Kein Proxy dieses Namens verlangt eine Anmeldung.',
    'proxy-login-form': () =>
      'Ein Benutzername darf nicht leer sein und keinen Doppelpunkt haben, und weder er noch das Kennwort dürfen Steuerzeichen haben.',
  };

  return {
    usage: (facts) => ({
      title: 'So geht das nicht',
      happened:
        entryOf(usage, facts.reason)?.(facts) ?? facts.terminalSays ?? 'Eine Angabe fehlt oder ist falsch.',
      next: facts.choices?.length
        ? `Wählen Sie eines davon: ${facts.choices.join(', ')}.`
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
    'pbx-unknown': (facts) => ({
      title: facts.input ? `Keine PBX namens „${facts.input}“` : 'Es ist keine PBX eingerichtet',
      happened: facts.choices?.length
        ? `Bekannt sind: ${facts.choices.join(', ')}.`
        : 'Dieser Computer kennt noch keine PBX.',
      next: facts.choices?.length
        ? 'Verwenden Sie einen dieser Namen.'
        : 'Fügen Sie sie mit Adresse, Client-ID und API-Schlüssel hinzu.',
    }),
    'pbx-address-invalid': (facts) => ({
      title: 'Keine Adresse einer PBX',
      happened:
        `„${facts.input ?? ''}“ lässt sich nicht verwenden. ${entryOf(address, facts.reason) ?? ''}`.trim(),
      next: 'Geben Sie die Adresse an, unter der sich der 3CX-Webclient öffnet, etwa https://pbx.example.com oder https://pbx.example.com:5001.',
    }),
    'device-not-found': (facts) => ({
      title: 'Auf dieser PBX nicht gelistet',
      happened: `Die PBX hat kein Gateway und keine DECT-Basis mit dieser MAC-Adresse.${facts.pbx ? ` In der Geräteliste von ${facts.pbx} steht sie.` : ''}${says(facts)}`,
      next: facts.pbx
        ? `Führen Sie es auf ${facts.pbx} aus.`
        : 'Prüfen Sie die MAC-Adresse auf dem Etikett des Geräts und ob es auf dieser PBX hinzugefügt wurde.',
    }),
    'device-is-desk-phone': (facts) => ({
      title: 'Ein Tischtelefon, kein Gateway und keine DECT-Basis',
      happened: `Das ist das Tischtelefon von ${facts.owner ?? 'einem Benutzer'}. Sein Web-Kennwort gehört zum Benutzer.`,
      next: 'Öffnen Sie den Benutzer in der 3CX-Konsole und erzeugen Sie dort das Kennwort des Tischtelefons neu.',
    }),
    'sign-in-refused': (facts) =>
      facts.reason === 'refused-before'
        ? {
            title: 'Die PBX hat diesen API-Schlüssel schon abgewiesen',
            happened:
              'Dieselbe Client-ID mit demselben API-Schlüssel wird nicht noch einmal versucht, denn nach einigen Fehlversuchen sperrt eine PBX die Adresse.',
            next: 'Geben Sie den richtigen API-Schlüssel ein. Falls dieser inzwischen stimmt, weil der API-Client in der 3CX-Konsole berichtigt wurde, lassen Sie ihn noch einmal versuchen.',
          }
        : {
            title: 'Die PBX hat die Anmeldung abgewiesen',
            happened: `Die Client-ID oder der API-Schlüssel ist falsch, oder der API-Client wurde entfernt.${says(facts)}`,
            next: 'Prüfen Sie beides in der 3CX-Konsole unter Integrationen > API und geben Sie den API-Schlüssel neu ein. Von selbst wird es nicht noch einmal versucht: Wiederholte Fehlversuche können die Adresse dieses Computers sperren.',
          },
    'sign-in-held-off': (facts) => ({
      title: 'Die Anmeldung wird zurückgehalten',
      happened:
        'Die PBX hat zwei Anmeldungen nacheinander abgewiesen. Eine weitere könnte die Adresse dieses Computers sperren.',
      next: `Vergewissern Sie sich in der 3CX-Konsole, dass Client-ID und API-Schlüssel stimmen, und versuchen Sie es dann erneut.${notBefore(facts)}`,
    }),
    'address-blocked-suspected': (facts) => ({
      title: 'Vielleicht hat die PBX die Adresse dieses Computers gesperrt',
      happened: `${at(facts)} antwortet nicht mehr, kurz nachdem eine Anmeldung abgewiesen wurde. So verhält sich der Einbruchsschutz der PBX.`,
      next: 'Suchen Sie in der 3CX-Konsole in der IP-Sperrliste die Adresse dieses Netzes und entfernen Sie sie dort; oder warten Sie, bis die Sperre endet.',
    }),
    'plan-changed': ({ reason, count: changed = 0, doneSince = 0 }) => ({
      title: 'Es ist nicht mehr alles so, wie es bestätigt wurde',
      happened:
        entryOf(planChanged, reason) ??
        ([
          changed > 0 &&
            `${devices(changed)} ${changed === 1 ? 'ist' : 'sind'} an der PBX anders eingetragen als zuvor, oder gar nicht mehr.`,
          doneSince > 0 &&
            `${devices(doneSince)} ${doneSince === 1 ? 'hat' : 'haben'} inzwischen durch einen anderen Auftrag ein neues Kennwort bekommen.`,
        ]
          .filter(Boolean)
          .join(' ') ||
          'Seine Geräte sind nicht mehr so eingetragen wie zuvor.'),
      next: 'Es wurde nichts gesendet. Sehen Sie sich die Geräte an; setzen Sie dann den Auftrag fort, um den Rest so auszuführen, wie er jetzt ist, oder brechen Sie ihn ab.',
    }),
    'wait-expired': (facts) => ({
      title: 'Die Wartezeit ist abgelaufen',
      happened: `${facts.pbx ?? 'Die PBX'} war in der ganzen Zeit nicht erreichbar. Es wurde nichts weiter gesendet.`,
      next: 'Lassen Sie den Auftrag noch einmal warten, setzen Sie ihn fort, sobald die PBX erreichbar ist, oder brechen Sie ihn ab.',
    }),
    'computer-asleep': () => ({
      title: 'Der Computer ist in den Ruhezustand gegangen',
      happened: 'Der Auftrag wurde dafür angehalten; was schon gesendet war, wurde beendet.',
      next: 'Er läuft von selbst weiter, wenn der Computer wieder wach und die PBX erreichbar ist.',
    }),
    'token-contested': (facts) => ({
      title: 'Ein anderes Programm meldet sich mit demselben API-Client an',
      happened: `Der Zugang wurde innerhalb einer Minute ${facts.count === undefined ? 'mehrmals' : `${count(facts)}-mal`} entzogen. Eine PBX lässt je API-Client nur eine Anmeldung zu; so werfen sich die beiden gegenseitig hinaus.`,
      next: 'Beenden Sie das andere Programm, oder legen Sie in der 3CX-Konsole einen eigenen API-Client für diesen Computer an.',
    }),
    forbidden: (facts) => ({
      title: 'Die PBX erlaubt das nicht',
      happened: `Die Anmeldung war erfolgreich, aber die Anfrage wurde abgewiesen${status(facts)}.${says(facts)}`,
      next: 'Mögliche Ursachen: Die Rolle des API-Clients reicht nicht aus (mit System Owner geht es bekanntermaßen), oder seine Abteilung ist nicht DEFAULT; „3CX Configuration API access“ ist ausgeschaltet; die Konsolenbeschränkungen lassen diese Adresse nicht zu; die Lizenz liegt unter 8SC Enterprise.',
    }),
    'request-refused': (facts) => ({
      title: 'Die PBX hat die Anfrage abgewiesen',
      happened: `Sie wurde nicht ausgeführt${status(facts)}.${says(facts)}`,
      next: 'Sehen Sie sich das Gerät in der 3CX-Konsole an; was die PBX meldet, verrät vielleicht, woran es liegt.',
    }),
    'rate-limited': (facts) => ({
      title: 'Die PBX bittet um ein langsameres Tempo',
      happened: `Sie hat Anfragen abgewiesen, weil es zu viele waren${status(facts)}.`,
      next: `Warten Sie eine Weile und führen Sie es dann noch einmal aus.${notBefore(facts)}`,
    }),
    'pbx-error': (facts) => ({
      title: 'Die PBX hat einen eigenen Fehler gemeldet',
      happened: `Sie hat mit einem Fehler geantwortet${status(facts)}.${says(facts)}`,
      next: 'Versuchen Sie es in ein paar Minuten erneut. Bleibt es dabei, sehen Sie in der 3CX-Konsole nach dem Zustand der Dienste.',
    }),
    'pbx-unreachable': (facts) => ({
      title: 'Die PBX ist nicht erreichbar',
      happened: `${at(facts)}: ${unreachable[facts.unreachable ?? 'other']}.`,
      next:
        facts.unreachable === 'host-unknown'
          ? 'Prüfen Sie das Netzwerk und die Schreibweise der Adresse. Wird diese PBX über ein VPN erreicht, verbinden Sie es zuerst: Vielleicht ist ihr Name nur dort bekannt.'
          : 'Prüfen Sie das Netzwerk oder VPN und die Adresse. Selbst betriebene Systeme verwenden oft Port 5001: https://…:5001.',
    }),
    'proxy-failed': (facts) => ({
      title: 'Der Proxy lässt die Verbindung nicht durch',
      ...(entryOf(proxy, facts.reason) ?? {
        happened: `${facts.host ?? 'Der Proxy'}${status(facts)} hat keine Verbindung zur PBX hergestellt.`,
        next: 'Prüfen Sie den Proxy in den Netzwerkeinstellungen dieses Computers oder, wo gesetzt, in HTTPS_PROXY; oder lassen Sie die PBX davon ausnehmen (NO_PROXY).',
      }),
    }),
    'proxy-login': (facts) => {
      const host = facts.host ?? 'Der Proxy';
      if (facts.reason === 'unsupported')
        return {
          title: 'Der Proxy verlangt eine Anmeldung, die Rekey nicht beherrscht',
          happened: `${host} akzeptiert nur ${facts.choices?.join(', ') || 'eine andere Art der Anmeldung'}. Rekey kann sich mit Benutzername und Kennwort anmelden (Basic).`,
          next: 'Bitten Sie die zuständige Administration, die Adresse der PBX ohne Anmeldung durchzulassen oder Basic zu erlauben.',
        };
      if (facts.reason === 'refused')
        return {
          title: 'Der Proxy hat die Anmeldung abgelehnt',
          happened: `${host} akzeptiert diesen Benutzernamen und dieses Kennwort nicht. Sie werden nicht noch einmal versucht, weil Konten so gesperrt werden.`,
          next: 'Geben Sie die richtigen ein.',
        };
      return {
        title: 'Der Proxy verlangt eine Anmeldung',
        happened: `${host} will Benutzername und Kennwort, bevor er zur PBX verbindet.`,
        next: 'Geben Sie beides ein.',
      };
    },
    'captive-portal': (facts) => ({
      title: 'Dieses Netz verlangt zuerst eine Anmeldung',
      happened: `Statt ${facts.host ?? facts.pbx ?? 'der PBX'} hat etwas anderes geantwortet${status(facts)}${facts.portal ? `, das auf ${facts.portal} verweist` : ''}: meistens die Anmeldeseite eines Gastnetzes. Es wurde weder ein Schlüssel noch ein Kennwort gesendet.`,
      next: `Öffnen Sie irgendeine Seite in einem Browser, melden Sie sich auf der Anmeldeseite an und versuchen Sie es erneut.${facts.portal ? ` Wenn das kein Gastnetz ist, lautet die Adresse der PBX inzwischen vielleicht ${facts.portal}.` : ''}`,
    }),
    'pbx-busy-elsewhere': (facts) => ({
      title: 'Auf dieser PBX läuft ein Auftrag',
      happened: `${facts.job ? `Auftrag ${facts.job}` : 'Ein Auftrag'} läuft auf ihr, in diesem Fenster oder in einem anderen Programm. Bis er beendet ist, kann kein anderer beginnen, und die PBX lässt sich weder ändern noch entfernen.`,
      next: 'Warten Sie, bis er beendet ist, oder brechen Sie ihn dort ab, wo er läuft. Es wurde nichts gesendet oder geändert.',
    }),
    'certificate-untrusted': (facts) => ({
      title: 'Dem Zertifikat der PBX wird nicht vertraut',
      happened: `${at(facts)} zeigt ein Zertifikat, das sich nicht prüfen lässt: ${certificate[facts.certificateProblem ?? 'unknown-authority']}. Ausgestellt ist es für ${facts.certificateSubject ?? 'einen ungenannten Host'}, gültig bis ${facts.certificateValidTo ? date(facts.certificateValidTo) : 'zu einem unbekannten Datum'}. SHA-256-Fingerabdruck: ${facts.fingerprint ?? 'unbekannt'}`,
      next: 'Vergleichen Sie den Fingerabdruck mit dem Zertifikat der PBX selbst. Stimmen beide überein, vertrauen Sie genau diesem Zertifikat. Wenn nicht, ist vielleicht jemand dazwischen: Machen Sie nicht weiter.',
    }),
    'certificate-changed': (facts) => ({
      title: 'Das Zertifikat der PBX ist nicht das, dem vertraut wurde',
      happened: `${at(facts)} zeigt jetzt ${facts.fingerprint ?? 'ein anderes Zertifikat'}; vertraut wurde ${facts.pinnedFingerprint ?? 'einem anderen'}. Es wurde weder ein Schlüssel noch ein Kennwort gesendet.`,
      next: 'Klären Sie, ob das Zertifikat erneuert wurde. Wenn ja, vertrauen Sie dem neuen. Wenn nicht, ist vielleicht jemand dazwischen: Machen Sie nicht weiter.',
    }),
    'not-a-3cx': (facts) => ({
      title: 'Hier antwortet kein 3CX-System',
      happened: `${at(facts)} hat geantwortet${status(facts)}, aber nicht so wie die Konfigurations-API von 3CX (Version 20 oder neuer).${facts.reason === 'web-page' ? ' Es kam eine Webseite.' : facts.portal ? ` Es wird auf ${facts.portal} verwiesen.` : ''}`,
      next: 'Prüfen Sie Adresse und Port. In einem Gastnetz öffnen Sie zuerst einen Browser und melden Sie sich auf der Anmeldeseite des Netzes an.',
    }),
    'response-unreadable': (facts) => ({
      title: 'Die Antwort der PBX war nicht zu verstehen',
      happened: `Die Antwort${status(facts)} war abgeschnitten, zu groß oder nicht in der erwarteten Form.`,
      next: 'Versuchen Sie es erneut. Bleibt es dabei, verändert vielleicht etwas zwischen hier und der PBX die Antworten (ein Proxy oder eine Firewall).',
    }),
    'outcome-uncertain': (facts) => ({
      title: 'Es ist ungewiss, ob es ein neues Kennwort gibt',
      happened: brokeOff(facts)
        ? 'Der Lauf brach ab, bevor eine Antwort vermerkt war. Vielleicht hat die PBX ein neues Kennwort erzeugt.'
        : `Die Anfrage wurde gesendet, aber es kam keine eindeutige Antwort${status(facts)}. Vielleicht hat die PBX ein neues Kennwort erzeugt.`,
      next:
        facts.reason === 'not-read-back'
          ? 'Das Kennwort wurde noch nicht zurückgelesen: Das geschieht, wenn der Auftrag fortgesetzt wird. Um sicherzugehen, führen Sie das Gerät noch einmal aus.'
          : 'Verwenden Sie das zurückgelesene Kennwort, falls es eines gibt; es kann das alte oder das neue sein. Um sicherzugehen, führen Sie das Gerät noch einmal aus.',
    }),
    'keychain-unavailable': ({ reason }) => ({
      title: 'Es gibt keinen Schlüsselbund, um Geheimnisse aufzubewahren',
      happened:
        reason === 'library-missing'
          ? 'Die Systembibliothek libsecret ist nicht installiert.'
          : reason === 'no-service'
            ? 'Für diesen Benutzer läuft kein Secret Service (wie GNOME-Schlüsselbund oder KWallet).'
            : 'Der Schlüsselbund des Systems hat nicht funktioniert.',
      next:
        reason === 'library-missing'
          ? 'Installieren Sie sie (Debian, Ubuntu: apt install libsecret-1-0 gnome-keyring).'
          : 'Melden Sie sich an einer Desktop-Sitzung an, oder installieren und starten Sie gnome-keyring.',
    }),
    'keychain-locked': ({ reason }) =>
      reason === 'asking'
        ? {
            title: 'Der Schlüsselbund antwortet noch nicht',
            happened:
              'Wahrscheinlich fragt er nach seinem Kennwort. Suchen Sie sein Fenster; es kann hinter anderen liegen.',
            next: 'Geben Sie das Kennwort dort ein.',
          }
        : {
            title: 'Der Schlüsselbund ist gesperrt',
            happened:
              'Das System hat ein Geheimnis nicht herausgegeben oder angenommen, weil der Schlüsselbund gesperrt ist oder die Frage nach dem Entsperren nicht beantwortet wurde.',
            next: 'Entsperren Sie ihn (unter Linux: „Passwörter und Verschlüsselung“, oder melden Sie sich neu an) und versuchen Sie es dann erneut.',
          },
    'keychain-entry-missing': (facts) => {
      const removed =
        'Er wurde entfernt, oder dies ist ein anderer Computer oder ein anderes Benutzerkonto als das, auf dem er gespeichert wurde.';
      switch (facts.reason) {
        case 'data-key':
          return {
            title: 'Der Schlüssel zu den aufbewahrten Kennwörtern ist nicht im Schlüsselbund',
            happened: removed,
            next: 'Was damit versiegelt wurde, lässt sich nicht mehr anzeigen. Lesen Sie stattdessen das aktuelle Kennwort des Geräts aus der PBX.',
          };
        case 'not-put-back':
          return {
            title: `Der API-Schlüssel ${ofPbx(facts)} ist vielleicht nicht mehr der richtige`,
            happened:
              'Der Schlüsselbund hat versagt, während der Schlüssel ersetzt wurde, und der bisherige ließ sich nicht zurückschreiben.',
            next: 'Geben Sie ihn neu ein.',
          };
        default:
          return {
            title: `Der API-Schlüssel ${ofPbx(facts)} ist nicht im Schlüsselbund`,
            happened: removed,
            next: 'Geben Sie ihn neu ein.',
          };
      }
    },
    'data-folder-unusable': (facts) => ({
      title: 'Der Datenordner lässt sich nicht verwenden',
      happened: `${facts.path ?? 'Der Ordner'}: ${entryOf(dataFolder, facts.reason) ?? 'dort lässt sich nicht schreiben'}.`,
      next: 'Beheben Sie das, oder verwenden Sie einen anderen Ordner. Es wurde nichts gesendet.',
    }),
    'store-damaged': (facts) => ({
      title: 'Die Datenbank war beschädigt',
      happened: `Sie wurde als ${facts.path ?? 'Kopie'} beiseitegelegt und eine neue, leere begonnen.`,
      next: 'Bewahren Sie die beschädigte Datei auf, falls der Verlauf darin wichtig ist. Die PBXs müssen neu hinzugefügt werden.',
    }),
    'store-too-new': (facts) => ({
      title: 'Die Datenbank stammt von einer neueren Version',
      happened: `${facts.path ?? 'Sie'} wurde zuletzt von einem neueren Rekey for 3CX verwendet.`,
      next: 'Aktualisieren Sie dieses Programm, oder verwenden Sie einen anderen Ordner. Es wurde nichts geändert.',
    }),
    'settings-damaged': (facts) => ({
      title: 'Eine Einstellung war nicht zu lesen',
      happened: `„${entryOf(setting, facts.setting) ?? facts.setting ?? 'Eine Einstellung'}“ ist in der Datenbank beschädigt; stattdessen gilt der Vorgabewert.${facts.setting === 'retentionDays' ? ' Bis sie neu gesetzt ist, wird kein aufbewahrtes Kennwort gelöscht.' : ''}`,
      next: 'Setzen Sie sie unter Einstellungen neu, oder behalten Sie den Vorgabewert.',
    }),
    'forget-incomplete': (facts) =>
      facts.reason === 'keychain'
        ? {
            title: 'Es wurde nicht alles vergessen',
            happened: `Der Schlüsselbund hat ${facts.count === 1 ? 'einen Eintrag' : `${facts.count === undefined ? 'einige' : count(facts)} Einträge`} von „Rekey for 3CX“ nicht gelöscht${facts.choices?.length ? `: ${facts.choices.join(', ')}` : ''}. Auf dem Datenträger wurde nichts gelöscht, damit sie bekannt bleiben.`,
            next: 'Entsperren Sie den Schlüsselbund und versuchen Sie es erneut; oder lassen Sie den Rest ohne ihn löschen und entfernen Sie diese Einträge in der Schlüsselbundverwaltung des Systems.',
          }
        : {
            title: 'Es wurde nicht alles vergessen',
            happened: `Diese Dateien ließen sich nicht löschen: ${facts.choices?.join(', ') || 'ein Teil des Datenordners'}.`,
            next: 'Schließen Sie, was sie benutzt, und löschen Sie sie von Hand.',
          },
    'disk-full': (facts) => ({
      title: 'Der Datenträger ist voll',
      happened: `${facts.path ?? 'Der Datenordner'} kann die Aufzeichnung des nächsten Schritts nicht aufnehmen; deshalb wurde keine weitere Anfrage gesendet.`,
      next: 'Schaffen Sie Platz und machen Sie dann weiter.',
    }),
    'file-unwritable': (facts) => ({
      title: 'Die Datei lässt sich nicht schreiben',
      happened: `${file(facts)}: ${whyUnwritable(facts)}.`,
      next: 'Beheben Sie das, oder wählen Sie einen anderen Ort.',
    }),
    'setup-file-wrong-passphrase': () => ({
      title: 'Die Passphrase öffnet die Einrichtungsdatei nicht',
      happened: 'Es ist nicht die, mit der die Datei erstellt wurde. Es wurde nichts importiert.',
      next: 'Geben Sie sie noch einmal ein. Ist sie sicher richtig, hat jemand die Datei verändert: Lassen Sie sie noch einmal senden, auf einem anderen Weg.',
    }),
    'setup-file-damaged': ({ reason }) => ({
      title: reason === 'not-one' ? 'Keine Einrichtungsdatei' : 'Die Einrichtungsdatei ist beschädigt',
      happened:
        reason === 'not-one'
          ? 'Es ist eine andere Art Datei, oder sie ist von Anfang an beschädigt. Es wurde nichts importiert.'
          : 'Ein Teil fehlt oder wurde verändert, etwa durch eine abgebrochene Übertragung. Es wurde nichts importiert.',
      next: 'Holen Sie die .rekey-Datei noch einmal, oder lassen Sie sie neu exportieren.',
    }),
    'setup-file-too-new': () => ({
      title: 'Die Einrichtungsdatei stammt von einer neueren Version',
      happened: 'Dieses Rekey for 3CX kann sie nicht lesen. Es wurde nichts importiert.',
      next: 'Aktualisieren Sie dieses Programm, oder lassen Sie die Datei mit dieser Version exportieren.',
    }),
    'shortcut-refused': ({ input }) => ({
      title: 'Das Tastenkürzel konnte nicht gesetzt werden',
      happened: `Das System nahm ${input ? `„${input}“` : 'es'} nicht an: Vielleicht benutzt es ein anderes Programm, oder dieser Desktop erlaubt keines.`,
      next: 'Wählen Sie ein anderes. Auch das Menü im Infobereich öffnet das Schnellfenster.',
    }),
    'login-item-refused': ({ systemSays }) => ({
      title: 'Der Start bei der Anmeldung konnte nicht geändert werden',
      happened: `Das System nahm die Änderung nicht an${systemSays ? ` (${systemSays})` : ''}.`,
      next: 'Sehen Sie in den Einstellungen des Systems nach, welche Programme bei der Anmeldung starten.',
    }),
    'call-refused': ({ reason }) => {
      const why = entryOf(call, reason);
      return {
        title: 'Eine Anfrage des Fensters wurde abgewiesen',
        happened: `Sie kam von einer Seite, die nicht fragen darf, oder hatte nicht die erwartete Form${why ? ` (${why})` : ''}.`,
        next: 'Laden Sie das Fenster neu. Bleibt es dabei, melden Sie es: Das ist ein Fehler im Programm.',
      };
    },
    cancelled: () => ({
      title: 'Abgebrochen',
      happened: 'Es wurde abgebrochen, bevor die Anfrage gesendet war.',
      next: 'Führen Sie es noch einmal aus, wann Sie möchten.',
    }),
    internal: () => ({
      title: 'In Rekey ist etwas schiefgegangen',
      happened: 'Das ist ein Fehler im Programm; Sie haben nichts falsch gemacht.',
      next: 'Versuchen Sie es erneut, und melden Sie es, wenn es dabei bleibt.',
    }),
  };
}

/** Why a text is no MAC, in German. */
export const germanMacs: MacTexts = {
  empty: () => 'Es ist keine MAC-Adresse da.',
  length: ({ digits }) => {
    if (digits === undefined) return 'Das ist viel zu lang für eine MAC-Adresse.';
    return digits < 12
      ? `Es hat ${digits} der 12 Hexadezimalziffern. Kam es aus einer Tabelle, fehlen vielleicht führende Nullen.`
      : `Es hat ${digits} Hexadezimalziffern; eine MAC-Adresse hat 12.`;
  },
  characters: ({ characters = '' }) =>
    `Eine MAC-Adresse hat nur die Ziffern 0-9 und A-F; hier steht ${[...characters].map((c) => `„${c}“`).join(', ')}.`,
  grouping: () => 'So gruppiert kein Gerät die Ziffern; vielleicht fehlt eine, oder eine steht doppelt.',
  'eui-64': () =>
    'Das ist eine 64-Bit-Kennung (EUI-64) mit 16 Ziffern, keine MAC-Adresse. Verwenden Sie die 12 Ziffern, die auf dem Gerät stehen.',
  'all-zero': () => 'Lauter Nullen sind ein Platzhalter, kein Gerät.',
  broadcast: () => 'FF:FF:FF:FF:FF:FF meint alle Geräte (Broadcast), nicht eines.',
  multicast: () => 'Das ist eine Multicast-Adresse (ihr erstes Byte ist ungerade), kein Gerät.',
  'spreadsheet-number': () =>
    'Eine Tabelle hat aus dieser MAC-Adresse eine Zahl gemacht; dabei gingen Ziffern verloren. Formatieren Sie die Spalte als Text und geben Sie sie neu ein.',
};
