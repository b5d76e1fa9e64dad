import type { Counting } from './counting.ts';

/** The history and its search. */
export const history = ({ number }: Counting) => ({
  title: 'History',
  search: 'MAC, name, reference or PBX',
  reading: 'Reading the history…',
  empty: 'No jobs yet. Every job you run appears here with its result.',
  open: 'Unfinished',
  earlier: 'Earlier',
  older: 'Show older jobs',
  today: 'today',
  nothingDone: 'nothing completed yet',
  show: 'Show',
  showJob: (id: number) => `Show job ${id}`,
  resumeJob: (id: number) => `Resume job ${id}`,
  searching: 'Searching…',
  searchAgain: 'Search again',
  nothingFound: (text: string) => `No results for “${text}”`,
  found: 'Found',
  foundDevices: 'Found devices',
  newest: (count: number) => `The newest ${number(count)}, newest first. Type more to narrow the search.`,
  times: (count: number) => (count === 1 ? '1 result' : `${number(count)} results, newest first`),
});
