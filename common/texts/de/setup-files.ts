import { minPassphraseLength } from '../../setup-file.ts';
import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const setupFiles = ({ number }: Counting): Texts['setupFiles'] => ({
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
  newPassphraseHint: (min) =>
    `Mindestens ${number(min)} Zeichen. Teilen Sie sie auf anderem Weg mit als die Datei; ohne sie kann niemand die Datei öffnen.`,
  samePassphrase: 'Passphrase wiederholen',
  samePassphraseHint: 'Ein Tippfehler würde die Datei für immer verschließen.',
  poorPassphrase: {
    short: `Die Passphrase braucht mindestens ${number(minPassphraseLength)} Zeichen; mehrere Wörter lassen sich leicht weitersagen.`,
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
});
