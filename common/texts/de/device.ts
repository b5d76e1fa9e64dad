import type { Texts } from '../en/index.ts';
import { code, rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

export const device = ({ number }: Counting): Texts['device'] => ({
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
  takenOverLater:
    'Das Gerät übernimmt es voraussichtlich, wenn es das nächste Mal seine Provisionierung abruft; bis dahin versuchen Sie das alte.',
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
});
