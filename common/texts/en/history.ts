import type { Counting } from './counting.ts';

/** The history and its search. */
export const history = ({ number }: Counting) => ({
  title: 'History',
  search: 'MAC, name, reference or PBX',
  reading: 'Reading the history…',
  empty: 'Nothing yet. Every device and every list that you run is kept here, with what came of it.',
  open: 'Not over yet',
  earlier: 'Earlier',
  older: 'Show older jobs',
  today: 'today',
  again: (job: number) => `again, of job ${job}`,
  nothingDone: 'nothing done yet',
  show: 'Show',
  showJob: (id: number) => `Show job ${id}`,
  resumeJob: (id: number) => `Resume job ${id}`,
  searching: 'Searching…',
  searchAgain: 'Search again',
  nothingFound: (text: string) => `Nothing was done with a device, or under a reference, like “${text}”.`,
  found: 'Found',
  foundDevices: 'Found devices',
  newest: (count: number) => `The newest ${number(count)}, newest first. Type more to narrow it down.`,
  times: (count: number) => (count === 1 ? '1 time' : `${number(count)} times, newest first`),
});
