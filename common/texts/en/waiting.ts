import type { Counting } from './counting.ts';

/** Jobs that wait for their PBX. */
export const waiting = ({ devices }: Counting) => ({
  runWhenReachable: 'Run when reachable',
  /** Beside it, where it is not plain what it does. */
  offer: (pbx: string) =>
    `${pbx} cannot be reached now. It can be tried all the same, or this waits and runs by itself as soon as ${pbx} answers, within 24 hours.`,
  /** Where the device could not be looked up. */
  offerUnknown:
    'It can wait, too: then the device is looked up as soon as the PBX answers, and you are asked.',
  waitingJobs: 'Waiting jobs',
  title: (pbx: string) => `Waits until ${pbx} can be reached`,
  jobWaits: (job: number, pbx: string, count: number) =>
    `Job ${job} waits until ${pbx} can be reached: ${devices(count)}.`,
  deviceWaits: (name: string) => `The new password for ${name} waits`,
  onDay: (day: string, clock: string) => `${day}, ${clock}`,
  since: (since: string, until: string) => `Since ${since}, until ${until} at the latest.`,
  promise:
    'It then runs by itself, if nothing has changed; else it asks. You can quit the program meanwhile: it goes on waiting at the next start.',
  nextTry: (clock: string) => `Next try at ${clock}.`,
  tryingNow: 'The PBX is being tried now.',
  tryNow: 'Try now',
  trying: 'Trying…',
  withdraw: 'Withdraw',
  stopWaiting: 'Stop waiting',
  withJob: (word: string, job: number) => `${word}, job ${job}`,
  asks: (job: number, pbx: string) => `Job ${job} on ${pbx} has waited, and asks now.`,
});
