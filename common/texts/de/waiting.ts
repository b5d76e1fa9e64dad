import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const waiting = ({ devices }: Counting): Texts['waiting'] => ({
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
});
