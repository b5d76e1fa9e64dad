import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const history = ({ number }: Counting): Texts['history'] => ({
  title: 'Verlauf',
  search: 'MAC, Name, Referenz oder Anlage',
  reading: 'Verlauf wird geladen …',
  empty: 'Noch keine Aufträge. Hier erscheint jeder Auftrag mit seinem Ergebnis.',
  open: 'Nicht abgeschlossen',
  earlier: 'Früher',
  older: 'Ältere Aufträge anzeigen',
  today: 'heute',
  nothingDone: 'noch nichts erledigt',
  show: 'Anzeigen',
  showJob: (id) => `Auftrag ${id} anzeigen`,
  resumeJob: (id) => `Auftrag ${id} fortsetzen`,
  searching: 'Wird gesucht …',
  searchAgain: 'Erneut suchen',
  nothingFound: (text) => `Keine Ergebnisse für „${text}“`,
  found: 'Gefunden',
  foundDevices: 'Gefundene Geräte',
  newest: (count) =>
    `Die neuesten ${number(count)}, neueste zuerst. Geben Sie mehr ein, um die Suche einzugrenzen.`,
  times: (count) => (count === 1 ? '1 Treffer' : `${number(count)} Treffer, neueste zuerst`),
});
