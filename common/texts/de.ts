import type { ErrorFacts, ErrorReason } from '../errors.ts';
import type { NamedSetting } from '../settings.ts';
import { shortestPassphrase } from '../setup-file.ts';
import { longestWaitHours } from '../waiting.ts';
import type { Texts } from './en.ts';
import { type ErrorTexts, type ErrorWords, entryOf, type MacTexts } from './error-words.ts';
import { fetching, fetchUsage } from './fetch-de.ts';
import type { Format } from './format.ts';
import { policy, policyErrors, update } from './policy-de.ts';
import { code, rich, strong } from './rich.ts';

/** Everything the program says in German. A person is addressed as „Sie“. */
export const german = (format: Format): Texts => {
  const { number, list } = format;
  const devices = (count: number): string => `${number(count)} ${count === 1 ? 'Gerät' : 'Geräte'}`;

  const counted = (count: number, one: string, many: string): string =>
    `${number(count)} ${count === 1 ? one : many}`;
  const place: Texts['list']['grid']['place'] = ({ from, number: n, sheet }) =>
    `${sheet === undefined ? '' : `${sheet}, `}${from === 'text' ? 'Zeile' : 'Scan'} ${n}`;
  const from = (source: string): string => (source === '' ? '' : `, aus ${source}`);
  const sortNames = {
    state: 'Status',
    device: 'Gerät',
    mac: 'MAC',
    ended: 'Ende',
    position: 'Reihenfolge der Liste',
  };

  const spanOf = (minutes: number): string => {
    const size = Math.abs(minutes);
    if (size < 120) return counted(size, 'Minute', 'Minuten');
    return size < 2880
      ? counted(Math.round(size / 60), 'Stunde', 'Stunden')
      : counted(Math.round(size / 1440), 'Tag', 'Tage');
  };

  return {
    words: {
      cancel: 'Abbrechen',
      tryAgain: 'Erneut versuchen',
      readAgain: 'Erneut lesen',
      cancelling: 'Wird abgebrochen …',
      saved: 'Gespeichert',
      loading: 'Wird geladen …',
      listNotFetched: 'Geräteliste noch nicht abgerufen',
      editPbx: (pbx) => `${pbx} bearbeiten`,
      switchTo: (pbx) => `Zu ${pbx} wechseln`,
      devices,
      withQuote: (text, quote) => `${text}: „${quote}“`,
      lines: (count, numbers) => `${count === 1 ? 'Nebenstelle' : 'Nebenstellen'} ${numbers}`,
      inMinutes: (minutes) => `${number(minutes)} Min.`,
      inHours: (hours) => `${number(hours)} Std.`,
      secondsLeft: (seconds) => `noch ${number(seconds)} s`,
      minutesLeft: (minutes) => `noch etwa ${number(minutes)} Min.`,
      hoursLeft: (hours) => `noch etwa ${number(hours)} Std.`,
      completedLater: (count, perhaps) =>
        `${devices(count)}, ${count === 1 ? 'das in einem späteren Auftrag ein neues Passwort bekam' : 'die in späteren Aufträgen neue Passwörter bekamen'}${perhaps === 0 ? '' : ` (${perhaps === count ? '' : `${number(perhaps)} davon `}vielleicht)`}`,
    },

    time: {
      justNow: 'gerade eben',
      aheadOfClock: 'bevor die Uhr zurückgestellt wurde',
      minutesAgo: (minutes) => `vor ${number(minutes)} Min.`,
      hoursAgo: (hours) => `vor ${number(hours)} Std.`,
      daysAgo: (days) => `vor ${number(days)} ${days === 1 ? 'Tag' : 'Tagen'}`,
      seconds: (seconds) => `${number(seconds)} s`,
      minutes: (minutes, seconds) => `${minutes} Min. ${String(seconds).padStart(2, '0')} s`,
      hours: (hours, minutes) => `${hours} Std. ${minutes} Min.`,
    },

    errors: errors(format),

    macs,

    problems: {
      pbxGone: {
        title: 'Diese Anlage ist nicht mehr eingerichtet',
        happened: 'Sie wurde entfernt, in einem anderen Fenster oder im Terminal.',
        next: 'Wählen Sie eine andere Anlage oder fügen Sie sie wieder hinzu.',
      },
      pbxBusy: (job) => ({
        title: 'Auf dieser Anlage läuft schon ein Auftrag',
        happened: `${job ? `Auftrag ${job}` : 'Er'} läuft in diesem Programm oder in einem Terminal. Auf einer Anlage läuft immer nur einer.`,
        next: 'Warten Sie, bis er beendet ist, oder halten Sie ihn unter „Verlauf“ an. Es wurde nichts gesendet.',
      }),
      proxyLogin: 'Geben Sie die Anmeldung oben im Fenster ein und versuchen Sie es dann erneut.',
      certificateUntrusted: (host) =>
        `${host ?? 'Die Anlage'} zeigt ein Zertifikat, das dieser Computer nicht prüfen kann. Es wurde weder ein Schlüssel noch ein Passwort gesendet.`,
      certificateChanged: (host) =>
        `${host ?? 'Die Anlage'} zeigt jetzt ein anderes Zertifikat. Es wurde weder ein Schlüssel noch ein Passwort gesendet.`,
    },

    shell: {
      starting: 'Wird gestartet …',
      places: {
        label: 'Bereiche',
        device: 'Gerät',
        list: 'Liste',
        history: 'Verlauf',
        pbxs: 'Anlagen',
        settings: 'Einstellungen',
      },
      version: (version) => `Version ${version}`,
      runningJobs: 'Laufende Aufträge',
      percent: (percent) => `${number(percent)} %`,
      progress: (done, total) => `${number(done)} von ${number(total)}`,

      pbx: 'Anlage',
      noPbx: 'Noch keine Anlage verbunden',
      demo: 'Demo',
      demoMeans: 'Das ist die eingebaute Demo-3CX; hier ist nichts echt.',
      listNotRefreshed: 'Nicht aktualisiert',
      listAge: (count, ago) => `${devices(count)} - ${ago}`,
      listUnreadable: (count) => `${number(count)} unlesbar`,
      listIncomplete: 'vielleicht unvollständig',
      listIncompleteHint:
        'Die Anlage hat vielleicht nicht die ganze Geräteliste gesendet. Auch ein Gerät, das darin fehlt, kann zu ihr gehören.',
      listWithoutDeskPhones: 'Tischtelefone unbekannt',
      listWithoutDeskPhonesHint: 'Die Tischtelefone dieser Anlage konnten nicht gelesen werden.',
      listFetched: (moment) => `Abgerufen: ${moment}`,
      refreshList: 'Geräteliste aktualisieren',
      refreshingList: 'Geräteliste wird abgerufen',

      notices: 'Hinweise',
      checkAgain: 'Erneut prüfen',
      refreshAgain: 'Erneut aktualisieren',
      openJobs: 'Nicht beendete Aufträge',
      jobInterrupted: (job, pbx, done, total) =>
        `Auftrag ${job} auf ${pbx} wurde unterbrochen: ${number(done)} von ${number(total)} erledigt.`,
      jobPaused: (job, pbx, done, total) =>
        `Auftrag ${job} auf ${pbx} ist angehalten: ${number(done)} von ${number(total)} erledigt.`,
      resume: 'Fortsetzen',
      show: 'Anzeigen',
      showJob: (job) => `Auftrag ${job} anzeigen`,
      later: 'Später',
      laterJob: (job) => `Später, Auftrag ${job}`,
    },

    device: {
      label: 'Passwort eines Geräts neu erzeugen',
      mac: 'MAC-Adresse oder Name',
      regenerate: 'Passwort neu erzeugen',
      showCurrent: 'Aktuelles Passwort anzeigen',

      enterMac: 'MAC-Adresse vom Etikett des Geräts eintippen, einfügen oder scannen.',
      enterMacFirst: 'Geben Sie zuerst eine MAC-Adresse oder einen Namen ein.',
      noMac: 'Dieser Text enthält keine MAC-Adresse.',
      several: (macs) => `${number(macs)} MAC-Adressen in diesem Text`,
      severalHint:
        'Öffnen Sie sie in der Liste, um sie in einem Auftrag neu zu erzeugen, oder geben Sie hier eine davon ein.',
      openInList: 'In Liste öffnen',
      digits: (digits) => `${digits} von 12 Stellen`,
      unnamed: 'Gerät ohne Namen',
      listFetched: (ago) => `Liste ${ago} abgerufen`,
      deskPhone: (owner) =>
        `Das ist das Tischtelefon ${owner === null ? 'eines Benutzers' : `von ${owner}`}, kein Gateway und keine DECT-Basis.`,
      deskPhoneHint:
        'Das Passwort gehört zum Benutzer. Öffnen Sie den Benutzer in der 3CX-Konsole, um es neu zu erzeugen.',
      notListed: (pbx) => `Nicht in der Liste von ${pbx}`,
      notListedHint: (ago) =>
        `Die Liste wurde ${ago} abgerufen. Das Gerät ist vielleicht neuer oder gehört zu einer anderen Anlage.`,
      mayBeDeskPhone: 'Es ist vielleicht ein Tischtelefon: Diese konnten nicht gelesen werden.',
      notInPart: (pbx) => `Nicht in der Geräteliste von ${pbx}, die vielleicht unvollständig ist`,
      notInPartHint: (ago) =>
        `Die Geräteliste wurde ${ago} abgerufen. Die Anlage lehnt die Anfrage ab, wenn sie dieses Gerät nicht hat.`,
      readingList: 'Geräteliste wird gelesen …',
      notLookedUp: 'Nicht nachgeschlagen',
      noListHint:
        'Welches Gerät das ist, lässt sich noch nicht sagen. Vor dem Neuerzeugen wird die Liste abgerufen.',
      lookUpNeeded:
        'Nur mit der Geräteliste lässt sich sagen, welches Gerät das ist. Es wurde nichts neu erzeugt.',
      fetchList: 'Liste abrufen',
      refreshList: 'Liste aktualisieren',
      tryAnyway: 'Trotzdem versuchen',

      question: (name, pbx) => rich`Für ${strong(name)} auf ${strong(pbx)} ein neues Passwort erzeugen?`,
      oldOneStops: 'Das alte gilt nicht mehr, sobald das Gerät das neue übernommen hat.',
      isNotListed: (pbx) => `Das Gerät steht nicht in der Geräteliste von ${pbx}.`,
      isNotInPart: (pbx) =>
        `Das Gerät steht nicht in der Geräteliste von ${pbx}, die vielleicht unvollständig ist. Prüfen Sie die MAC-Adresse.`,
      isNotLookedUp: (pbx) =>
        `Das Gerät ließ sich nicht nachschlagen: Der API-Client darf die Geräteliste von ${pbx} nicht lesen. Prüfen Sie die MAC-Adresse.`,
      yes: 'Neu erzeugen',

      headlines: {
        running: (name) => `Passwort von ${name} wird neu erzeugt …`,
        cancelling: (name) => `Wird für ${name} abgebrochen …`,
        reading: (name) => `Aktuelles Passwort von ${name} wird gelesen …`,
        succeeded: (name) => `Neues Passwort für ${name}`,
        uncertain: 'Es ist ungewiss, ob es ein neues Passwort gibt',
        replaced: (name) => `Ersetzt: früheres Passwort von ${name}`,
        perhapsReplaced: (name) => `Vielleicht ersetzt: Passwort von ${name}`,
        completedLater: (name) => `${name} hat in einem späteren Auftrag ein neues Passwort bekommen`,
        cancelled: (name) => `Abgebrochen: ${name} behält das bisherige Passwort`,
        notCarriedOut: (name) => `Kein neues Passwort für ${name}`,
        read: (name) => `Aktuelles Passwort von ${name}`,
        readNone: (name) => `${name} hat auf der Anlage kein Passwort`,
        notRead: (name) => `Das Passwort von ${name} konnte nicht gelesen werden`,
      },
      about: (mac, make, pbx, clock) =>
        rich`${code(mac)}${make && ` - ${make}`} auf ${pbx}${clock && ` um ${clock}`}`,
      cancelling: 'Wird abgebrochen …',
      sentIsWaitedFor: 'Was schon gesendet ist, wird noch abgewartet.',
      connecting: 'Verbindung zur Anlage wird aufgebaut',
      waitingForAnswer: 'Warten auf die Antwort der Anlage',
      waitingForAnswerAgain: (attempt) => `Warten auf die Antwort der Anlage, Versuch ${attempt}`,
      waits: {
        busy: 'Anlage ausgelastet',
        notReached: 'Anlage nicht erreicht',
        signInTaken: 'Ein anderes Programm hat die Anmeldung übernommen',
        other: 'Noch nicht ausgeführt',
      },
      tryingAgain: (reason, left) => `${reason}, neuer Versuch ${left ? `in ${left}` : 'jetzt'}`,
      nothingIsChanged: 'Dabei wird nichts geändert.',
      cancelledUnsent: 'Es wurde abgebrochen, bevor die Anfrage gesendet war.',
      replacedLater: (at, surely) =>
        surely
          ? `Ein späterer Auftrag hat diesem Gerät ein anderes Passwort gegeben (${at}). Dieses gilt nicht mehr.`
          : `Ein späterer Auftrag hat diesem Gerät vielleicht ein anderes Passwort gegeben (${at}).`,
      completedLater: (at, surely) =>
        surely
          ? `Ein späterer Auftrag hat diesem Gerät ein neues Passwort gegeben (${at}). Sie finden es im Verlauf.`
          : `Ein späterer Auftrag hat diesem Gerät vielleicht ein neues Passwort gegeben (${at}).`,
      earlierResult: 'Früheres Ergebnis, zu einem anderen Gerät',
      notTold:
        'Die Anlage hat ein neues Passwort erzeugt, es aber nicht mitgeteilt; danach ließ es sich auch nicht lesen.',
      readFromPbx: 'Von der Anlage gelesen',
      previous: 'Vorheriges Passwort: gilt, bis das Gerät das neue abgerufen hat',
      previousOf: (of) => `vorheriges Passwort von ${of}`,
      showPrevious: 'Vorheriges Passwort',
      settled: 'Es kam keine eindeutige Antwort, aber die Anlage hat ein anderes Passwort als vorher.',
      settling: (clock) => `Die Anlage wird um ${clock} noch einmal gelesen, um das zu klären.`,
      checkedAgain: (clock) => `Die Anlage wird um ${clock} zur Sicherheit noch einmal gelesen.`,
      revised: (clock) =>
        `Um ${clock} hatte die Anlage ein anderes Passwort als das gespeicherte; es hat dieses ersetzt.`,
      oldOrNew: 'Zurückgelesenes Passwort - kann das alte oder das neue sein',
      noneReadBack: 'Es ließ sich kein Passwort zurücklesen.',
      notReadBackYet: 'Das Passwort wurde noch nicht zurückgelesen.',
      keepsPassword: 'Das Gerät behält das bisherige Passwort.',
      runAgain: 'Noch einmal erzeugen',
      currentPassword: 'Aktuelles Passwort',
      readOnly: 'Von der Anlage gelesen; geändert wurde nichts.',
      noneToRead: 'Es wurde nichts geändert. Erzeugen Sie das Passwort neu, damit das Gerät eines hat.',

      hidden: 'Passwort verborgen',
      gone: 'Nicht mehr aufbewahrt',
      itIsGone: 'Es wird nicht mehr aufbewahrt.',
      copy: 'Kopieren',
      copyReplaced: 'Altes kopieren',
      copyReplacedOf: (of) => `Altes kopieren: Passwort von ${of}`,
      copyOf: (of) => `Passwort von ${of} kopieren`,
      copyKeys: 'Strg+C',
      reveal: 'Anzeigen',
      revealOf: (of) => `Passwort von ${of} anzeigen`,
      hide: 'Verbergen',
      hideOf: (of) => `Passwort von ${of} verbergen`,
      ofAt: (name, clock) => `${name}, ${clock},`,
      copied: 'Kopiert',
      rowsCopied: (rows) =>
        `${number(rows)} ${rows === 1 ? 'Zeile' : 'Zeilen'} mit MAC, Gerät und Passwort kopiert`,
      someRowsCopied: (rows, unreadable) =>
        `${number(rows)} von ${number(rows + unreadable)} Zeilen kopiert; die übrigen Passwörter lassen sich nicht öffnen: Ihr Schlüssel fehlt im Schlüsselbund`,
      rowsReplaced: (count) =>
        `Übersprungen: ${count === 1 ? '1 Passwort, das ein späterer Auftrag ersetzt hat' : `${number(count)} Passwörter, die spätere Aufträge ersetzt haben`}.`,
      rowsPerhapsReplaced: (count) =>
        `Spätere Aufträge haben ${count === 1 ? '1 davon' : `${number(count)} davon`} vielleicht ersetzt.`,
      rowsRisky: (count) =>
        `Eine Tabellenkalkulation hält ${count === 1 ? '1 Passwort' : `${number(count)} Passwörter`} vielleicht für eine Formel, eine Zahl oder ein Datum. Fügen Sie als Text ein.`,
      allReplaced:
        'Nichts kopiert: Spätere Aufträge haben diese Passwörter ersetzt. Kopieren Sie sie bei Bedarf einzeln.',
      copiedReplaced: (count) =>
        count === 1
          ? 'Das kopierte Passwort wurde von einem späteren Auftrag ersetzt. Kopieren Sie das neue.'
          : `${number(count)} der kopierten Passwörter wurden von späteren Aufträgen ersetzt. Kopieren Sie die neuen.`,
      copiedFor: (copied, left) => `${copied} - wird in ${left} aus der Zwischenablage gelöscht`,
      copiedForInFront: (copied, left) =>
        `${copied} - wird in ${left} aus der Zwischenablage gelöscht, oder wenn Sie zu Rekey zurückkehren`,

      recent: (pbx) => `Zuletzt auf ${pbx}`,
      noneRecent: 'Noch nichts. Was Sie auf dieser Anlage neu erzeugen, steht dann hier.',
      readAgain: 'Erneut lesen',
      states: {
        succeeded: 'Neues Passwort',
        uncertain: 'Ungewiss',
        failed: 'Fehlgeschlagen',
        cancelled: 'Abgebrochen',
        skipped: 'Übersprungen',
        queued: 'Nicht ausgeführt',
        running: 'In Arbeit',
      },
      remarks: {
        notTold: 'Passwort nicht mitgeteilt',
        oldOrNew: 'altes oder neues Passwort',
        noneReadBack: 'kein Passwort ließ sich zurücklesen',
        notReadBackYet: 'noch nicht zurückgelesen',
        settling: (clock) => `wird um ${clock} erneut gelesen`,
        revised: (clock) => `um ${clock} anderes Passwort gefunden`,
        gone: 'Passwort nicht mehr aufbewahrt',
        unreadable: 'Passwort nicht lesbar: Schlüssel fehlt',
      },
    },

    list: {
      title: 'Liste',
      job: 'Auftrag',
      plan: 'Plan',
      newList: 'Neue Liste',
      dropFiles: 'Dateien ablegen, um ihren Text in die Liste aufzunehmen',
      modes: 'Wie Geräte in die Liste kommen',
      paste: 'Einfügen oder öffnen',
      scan: 'Scannen',
      discard: (rows) => `Diese Liste mit ${counted(rows, 'Eintrag', 'Einträgen')} verwerfen?`,
      discardHint: 'Damit wurde noch kein Auftrag gestartet.',
      discardYes: 'Verwerfen',
      discardNo: 'Behalten',
      skippedTitle: 'Teile der Datei wurden ausgelassen',
      skipped: ({ sheets, rows, columns, attachments }) => {
        const hidden = [
          sheets > 0 && counted(sheets, 'ausgeblendetes Blatt', 'ausgeblendete Blätter'),
          rows > 0 && counted(rows, 'ausgeblendete Zeile', 'ausgeblendete Zeilen'),
          columns > 0 && counted(columns, 'ausgeblendete Spalte', 'ausgeblendete Spalten'),
          ...attachments.map((name) => `der Anhang „${name}“`),
        ].filter((each) => each !== false);
        return hidden.length === 0 ? '' : `Nicht gelesen: ${list(hidden)}.`;
      },

      text: {
        placeholder:
          'Fügen Sie irgendetwas ein, das MAC-Adressen enthält: Zeilen einer Tabelle, arp -a, die Tabelle eines Switches, eine E-Mail, JSON.\n\nOder legen Sie Dateien hier ab.',
        fromClipboard: 'Aus Zwischenablage einfügen',
        more: 'Mehr einfügen',
        openFile: 'Datei öffnen …',
        filesToOpen: 'Zu öffnende Dateien',
        edit: 'Text bearbeiten',
        hide: 'Text ausblenden',
        none: 'Noch kein Text',
        reading: 'Liste wird gelesen',
        percent: (percent) => `${number(percent)} %`,
        files: (count) => counted(count, 'Datei', 'Dateien'),
        scans: (count) => counted(count, 'Scan', 'Scans'),
        lines: (lines, source) => `${counted(lines, 'Zeile', 'Zeilen')}${from(source)}`,
        nothingFound: (lines, source) =>
          `${counted(lines, 'Zeile', 'Zeilen')}, keine MAC-Adresse gefunden${from(source)}`,
        withoutMac: (lines, without, source) =>
          `${counted(lines, 'Zeile', 'Zeilen')}, ${number(without)} ohne MAC-Adresse${from(source)}`,
      },

      scanning: {
        placeholder: 'MAC-Adresse scannen oder eingeben',
        soundIsOff: 'Der Ton ist aus: einschalten',
        soundIsOn: 'Der Ton ist an: ausschalten',
        hint: 'Jedes Enter fügt einen Eintrag hinzu.',
        away: 'Nicht bereit: Was jetzt gescannt wird, geht verloren. Klicken Sie in das Feld.',
        number: (scan) => `Scan ${number(scan)}`,
        notMac: 'Keine MAC-Adresse',
        duplicate: 'Schon in der Liste',
        duplicateOf: (mac, at) =>
          at.from === 'text' ? `${mac} steht schon in ${place(at)}.` : `${mac} ist schon ${place(at)}.`,
        deskPhone: 'Tischtelefon',
        deskPhoneOf: (mac, owner) => `${mac} gehört ${owner ?? 'einem Benutzer'}.`,
        notListed: 'Nicht gelistet',
        notListedOn: (mac, pbx) => `${mac} steht nicht in der Liste von ${pbx}.`,
        notInPartOf: (mac, pbx) =>
          `${mac} steht nicht in der Geräteliste von ${pbx}, die vielleicht unvollständig ist.`,
        added: 'Hinzugefügt',
      },

      grid: {
        in: 'Dabei',
        out: 'Nicht dabei',
        line: 'Zeile',
        text: 'MAC und Text',
        device: 'Gerät',
        outcome: 'Was geschieht',
        takeAll: 'Alle angezeigten aufnehmen oder herausnehmen (Strg+A)',
        keys: 'Die Pfeiltasten wechseln den Eintrag, die Leertaste nimmt ihn auf oder heraus, Enter korrigiert seine MAC-Adresse, Strg+A nimmt alle auf oder heraus.',
        place,
        corrected: (before) => `Korrigiert, war ${before}`,
        correct: 'Korrigieren',
        correctOne: (text) => `${text} korrigieren`,
        correctHint: 'MAC-Adresse korrigieren (Enter)',
        unnamed: 'Gerät ohne Namen',
        elsewhere: (pbxs) => `Auf ${list(pbxs)}`,
        switch: 'wechseln',
      },

      standings: {
        ready: 'Bereit',
        'not-listed': 'Nicht gelistet',
        'desk-phone': 'Tischtelefone',
        question: 'Zu entscheiden',
        duplicate: 'Doppelt',
        refused: 'Abgelehnt',
        'no-device': 'Kein Gerät',
        pending: 'Nachzuschlagen',
      },
      counts: {
        ready: (rows) => `${number(rows)} bereit`,
        'not-listed': (rows) => `${number(rows)} nicht gelistet`,
        'desk-phone': (rows) => counted(rows, 'Tischtelefon', 'Tischtelefone'),
        question: (rows) => `${number(rows)} zu entscheiden`,
        duplicate: (rows) => `${number(rows)} doppelt`,
        refused: (rows) => `${number(rows)} abgelehnt`,
        'no-device': (rows) => `${number(rows)} kein Gerät`,
        pending: (rows) => `${number(rows)} nachzuschlagen`,
      },
      outcomes: {
        takenOut: 'Herausgenommen',
        lookedUpFirst: 'Wird vor dem Senden nachgeschlagen',
        notInPart: 'Nicht in der Geräteliste, die vielleicht unvollständig ist. Wird versucht',
        newPassword: 'Neues Passwort',
        unlistedTried: 'Nicht gelistet - wird trotzdem versucht',
        unlistedTakenOut: 'Nicht gelistet - herausgenommen',
        unlistedLeftOut: 'Nicht gelistet - ausgelassen',
        deskPhone: (owner) => `Ausgelassen: Tischtelefon von ${owner ?? 'einem Benutzer'}`,
        question: 'Könnte Rufnummer, Seriennummer oder Datum sein - aufnehmen?',
        takenForMac: 'Gilt als MAC - wird versucht',
        sameAs: (at) => `Dieselbe wie ${place(at)}`,
        pending: 'Wird nachgeschlagen …',
      },

      correction: {
        field: 'MAC-Adresse',
        nothing: 'Geben Sie die MAC-Adresse vom Etikett ein.',
        typing: (digits) => `${digits} von 12 Stellen`,
        deskPhone: (owner) => `Tischtelefon von ${owner ?? 'einem Benutzer'}`,
        notListed: 'Eine MAC-Adresse, nicht in der Geräteliste',
        notInPart: 'Eine MAC-Adresse, nicht in der Geräteliste, die vielleicht unvollständig ist',
        mac: 'Eine MAC-Adresse',
      },

      show: 'Angezeigte Einträge',
      all: 'Alle',
      tryUnlisted: (count, pbx) =>
        count === 1
          ? `1 Gerät, das auf ${pbx} nicht gelistet ist, trotzdem versuchen`
          : `${devices(count)}, die auf ${pbx} nicht gelistet sind, trotzdem versuchen`,
      countElsewhere: (count, pbx) => `${number(count)} auf ${pbx} - wechseln`,
      lookUpAgain: 'Erneut nachschlagen',
      notShown: (rows) => `${counted(rows, 'weiterer Eintrag', 'weitere Einträge')} nicht angezeigt`,
      notShownWhy: 'So viele doppelte und abgelehnte Zeilen werden nur gezählt.',
      keptList: (ago) => `Dieser Plan beruht auf der Geräteliste, die ${ago} abgerufen wurde.`,
      noDeviceList:
        'Es gibt noch keine Geräteliste. Welche davon Geräte dieser Anlage sind, lässt sich daher nicht sagen.',
      incompleteList: (pbx) => `Die Geräteliste von ${pbx} ist vielleicht unvollständig`,
      incompleteListHint: (count) =>
        `${devices(count)} außerhalb der Geräteliste: Sie werden versucht. Die Anlage lehnt die Anfrage für ein Gerät ab, das sie nicht hat.`,
      deskPhonesUnread: (pbx) => `Die Tischtelefone von ${pbx} konnten nicht gelesen werden`,
      deskPhonesUnreadHint: 'Ein Gerät, das nicht gelistet ist, ist vielleicht ein Tischtelefon.',
      checked: (count) =>
        `Es wurde nichts geändert. ${devices(count)} ${count === 1 ? 'bekäme' : 'bekämen'} ein neues Passwort.`,
      check: 'Nur prüfen',
      looking: 'Liste wird nachgeschlagen …',
      nothingReady: 'Nichts in der Liste ist für ein neues Passwort bereit.',
      takenOut: (rows) => `${number(rows)} herausgenommen`,

      regenerate: (count) =>
        count === 0 ? 'Passwörter neu erzeugen' : `${counted(count, 'Passwort', 'Passwörter')} neu erzeugen`,
      question: (count, pbx) =>
        rich`Für ${strong(devices(count))} auf ${strong(pbx)} ${count === 1 ? 'ein neues Passwort' : 'neue Passwörter'} erzeugen?`,
      allUnlisted: (count) =>
        count === 1
          ? 'Es steht nicht in der Geräteliste dieser Anlage.'
          : 'Keines davon steht in der Geräteliste dieser Anlage.',
      someUnlisted: (count) =>
        `${number(count)} davon ${count === 1 ? 'steht' : 'stehen'} nicht in der Geräteliste dieser Anlage.`,
      notInPart: (count) =>
        `${number(count)} davon ${count === 1 ? 'steht' : 'stehen'} nicht in der Geräteliste, die vielleicht unvollständig ist.`,
      oldPassword: 'Ein altes Passwort gilt nicht mehr, sobald das Gerät das neue übernommen hat.',
      takes: (duration) =>
        duration === null
          ? 'Wie lange das dauert, hängt davon ab, wie schnell die Anlage antwortet.'
          : `Das dauert etwa ${duration}, länger, wenn die Anlage langsam antwortet.`,
      notIncluded: (rows) =>
        rows === 1
          ? '1 Eintrag der Liste ist nicht enthalten.'
          : `${number(rows)} Einträge der Liste sind nicht enthalten.`,
      typeCount: (count) => `Zum Fortfahren ${number(count)} eingeben`,
      wrongCount: (count) => `Hier muss ${number(count)} stehen.`,
      reference: 'Referenz',
      referenceHint: 'Ticket oder Bestellung',
      yes: 'Neu erzeugen',
      starting: (count, pbx) =>
        `Verbindung mit ${pbx ?? 'der Anlage'} für ${devices(count)} wird aufgebaut. Noch wird nichts gesendet.`,
    },

    jobs: {
      job: (id) => `Auftrag ${id}`,
      jobOn: (id, pbx) => `Auftrag ${id} auf ${pbx}`,
      reading: 'Auftrag wird gelesen …',
      states: {
        planned: 'Nicht gestartet',
        waiting: 'Wartet auf die Anlage',
        running: 'Läuft',
        paused: 'Angehalten',
        interrupted: 'Unterbrochen',
        finished: 'Abgeschlossen',
        cancelled: 'Abgebrochen',
      },
      by: (user) => `von ${user}`,
      since: (when) => `seit ${when}`,
      took: (when, duration) => `${when}, Dauer ${duration}`,
      again: 'erneut:',
      devicesOfJob: (id) => `Geräte aus Auftrag ${id}`,

      counts: {
        succeeded: (count) => counted(count, 'neues Passwort', 'neue Passwörter'),
        failed: (count) => `${number(count)} fehlgeschlagen`,
        uncertain: (count) => `${number(count)} ungewiss`,
        cancelled: (count) => `${number(count)} abgebrochen`,
        skipped: (count) => `${number(count)} übersprungen`,
      },
      doneOf: (done, total) => `${number(done)} von ${number(total)}`,

      progress: 'Fortschritt',
      progressOf: (id) => `Fortschritt von Auftrag ${id}`,
      runElsewhere: 'Läuft in einem anderen Programm, etwa im Terminal; beenden Sie ihn dort.',
      waitingForSent: 'Wartet auf das, was schon gesendet wurde',
      goingOn: (reason, left) => `${reason}, weiter ${left ? `in ${left}` : 'jetzt'}`,
      starting: 'Wird gestartet',
      pace: (perSecond) => `${number(perSecond, 1)}/s`,
      pause: 'Anhalten',
      pausing: 'Wird angehalten …',
      cancelRest: 'Übrige abbrechen',
      cancelRestQuestion: (left) =>
        left === 1 ? 'Das übrige Gerät abbrechen?' : `Die übrigen ${number(left)} Geräte abbrechen?`,
      goOn: 'Weiterlaufen lassen',
      cancelRunningHint:
        'Was schon gesendet wurde, wird zu Ende geführt. „Anhalten“ hebt den Rest stattdessen für später auf.',
      cancelStoppedHint: 'Was getan ist, bleibt getan, samt den Passwörtern.',
      askCancelRest: 'Übrige abbrechen …',
      keepJob: 'Auftrag behalten',
      resume: 'Fortsetzen',
      resuming: 'Wird fortgesetzt …',
      left: (left) =>
        `${left === 0 ? 'Keine Geräte mehr übrig' : `Noch ${devices(left)} übrig`}. Für unklare wird das Passwort nur ausgelesen, nicht neu erzeugt.`,
      pbxGone: (pbx, url) =>
        `${pbx} ist nicht mehr eingerichtet. Um den Auftrag fortzusetzen, fügen Sie wieder eine Anlage mit der Adresse ${url} hinzu.`,
      interrupted: 'Rekey wurde beendet, während dieser Auftrag lief',
      completedQuestion: (count, left) =>
        `${count === left ? (count === 1 ? 'Das übrige Gerät hat' : `Alle ${number(count)} übrigen Geräte haben`) : `${number(count)} der ${number(left)} übrigen Geräte ${count === 1 ? 'hat' : 'haben'}`} in einem späteren Auftrag ein neues Passwort bekommen.`,
      completedHint: (surely) =>
        surely
          ? 'Diese Passwörter werden vielleicht schon verwendet. Ein weiteres macht sie ungültig.'
          : 'Bei manchen ist der spätere Auftrag unklar. Ein weiteres Passwort macht die früheren ungültig.',
      resumeWithout: (rest) =>
        rest === 0 ? 'Überspringen und abschließen' : `Überspringen und fortsetzen (${number(rest)})`,
      resumeWith: () => 'Auch neu erzeugen',
      pausedByPerson: 'Auftrag angehalten',

      outcome: 'Ergebnis',
      reasons: 'Gründe und nächste Schritte',
      allSucceeded: (total) =>
        total === 1
          ? 'Das Gerät hat ein neues Passwort.'
          : `Alle ${devices(total)} haben ein neues Passwort.`,
      sentence: (counts) => `${counts}.`,
      cancelledBefore: 'abgebrochen, bevor etwas gesendet wurde',
      skippedBecause: 'übersprungen: von einem späteren Auftrag erledigt',
      notAgain: (which) => `Übersprungen: ${which}.`,
      runAgain: {
        failed: (count) => `Fehlgeschlagene erneut versuchen (${number(count)})`,
        uncertain: (count) => `Unklare erneut versuchen (${number(count)})`,
        cancelled: (count) => `Abgebrochene erneut ausführen (${number(count)})`,
      },
      runAgainQuestion: {
        failed: (count, pbx) =>
          count === 1
            ? `Für das fehlgeschlagene Gerät auf ${pbx} noch einmal ein Passwort erzeugen?`
            : `Für die ${number(count)} fehlgeschlagenen Geräte auf ${pbx} noch einmal Passwörter erzeugen?`,
        uncertain: (count, pbx) =>
          count === 1
            ? `Für das unklare Gerät auf ${pbx} noch einmal ein Passwort erzeugen?`
            : `Für die ${number(count)} unklaren Geräte auf ${pbx} noch einmal Passwörter erzeugen?`,
        cancelled: (count, pbx) =>
          count === 1
            ? `Für das abgebrochene Gerät auf ${pbx} jetzt ein Passwort erzeugen?`
            : `Für die ${number(count)} abgebrochenen Geräte auf ${pbx} jetzt Passwörter erzeugen?`,
      },
      runAgainHint: {
        failed: 'Damit startet ein neuer Auftrag. Geräte mit neuem Passwort bleiben unverändert.',
        uncertain:
          'Diese Geräte haben vielleicht schon ein neues Passwort. Ein neuer Versuch ersetzt es durch ein weiteres.',
        cancelled: 'Damit startet ein neuer Auftrag. Geräte mit neuem Passwort bleiben unverändert.',
      },
      runAgainYes: {
        failed: 'Erneut versuchen',
        uncertain: 'Erneut versuchen',
        cancelled: 'Erneut ausführen',
      },
      runAgainStarting: 'Wird gestartet …',

      devices: {
        label: (id) => `Geräte von Auftrag ${id}`,
        show: 'Angezeigte Geräte',
        all: 'Alle',
        search: 'MAC, Name, Modell, Nummer',
        none: 'Keine passenden Geräte',
        keys: 'Strg oder Umschalt wählt mehrere aus, Enter zeigt ein Passwort.',
        shown: (count, total) => `${number(count)} von ${number(total)} angezeigt.`,
        copySelected: (count) => (count === 0 ? 'Auswahl kopieren' : `Auswahl kopieren (${number(count)})`),
      },
      columns: {
        state: 'Status',
        device: 'Gerät',
        mac: 'MAC',
        ended: 'Ende',
        position: 'Reihenfolge',
      },
      sortBy: 'Sortieren',
      sortByColumn: {
        state: 'Nach Status sortieren',
        device: 'Nach Gerät sortieren',
        mac: 'Nach MAC sortieren',
        ended: 'Nach Ende sortieren',
        position: 'Nach Reihenfolge der Liste sortieren',
      },
      sorted: (by, descending) =>
        `Sortiert nach ${sortNames[by]}, ${descending ? 'absteigend' : 'aufsteigend'}`,

      items: {
        states: {
          succeeded: 'Neues Passwort',
          failed: 'Fehlgeschlagen',
          uncertain: 'Ungewiss',
          running: 'In Arbeit',
          queued: 'Steht aus',
          cancelled: 'Abgebrochen',
          skipped: 'Übersprungen',
        },
        tries: (count) => `${number(count)} Versuche`,
        try: (count) => `${number(count)}. Versuch`,
        waiting: (reason, left) => `${reason}, neuer Versuch ${left ? `in ${left}` : 'jetzt'}`,
        passwordGone: 'Passwort nicht mehr aufbewahrt',
        notTold: 'Die Anlage hat das Passwort nicht mitgeteilt',
        readBack: 'Passwort von der Anlage gelesen',
        oldOrNew: 'Passwort zurückgelesen: alt oder neu',
        notReadBack: 'Kein Passwort ließ sich zurücklesen',
        notReadBackYet: 'Passwort noch nicht zurückgelesen',
        settled: 'Keine eindeutige Antwort, aber neues Passwort',
        settling: (clock) => `Wird um ${clock} erneut gelesen`,
        revised: (clock) => `Um ${clock} anderes Passwort gefunden`,
        nothingSent: 'Es wurde nichts gesendet',
        notListed: 'Auf dieser Anlage nicht gelistet',
        listedOn: (pbx) => `Nicht auf dieser Anlage gelistet, aber auf ${pbx}`,
        deskPhone: (owner) => (owner ? `Tischtelefon von ${owner}` : 'Ein Tischtelefon'),
        replaced: (at) => `ersetzt ${at}`,
        perhapsReplaced: (at) => `vielleicht ersetzt ${at}`,
        completedLater: (at) => `von einem späteren Auftrag erledigt (${at})`,
        perhapsCompletedLater: (at) => `vielleicht von einem späteren Auftrag erledigt (${at})`,
      },

      export: {
        open: 'Exportieren …',
        title: (id) => `Auftrag ${id} exportieren`,
        format: 'Format',
        csv: 'CSV, für eine Tabellenkalkulation',
        json: 'JSON, für ein Programm',
        passwords: 'Passwörter im Klartext aufnehmen: Wer die Datei öffnet, kann sie lesen',
        withPasswords: 'Mit Passwörtern exportieren …',
        without: 'Exportieren …',
        close: 'Schließen',
        risky: (names, count) =>
          `${count === 1 ? '1 Passwort beginnt' : `${number(count)} Passwörter beginnen`} wie eine Formel, eine Zahl oder ein Datum: ${names}. Die Datei enthält ${count === 1 ? 'es' : 'sie'} genau; eine Tabellenkalkulation zeigt vielleicht etwas anderes. Importieren Sie die Passwortspalte als Text.`,
        moreDevices: (count) => `${number(count)} weitere`,
        written: (path) => rich`Geschrieben in ${code(path)}`,
        unreadable: (passwords) =>
          passwords === 1
            ? 'Ein Passwort fehlt: Es lässt sich nicht öffnen, weil sein Schlüssel nicht im Schlüsselbund ist.'
            : `${number(passwords)} Passwörter fehlen: Sie lassen sich nicht öffnen, weil ihr Schlüssel nicht im Schlüsselbund ist.`,
      },
    },

    history: {
      title: 'Verlauf',
      search: 'MAC, Name, Referenz oder Anlage',
      reading: 'Verlauf wird gelesen …',
      empty:
        'Noch nichts. Jeder Auftrag, ob für ein Gerät oder eine Liste, wird hier mit seinem Ergebnis aufbewahrt.',
      open: 'Noch nicht beendet',
      earlier: 'Früher',
      older: 'Ältere Aufträge anzeigen',
      today: 'heute',
      again: (job) => `erneut, aus Auftrag ${job}`,
      nothingDone: 'noch nichts erledigt',
      show: 'Anzeigen',
      showJob: (id) => `Auftrag ${id} anzeigen`,
      resumeJob: (id) => `Auftrag ${id} fortsetzen`,
      searching: 'Wird gesucht …',
      searchAgain: 'Erneut suchen',
      nothingFound: (text) => `Zu „${text}“ wurde nichts gefunden.`,
      found: 'Gefunden',
      foundDevices: 'Gefundene Geräte',
      newest: (count) =>
        `Die neuesten ${number(count)}, neueste zuerst. Geben Sie mehr ein, um sie einzugrenzen.`,
      times: (count) => (count === 1 ? '1-mal' : `${number(count)}-mal, neueste zuerst`),
    },

    pbxs: {
      none: 'Auf diesem Computer ist noch keine Anlage eingerichtet. Fügen Sie eine hinzu, um zu beginnen.',
      connectFirst: 'Erste Anlage verbinden',
      connect: 'Anlage verbinden',
      // The role as 3CX’s German manual calls it, beside its English name.
      whereToFindKey: [
        rich`Öffnen Sie in der 3CX-Konsole ${strong('Integrationen > API')} und fügen Sie einen API-Client hinzu: Abteilung ${strong('DEFAULT')}, Rolle ${strong('Systemeigentümer')} (System Owner), ${strong('3CX Configuration API access')} eingeschaltet.`,
        rich`Geben Sie ${strong('Client-ID')} und ${strong('API-Schlüssel')} in Rekey ein; 3CX zeigt den Schlüssel nur einmal. Legen Sie für jeden Computer einen eigenen API-Client an: Eine zweite Anmeldung beendet die erste.`,
      ],

      find: 'Anlage suchen',
      noneFound: (text) => `Keine Ergebnisse für „${text}“`,
      foundOf: (found, total) => `${number(found)} von ${number(total)} Anlagen`,
      detailsOf: (pbx) => `Details zu ${pbx}`,
      clientIdOf: (clientId) => rich`Client-ID ${code(clientId)}`,
      test: 'Testen',
      testOf: (pbx) => `${pbx} testen`,
      edit: 'Bearbeiten',
      remove: 'Entfernen',
      removeOf: (pbx) => `${pbx} entfernen`,
      pinned: 'Zertifikat festgelegt',
      notTried: 'Noch kein Kontakt',
      keyMissing: 'API-Schlüssel fehlt',
      keyMissingOf: (pbx) => `Der API-Schlüssel von ${pbx} fehlt`,
      keyMissingHint: 'Ohne ihn kann Rekey sich nicht bei der Anlage anmelden.',
      failed: (ago, reason) => `Fehlgeschlagen ${ago}: ${reason}`,
      answered: (ago, version) => `Hat ${ago} geantwortet${version ? `, 3CX ${version}` : ''}`,

      pace: {
        is: (atOnce, perSecond) =>
          `Tempo: ${number(atOnce)} gleichzeitig, ${perSecond === null ? 'ohne Grenze pro Sekunde' : `höchstens ${number(perSecond)} pro Sekunde`}`,
        change: 'Ändern',
        changeOf: (pbx) => `Tempo von ${pbx} ändern`,
        of: (pbx) => `Tempo von ${pbx}`,
        atOnce: 'Geräte gleichzeitig',
        atOnceHint: (most) => `1 bis ${number(most)}`,
        atOnceWrong: (most) => `Eine ganze Zahl von 1 bis ${number(most)}.`,
        perSecond: 'Geräte pro Sekunde',
        perSecondHint: (most) => `1 bis ${number(most)}, leer für keine Grenze`,
        perSecondWrong: (most) => `Eine ganze Zahl von 1 bis ${number(most)} oder nichts.`,
        save: 'Tempo speichern',
      },

      passed: 'Die Anlage hat geantwortet und den API-Schlüssel angenommen',
      passedFacts: (version, count) =>
        `${version ? `3CX ${version}` : 'Die Version ist nicht bekannt'}${
          count === null
            ? '. Die Rolle des API-Clients darf die Geräteliste nicht lesen, Geräte lassen sich also nicht am Namen erkennen.'
            : `, ${number(count)} ${count === 1 ? 'Gateway oder DECT-Basis' : 'Gateways und DECT-Basen'}.`
        }`,
      tryKeyAgain: 'Schlüssel noch einmal versuchen',
      tryKeyAgainHint:
        'Versuchen Sie es nur, wenn Sie den API-Client in der 3CX-Admin-Konsole korrigiert haben. Weitere Ablehnungen können zur Sperrung dieser IP-Adresse führen.',
      signInNow: 'Trotzdem jetzt anmelden',
      signInNowHint:
        'Melden Sie sich nur an, wenn Client-ID und API-Schlüssel sicher stimmen. Lehnt die Anlage sie erneut ab, sperrt sie diese IP-Adresse vielleicht für alle Programme in diesem Netz.',
      editToTrust: 'Bearbeiten, um ihm zu vertrauen',
      editAddress: 'Adresse bearbeiten',
      editKey: 'Client-ID und Schlüssel bearbeiten',

      removal: {
        alsoHistory: (jobs) =>
          `Auch den Verlauf dieser Anlage löschen (${number(jobs)} ${jobs === 1 ? 'Auftrag' : 'Aufträge'})`,
        whatHistory:
          'Die Aufträge dieser Anlage und die dazu aufbewahrten Passwörter lassen sich nicht wiederherstellen.',
      },
      removeQuestion: (pbx) => rich`${strong(pbx)} von diesem Computer entfernen?`,
      removeLoses:
        'Der API-Schlüssel wird aus dem Schlüsselbund gelöscht, die Geräteliste ebenso. Auf der Anlage ändert sich nichts.',
      removeKeeps:
        'Was neu erzeugt wurde, bleibt im Verlauf, mit den Passwörtern, solange sie aufbewahrt werden. Ein Auftrag, der nicht beendet ist, lässt sich erst fortsetzen, wenn wieder eine Anlage mit dieser Adresse hinzugefügt wurde.',
      keep: 'Behalten',

      addTitle: 'Eine Anlage hinzufügen',
      add: 'Anlage hinzufügen',
      address: 'Adresse',
      addressHint:
        'Die Adresse des 3CX-Webclients, selbst gehostet meist mit Port: https://pbx.example.com:5001.',
      addressMissing: 'Geben Sie die Adresse der Anlage ein.',
      name: 'Name',
      nameHint: 'Wie Sie diese Anlage nennen. Bleibt das Feld leer, heißt sie wie ihr Host.',
      clientId: 'Client-ID',
      clientIdMissing: 'Geben Sie die Client-ID ein.',
      apiKey: 'API-Schlüssel',
      apiKeyHint: 'Er kommt in den Schlüsselbund dieses Computers und wird nie wieder angezeigt.',
      apiKeyStored: 'Leer lassen, um den gespeicherten zu behalten.',
      apiKeyMissing: 'Geben Sie den API-Schlüssel ein.',
      trustNew: 'Dem neuen Zertifikat vertrauen',
      trust: 'Diesem Zertifikat vertrauen',
      onlyTrusted: 'Nur diesem Zertifikat wird vertraut (SHA-256)',
      forgetTrust: 'Stattdessen die Prüfung dieses Computers verwenden',
      save: 'Speichern',
      testConnection: 'Verbindung testen',
      discardQuestion: 'Eingaben verwerfen?',
      discard: 'Verwerfen',
      keepEditing: 'Weiter bearbeiten',
    },

    ui: {
      optional: '(optional)',
      dismiss: 'Schließen',
      emptySearch: 'Suche leeren',
      retryIn: (left) => `In ${left} kann es erneut versucht werden.`,
      retryNow: 'Es kann jetzt erneut versucht werden.',
      certificate: {
        problem: 'Problem',
        problems: {
          'self-signed': 'Es ist selbst signiert',
          'unknown-authority': 'Dieser Computer kennt die Stelle nicht, die es ausgestellt hat',
          expired: 'Es ist abgelaufen, oder die Uhr dieses Computers geht falsch',
          'not-yet-valid': 'Es ist noch nicht gültig, oder die Uhr dieses Computers geht falsch',
          'wrong-host': 'Es ist auf einen anderen Namen ausgestellt',
        },
        madeFor: 'Ausgestellt auf',
        valid: 'Gültig',
        validity: (from, to) => `${from} bis ${to}`,
        unknown: 'unbekannt',
        fingerprint: 'Fingerabdruck (SHA-256)',
        trustedBefore: 'Bisher vertraut (SHA-256)',
        shownNow: 'Jetzt gezeigt (SHA-256)',
      },
    },

    setupFiles: {
      kind: 'Einrichtungsdatei',
      anyFile: 'Alle Dateien',
      openFile: 'Einrichtungsdatei öffnen …',
      exportFile: 'Einrichtungsdatei exportieren',
      dropHere: 'Einrichtungsdatei hier ablegen, um sie zu öffnen',
      waits: (file) => `${file} wartet darauf, geöffnet zu werden`,
      goOn: 'Weiter',
      closeFile: 'Datei schließen',

      exportTitle: 'Einrichtungsdatei exportieren',
      exportLead:
        'Die Datei enthält Name, Adresse, Client-ID, vertrautes Zertifikat und Tempo jeder Anlage, damit ein anderer Computer sie importieren kann.',
      which: 'Anlagen in der Datei',
      all: 'Alle',
      none: 'Keine',
      chooseOne: 'Wählen Sie mindestens eine Anlage.',
      keys: 'API-Schlüssel',
      withoutKeys: 'Weglassen',
      withKeys: 'Mitgeben',
      withoutKeysHint:
        'Sie werden auf dem anderen Computer eingegeben. Das ist besser, wenn beide benutzt werden.',
      sharedKeyTitle: 'Zwei Computer mit demselben API-Client melden einander ab',
      sharedKey:
        'Die Datei enthält API-Schlüssel. Eine Anlage erlaubt je API-Client nur eine Anmeldung: Zwei Computer mit demselben melden einander immer wieder ab. Werden beide benutzt, braucht jeder seinen eigenen: Legen Sie in der 3CX-Konsole unter Integrationen > API einen weiteren Client für den zweiten Computer an und geben Sie dort dessen Client-ID und API-Schlüssel ein.',
      newPassphrase: 'Passphrase',
      newPassphraseHint: (shortest) =>
        `Mindestens ${number(shortest)} Zeichen. Teilen Sie sie auf anderem Weg mit als die Datei; ohne sie kann niemand die Datei öffnen.`,
      samePassphrase: 'Passphrase wiederholen',
      samePassphraseHint: 'Ein Tippfehler würde die Datei für immer verschließen.',
      poorPassphrase: {
        short: `Die Passphrase braucht mindestens ${number(shortestPassphrase)} Zeichen; mehrere Wörter lassen sich leicht weitersagen.`,
        repeated: 'Die Passphrase besteht immer wieder aus denselben wenigen Zeichen.',
      },
      notTheSame: 'Die beiden Passphrasen sind verschieden.',
      save: 'Datei speichern …',
      exported: (count) =>
        `${count === 1 ? 'Die Anlage ist' : `${number(count)} Anlagen sind`} in der Einrichtungsdatei`,
      exportedWith:
        'Mit API-Schlüsseln: Wer die Datei und ihre Passphrase hat, kann sich an diesen Anlagen anmelden.',
      exportedWithout: 'Ohne API-Schlüssel: Sie werden auf dem anderen Computer eingegeben.',
      nextStep:
        'Dort wird sie mit einem Doppelklick geöffnet. Teilen Sie die Passphrase auf anderem Weg mit als die Datei.',
      showInFolder: 'Im Ordner anzeigen',
      done: 'Fertig',

      importTitle: 'Einrichtungsdatei öffnen',
      passphrase: 'Passphrase',
      passphraseHint: 'Wer die Datei erstellt hat, kennt sie. Noch wird nichts importiert.',
      enterPassphrase: 'Geben Sie die Passphrase ein.',
      open: 'Öffnen',
      openAnother: 'Andere Datei öffnen …',
      contents: 'Anlagen in der Datei',
      withKey: 'Mit API-Schlüssel',
      noKey: 'Ohne API-Schlüssel',
      ownCertificate: 'Zertifikat festgelegt',
      isNew: 'Neu',
      isHere: 'Schon vorhanden',
      decision: (pbx) => `Was mit ${pbx} geschieht`,
      keep: 'Meine behalten',
      replace: 'Aus der Datei aktualisieren',
      replaced: {
        imported: 'Ihr API-Schlüssel wird durch den aus der Datei ersetzt.',
        kept: 'Ihr API-Schlüssel bleibt.',
        missing:
          'Sie hat dann keinen API-Schlüssel: In der Datei ist keiner für sie, er muss also eingegeben werden.',
      },
      certificates: {
        replaced: 'Vertraut wird dann einem anderen Zertifikat: dem in der Datei.',
        added: 'Vertraut wird dann nur noch dem Zertifikat in der Datei.',
        dropped:
          'Dem Zertifikat, dem jetzt vertraut wird, wird dann nicht mehr vertraut; es gilt, wem dieser Computer vertraut.',
      },
      elsewhere:
        'Eine Anlage dieses Namens gibt es hier unter einer anderen Adresse. Sie bleibt, wie sie ist; geben Sie Ihrer Anlage einen anderen Namen, um die aus der Datei zu importieren.',
      importCount: (count) => `${number(count)} ${count === 1 ? 'Anlage' : 'Anlagen'} importieren`,
      nothingToImport: 'Es ist nichts zum Importieren ausgewählt.',
      changedMeanwhile: 'Unten steht, wie es jetzt ist.',
      imported: (count) =>
        `${count === 1 ? '1 Anlage ist' : `${number(count)} Anlagen sind`} auf diesem Computer eingerichtet`,
      added: 'Hinzugefügt',
      updated: 'Aktualisiert',
      notTriedYet:
        'Bisher wurde keine Anlage angesprochen. Das geschieht, sobald Sie sie das erste Mal benutzen oder testen.',
      keyMissing: 'Ihr API-Schlüssel fehlt.',
      enterKey: 'API-Schlüssel eingeben',
      enterKeyOf: (pbx) => `API-Schlüssel eingeben für ${pbx}`,
    },

    search: {
      hint: 'Oder suchen Sie ein Gerät auf allen Anlagen: nach Name, Nebenstelle, Modell oder einem Teil der MAC-Adresse.',
      looking: 'Wird gesucht …',
      none: 'Keine passenden Geräte',
      noneHint: (pbx) => `Die Geräteliste von ${pbx} wurde noch nicht abgerufen und daher nicht durchsucht.`,
      results: 'Passende Geräte',
      found: (count) => `${devices(count)} gefunden - mit ↓ und Enter wählen`,
      foundMore: (count) => `Die ersten ${devices(count)}, die passen. Tippen Sie mehr, um einzugrenzen.`,
      listAge: (pbx, age) => `${pbx} - Liste ${age} abgerufen`,
      deskPhone: (owner) => `Tischtelefon von ${owner}`,
      aUser: 'einem Benutzer',
      notSearched: (pbxs) => `Nicht durchsucht, noch keine Geräteliste: ${list(pbxs)}`,
      incomplete: (pbxs) => `Geräteliste vielleicht unvollständig: ${list(pbxs)}`,
    },

    policy,
    update,
    fetching: fetching(format),

    settings: {
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
      wrongNumber: (most) => `Eine ganze Zahl von 1 bis ${number(most)}.`,

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
    },

    panel: {
      title: 'Neues Passwort',
      openWindow: 'Fenster öffnen',
      clipboard: {
        none: 'In der Zwischenablage steht keine MAC-Adresse.',
        several:
          'In der Zwischenablage steht mehr als eine MAC-Adresse. Für eine Liste öffnen Sie das Fenster.',
        unsure:
          'Die Zahl in der Zwischenablage kann eine MAC-Adresse sein, aber auch eine andere Nummer. Ist sie eine, fügen Sie sie ein.',
        'too-long':
          'Der Text in der Zwischenablage ist zu lang, um darin eine MAC-Adresse zu suchen. Kopieren Sie weniger davon.',
        unreadable: 'Die Zwischenablage konnte nicht gelesen werden.',
      },
      noPbx: 'Es ist noch keine Anlage verbunden.',
      connect: 'Anlage verbinden',
      running: (done, total) => `Auf dieser Anlage läuft ein Auftrag: ${number(done)} von ${number(total)}`,
      showJob: 'Auftrag anzeigen',
    },

    waiting: {
      runWhenReachable: 'Ausführen, sobald erreichbar',
      offer: (pbx) =>
        `${pbx} ist jetzt nicht erreichbar. Sie können es trotzdem versuchen; oder der Auftrag wartet und läuft von selbst, sobald ${pbx} innerhalb von 24 Stunden antwortet.`,
      offerUnknown:
        'Der Auftrag kann auch warten: Dann wird das Gerät nachgeschlagen, sobald die Anlage antwortet, und Sie werden gefragt.',
      waitingJobs: 'Wartende Aufträge',
      title: (pbx) => `Wartet, bis ${pbx} erreichbar ist`,
      jobWaits: (job, pbx, count) => `Auftrag ${job} wartet, bis ${pbx} erreichbar ist: ${devices(count)}.`,
      deviceWaits: (name) => `Das neue Passwort für ${name} wartet`,
      onDay: (day, clock) => `${day}, ${clock}`,
      since: (since, until) => `Seit ${since}, längstens bis ${until}.`,
      promise:
        'Dann läuft der Auftrag von selbst, wenn sich nichts geändert hat; sonst fragt er nach. Sie können das Programm inzwischen beenden: Nach dem nächsten Start wartet er weiter.',
      nextTry: (clock) => `Nächster Versuch um ${clock}.`,
      tryingNow: 'Die Anlage wird gerade angesprochen.',
      tryNow: 'Jetzt versuchen',
      trying: 'Versuch läuft …',
      withdraw: 'Zurückziehen',
      stopWaiting: 'Nicht mehr warten',
      withJob: (word, job) => `${word}, Auftrag ${job}`,
      asks: (job, pbx) => `Auftrag ${job} auf ${pbx} hat gewartet und fragt jetzt nach.`,
    },

    system: {
      menu: {
        about: (app) => `Über ${app}`,
        services: 'Dienste',
        hide: (app) => `${app} ausblenden`,
        hideOthers: 'Andere ausblenden',
        showAll: 'Alle einblenden',
        quit: 'Beenden',
        quitApp: (app) => `${app} beenden`,
        exit: 'Beenden',
        file: 'Datei',
        closeWindow: 'Fenster schließen',
        edit: 'Bearbeiten',
        undo: 'Rückgängig',
        redo: 'Wiederholen',
        cut: 'Ausschneiden',
        copy: 'Kopieren',
        paste: 'Einfügen',
        delete: 'Löschen',
        selectAll: 'Alles auswählen',
        view: 'Ansicht',
        actualSize: 'Originalgröße',
        zoomIn: 'Vergrößern',
        zoomOut: 'Verkleinern',
        fullScreen: 'Vollbild ein/aus',
        window: 'Fenster',
        minimize: 'Im Dock ablegen',
        zoom: 'Zoomen',
        bringAllToFront: 'Alle nach vorne bringen',
      },
      leaving: {
        message: 'Es läuft noch ein Auftrag.',
        detail:
          'Beenden hält ihn an: Was gesendet wurde, wird noch abgeschlossen, und der Rest wartet, bis Sie den Auftrag fortsetzen. Es geht nichts verloren.',
        pauseAndQuit: 'Anhalten und beenden',
        keepRunning: 'Weiterlaufen lassen',
      },
      progressTitle: (done, total, app) => `${number(done)} von ${number(total)} - ${app}`,
      tray: {
        idleTip: 'Rekey for 3CX',
        runningTip: (done, total) => `${number(done)} von ${number(total)} - Rekey for 3CX`,
        attentionTip: 'Rekey for 3CX - bitte einen Auftrag ansehen',
        newFromClipboard: 'Neues Passwort aus der Zwischenablage',
        newPassword: 'Neues Passwort …',
        recentOn: (pbx) => `Zuletzt auf ${pbx}`,
        job: (pbx, done, total) => `${pbx}: ${number(done)} von ${number(total)}`,
        showJob: 'Auftrag anzeigen',
        pause: 'Anhalten',
        pausing: 'Wird angehalten …',
        pbx: 'Anlage',
        pbxIs: (pbx) => `Anlage: ${pbx}`,
        openWindow: 'Fenster öffnen',
        settings: 'Einstellungen',
        quit: 'Beenden',
      },
      stayed: {
        title: 'Rekey läuft weiter',
        body: 'Das Programm bleibt im Hintergrund. Beenden Sie es über das Menü seines Symbols oder stellen Sie in den Einstellungen ein, dass es mit dem Fenster endet.',
      },
      notices: {
        finished: (pbx) => `Auftrag auf ${pbx} abgeschlossen`,
        paused: (pbx) => `Auftrag auf ${pbx} angehalten`,
        interrupted: (pbx) => `Auftrag auf ${pbx} unterbrochen`,
        cancelled: (pbx) => `Auftrag auf ${pbx} abgebrochen`,
        doneOf: (done, total) => `${number(done)} von ${number(total)} erledigt.`,
        outcome: ({ succeeded, failed, uncertain }) =>
          [
            `${number(succeeded)} ${succeeded === 1 ? 'neues Passwort' : 'neue Passwörter'}`,
            failed > 0 && `${number(failed)} fehlgeschlagen`,
            uncertain > 0 && `${number(uncertain)} ungewiss`,
          ]
            .filter(Boolean)
            .join(', '),
        revised: (device) => `${device} hat ein anderes Passwort als das gespeicherte`,
        revisedBody: (pbx) => `Jetzt ist das gespeichert, das ${pbx} hat.`,
        newPassword: (device) => `Neues Passwort für ${device}`,
        noPassword: (device) => `Kein neues Passwort für ${device}`,
        uncertain: (device) => `Ungewiss, ob ${device} ein neues Passwort hat`,
        keeps: (device) => `Abgebrochen: ${device} behält das bisherige Passwort`,
        on: (pbx) => `Auf ${pbx}.`,
      },
      settings: {
        heading: 'Hintergrund und Tastenkürzel',
        shortcut: 'Tastenkürzel für das Schnellfenster',
        shortcutHint:
          'Öffnet aus jedem Programm ein kleines Fenster für ein Gerät, mit der MAC-Adresse aus der Zwischenablage.',
        shortcutWayland:
          'Unter Wayland fragt der Desktop vielleicht nach Ihrer Zustimmung, oder er bietet keine Tastenkürzel an.',
        keys: { control: 'Strg', shift: 'Umschalt' },
        record: 'Drücken Sie die Tasten',
        recordHint: 'Drücken Sie die Tasten gleichzeitig. Mit Escape bleibt es, wie es war.',
        none: 'Keines',
        choose: 'Wählen …',
        change: 'Ändern …',
        use: (keys) => `${keys} verwenden`,
        remove: 'Entfernen',
        refusals: {
          'no-modifier':
            'Halten Sie Strg, Alt oder die Systemtaste dazu gedrückt: Allein wird die Taste zum Schreiben gebraucht.',
          editing: 'Damit wird in allen Programmen kopiert, eingefügt oder rückgängig gemacht.',
          closing: 'Damit wird in allen Programmen ein Fenster geschlossen.',
          typing: 'Damit schreibt diese Tastatur ein Zeichen, das sich dann nirgends mehr schreiben ließe.',
          key: 'Diese Taste kann nicht Teil eines Tastenkürzels sein.',
        },
        keep: 'Nach dem Schließen des Fensters im Hintergrund weiterlaufen',
        keepHint:
          'Aufträge, Tastenkürzel und Benachrichtigungen laufen weiter. Beenden Sie das Programm über das Menü seines Symbols.',
        endsWithWindow: 'Das Schließen des Fensters beendet das Programm',
        noTray:
          'Auf diesem Desktop wurde kein Infobereich gefunden; ohne ihn kann es nicht weiterlaufen. Unter GNOME fügt die Erweiterung „AppIndicator Support“ einen hinzu.',
        login: 'Bei der Anmeldung starten',
        loginHint: 'Startet im Hintergrund, ohne Fenster.',
        loginHintNoTray: 'Öffnet das Fenster, weil dieser Desktop keinen Infobereich hat.',
        on: 'Ein',
        off: 'Aus',
      },
    },

    network: {
      clocksAgree: 'Die Uhr dieses Computers stimmt mit der der Anlage überein.',
      clocksDiffer: ({ here, there, minutes }) =>
        `Die Uhr dieses Computers zeigt ${format.moment(here)}, die der Anlage ${format.moment(there)}: Diese hier geht ${spanOf(minutes)} ${minutes > 0 ? 'vor' : 'nach'}. Stellen Sie sie richtig und versuchen Sie es erneut.`,
      proxy: {
        place: 'Anmeldung am Proxy',
        asks: (proxy) => rich`Der Proxy ${strong(proxy)} verlangt eine Anmeldung`,
        refused: (proxy) => rich`Der Proxy ${strong(proxy)} hat die Anmeldung abgelehnt`,
        what: 'Er steht zwischen diesem Computer und der Anlage. Ihre Eingabe wird nur an diesen Proxy gesendet und im Schlüsselbund aufbewahrt.',
        refusedWhat:
          'Er nimmt diesen Benutzernamen und dieses Passwort nicht an. Sie werden ihm nicht noch einmal gesendet, weil Konten dadurch gesperrt werden.',
        inClear:
          'Auf dem Weg zum Proxy ist sie nicht verschlüsselt: Wer dieses Netzwerk beobachtet, kann sie lesen.',
        user: 'Benutzername',
        password: 'Passwort',
        logIn: 'Anmelden',
        notNow: 'Jetzt nicht',
        kept: (proxy) => rich`Die Anmeldung für ${strong(proxy)} ist im Schlüsselbund`,
        notKept: (proxy) => rich`Die Anmeldung für ${strong(proxy)} gilt, bis Rekey geschlossen wird`,
        noKeychain: 'Es gibt keinen Schlüsselbund, der sie annimmt.',
        goOn: 'Versuchen Sie erneut, was aufgehalten wurde.',
      },
    },
  };
};

const unreachable: Record<NonNullable<ErrorFacts['unreachable']>, string> = {
  refused: 'die Verbindung wurde abgewiesen',
  'timed-out': 'es kam nicht rechtzeitig eine Antwort',
  'host-unknown': 'der Name lässt sich nicht auflösen',
  'no-route': 'es gibt keinen Weg durch das Netz dorthin',
  reset: 'die Verbindung wurde unterbrochen',
  'tls-failed': 'es kam keine sichere Verbindung zustande',
  other: 'die Verbindung ist fehlgeschlagen',
};

const unreachableWhy: Record<
  ErrorReason<'pbx-unreachable'>,
  (host: string) => Pick<ErrorWords, 'happened' | 'next'>
> = {
  'local-network': (host) => ({
    happened: `${host}: ${unreachable['no-route']}. Vielleicht blockiert macOS den Zugriff auf das lokale Netzwerk.`,
    next: 'Erlauben Sie ihn Rekey (oder der Terminal-App, wenn Sie den Terminalbefehl verwenden) unter Systemeinstellungen > Datenschutz & Sicherheit > Lokales Netzwerk, und versuchen Sie es erneut. Ist er schon erlaubt, prüfen Sie das Netzwerk oder VPN und die Adresse.',
  }),
  'key-usage': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. Im Zertifikat der Anlage fehlt bei der Schlüsselverwendung „Digitale Signatur“, die diese Verbindung braucht.`,
    next: 'Ersetzen Sie das Zertifikat der Anlage durch eines mit der Schlüsselverwendung „Digitale Signatur“. Bis dahin kann sich vielleicht der Terminalbefehl verbinden.',
  }),
  'tls-version': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. Angeboten werden nur TLS-Versionen vor 1.2; diese sind nicht sicher.`,
    next: 'Aktualisieren Sie die Anlage oder die Firewall oder den Reverse-Proxy davor, sodass TLS 1.2 oder neuer angeboten wird.',
  }),
};

const certificate: Record<NonNullable<ErrorFacts['certificateProblem']>, string> = {
  'self-signed': 'es ist selbst signiert',
  'unknown-authority': 'dieser Computer kennt die Stelle nicht, die es ausgestellt hat',
  expired: 'es ist abgelaufen, oder die Uhr dieses Computers geht falsch',
  'not-yet-valid': 'es gilt noch nicht, oder die Uhr dieses Computers geht falsch',
  'wrong-host': 'es ist auf einen anderen Namen ausgestellt',
};

const address: Record<ErrorReason<'pbx-address-invalid'>, string> = {
  'no-web-address': 'Das ist keine Webadresse.',
  'has-user-name': 'Die Adresse darf weder Benutzernamen noch Passwort enthalten.',
  'not-encrypted': 'http ist nicht verschlüsselt; verwenden Sie https.',
  'not-https': 'Die Adresse muss mit https:// beginnen.',
  'has-zone':
    'Das ist eine IPv6-Adresse mit Zone (% und was darauf folgt), die nur auf einem einzelnen Computer etwas bedeutet. Verwenden Sie den Namen der Anlage oder eine Adresse ohne Zone.',
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

const proxy: Record<ErrorReason<'proxy-failed'>, (host: string) => Pick<ErrorWords, 'happened' | 'next'>> = {
  variables: () => ({
    happened: 'HTTPS_PROXY oder ALL_PROXY enthält keine Adresse eines Proxys.',
    next: 'Schreiben Sie sie als http://host:port, https://host:port oder socks5://host:port.',
  }),
  socks4: () => ({
    happened: 'Es ist ein SOCKS-Proxy der Version 4, den Rekey nicht benutzen kann.',
    next: 'Verwenden Sie einen der Version 5 (socks5://) oder einen HTTP-Proxy.',
  }),
  script: () => ({
    happened:
      'Die Netzwerkeinstellungen dieses Computers nennen keinen Proxy, den Rekey benutzen kann, oder ihr Proxy-Skript (PAC) gab keine Antwort.',
    next: 'Prüfen Sie sie oder setzen Sie HTTPS_PROXY, bevor Sie Rekey starten.',
  }),
  'socks-forbids': (host) => ({
    happened: `${host}, ein SOCKS-Proxy, erlaubt keine Verbindung zur Anlage.`,
    next: 'Bitten Sie die zuständige Administration, Adresse und Port der Anlage zu erlauben, oder lassen Sie die Anlage vom Proxy ausnehmen (NO_PROXY).',
  }),
  'socks-unreached': (host) => ({
    happened: `${host}, ein SOCKS-Proxy, konnte die Anlage selbst nicht erreichen.`,
    next: 'Prüfen Sie Adresse und Port der Anlage und ob sie läuft. Ist sie nur ohne den Proxy erreichbar, lassen Sie sie davon ausnehmen (NO_PROXY).',
  }),
};

/** What a log-in page had been sent when it answered. */
const sent: Record<NonNullable<ErrorFacts['sent']>, { happened: string; next: string }> = {
  key: {
    happened: 'Der API-Schlüssel war ihr da schon gesendet worden.',
    next: ' Wenn Sie nicht wissen, wessen Seite das ist, erzeugen Sie in der 3CX-Konsole einen neuen API-Schlüssel.',
  },
  token: {
    happened:
      'Ein Zugriffstoken, das von selbst abläuft, war ihr da schon gesendet worden; weder Schlüssel noch Passwort.',
    next: '',
  },
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

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'die Form', page: 'die Seite' };

const at = (facts: ErrorFacts): string => facts.host ?? facts.pbx ?? 'Die Anlage';
const ofPbx = (facts: ErrorFacts): string => (facts.pbx === undefined ? 'dieser Anlage' : `von ${facts.pbx}`);
const file = (facts: ErrorFacts): string => (facts.path === undefined ? 'Die Datei' : `„${facts.path}“`);
const says = (facts: ErrorFacts): string => (facts.pbxSays ? ` Die Anlage meldet: „${facts.pbxSays}“.` : '');
const replySays = (facts: ErrorFacts): string =>
  facts.pbxSays ? ` In der Antwort steht: „${facts.pbxSays}“.` : '';
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
  address: 'Die Anlage hat eine andere Adresse bekommen. Der Auftrag gehört zur alten.',
  certificate: 'Für diese Anlage wird jetzt einem anderen Zertifikat vertraut.',
};

function errors({ number, date, moment, clock }: Format): ErrorTexts {
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
    ...fetchUsage,
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
    'pbx-unknown': (facts) =>
      facts.reason === 'removed'
        ? {
            title: `${facts.pbx ?? 'Die Anlage'} ist nicht mehr eingerichtet`,
            happened: 'Die Anlage wurde entfernt; deshalb läuft der Auftrag nicht von selbst.',
            next: 'Fügen Sie eine Anlage mit derselben Adresse hinzu und setzen Sie den Auftrag fort, oder brechen Sie ihn ab.',
          }
        : {
            title: facts.input ? `Keine Anlage namens „${facts.input}“` : 'Es ist keine Anlage eingerichtet',
            happened: facts.choices?.length
              ? `Bekannt sind: ${facts.choices.join(', ')}.`
              : 'Dieser Computer kennt noch keine Anlage.',
            next: facts.choices?.length
              ? 'Verwenden Sie einen dieser Namen.'
              : 'Fügen Sie sie mit Adresse, Client-ID und API-Schlüssel hinzu.',
          },
    'pbx-address-invalid': (facts) => ({
      title: 'Keine Adresse einer Anlage',
      happened:
        `„${facts.input ?? ''}“ lässt sich nicht verwenden. ${entryOf(address, facts.reason) ?? ''}`.trim(),
      next: 'Geben Sie die Adresse an, unter der sich der 3CX-Webclient öffnet, etwa https://pbx.example.com oder https://pbx.example.com:5001.',
    }),
    'device-not-found': (facts) =>
      facts.reason === 'user-gone'
        ? {
            title: 'Diesen Nutzer gibt es auf der Anlage nicht mehr',
            happened: `Den Nutzer dieses Tischtelefons gibt es auf der Anlage nicht mehr.${says(facts)}`,
            next: 'Prüfen Sie in der 3CX-Konsole, wessen Tischtelefon es ist, und aktualisieren Sie die Geräteliste.',
          }
        : {
            title: 'Auf dieser Anlage nicht gelistet',
            happened: `Die Anlage hat kein Gateway und keine DECT-Basis mit dieser MAC-Adresse.${facts.reason === 'desk-phones-unread' ? ' Es ist vielleicht ein Tischtelefon: Diese konnten nicht gelesen werden.' : ''}${facts.pbx ? ` In der Geräteliste von ${facts.pbx} steht sie.` : ''}${says(facts)}`,
            next: facts.pbx
              ? `Erzeugen Sie das Passwort auf ${facts.pbx} neu.`
              : 'Prüfen Sie die MAC-Adresse auf dem Etikett des Geräts und ob es auf dieser Anlage hinzugefügt wurde.',
          },
    'pbx-version-unknown': (facts) => ({
      title: 'Die Version der Anlage ist nicht bekannt',
      happened: `Die Anfrage für ein Tischtelefon hängt von der 3CX-Version ab${facts.version ? `, und „${facts.version}“ kennt Rekey nicht` : '. Rekey konnte die Version nicht lesen'}. Es wurde nichts gesendet.`,
      next: facts.version
        ? 'Erzeugen Sie das Passwort des Tischtelefons in der 3CX-Konsole neu.'
        : 'Geben Sie dem API-Client eine Rolle, die den Systemstatus lesen darf, oder erzeugen Sie das Passwort des Tischtelefons in der 3CX-Konsole neu.',
    }),
    'device-is-desk-phone': (facts) => ({
      title: 'Ein Tischtelefon, kein Gateway und keine DECT-Basis',
      happened: `Das ist das Tischtelefon von ${facts.owner ?? 'einem Benutzer'}. Sein Web-Passwort gehört zum Benutzer.`,
      next: 'Öffnen Sie den Benutzer in der 3CX-Konsole und erzeugen Sie dort das Passwort des Tischtelefons neu.',
    }),
    'sign-in-refused': (facts) =>
      facts.reason === 'refused-before'
        ? {
            title: 'Die Anlage hat diesen API-Schlüssel schon abgelehnt',
            happened:
              'Dieselbe Client-ID mit demselben API-Schlüssel wird nicht noch einmal versucht, denn nach einigen Fehlversuchen sperrt eine Anlage die Adresse.',
            next: 'Geben Sie den richtigen API-Schlüssel ein. Falls dieser inzwischen stimmt, weil der API-Client in der 3CX-Konsole berichtigt wurde, lassen Sie ihn noch einmal versuchen.',
          }
        : {
            title: 'Die Anlage hat die Anmeldung abgelehnt',
            happened: `Wahrscheinlich ist die Client-ID oder der API-Schlüssel falsch, oder der API-Client wurde entfernt${status(facts)}.${says(facts)}`,
            next: 'Prüfen Sie beides in der 3CX-Konsole unter Integrationen > API und geben Sie den API-Schlüssel neu ein. Von selbst wird es nicht noch einmal versucht: Wiederholte Fehlversuche können die Adresse dieses Computers sperren.',
          },
    'sign-in-held-off': (facts) => ({
      title: 'Anmeldung pausiert, um eine Sperre zu vermeiden',
      happened:
        'Die Anlage hat zwei Anmeldungen nacheinander abgelehnt. Eine weitere kann zur Sperrung der IP-Adresse dieses Computers führen, auch mit einem anderen API-Schlüssel.',
      next: `Prüfen Sie Client-ID und API-Schlüssel in der 3CX-Admin-Konsole.${facts.retryAt ? ` Ein neuer Versuch ist ab ${moment(facts.retryAt)} möglich, mit diesem Risiko auch sofort.` : ' Warten Sie 15 Minuten, oder versuchen Sie es mit diesem Risiko sofort.'}`,
    }),
    'sign-in-denied': (facts) => ({
      title: 'Die Anlage hat die Anmeldung nicht zugelassen',
      happened: `Die Anlage hat nicht gemeldet, dass Client-ID oder API-Schlüssel falsch sind${status(facts)}.${says(facts)}`,
      next: 'Mögliche Ursachen: „3CX Configuration API access“ ist für diesen API-Client ausgeschaltet; seine Rolle oder Abteilung reicht nicht aus; die Konsolenbeschränkungen lassen diese IP-Adresse nicht zu; die Lizenz liegt unter 8SC Enterprise.',
    }),
    'address-blocked-suspected': (facts) => ({
      title: 'Vielleicht hat die Anlage die Adresse dieses Computers gesperrt',
      happened: `${at(facts)} antwortet nicht mehr, kurz nachdem eine Anmeldung abgelehnt wurde. So verhält sich der Einbruchsschutz der Anlage.`,
      next: 'Suchen Sie in der 3CX-Konsole unter Sicherheit > IP-Sperrliste (Security > IP Blacklist) die Adresse dieses Netzes und entfernen Sie sie dort; oder warten Sie, bis die Sperre endet.',
    }),
    'plan-changed': ({ reason, count: changed = 0, doneSince = 0 }) => ({
      title: 'Es ist nicht mehr alles so, wie es bestätigt wurde',
      happened:
        entryOf(planChanged, reason) ??
        ([
          changed > 0 &&
            `${devices(changed)} ${changed === 1 ? 'ist' : 'sind'} auf der Anlage anders eingetragen als zuvor, oder gar nicht mehr.`,
          doneSince > 0 &&
            `${devices(doneSince)} ${doneSince === 1 ? 'hat' : 'haben'} inzwischen ein neues Passwort bekommen.`,
        ]
          .filter(Boolean)
          .join(' ') ||
          'Seine Geräte sind nicht mehr so eingetragen wie zuvor.'),
      next: `Für die übrigen Geräte wurde nichts gesendet. ${
        reason === 'address'
          ? 'Geben Sie der Anlage wieder die alte Adresse und setzen Sie den Auftrag fort; oder brechen Sie ihn ab und erzeugen Sie die Passwörter unter der neuen in einem neuen Auftrag.'
          : `Prüfen Sie sie; setzen Sie den Auftrag dann mit den aktuellen Daten fort${doneSince > 0 ? ' und wählen Sie, ob sie übersprungen werden' : ''}, oder brechen Sie ihn ab.`
      }`,
    }),
    'password-replaced': ({ reason, replacedAt }) => ({
      title:
        reason === 'perhaps' ? 'Dieses Passwort wurde vielleicht ersetzt' : 'Dieses Passwort wurde ersetzt',
      happened: `Ein späterer Auftrag hat diesem Gerät ${reason === 'perhaps' ? 'vielleicht ' : ''}ein anderes Passwort gegeben${replacedAt === undefined ? '' : ` (${moment(replacedAt)})`}.`,
      next: 'Es wurde nichts kopiert oder angezeigt. Verwenden Sie das neuere Passwort oder kopieren Sie dieses trotzdem.',
    }),
    'wait-expired': (facts) => ({
      title: 'Die Wartezeit ist abgelaufen',
      happened: `Nach der Uhr dieses Computers ist die Zeit um, in der der Auftrag auf ${facts.pbx ?? 'der Anlage'} von selbst laufen sollte: ${number(longestWaitHours)} Stunden. Es wurde nichts weiter gesendet.`,
      next: 'Lassen Sie den Auftrag noch einmal warten, setzen Sie ihn fort, sobald die Anlage erreichbar ist, oder brechen Sie ihn ab.',
    }),
    'computer-asleep': ({ reason }) => ({
      title: 'Der Computer ist in den Ruhezustand gegangen',
      ...(reason === 'not-begun'
        ? {
            happened: 'Es hatte noch nichts begonnen, und es wurde nichts gesendet.',
            next: 'Beginnen Sie neu.',
          }
        : {
            happened: 'Der Auftrag wurde dafür angehalten: Es wurde kein weiteres Gerät begonnen.',
            next: 'Er läuft von selbst weiter, wenn der Computer wieder wach und die Anlage erreichbar ist.',
          }),
    }),
    'token-contested': (facts) => ({
      title: 'Wahrscheinlich meldet sich ein anderes Programm mit demselben API-Client an',
      happened:
        facts.count === undefined
          ? 'Die Anlage hat ein gerade ausgestelltes Zugriffstoken abgelehnt. Sie lässt nur eine Anmeldung pro API-Client zu, deshalb melden sich zwei Programme gegenseitig ab.'
          : `Die Anlage hat den Zugang innerhalb einer Minute ${count(facts)}-mal entzogen. Sie lässt nur eine Anmeldung pro API-Client zu, deshalb melden sich zwei Programme gegenseitig ab.`,
      next: 'Beenden Sie das andere Programm oder legen Sie in der 3CX-Admin-Konsole einen eigenen API-Client für diesen Computer an. Verwendet ihn kein anderes Programm, prüfen Sie die Rolle des API-Clients.',
    }),
    forbidden: (facts) => ({
      title: 'Die Anlage erlaubt das nicht',
      happened: `Die Anmeldung war erfolgreich, aber die Anfrage wurde abgelehnt${status(facts)}.${says(facts)}`,
      next: `Mögliche Ursachen: Die Rolle des API-Clients reicht nicht aus (mit Systemeigentümer, englisch System Owner, geht es bekanntermaßen), oder seine Abteilung ist nicht DEFAULT; „3CX Configuration API access“ ist ausgeschaltet; die Konsolenbeschränkungen lassen diese Adresse nicht zu; die Lizenz liegt unter 8SC Enterprise.${facts.status === 401 ? ' Oder ein anderes Programm verwendet denselben API-Client.' : ''}`,
    }),
    'request-refused': (facts) => ({
      title: 'Die Anlage hat die Anfrage abgelehnt',
      happened: `Sie wurde nicht ausgeführt${status(facts)}.${says(facts)}`,
      next: 'Sehen Sie sich das Gerät in der 3CX-Konsole an; was die Anlage meldet, verrät vielleicht, woran es liegt.',
    }),
    'rate-limited': (facts) => ({
      title: 'Die Anlage bittet um ein langsameres Tempo',
      happened: `Sie hat Anfragen abgelehnt, weil es zu viele waren${status(facts)}.${says(facts)}`,
      next: `Warten Sie eine Weile und versuchen Sie es dann erneut.${notBefore(facts)}`,
    }),
    'pbx-error': (facts) => ({
      title: 'Die Anlage meldet einen internen Fehler',
      happened: `Sie hat mit einem Fehler geantwortet${status(facts)}.${says(facts)}`,
      next: 'Versuchen Sie es in ein paar Minuten erneut. Bleibt es dabei, sehen Sie in der 3CX-Konsole nach dem Status der Dienste.',
    }),
    'pbx-unreachable': (facts) => ({
      title: 'Die Anlage ist nicht erreichbar',
      ...(entryOf(unreachableWhy, facts.reason)?.(at(facts)) ?? {
        happened: `${at(facts)}: ${unreachable[facts.unreachable ?? 'other']}.`,
        next:
          facts.unreachable === 'host-unknown'
            ? 'Prüfen Sie das Netzwerk und die Schreibweise der Adresse. Wird diese Anlage über ein VPN erreicht, verbinden Sie es zuerst: Vielleicht ist ihr Name nur dort bekannt.'
            : 'Prüfen Sie das Netzwerk oder VPN und die Adresse. Selbst gehostete Systeme verwenden oft Port 5001: https://…:5001.',
      }),
    }),
    'proxy-failed': (facts) => ({
      title: 'Der Proxy lässt die Verbindung nicht durch',
      ...(entryOf(proxy, facts.reason)?.(facts.host ?? 'Der Proxy') ?? {
        happened: `${facts.host ?? 'Der Proxy'}${status(facts)} hat keine Verbindung zur Anlage hergestellt.`,
        next: 'Prüfen Sie den Proxy in den Netzwerkeinstellungen dieses Computers oder, wo gesetzt, in HTTPS_PROXY; oder lassen Sie die Anlage davon ausnehmen (NO_PROXY).',
      }),
    }),
    'proxy-login': (facts) => {
      const host = facts.host ?? 'Der Proxy';
      if (facts.reason === 'unsupported')
        return {
          title: 'Der Proxy verlangt eine Anmeldung, die Rekey nicht beherrscht',
          happened: `${host} akzeptiert nur ${facts.choices?.join(', ') || 'eine andere Art der Anmeldung'}. Rekey kann sich mit Benutzername und Passwort anmelden (Basic).`,
          next: 'Bitten Sie die zuständige Administration, die Adresse der Anlage ohne Anmeldung durchzulassen oder Basic zu erlauben.',
        };
      if (facts.reason === 'refused')
        return {
          title: 'Der Proxy hat die Anmeldung abgelehnt',
          happened: `${host} akzeptiert diesen Benutzernamen und dieses Passwort nicht. Sie werden nicht noch einmal versucht, weil Konten so gesperrt werden.`,
          next: 'Geben Sie die richtigen Zugangsdaten ein.',
        };
      return {
        title: 'Der Proxy verlangt eine Anmeldung',
        happened: `${host} will Benutzername und Passwort, bevor er zur Anlage verbindet.`,
        next: 'Geben Sie beides ein.',
      };
    },
    'captive-portal': (facts) => ({
      title: 'Dieses Netz verlangt zuerst eine Anmeldung',
      happened: `Statt ${facts.host ?? facts.pbx ?? 'der Anlage'} hat etwas anderes geantwortet${status(facts)}${facts.portal ? `, das auf ${facts.portal} verweist` : ''}: meistens die Anmeldeseite eines Gastnetzes. ${facts.sent ? sent[facts.sent].happened : 'Es wurde weder ein Schlüssel noch ein Passwort gesendet.'}`,
      next: `Öffnen Sie irgendeine Seite in einem Browser, melden Sie sich auf der Anmeldeseite an und versuchen Sie es erneut.${facts.portal ? ` Wenn das kein Gastnetz ist, lautet die Adresse der Anlage inzwischen vielleicht ${facts.portal}.` : ''}${facts.sent ? sent[facts.sent].next : ''}`,
    }),
    'pbx-busy-elsewhere': (facts) => ({
      title: 'Auf dieser Anlage läuft ein Auftrag',
      happened: `${facts.job ? `Auftrag ${facts.job}` : 'Ein Auftrag'} läuft auf ihr, in diesem Fenster oder in einem anderen Programm. Bis er beendet ist, kann kein anderer beginnen, und die Anlage lässt sich nicht entfernen. Ändern lassen sich nur ihr Name und ihre Geschwindigkeit.`,
      next: 'Warten Sie, bis er beendet ist, oder brechen Sie ihn dort ab, wo er läuft. Es wurde nichts gesendet oder geändert.',
    }),
    'certificate-untrusted': (facts) => ({
      title: 'Dem Zertifikat der Anlage wird nicht vertraut',
      happened: `${at(facts)} zeigt ein Zertifikat, das sich nicht prüfen lässt: ${certificate[facts.certificateProblem ?? 'unknown-authority']}. Ausgestellt ist es auf ${facts.certificateSubject ?? 'einen ungenannten Host'}, gültig bis ${facts.certificateValidTo ? date(facts.certificateValidTo) : 'zu einem unbekannten Datum'}. SHA-256-Fingerabdruck: ${facts.fingerprint ?? 'unbekannt'}`,
      next: 'Vergleichen Sie den Fingerabdruck mit dem Zertifikat der Anlage selbst: Öffnen Sie deren Adresse im Browser eines Computers im Netz der Anlage und lassen Sie sich dort das Zertifikat anzeigen. Stimmen beide überein, vertrauen Sie nur diesem Zertifikat. Sonst fängt vielleicht jemand die Verbindung ab: Fahren Sie nicht fort.',
    }),
    'certificate-changed': (facts) => ({
      title: 'Das Zertifikat der Anlage ist nicht das, dem vertraut wurde',
      happened: `${at(facts)} zeigt jetzt ${facts.fingerprint ?? 'ein anderes Zertifikat'}; vertraut wurde ${facts.pinnedFingerprint ?? 'einem anderen'}. Es wurde weder ein Schlüssel noch ein Passwort gesendet.`,
      next: 'Klären Sie, ob das Zertifikat erneuert wurde, und vergleichen Sie den Fingerabdruck: Öffnen Sie die Adresse der Anlage im Browser eines Computers im Netz der Anlage und lassen Sie sich dort das Zertifikat anzeigen. Stimmen beide überein, vertrauen Sie dem neuen. Sonst fängt vielleicht jemand die Verbindung ab: Fahren Sie nicht fort.',
    }),
    'not-a-3cx': (facts) => ({
      title: 'Hier antwortet kein 3CX-System',
      happened: `${at(facts)} hat geantwortet${status(facts)}, aber nicht so wie die Konfigurations-API von 3CX (Version 20 oder neuer).${facts.reason === 'web-page' ? ' Es kam eine Webseite.' : facts.reason === 'no-token' ? ' Die Antwort auf die Anmeldung enthält kein brauchbares Zugriffstoken.' : facts.portal ? ` Es wird auf ${facts.portal} verwiesen.` : ''}${replySays(facts)}`,
      next: 'Prüfen Sie Adresse und Port. In einem Gastnetz öffnen Sie zuerst einen Browser und melden Sie sich auf der Anmeldeseite des Netzes an.',
    }),
    'response-unreadable': (facts) => ({
      title: 'Die Antwort der Anlage war nicht zu verstehen',
      happened: `Die Antwort${status(facts)} war ${
        facts.reason === 'too-large'
          ? 'größer, als Rekey sie annimmt'
          : facts.reason === 'coding'
            ? 'auf eine Weise komprimiert, die Rekey nicht lesen kann, oder beschädigt'
            : 'abgeschnitten oder nicht in der erwarteten Form'
      }.`,
      next: 'Versuchen Sie es erneut. Bleibt es dabei, verändert vielleicht etwas zwischen hier und der Anlage die Antworten (ein Proxy oder eine Firewall).',
    }),
    'outcome-uncertain': (facts) => ({
      title: 'Es ist ungewiss, ob es ein neues Passwort gibt',
      happened: brokeOff(facts)
        ? 'Der Lauf brach ab, bevor eine Antwort vermerkt war. Vielleicht hat die Anlage ein neues Passwort erzeugt.'
        : facts.reason === 'accepted'
          ? 'Die Anlage hat die Anfrage angenommen, aber Rekey konnte die Passwörter von vorher und nachher nicht vergleichen.'
          : `Die Anfrage wurde gesendet, aber es kam keine eindeutige Antwort${status(facts)}. Vielleicht hat die Anlage ein neues Passwort erzeugt.${says(facts)}`,
      next:
        facts.reason === 'not-read-back'
          ? 'Das Passwort wurde noch nicht zurückgelesen: Das geschieht, wenn der Auftrag fortgesetzt wird. Um sicherzugehen, erzeugen Sie noch einmal ein Passwort.'
          : facts.reason === 'settling'
            ? 'Beim letzten Lesen hatte die Anlage das vorherige Passwort. Sie wird noch einmal gelesen, um sicherzugehen; es ist nichts zu tun.'
            : 'Verwenden Sie das zurückgelesene Passwort, falls es eines gibt; es kann das alte oder das neue sein. Um sicherzugehen, erzeugen Sie noch einmal ein Passwort.',
    }),
    'not-carried-out': (facts) => ({
      title: 'Die Anfrage wurde nicht ausgeführt',
      happened: `Es kam keine eindeutige Antwort${status(facts)}, und die Anlage hat ${facts.asOf ? `(Stand ${clock(facts.asOf)}) ` : ''}noch das vorherige Passwort.${says(facts)}`,
      next: 'Erzeugen Sie das Passwort des Geräts noch einmal neu.',
    }),
    'password-unchanged': () => ({
      title: 'Das Passwort ist unverändert',
      happened: 'Die Anlage hat die Anfrage angenommen, hat aber noch das vorherige Passwort.',
      next: 'Erzeugen Sie es noch einmal neu. Bleibt es unverändert, sehen Sie sich das Gerät in der 3CX-Admin-Konsole an.',
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
          : 'Melden Sie sich an einer Desktop-Sitzung an oder installieren und starten Sie gnome-keyring.',
    }),
    'keychain-locked': ({ reason }) =>
      reason === 'asking'
        ? {
            title: 'Der Schlüsselbund antwortet noch nicht',
            happened:
              'Wahrscheinlich fragt er nach seinem Passwort. Suchen Sie sein Fenster; es kann hinter anderen liegen.',
            next: 'Geben Sie das Passwort dort ein.',
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
      const removed =
        'Er wurde entfernt, oder dies ist ein anderer Computer oder ein anderes Benutzerkonto als das, auf dem er gespeichert wurde.';
      switch (facts.reason) {
        case 'data-key':
          return {
            title: 'Das gespeicherte Passwort lässt sich nicht öffnen: Sein Schlüssel fehlt im Schlüsselbund',
            happened:
              'Der Schlüssel wurde entfernt, oder das Passwort wurde auf einem anderen Computer oder unter einem anderen Benutzerkonto gespeichert.',
            next: 'Lesen Sie stattdessen das aktuelle Passwort des Geräts aus der Anlage.',
          };
        case 'not-put-back':
          return {
            title: `Der API-Schlüssel ${ofPbx(facts)} ist vielleicht nicht mehr der richtige`,
            happened:
              'Der Schlüsselbund hat versagt, während der Schlüssel ersetzt wurde, und der bisherige ließ sich nicht zurückschreiben.',
            next: 'Geben Sie ihn neu ein.',
          };
        case 'not-entered':
          return {
            title: `Der API-Schlüssel ${ofPbx(facts)} fehlt`,
            happened: 'Er wurde auf diesem Computer noch nicht eingegeben.',
            next: 'Geben Sie den API-Schlüssel ein.',
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
    'file-unwritable': (facts) => ({
      title: 'Die Datei lässt sich nicht schreiben',
      happened: `${file(facts)}: ${whyUnwritable(facts)}.`,
      next: 'Beheben Sie das oder wählen Sie einen anderen Ort.',
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
      next: 'Holen Sie die .rekey-Datei noch einmal oder lassen Sie sie neu exportieren.',
    }),
    'setup-file-too-new': () => ({
      title: 'Die Einrichtungsdatei stammt von einer neueren Version',
      happened: 'Dieses Rekey for 3CX kann sie nicht lesen. Es wurde nichts importiert.',
      next: 'Aktualisieren Sie dieses Programm oder lassen Sie die Datei mit dieser Version exportieren.',
    }),
    'shortcut-refused': ({ input }) => ({
      title: 'Das Tastenkürzel konnte nicht gesetzt werden',
      happened: `Das System nahm ${input ? `„${input}“` : 'es'} nicht an: Vielleicht benutzt es ein anderes Programm, oder dieser Desktop erlaubt keines.`,
      next: 'Wählen Sie ein anderes. Auch das Menü des Rekey-Symbols öffnet das Schnellfenster.',
    }),
    'login-item-refused': ({ systemSays }) => ({
      title: 'Der Start bei der Anmeldung konnte nicht geändert werden',
      happened: `Das System nahm die Änderung nicht an${systemSays ? ` (${systemSays})` : ''}.`,
      next: 'Sehen Sie in den Einstellungen des Systems nach, welche Programme bei der Anmeldung starten.',
    }),
    ...policyErrors,
    'call-refused': ({ reason }) => {
      const why = entryOf(call, reason);
      return {
        title: 'Eine Anfrage des Fensters wurde abgelehnt',
        happened: `Sie kam von einer Seite, die nicht fragen darf, oder hatte nicht die erwartete Form${why ? ` (${why})` : ''}.`,
        next: 'Laden Sie das Fenster neu. Bleibt es dabei, melden Sie es: Das ist ein Fehler im Programm.',
      };
    },
    cancelled: () => ({
      title: 'Abgebrochen',
      happened: 'Es wurde abgebrochen, bevor die Anfrage gesendet war.',
      next: 'Sie können es jederzeit erneut versuchen.',
    }),
    internal: () => ({
      title: 'In Rekey ist etwas schiefgegangen',
      happened: 'Das ist ein Fehler im Programm; Sie haben nichts falsch gemacht.',
      next: 'Versuchen Sie es erneut und melden Sie es, wenn es dabei bleibt.',
    }),
  };
}

/** Why a text is no MAC, in German. */
const macs: MacTexts = {
  empty: () => 'Hier steht keine MAC-Adresse.',
  length: ({ digits }) => {
    if (digits === undefined) return 'Das ist viel zu lang für eine MAC-Adresse.';
    return digits < 12
      ? `Es hat ${digits} der 12 Hexadezimalziffern. Kam es aus einer Tabelle, fehlen vielleicht führende Nullen.`
      : `Es hat ${digits} Hexadezimalziffern; eine MAC-Adresse hat 12.`;
  },
  characters: ({ characters = '' }) =>
    `Eine MAC-Adresse besteht nur aus den Ziffern 0-9 und A-F; hier steht ${[...characters].map((c) => `„${c}“`).join(', ')}.`,
  grouping: () => 'So gruppiert kein Gerät die Ziffern; vielleicht fehlt eine, oder eine steht doppelt.',
  'eui-64': () =>
    'Das ist eine 64-Bit-Kennung (EUI-64) mit 16 Ziffern, keine MAC-Adresse. Verwenden Sie die 12 Ziffern, die auf dem Gerät stehen.',
  'all-zero': () => 'Lauter Nullen sind ein Platzhalter, kein Gerät.',
  broadcast: () => 'FF:FF:FF:FF:FF:FF meint alle Geräte (Broadcast), nicht eines.',
  multicast: () => 'Das ist eine Multicast-Adresse (ihr erstes Byte ist ungerade), kein Gerät.',
  'spreadsheet-number': () =>
    'Eine Tabelle hat aus dieser MAC-Adresse eine Zahl gemacht; dabei gingen Ziffern verloren. Formatieren Sie die Spalte als Text und geben Sie sie neu ein.',
  several: () => 'Dieser Text enthält mehr als eine MAC-Adresse. Geben Sie eine davon ein.',
};
