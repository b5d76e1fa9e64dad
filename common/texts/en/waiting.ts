import { maxWaitHours } from '../../waiting.ts';
import type { Counting } from './counting.ts';

/** Jobs that wait for their PBX. */
export const waiting = ({ number }: Counting) => ({
  runWhenReachable: 'Run when reachable',
  /** Beside it, if it is not obvious what it does. */
  offer: (pbx: string) =>
    `${pbx} can’t be reached right now. You can try anyway, or have the job run automatically as soon as ${pbx} responds within ${number(maxWaitHours)} hours.`,
  /** Where the device could not be looked up. */
  offerUnknown:
    'The job can also wait: Rekey then looks up the device as soon as the PBX responds, and asks you.',
  waitingJobs: 'Waiting jobs',
  title: (pbx: string) => `Waiting until ${pbx} can be reached`,
  /** @param total such as `3 devices and 2 users` */
  jobWaits: (job: number, pbx: string, total: string) =>
    `Job ${job} is waiting until ${pbx} can be reached: ${total}.`,
  deviceWaits: (name: string) => `${name}: waiting for the PBX`,
  onDay: (day: string, clock: string) => `${day}, ${clock}`,
  since: (since: string, until: string) => `Waiting since ${since}, until ${until} at the latest.`,
  promise:
    'When the PBX answers, the job runs automatically if nothing has changed; otherwise Rekey asks you. You can quit Rekey: the job goes on waiting after the next start.',
  nextTry: (clock: string) => `Next attempt at ${clock}.`,
  tryingNow: 'Rekey is trying to reach the PBX now.',
  tryNow: 'Try now',
  trying: 'Trying…',
  withdraw: 'Cancel job',
  stopWaiting: 'Stop waiting',
  withJob: (word: string, job: number) => `${word}, job ${job}`,
  asks: (job: number, pbx: string) => `Job ${job} on ${pbx} needs your decision`,
});
