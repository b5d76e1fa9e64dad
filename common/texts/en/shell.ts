import type { Counting } from './counting.ts';

/** The window's frame: navigation, header, banners. */
export const shell = ({ number, devices, counted }: Counting) => ({
  starting: 'Starting…',
  places: {
    label: 'Main navigation',
    device: 'Device',
    list: 'List',
    history: 'History',
    pbxs: 'PBXs',
    settings: 'Settings',
  },
  version: (version: string) => `Version ${version}`,
  runningJobs: 'Running jobs',
  percent: (percent: number) => `${number(percent)}%`,
  progress: (done: number, total: number) => `${number(done)} of ${number(total)}`,

  /** The header. */
  pbx: 'PBX',
  noPbx: 'No PBX set up yet',
  demo: 'Demo',
  demoMeans: 'This is the built-in demo PBX. Nothing here is real.',
  listNotRefreshed: 'Not refreshed',
  listAge: (count: number, ago: string) => `${devices(count)} · ${ago}`,
  listUnreadable: (count: number) => `${number(count)} unreadable`,
  listIncomplete: 'may be incomplete',
  listIncompleteHint:
    'The PBX may not have sent the whole device list. A device that isn’t in it can still belong to this PBX.',
  listWithoutDeskPhones: 'desk phones unknown',
  listWithoutDeskPhonesHint: 'The desk phones of this PBX couldn’t be read.',
  listFetched: (moment: string) => `Fetched ${moment}`,
  refreshList: 'Refresh the device list',
  refreshingList: 'Fetching the device list',

  /** Banners. */
  notices: 'Notices',
  checkAgain: 'Check again',
  refreshAgain: 'Refresh again',
  openJobs: 'Unfinished jobs',
  jobInterrupted: (job: number, pbx: string, done: number, total: number) =>
    `Job ${job} on ${pbx} was interrupted: ${number(done)} of ${number(total)} done.`,
  jobPaused: (job: number, pbx: string, done: number, total: number) =>
    `Job ${job} on ${pbx} is paused: ${number(done)} of ${number(total)} done.`,
  resume: 'Resume',
  show: 'Show',
  showJob: (job: number) => `Show job ${job}`,
  moreJobs: (jobs: number) => counted(jobs, 'more unfinished job'),
  showMoreJobs: 'Show all jobs',
  later: 'Later',
  laterJob: (job: number) => `Later, job ${job}`,
});
