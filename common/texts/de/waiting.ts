import { maxWaitHours } from '../../waiting.ts';
import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const waiting = ({ number }: Counting): Texts['waiting'] => ({
  runWhenReachable: 'Ausführen, sobald erreichbar',
  offer: (pbx) =>
    `${pbx} ist gerade nicht erreichbar. Versuchen Sie es trotzdem oder lassen Sie den Auftrag automatisch ausführen, sobald ${pbx} innerhalb von ${number(maxWaitHours)} Stunden antwortet.`,
  offerUnknown:
    'Der Auftrag kann auch warten: Rekey ordnet das Gerät dann zu, sobald die Anlage antwortet, und fragt Sie.',
  waitingJobs: 'Wartende Aufträge',
  title: (pbx) => `Wartet, bis ${pbx} erreichbar ist`,
  jobWaits: (job, pbx, total) => `Auftrag ${job} wartet, bis ${pbx} erreichbar ist: ${total}.`,
  deviceWaits: (name) => `${name}: wartet auf die Anlage`,
  onDay: (day, clock) => `${day}, ${clock}`,
  since: (since, until) => `Wartet seit ${since}, längstens bis ${until}.`,
  promise:
    'Sobald die Anlage antwortet, läuft der Auftrag automatisch, wenn sich nichts geändert hat; sonst fragt Rekey nach. Sie können Rekey beenden: Nach dem nächsten Start wartet der Auftrag weiter.',
  nextTry: (clock) => `Nächster Versuch um ${clock}.`,
  tryingNow: 'Rekey versucht gerade, die Anlage zu erreichen.',
  tryNow: 'Jetzt versuchen',
  trying: 'Versuch läuft …',
  withdraw: 'Auftrag abbrechen',
  stopWaiting: 'Nicht mehr warten',
  withJob: (word, job) => `${word}, Auftrag ${job}`,
  asks: (job, pbx) => `Auftrag ${job} auf ${pbx} braucht Ihre Entscheidung`,
});
