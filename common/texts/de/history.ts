import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const history = ({ number }: Counting): Texts['history'] => ({
  title: 'Verlauf',
  search: 'MAC, Name, Referenz oder Anlage',
  reading: 'Verlauf wird gelesen …',
  empty:
    'Noch nichts. Jeder Auftrag, ob für ein Gerät oder eine Liste, wird hier mit seinem Ergebnis aufbewahrt.',
  open: 'Noch nicht beendet',
  earlier: 'Früher',
  older: 'Ältere Aufträge anzeigen',
  today: 'heute',
  again: (job) => `erneut, aus Auftrag ${job}`,
  nothingDone: 'noch nichts erledigt',
  show: 'Anzeigen',
  showJob: (id) => `Auftrag ${id} anzeigen`,
  resumeJob: (id) => `Auftrag ${id} fortsetzen`,
  searching: 'Wird gesucht …',
  searchAgain: 'Erneut suchen',
  nothingFound: (text) => `Zu „${text}“ wurde nichts gefunden.`,
  found: 'Gefunden',
  foundDevices: 'Gefundene Geräte',
  newest: (count) =>
    `Die neuesten ${number(count)}, neueste zuerst. Geben Sie mehr ein, um sie einzugrenzen.`,
  times: (count) => (count === 1 ? '1-mal' : `${number(count)}-mal, neueste zuerst`),
});
