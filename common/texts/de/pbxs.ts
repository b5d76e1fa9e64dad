import type { Texts } from '../en/index.ts';
import { code, rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

export const pbxs = ({ number }: Counting): Texts['pbxs'] => ({
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
    atOnceHint: (max) => `1 bis ${number(max)}`,
    atOnceWrong: (max) => `Eine ganze Zahl von 1 bis ${number(max)}.`,
    perSecond: 'Geräte pro Sekunde',
    perSecondHint: (max) => `1 bis ${number(max)}, leer für keine Grenze`,
    perSecondWrong: (max) => `Eine ganze Zahl von 1 bis ${number(max)} oder nichts.`,
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
});
