import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const shell = ({ number, devices, counted }: Counting): Texts['shell'] => ({
  starting: 'Wird gestartet …',
  places: {
    label: 'Hauptnavigation',
    device: 'Gerät',
    list: 'Liste',
    history: 'Verlauf',
    pbxs: 'Anlagen',
    settings: 'Einstellungen',
  },
  version: (version) => `Version ${version}`,
  runningJobs: 'Laufende Aufträge',
  percent: (percent) => `${number(percent)} %`,
  progress: (done, total) => `${number(done)} von ${number(total)}`,

  pbx: 'Anlage',
  noPbx: 'Noch keine Anlage eingerichtet',
  demo: 'Demo',
  demoMeans: 'Das ist die eingebaute Demo-Anlage. Nichts hier ist echt.',
  listNotRefreshed: 'Nicht aktualisiert',
  listAge: (count, ago) => `${devices(count)} · ${ago}`,
  listUnreadable: (count) => `${number(count)} unlesbar`,
  listIncomplete: 'vielleicht unvollständig',
  listIncompleteHint:
    'Die Anlage hat vielleicht nicht die ganze Geräteliste gesendet. Auch ein Gerät, das darin fehlt, kann zu ihr gehören.',
  listWithoutDeskPhones: 'Tischtelefone unbekannt',
  listWithoutDeskPhonesHint: 'Die Tischtelefone dieser Anlage konnten nicht ausgelesen werden.',
  listFetched: (moment) => `Abgerufen: ${moment}`,
  refreshList: 'Geräteliste aktualisieren',
  refreshingList: 'Geräteliste wird abgerufen',

  notices: 'Hinweise',
  checkAgain: 'Erneut prüfen',
  refreshAgain: 'Erneut aktualisieren',
  openJobs: 'Nicht abgeschlossene Aufträge',
  jobInterrupted: (job, pbx, done, total) =>
    `Auftrag ${job} auf ${pbx} wurde unterbrochen: ${number(done)} von ${number(total)} erledigt.`,
  jobPaused: (job, pbx, done, total) =>
    `Auftrag ${job} auf ${pbx} ist angehalten: ${number(done)} von ${number(total)} erledigt.`,
  resume: 'Fortsetzen',
  show: 'Anzeigen',
  showJob: (job) => `Auftrag ${job} anzeigen`,
  moreJobs: (jobs) =>
    counted(jobs, 'weiterer nicht abgeschlossener Auftrag', 'weitere nicht abgeschlossene Aufträge'),
  showMoreJobs: 'Alle Aufträge anzeigen',
  later: 'Später',
  laterJob: (job) => `Später, Auftrag ${job}`,
});
