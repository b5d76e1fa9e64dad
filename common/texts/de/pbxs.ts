import type { Texts } from '../en/index.ts';
import { code, rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

export const pbxs = ({ number }: Counting): Texts['pbxs'] => ({
  none: 'Auf diesem Computer ist noch keine Anlage eingerichtet. Fügen Sie Ihre erste Telefonanlage hinzu.',
  connectFirst: 'Erste Anlage hinzufügen',
  // The role as 3CX’s German manual calls it, beside its English name.
  whereToFindKey: [
    rich`Öffnen Sie in der 3CX-Admin-Konsole ${strong('Integrationen > API')} und fügen Sie einen API-Client hinzu: Abteilung ${strong('DEFAULT')}, Rolle ${strong('Systemeigentümer')} (System Owner), ${strong('3CX Configuration API access')} eingeschaltet.`,
    rich`Geben Sie ${strong('Client-ID')} und ${strong('API-Schlüssel')} in Rekey ein. 3CX zeigt den Schlüssel nur einmal. Legen Sie für jeden Computer einen eigenen API-Client an: Eine zweite Anmeldung beendet die erste.`,
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
  pinned: 'Zertifikat hinterlegt',
  notTried: 'Noch kein Kontakt',
  keyMissing: 'API-Schlüssel fehlt',
  keyMissingOf: (pbx) => `Der API-Schlüssel von ${pbx} fehlt`,
  keyMissingHint: 'Ohne ihn kann Rekey sich nicht bei der Anlage anmelden.',
  failed: (ago, reason) => `${ago.replace(/^./, (first) => first.toUpperCase())} fehlgeschlagen: ${reason}`,
  answered: (ago, version) => `Hat ${ago} geantwortet${version ? `, 3CX ${version}` : ''}`,

  pace: {
    is: (atOnce, perSecond) =>
      `Geschwindigkeit: ${number(atOnce)} gleichzeitig, ${perSecond === null ? 'ohne Grenze pro Sekunde' : `höchstens ${number(perSecond)} pro Sekunde`}`,
    change: 'Ändern',
    changeOf: (pbx) => `Geschwindigkeit von ${pbx} ändern`,
    of: (pbx) => `Geschwindigkeit von ${pbx}`,
    atOnce: 'Geräte gleichzeitig',
    atOnceHint: (max) => `1 bis ${number(max)}`,
    atOnceWrong: (max) => `Geben Sie eine ganze Zahl von 1 bis ${number(max)} ein.`,
    perSecond: 'Geräte pro Sekunde',
    perSecondHint: (max) => `1 bis ${number(max)}, leer für keine Grenze`,
    perSecondWrong: (max) =>
      `Geben Sie eine ganze Zahl von 1 bis ${number(max)} ein oder lassen Sie das Feld leer.`,
    save: 'Geschwindigkeit speichern',
  },

  passed: 'Verbindung erfolgreich, API-Schlüssel akzeptiert',
  passedFacts: (version, count) =>
    `${version ? `3CX ${version}` : '3CX-Version unbekannt'}${
      count === null
        ? '. Die Rolle des API-Clients darf die Geräteliste nicht lesen, deshalb erkennt Rekey Geräte nicht am Namen.'
        : `, ${number(count)} ${count === 1 ? 'Gateway oder DECT-Basis' : 'Gateways und DECT-Basen'}.`
    }`,
  tryKeyAgain: 'Diesen Schlüssel einmal erneut versuchen',
  tryKeyAgainHint:
    'Versuchen Sie es nur, wenn Sie den API-Client in der 3CX-Admin-Konsole korrigiert haben. Weitere Ablehnungen können zur Sperrung dieser IP-Adresse führen.',
  signInNow: 'Trotzdem jetzt anmelden',
  signInNowHint:
    'Melden Sie sich nur an, wenn Client-ID und API-Schlüssel sicher stimmen. Lehnt die Anlage sie erneut ab, sperrt sie diese IP-Adresse vielleicht für alle Programme in diesem Netz.',
  editToTrust: 'Zertifikat prüfen …',
  editAddress: 'Adresse bearbeiten',
  editKey: 'Client-ID und Schlüssel bearbeiten',

  removal: {
    alsoHistory: (jobs) =>
      `Auch den Verlauf dieser Anlage löschen (${number(jobs)} ${jobs === 1 ? 'Auftrag' : 'Aufträge'})`,
    whatHistory:
      'Die Aufträge dieser Anlage und ihre gespeicherten Passwörter werden gelöscht. Das lässt sich nicht rückgängig machen.',
  },
  removeQuestion: (pbx) => rich`${strong(pbx)} von diesem Computer entfernen?`,
  removeLoses:
    'Rekey löscht den API-Schlüssel aus dem Schlüsselbund und die Geräteliste. Auf der Anlage ändert sich nichts.',
  removeKeeps:
    'Der Verlauf bleibt, mit den Passwörtern für die Dauer ihrer Aufbewahrung. Ein nicht abgeschlossener Auftrag lässt sich erst fortsetzen, wenn eine Anlage mit dieser Adresse wieder hinzugefügt ist.',
  keep: 'Behalten',

  addTitle: 'Anlage hinzufügen',
  add: 'Anlage hinzufügen',
  address: 'Adresse',
  addressHint:
    'Die Adresse des 3CX-Webclients. Selbst gehostete Systeme haben oft einen Port: https://pbx.example.com:5001.',
  addressMissing: 'Geben Sie die Adresse der Anlage ein.',
  name: 'Name',
  nameHint: 'Bleibt das Feld leer, wird der Hostname verwendet.',
  clientId: 'Client-ID',
  clientIdMissing: 'Geben Sie die Client-ID ein.',
  apiKey: 'API-Schlüssel',
  apiKeyHint: 'Wird im Schlüsselbund dieses Computers gespeichert und nicht mehr angezeigt.',
  apiKeyStored: 'Leer lassen, um den gespeicherten Schlüssel zu behalten.',
  apiKeyMissing: 'Geben Sie den API-Schlüssel ein.',
  trustNew: 'Dem neuen Zertifikat vertrauen',
  trust: 'Diesem Zertifikat vertrauen',
  onlyTrusted: 'Hinterlegtes Zertifikat (SHA-256)',
  forgetTrust: 'Zertifizierungsstellen dieses Computers verwenden',
  save: 'Speichern',
  testConnection: 'Verbindung testen',
  discardQuestion: 'Eingaben verwerfen?',
  discard: 'Verwerfen',
  keepEditing: 'Weiter bearbeiten',
});
