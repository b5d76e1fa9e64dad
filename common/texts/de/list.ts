import type { Texts } from '../en/index.ts';
import { rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

export const list = ({ number, list, devices, counted }: Counting): Texts['list'] => {
  const place: Texts['list']['grid']['place'] = ({ from, number: n, sheet }) =>
    `${sheet === undefined ? '' : `${sheet}, `}${from === 'text' ? 'Zeile' : 'Scan'} ${n}`;

  const from = (source: string): string => (source === '' ? '' : `, aus ${source}`);
  return {
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
  };
};
