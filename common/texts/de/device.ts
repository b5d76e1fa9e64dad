import type { Texts } from '../en/index.ts';
import { code, rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

export const device = ({ number }: Counting): Texts['device'] => ({
  label: 'Passwort eines Geräts neu erzeugen',
  mac: 'MAC-Adresse oder Name',
  regenerate: 'Passwort neu erzeugen',
  showCurrent: 'Aktuelles Passwort anzeigen',

  enterMac: 'Geben Sie die MAC-Adresse vom Etikett des Geräts ein, fügen Sie sie ein oder scannen Sie sie.',
  enterMacFirst: 'Geben Sie zuerst eine MAC-Adresse oder einen Namen ein.',
  noMac: 'Dieser Text enthält keine MAC-Adresse.',
  several: (macs) => `${number(macs)} MAC-Adressen in diesem Text`,
  severalHint:
    'Öffnen Sie sie unter „Liste“, um alle in einem Auftrag neu zu erzeugen, oder geben Sie hier eine davon ein.',
  openInList: 'In Liste öffnen',
  digits: (digits) => `${digits} von 12 Stellen`,
  unnamed: 'Gerät ohne Namen',
  listFetched: (ago) => `Geräteliste ${ago} abgerufen`,
  deskPhone: (owner) =>
    `Das ist das Tischtelefon ${owner === null ? 'eines Nutzers' : `von ${owner}`}, kein Gateway und keine DECT-Basis.`,
  notListed: (pbx) => `Nicht in der Geräteliste von ${pbx}`,
  notListedHint: (ago) =>
    `Die Geräteliste wurde ${ago} abgerufen. Das Gerät ist vielleicht neuer oder gehört zu einer anderen Anlage.`,
  mayBeDeskPhone: 'Es ist vielleicht ein Tischtelefon: Diese konnten nicht ausgelesen werden.',
  notInPart: (pbx) => `Nicht in der Geräteliste von ${pbx}, die vielleicht unvollständig ist`,
  notInPartHint: (ago) =>
    `Die Geräteliste wurde ${ago} abgerufen. Die Anlage lehnt die Anfrage ab, wenn sie dieses Gerät nicht hat.`,
  readingList: 'Geräteliste wird gelesen …',
  notLookedUp: 'Noch nicht zugeordnet',
  noListHint: 'Das Gerät lässt sich noch nicht zuordnen. Vor dem Neuerzeugen wird die Geräteliste abgerufen.',
  lookUpNeeded: 'Ohne Geräteliste lässt sich das Gerät nicht zuordnen. Es wurde kein Passwort neu erzeugt.',
  fetchList: 'Geräteliste abrufen',
  refreshList: 'Geräteliste aktualisieren',
  tryAnyway: 'Trotzdem versuchen',

  question: (name, pbx) => rich`Für ${strong(name)} auf ${strong(pbx)} ein neues Passwort erzeugen?`,
  oldOneStops: 'Das alte Passwort gilt nicht mehr, sobald das Gerät das neue übernommen hat.',
  isNotListed: (pbx) => `Das Gerät steht nicht in der Geräteliste von ${pbx}.`,
  isNotInPart: (pbx) =>
    `Das Gerät steht nicht in der Geräteliste von ${pbx}, die vielleicht unvollständig ist. Prüfen Sie die MAC-Adresse.`,
  isNotLookedUp: (pbx) =>
    `Das Gerät lässt sich nicht zuordnen: Der API-Client darf die Geräteliste von ${pbx} nicht lesen. Prüfen Sie die MAC-Adresse.`,
  yes: 'Neu erzeugen',

  headlines: {
    running: (name) => `Passwort von ${name} wird neu erzeugt …`,
    cancelling: (name) => `${name}: wird abgebrochen …`,
    reading: (name) => `Aktuelles Passwort von ${name} wird ausgelesen …`,
    succeeded: (name) => `Neues Passwort für ${name}`,
    uncertain: 'Passwort möglicherweise geändert',
    replaced: (name) => `Ersetzt: früheres Passwort von ${name}`,
    perhapsReplaced: (name) => `Möglicherweise ersetzt: Passwort von ${name}`,
    completedLater: (name) => `${name} hat in einem späteren Auftrag ein neues Passwort bekommen`,
    cancelled: (name) => `Abgebrochen: ${name} behält das bisherige Passwort`,
    notCarriedOut: (name) => `Kein neues Passwort für ${name}`,
    read: (name) => `Aktuelles Passwort von ${name}`,
    readNone: (name) => `${name} hat auf der Anlage kein Passwort`,
    notRead: (name) => `Passwort von ${name} konnte nicht ausgelesen werden`,
  },
  about: (mac, make, pbx, at) => rich`${code(mac)}${make && ` · ${make}`} auf ${pbx}${at && ` · ${at}`}`,
  cancelling: 'Wird abgebrochen …',
  sentIsWaitedFor: 'Die bereits gesendete Anfrage wird noch abgeschlossen …',
  connecting: 'Verbindung zur Anlage wird aufgebaut',
  waitingForAnswer: 'Warten auf die Antwort der Anlage',
  waitingForAnswerAgain: (attempt) => `Warten auf die Antwort der Anlage, Versuch ${attempt}`,
  waits: {
    busy: 'Anlage ausgelastet',
    notReached: 'Anlage nicht erreichbar',
    signInTaken: 'Ein anderes Programm hat die Anmeldung übernommen',
    other: 'Noch nicht ausgeführt',
  },
  tryingAgain: (reason, left) => `${reason}, neuer Versuch ${left ? `in ${left}` : 'jetzt'}`,
  nothingIsChanged: 'Beim Auslesen wird nichts geändert.',
  cancelledBefore: 'Abgebrochen, bevor eine Anfrage ausgeführt wurde.',
  replacedLater: (at, surely) =>
    surely
      ? `Ein späterer Auftrag hat für dieses Gerät ein anderes Passwort erzeugt (${at}). Dieses hier ist veraltet.`
      : `Ein späterer Auftrag hat für dieses Gerät vielleicht ein anderes Passwort erzeugt (${at}).`,
  completedLater: (at, surely) =>
    surely
      ? `Ein späterer Auftrag hat für dieses Gerät ein neues Passwort erzeugt (${at}). Sie finden es unter „Verlauf“.`
      : `Ein späterer Auftrag hat für dieses Gerät vielleicht ein neues Passwort erzeugt (${at}).`,
  earlierResult: 'Früheres Ergebnis für ein anderes Gerät',
  notTold:
    'Die Anlage hat ein neues Passwort erzeugt, aber nicht mitgeteilt; es ließ sich auch nicht auslesen.',
  readFromPbx: 'Aus der Anlage ausgelesen',
  previous: 'Vorheriges Passwort: gilt, bis das Gerät das neue übernommen hat',
  previousOf: (of) => `vorheriges Passwort von ${of}`,
  showPrevious: 'Vorheriges Passwort',
  showPreviousOf: (of) => `Vorheriges Passwort von ${of}`,
  beforeRequest: 'Passwort vor der Anfrage',
  settled: 'Es kam keine eindeutige Antwort, aber das Passwort auf der Anlage hat sich geändert.',
  settling: (clock) => `Rekey prüft die Anlage um ${clock} noch einmal, um das zu klären.`,
  checkedAgain: (clock) => `Rekey prüft die Anlage um ${clock} zur Sicherheit noch einmal.`,
  revised: (at) =>
    `Bei einer späteren Prüfung (${at}) hatte die Anlage ein anderes Passwort. Rekey hat das gespeicherte dadurch ersetzt.`,
  oldOrNew: 'Ausgelesenes Passwort: kann das alte oder das neue sein',
  noneReadBack: 'Das Passwort konnte nicht ausgelesen werden.',
  notReadBackYet: 'Das Passwort wurde noch nicht ausgelesen.',
  keepsPassword: 'Das Gerät behält das bisherige Passwort.',
  runAgain: 'Erneut versuchen',
  currentPassword: 'Aktuelles Passwort',
  readOnly: 'Aus der Anlage ausgelesen. Es wurde nichts geändert.',
  noneToRead: 'Es wurde nichts geändert. Erzeugen Sie das Passwort neu, damit das Gerät eines bekommt.',

  hidden: 'Passwort verborgen',
  gone: 'Nicht mehr gespeichert',
  itIsGone: 'Das Passwort ist nicht mehr gespeichert.',
  copy: 'Kopieren',
  copyReplaced: 'Altes kopieren',
  copyReplacedOf: (of) => `Altes kopieren: Passwort von ${of}`,
  copyOf: (of) => `Passwort von ${of} kopieren`,
  reveal: 'Anzeigen',
  revealOf: (of) => `Passwort von ${of} anzeigen`,
  hide: 'Verbergen',
  hideOf: (of) => `Passwort von ${of} verbergen`,
  ofAt: (name, clock) => `${name}, ${clock},`,
  copied: 'Kopiert',
  rowsCopied: (rows) =>
    `${number(rows)} ${rows === 1 ? 'Zeile' : 'Zeilen'} mit MAC, Gerät und Passwort kopiert`,
  someRowsCopied: (rows, unreadable) =>
    `${number(rows)} von ${number(rows + unreadable)} Zeilen kopiert. Die übrigen Passwörter lassen sich nicht öffnen: Ihr Schlüssel fehlt im Schlüsselbund`,
  rowsReplaced: (count) =>
    `Übersprungen: ${count === 1 ? '1 Passwort, das ein späterer Auftrag ersetzt hat' : `${number(count)} Passwörter, die spätere Aufträge ersetzt haben`}.`,
  rowsPerhapsReplaced: (count) =>
    `Spätere Aufträge haben ${count === 1 ? '1 davon' : `${number(count)} davon`} vielleicht ersetzt.`,
  rowsRisky: (count) =>
    `Eine Tabellenkalkulation hält ${count === 1 ? '1 Passwort' : `${number(count)} Passwörter`} vielleicht für eine Formel, eine Zahl oder ein Datum. Fügen Sie die Zeilen als Text ein.`,
  allReplaced:
    'Nichts kopiert: Spätere Aufträge haben diese Passwörter ersetzt. Kopieren Sie sie bei Bedarf einzeln.',
  copiedReplaced: (count) =>
    count === 1
      ? 'Das kopierte Passwort wurde von einem späteren Auftrag ersetzt. Kopieren Sie das neue.'
      : `${number(count)} der kopierten Passwörter wurden von späteren Aufträgen ersetzt. Kopieren Sie die neuen.`,
  copiedFor: (copied, left) => `${copied} · wird in ${left} aus der Zwischenablage gelöscht`,
  copiedForInFront: (copied, left) =>
    `${copied} · wird in ${left} aus der Zwischenablage gelöscht, oder wenn Sie zu Rekey zurückkehren`,

  recent: (pbx) => `Zuletzt auf ${pbx}`,
  noneRecent: 'Noch keine Ergebnisse. Auf dieser Anlage neu erzeugte Passwörter erscheinen hier.',
  readAgain: 'Erneut laden',
  remarks: {
    gone: 'Passwort nicht mehr gespeichert',
    unreadable: 'Passwort lässt sich nicht öffnen: Schlüssel fehlt',
  },
});
