import type { Texts } from '../en/index.ts';
import { rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';
import { place } from './place.ts';

export const list = ({ number, list: joined, devices, counted }: Counting): Texts['list'] => {
  const from = (source: string): string => (source === '' ? '' : `, aus ${source}`);
  return {
    title: 'Liste',
    job: 'Auftrag',
    plan: 'Plan',
    newList: 'Neue Liste',
    dropFiles: 'Dateien hier ablegen, um ihren Text zur Liste hinzuzufügen',
    modes: 'Geräte hinzufügen',
    paste: 'Einfügen oder öffnen',
    scan: 'Scannen',
    discard: (rows) => `Diese Liste mit ${counted(rows, 'Eintrag', 'Einträgen')} verwerfen?`,
    discardHint: 'Sie wurde noch nicht ausgeführt.',
    discardYes: 'Verwerfen',
    discardNo: 'Behalten',
    skippedTitle: 'Teile der Datei wurden übersprungen',
    skipped: ({ sheets, rows, columns, passages = 0, attachments }) => {
      const unread = [
        sheets > 0 && counted(sheets, 'ausgeblendetes Blatt', 'ausgeblendete Blätter'),
        rows > 0 && counted(rows, 'ausgeblendete Zeile', 'ausgeblendete Zeilen'),
        columns > 0 && counted(columns, 'ausgeblendete Spalte', 'ausgeblendete Spalten'),
        passages > 0 && counted(passages, 'ausgeblendete Passage', 'ausgeblendete Passagen'),
        ...attachments.map((name) => `der Anhang „${name}“`),
      ].filter((each) => each !== false);
      return unread.length === 0 ? '' : `Nicht gelesen: ${joined(unread)}.`;
    },

    text: {
      placeholder:
        'Fügen Sie Text mit MAC-Adressen ein: Zeilen einer Tabelle, arp -a, die Tabelle eines Switches, eine E-Mail, JSON.\n\nOder legen Sie Dateien hier ab.',
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
      hint: 'Die Eingabetaste fügt einen Eintrag hinzu.',
      away: 'Klicken Sie vor dem Scannen in das Feld; bis dahin gehen Scans verloren.',
      number: (scan) => `Scan ${number(scan)}`,
      notMac: 'Keine MAC-Adresse',
      duplicate: 'Schon in der Liste',
      duplicateOf: (mac, at) => `${mac} ist dieselbe wie ${place(at)}.`,
      deskPhone: 'Tischtelefon',
      deskPhoneOf: (mac, owner) => `${mac} gehört ${owner ?? 'einem Nutzer'}.`,
      notListed: 'Unbekannt',
      notListedOn: (mac, pbx) => `${mac} steht nicht in der Geräteliste von ${pbx}.`,
      notInPartOf: (mac, pbx) =>
        `${mac} steht nicht in der Geräteliste von ${pbx}, die vielleicht unvollständig ist.`,
      added: 'Hinzugefügt',
    },

    grid: {
      included: 'Eingeschlossen',
      excluded: 'Ausgeschlossen',
      line: 'Zeile',
      text: 'MAC und Text',
      device: 'Gerät',
      action: 'Aktion',
      includeAll: (keys) => `Alle angezeigten ein- oder ausschließen (${keys})`,
      keys: (all) =>
        `Die Pfeiltasten wechseln den Eintrag, die Leertaste schließt ihn ein oder aus, Enter korrigiert seine MAC-Adresse, ${all} schließt alle ein oder aus.`,
      place,
      corrected: (before) => `Korrigiert, vorher ${before}`,
      correct: 'Korrigieren',
      correctOne: (text) => `${text} korrigieren`,
      correctHint: 'MAC-Adresse korrigieren (Enter)',
      unnamed: 'Gerät ohne Namen',
      elsewhere: (pbxs) => `Auf ${joined(pbxs)}`,
      switch: 'wechseln',
    },

    standings: {
      ready: 'Bereit',
      'not-listed': 'Unbekannt',
      'desk-phone': 'Tischtelefone',
      question: 'Zu prüfen',
      duplicate: 'Doppelt',
      refused: 'Ungültig',
      'no-device': 'Spezielle Adressen',
      pending: 'Wird abgeglichen',
    },
    counts: {
      ready: (rows) => `${number(rows)} bereit`,
      'not-listed': (rows) => `${number(rows)} unbekannt`,
      'desk-phone': (rows) => counted(rows, 'Tischtelefon', 'Tischtelefone'),
      question: (rows) => `${number(rows)} zu prüfen`,
      duplicate: (rows) => `${number(rows)} doppelt`,
      refused: (rows) => `${number(rows)} ungültig`,
      'no-device': (rows) => counted(rows, 'spezielle Adresse', 'spezielle Adressen'),
      pending: (rows) => `${number(rows)} im Abgleich`,
    },
    outcomes: {
      excluded: 'Ausgeschlossen',
      checkedFirst: 'Wird vor dem Senden abgeglichen',
      notInPart: 'Nicht in der Geräteliste, die vielleicht unvollständig ist; wird versucht',
      newPassword: 'Neues Passwort',
      unlistedTried: 'Unbekannt, wird trotzdem versucht',
      unlistedExcluded: 'Unbekannt, ausgeschlossen',
      unlistedSkipped: 'Unbekannt, übersprungen',
      deskPhone: (owner) => `Übersprungen: Tischtelefon von ${owner ?? 'einem Nutzer'}`,
      needsReview: 'Vielleicht eine Rufnummer, Seriennummer oder ein Datum. Einschließen?',
      triedAsMac: 'Wird als MAC-Adresse versucht',
      sameAs: (at) => `Dieselbe wie ${place(at)}`,
      pending: 'Wird abgeglichen …',
    },

    correction: {
      field: 'MAC-Adresse',
      nothing: 'Geben Sie die MAC-Adresse vom Etikett ein.',
      typing: (digits) => `${digits} von 12 Stellen`,
      deskPhone: (owner) => `Tischtelefon von ${owner ?? 'einem Nutzer'}`,
      notListed: 'Eine MAC-Adresse, nicht in der Geräteliste',
      notInPart: 'Eine MAC-Adresse, nicht in der Geräteliste, die vielleicht unvollständig ist',
      mac: 'Eine MAC-Adresse',
    },

    show: 'Angezeigte Einträge',
    all: 'Alle',
    tryUnlisted: (count, pbx) =>
      count === 1
        ? `Auch 1 auf ${pbx} unbekanntes Gerät versuchen`
        : `Auch ${number(count)} auf ${pbx} unbekannte Geräte versuchen`,
    countElsewhere: (count, pbx) => `${number(count)} auf ${pbx} · wechseln`,
    lookUpAgain: 'Erneut abgleichen',
    notShown: (rows) => `${counted(rows, 'weiterer Eintrag', 'weitere Einträge')} nicht angezeigt`,
    notShownWhy: 'Weitere doppelte und ungültige Zeilen werden nur gezählt.',
    basedOnList: (ago) => `Grundlage: Geräteliste, abgerufen ${ago}.`,
    noDeviceList: 'Noch keine Geräteliste: Welche Geräte zu dieser Anlage gehören, ist nicht bekannt.',
    incompleteList: (pbx) => `Die Geräteliste von ${pbx} ist vielleicht unvollständig`,
    incompleteListHint: (count) =>
      `Rekey versucht auch ${devices(count)} außerhalb der Geräteliste. Die Anlage lehnt Anfragen für Geräte ab, die sie nicht hat.`,
    deskPhonesUnread: (pbx) => `Die Tischtelefone von ${pbx} konnten nicht ausgelesen werden`,
    deskPhonesUnreadHint: 'Ein unbekanntes Gerät ist vielleicht ein Tischtelefon.',
    checked: (count) =>
      `Es wurde nichts geändert. ${devices(count)} ${count === 1 ? 'bekäme' : 'bekämen'} ein neues Passwort.`,
    check: 'Nur prüfen',
    looking: 'Abgleich mit der Geräteliste …',
    nothingReady: 'Kein Eintrag der Liste ist für ein neues Passwort bereit.',
    excluded: (rows) => `${number(rows)} ausgeschlossen`,

    regenerate: (count) =>
      count === 0 ? 'Passwörter neu erzeugen' : `${counted(count, 'Passwort', 'Passwörter')} neu erzeugen`,
    question: (count, pbx) =>
      rich`Für ${strong(devices(count))} auf ${strong(pbx)} ${count === 1 ? 'ein neues Passwort' : 'neue Passwörter'} erzeugen?`,
    allUnlisted: (count) =>
      count === 1
        ? 'Das Gerät steht nicht in der Geräteliste dieser Anlage.'
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
    wrongCount: (count) => `Geben Sie ${number(count)} ein.`,
    reference: 'Referenz',
    referenceHint: 'Ticket oder Bestellung',
    yes: 'Neu erzeugen',
    starting: (count, pbx) =>
      `Verbindung zu ${pbx ?? 'der Anlage'} für ${devices(count)} wird aufgebaut. Noch wurde nichts gesendet.`,
  };
};
