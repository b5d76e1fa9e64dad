import type { Format } from './format.ts';
import type { Texts } from './index.ts';
import { code, rich, strong } from './rich.ts';

/** Everything the program says in German. A person is addressed as „Sie“. */
export const german = ({ number }: Format): Texts => {
  const devices = (count: number): string => `${number(count)} ${count === 1 ? 'Gerät' : 'Geräte'}`;

  return {
    words: {
      cancel: 'Abbrechen',
      tryAgain: 'Erneut versuchen',
      saved: 'Gespeichert',
      loading: 'Wird geladen …',
      listNotFetched: 'Geräteliste noch nicht abgerufen',
      editPbx: (pbx) => `${pbx} bearbeiten`,
      switchTo: (pbx) => `Zu ${pbx} wechseln`,
      devices,
    },

    time: {
      justNow: 'gerade eben',
      minutesAgo: (minutes) => `vor ${number(minutes)} Min.`,
      hoursAgo: (hours) => `vor ${number(hours)} Std.`,
      daysAgo: (days) => `vor ${number(days)} ${days === 1 ? 'Tag' : 'Tagen'}`,
      seconds: (seconds) => `${number(seconds)} s`,
      minutes: (minutes, seconds) => `${minutes} Min. ${String(seconds).padStart(2, '0')} s`,
      hours: (hours, minutes) => `${hours} Std. ${minutes} Min.`,
    },

    errors: {},

    macs: {},

    shell: {
      starting: 'Wird gestartet …',
      places: {
        label: 'Bereiche',
        device: 'Gerät',
        list: 'Liste',
        history: 'Verlauf',
        pbxs: 'PBXs',
        settings: 'Einstellungen',
      },
      version: (version) => `Version ${version}`,
      runningJobs: 'Laufende Aufträge',
      percent: (percent) => `${number(percent)} %`,
      progress: (done, total) => `${number(done)} von ${number(total)}`,

      pbx: 'PBX',
      noPbx: 'Noch keine PBX verbunden',
      demo: 'Demo',
      demoMeans: 'Das ist die eingebaute Demo-3CX; hier ist nichts echt.',
      listNotRefreshed: 'Nicht aktualisiert',
      listAge: (count, ago) => `${devices(count)} - ${ago}`,
      listUnreadable: (count) => `${number(count)} unlesbar`,
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
      label: 'Kennwort eines Geräts neu erzeugen',
      mac: 'MAC-Adresse',
      regenerate: 'Kennwort neu erzeugen',
      showCurrent: 'Aktuelles Kennwort anzeigen',

      enterMac: 'MAC-Adresse vom Etikett des Geräts eintippen, einfügen oder scannen.',
      enterMacFirst: 'Geben Sie zuerst eine MAC-Adresse ein.',
      digits: (digits) => `${digits} von 12 Stellen`,
      unnamed: 'Gerät ohne Namen',
      listFetched: (ago) => `Liste ${ago} abgerufen`,
      deskPhone: (owner) =>
        `Das ist das Tischtelefon ${owner === null ? 'eines Benutzers' : `von ${owner}`}, kein Gateway und keine DECT-Basis.`,
      deskPhoneHint:
        'Das Kennwort gehört zum Benutzer. Öffnen Sie den Benutzer in der 3CX-Konsole, um es neu zu erzeugen.',
      notListed: (pbx) => `Nicht in der Liste von ${pbx}`,
      notListedHint: (ago) =>
        `Die Liste wurde ${ago} abgerufen. Das Gerät ist vielleicht neuer oder gehört zu einer anderen PBX.`,
      readingList: 'Geräteliste wird gelesen …',
      notLookedUp: 'Nicht nachgeschlagen',
      noListHint:
        'Welches Gerät das ist, lässt sich noch nicht sagen. Vor dem Neuerzeugen wird die Liste abgerufen.',
      lookUpNeeded:
        'Nur mit der Geräteliste lässt sich sagen, welches Gerät das ist. Es wurde nichts neu erzeugt.',
      fetchList: 'Liste abrufen',
      refreshList: 'Liste aktualisieren',
      tryAnyway: 'Trotzdem versuchen',

      question: (name, pbx) => rich`Für ${strong(name)} auf ${strong(pbx)} ein neues Kennwort erzeugen?`,
      oldOneStops: 'Das alte gilt nicht mehr, sobald das Gerät das neue übernommen hat.',
      isNotListed: (pbx) => `Das Gerät steht nicht in der Geräteliste von ${pbx}.`,
      isNotLookedUp: (pbx) =>
        `Das Gerät ließ sich nicht nachschlagen: Der API-Client darf die Geräteliste von ${pbx} nicht lesen. Prüfen Sie die MAC-Adresse.`,
      yes: 'Neu erzeugen',

      headlines: {
        running: (name) => `Kennwort von ${name} wird neu erzeugt …`,
        cancelling: (name) => `Neues Kennwort für ${name} wird abgebrochen …`,
        reading: (name) => `Aktuelles Kennwort von ${name} wird gelesen …`,
        succeeded: (name) => `Neues Kennwort für ${name}`,
        uncertain: 'Es ist ungewiss, ob es ein neues Kennwort gibt',
        cancelled: (name) => `Abgebrochen: ${name} behält das Kennwort`,
        notCarriedOut: (name) => `Kein neues Kennwort für ${name}`,
        read: (name) => `Aktuelles Kennwort von ${name}`,
        readNone: (name) => `${name} hat auf der PBX kein Kennwort`,
        notRead: (name) => `Das Kennwort von ${name} konnte nicht gelesen werden`,
      },
      about: (mac, make, pbx, clock) =>
        rich`${code(mac)}${make && ` - ${make}`} auf ${pbx}${clock && ` um ${clock}`}`,
      cancelling: 'Wird abgebrochen …',
      sentIsWaitedFor: 'Was schon gesendet ist, wird noch abgewartet.',
      connecting: 'Verbindung zur PBX wird aufgebaut',
      waitingForAnswer: 'Warten auf die Antwort der PBX',
      waitingForAnswerAgain: (attempt) => `Warten auf die Antwort der PBX, Versuch ${attempt}`,
      waits: {
        busy: 'PBX ausgelastet',
        notReached: 'PBX nicht erreicht',
        signInTaken: 'Ein anderes Programm hat die Anmeldung übernommen',
        other: 'Noch nicht ausgeführt',
      },
      tryingAgain: (reason, left) => `${reason}, neuer Versuch ${left ? `in ${left}` : 'jetzt'}`,
      nothingIsChanged: 'Dabei wird nichts geändert.',
      cancelledUnsent: 'Es wurde abgebrochen, bevor die Anfrage gesendet war.',
      takenOverLater:
        'Das Gerät übernimmt es voraussichtlich, wenn es das nächste Mal seine Provisionierung abruft; bis dahin versuchen Sie das alte.',
      notTold:
        'Die PBX hat ein neues Kennwort erzeugt, es aber nicht mitgeteilt; danach ließ es sich auch nicht lesen.',
      readFromPbx: 'Von der PBX gelesen',
      oldOrNew: 'Zurückgelesenes Kennwort - kann das alte oder das neue sein',
      noneReadBack: 'Es ließ sich kein Kennwort zurücklesen.',
      keepsPassword: 'Das Gerät behält sein Kennwort.',
      runAgain: 'Erneut ausführen',
      currentPassword: 'Aktuelles Kennwort',
      readOnly: 'Von der PBX gelesen; geändert wurde nichts.',
      noneToRead: 'Es wurde nichts geändert. Erzeugen Sie das Kennwort neu, damit das Gerät eines hat.',

      hidden: 'Kennwort verborgen',
      gone: 'Nicht mehr aufbewahrt',
      itIsGone: 'Es wird nicht mehr aufbewahrt.',
      copy: 'Kopieren',
      copyOf: (of) => `Kennwort von ${of} kopieren`,
      copyKeys: 'Strg+C',
      reveal: 'Anzeigen',
      revealOf: (of) => `Kennwort von ${of} anzeigen`,
      hide: 'Verbergen',
      hideOf: (of) => `Kennwort von ${of} verbergen`,
      ofAt: (name, clock) => `${name}, ${clock},`,
      copied: 'Kopiert',
      rowsCopied: (rows) =>
        `${number(rows)} ${rows === 1 ? 'Zeile' : 'Zeilen'} mit MAC, Gerät und Kennwort kopiert`,
      copiedFor: (copied, left) => `${copied} - wird in ${left} aus der Zwischenablage gelöscht`,

      recent: (pbx) => `Zuletzt auf ${pbx}`,
      noneRecent: 'Noch nichts. Was Sie auf dieser PBX neu erzeugen, steht dann hier.',
      readAgain: 'Erneut lesen',
      states: {
        succeeded: 'Neues Kennwort',
        uncertain: 'Ungewiss',
        failed: 'Fehlgeschlagen',
        cancelled: 'Abgebrochen',
        queued: 'Nicht ausgeführt',
        running: 'In Arbeit',
      },
      remarks: {
        notTold: 'Kennwort nicht mitgeteilt',
        oldOrNew: 'altes oder neues Kennwort',
        noneReadBack: 'kein Kennwort zurückgelesen',
        gone: 'Kennwort nicht mehr aufbewahrt',
      },
    },

    list: {},

    jobs: {},

    history: {},

    pbxs: {
      none: 'Auf diesem Computer ist noch keine PBX eingerichtet. Fügen Sie eine hinzu, um zu beginnen.',
      connectFirst: 'Erste PBX verbinden',
      connect: 'PBX verbinden',
      // The role as 3CX’s German manual calls it, beside its English name.
      whereToFindKey: [
        rich`Öffnen Sie in der 3CX-Konsole ${strong('Integrationen > API')} und fügen Sie einen API-Client hinzu: Abteilung ${strong('DEFAULT')}, Rolle ${strong('Systemeigentümer')} (System Owner), ${strong('3CX Configuration API access')} eingeschaltet.`,
        rich`Geben Sie ${strong('Client-ID')} und ${strong('API-Schlüssel')} in Rekey ein; 3CX zeigt den Schlüssel nur einmal. Legen Sie für jeden Computer einen eigenen API-Client an: Eine zweite Anmeldung beendet die erste.`,
      ],

      clientIdOf: (clientId) => rich`Client-ID ${code(clientId)}`,
      test: 'Testen',
      testOf: (pbx) => `${pbx} testen`,
      edit: 'Bearbeiten',
      remove: 'Entfernen',
      removeOf: (pbx) => `${pbx} entfernen`,
      pinned: 'Zertifikat festgelegt',
      notTried: 'Noch nicht getestet',
      answered: (ago, version) => `Hat ${ago} geantwortet${version ? `, 3CX ${version}` : ''}`,
      lastAnswered: (ago, version) => `Letzte Antwort ${ago}${version ? `, 3CX ${version}` : ''}`,

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

      passed: 'Die PBX hat geantwortet und den API-Schlüssel angenommen',
      passedFacts: (version, count) =>
        `${version ? `3CX ${version}` : 'Ihre Version ist nicht bekannt'}${
          count === null
            ? '. Ihre Rolle darf die Geräteliste nicht lesen, Geräte lassen sich also nicht am Namen erkennen.'
            : `, ${number(count)} ${count === 1 ? 'Gateway oder DECT-Basis' : 'Gateways und DECT-Basen'}.`
        }`,
      tryKeyAgain: 'Schlüssel noch einmal versuchen',
      tryKeyAgainHint:
        'Versuchen Sie es nur dann noch einmal, wenn es in der 3CX-Konsole in Ordnung gebracht wurde: Weitere Ablehnungen können diese Adresse sperren.',
      editToTrust: 'Bearbeiten, um ihm zu vertrauen',
      editAddress: 'Adresse bearbeiten',
      editKey: 'Client-ID und Schlüssel bearbeiten',

      removeQuestion: (pbx) => rich`${strong(pbx)} von diesem Computer entfernen?`,
      removeLoses:
        'Der API-Schlüssel wird aus dem Schlüsselbund gelöscht, die Geräteliste ebenso. Auf der PBX ändert sich nichts.',
      removeKeeps:
        'Was neu erzeugt wurde, bleibt im Verlauf, mit den Kennwörtern, solange sie aufbewahrt werden.',
      keep: 'Behalten',

      addTitle: 'Eine PBX hinzufügen',
      add: 'PBX hinzufügen',
      address: 'Adresse',
      addressHint:
        'Die Adresse des 3CX-Webclients, selbst gehostet meist mit Port: https://pbx.example.com:5001.',
      addressMissing: 'Geben Sie die Adresse der PBX ein.',
      name: 'Name',
      nameHint: 'Wie Sie diese PBX nennen. Bleibt das Feld leer, heißt sie wie ihr Host.',
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
          'unknown-authority': 'Dieser Computer kennt die Stelle nicht, die es signiert hat',
          expired: 'Es ist abgelaufen, oder die Uhr dieses Computers geht falsch',
          'not-yet-valid': 'Es ist noch nicht gültig, oder die Uhr dieses Computers geht falsch',
          'wrong-host': 'Es wurde für einen anderen Namen ausgestellt',
        },
        madeFor: 'Ausgestellt für',
        valid: 'Gültig',
        validity: (from, to) => `${from} bis ${to}`,
        unknown: 'unbekannt',
        fingerprint: 'Fingerabdruck (SHA-256)',
        trustedBefore: 'Bisher vertraut (SHA-256)',
        shownNow: 'Jetzt gezeigt (SHA-256)',
      },
    },

    setupFiles: {},

    settings: {
      title: 'Einstellungen',
      language: 'Sprache',
      languageHint: '„System“ folgt der Einstellung dieses Computers.',
      system: 'System',
    },

    panel: {},

    waiting: {},

    system: {},

    network: {},
  };
};
