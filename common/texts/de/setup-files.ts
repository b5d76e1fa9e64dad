import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const setupFiles = ({ number }: Counting): Texts['setupFiles'] => ({
  kind: 'Einrichtungsdatei',
  anyFile: 'Alle Dateien',
  openFile: 'Einrichtungsdatei öffnen …',
  exportFile: 'Einrichtungsdatei exportieren',
  dropHere: 'Einrichtungsdatei hier ablegen, um sie zu öffnen',
  waits: (file) => `${file} kann geöffnet werden`,
  goOn: 'Weiter',
  closeFile: 'Datei schließen',

  exportTitle: 'Einrichtungsdatei exportieren',
  exportLead:
    'Die Datei enthält Name, Adresse, Client-ID, hinterlegtes Zertifikat und Geschwindigkeit jeder Anlage. Sie können sie auf einem anderen Computer importieren.',
  which: 'Anlagen in der Datei',
  all: 'Alle',
  none: 'Keine',
  chooseOne: 'Wählen Sie mindestens eine Anlage.',
  keys: 'API-Schlüssel',
  withoutKeys: 'Weglassen',
  withKeys: 'Mit aufnehmen',
  withoutKeysHint:
    'Sie geben sie auf dem anderen Computer ein. Das ist besser, wenn Sie beide Computer verwenden.',
  sharedKeyTitle: 'Zwei Computer mit demselben API-Client melden sich gegenseitig ab',
  sharedKey:
    'Die Datei enthält API-Schlüssel. Eine Anlage lässt nur eine Anmeldung pro API-Client zu, deshalb melden sich zwei Computer mit demselben API-Client gegenseitig ab. Wenn Sie beide verwenden, legen Sie in der 3CX-Admin-Konsole unter Integrationen > API einen weiteren API-Client für den zweiten Computer an. Geben Sie dort dessen Client-ID und API-Schlüssel ein.',
  newPassphrase: 'Passphrase',
  newPassphraseHint: (min) =>
    `Mindestens ${number(min)} Zeichen. Ohne sie kann niemand die Datei öffnen. Übermitteln Sie sie getrennt von der Datei.`,
  samePassphrase: 'Passphrase bestätigen',
  samePassphraseHint: 'Bei einem Tippfehler kann niemand die Datei öffnen.',
  notTheSame: 'Die Passphrasen stimmen nicht überein.',
  save: 'Datei speichern …',
  exported: (count) =>
    `Einrichtungsdatei mit ${count === 1 ? '1 Anlage' : `${number(count)} Anlagen`} exportiert`,
  exportedWith:
    'Mit API-Schlüsseln: Wer die Datei und ihre Passphrase hat, kann sich an diesen Anlagen anmelden.',
  exportedWithout: 'Ohne API-Schlüssel: Sie geben sie auf dem anderen Computer ein.',
  nextStep:
    'Öffnen Sie die Datei auf dem anderen Computer mit einem Doppelklick. Übermitteln Sie die Passphrase getrennt von der Datei.',
  showInFolder: 'Im Ordner anzeigen',
  done: 'Fertig',

  importTitle: 'Einrichtungsdatei öffnen',
  passphrase: 'Passphrase',
  passphraseHint: 'Sie erhalten sie von der Person, die die Datei erstellt hat. Noch wird nichts importiert.',
  enterPassphrase: 'Geben Sie die Passphrase ein.',
  open: 'Öffnen',
  openAnother: 'Andere Datei öffnen …',
  contents: 'Anlagen in der Datei',
  withKey: 'Mit API-Schlüssel',
  noKey: 'Ohne API-Schlüssel',
  ownCertificate: 'Zertifikat hinterlegt',
  isNew: 'Neu',
  isHere: 'Bereits eingerichtet',
  decision: (pbx) => `Vorgehen für ${pbx}`,
  keep: 'Meine behalten',
  replace: 'Aus Datei aktualisieren',
  replaced: {
    imported: 'Ihr API-Schlüssel wird durch den aus der Datei ersetzt.',
    kept: 'Ihr API-Schlüssel bleibt unverändert.',
    missing: 'Die Datei enthält keinen API-Schlüssel für diese Anlage. Sie müssen ihn eingeben.',
  },
  certificates: {
    replaced: 'Das hinterlegte Zertifikat wird durch das aus der Datei ersetzt.',
    added: 'Das Zertifikat aus der Datei wird hinterlegt; kein anderes wird akzeptiert.',
    dropped:
      'Das hinterlegte Zertifikat gilt nicht mehr. Stattdessen gelten die Zertifizierungsstellen dieses Computers.',
  },
  elsewhere:
    'Eine Anlage dieses Namens mit anderer Adresse gibt es hier schon; sie bleibt unverändert. Benennen Sie sie um, um diese zu importieren.',
  importCount: (count) => `${number(count)} ${count === 1 ? 'Anlage' : 'Anlagen'} importieren`,
  nothingToImport: 'Es ist keine Anlage zum Importieren ausgewählt.',
  changedMeanwhile: 'Die Liste unten zeigt den aktuellen Stand.',
  imported: (count) =>
    `${count === 1 ? '1 Anlage ist' : `${number(count)} Anlagen sind`} auf diesem Computer eingerichtet`,
  added: 'Hinzugefügt',
  updated: 'Aktualisiert',
  notTriedYet:
    'Noch wurde keine Anlage kontaktiert. Rekey verbindet sich, wenn Sie eine Anlage zum ersten Mal verwenden oder testen.',
  keyMissing: 'Ihr API-Schlüssel fehlt.',
  enterKey: 'API-Schlüssel eingeben',
  enterKeyOf: (pbx) => `API-Schlüssel eingeben für ${pbx}`,
});
