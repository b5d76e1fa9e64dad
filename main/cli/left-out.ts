import { formatMac } from '../../common/mac.ts';
import type { Item, Job, Problem } from '../../common/model.ts';
import type { NewItem } from '../store/jobs/index.ts';
import type { Hints } from './hints.ts';
import { counted } from './words.ts';

/** Devices of a plan or a job for which nothing is sent, because of what they are on the PBX. */
interface LeftOut<Of> {
  /** Desk phones that can be included. */
  deskPhones: Of[];
  /** Desk phones of which it is not known for sure whose password they have. */
  ownerless: Of[];
  /** Devices that no known device list has. */
  unlisted: Of[];
}

type OfItem = Pick<NewItem, 'device' | 'problem'>;

function leftOutOf<Of extends OfItem>(items: readonly Of[]): LeftOut<Of> {
  const phones = items.filter(({ problem }) => problem?.code === 'device-is-desk-phone');
  return {
    deskPhones: phones.filter(({ device }) => device?.user),
    ownerless: phones.filter(({ device }) => !device?.user),
    unlisted: items.filter(({ problem }) => isUnlisted(problem)),
  };
}

function isUnlisted(problem: Problem | null): boolean {
  if (problem?.code !== 'device-not-found' || problem.facts.pbx) return false;
  return problem.facts.reason === undefined || problem.facts.reason === 'desk-phones-unread';
}

/** Whether nothing was sent for an item of a job because of what it is: its line says that, and advice follows. */
export function isLeftOut({ attempts, problem }: Item): boolean {
  return attempts === 0 && (problem?.code === 'device-is-desk-phone' || isUnlisted(problem));
}

/** The options that include what a plan leaves out, one per line. */
export function planAdvice(items: readonly NewItem[]): string[] {
  const { deskPhones, ownerless, unlisted } = leftOutOf(items);
  return [
    ...(deskPhones.length > 0
      ? [
          `To include ${counted(deskPhones.length, 'desk phone')}, add --desk-phones: all phones of a user get the same new password.`,
        ]
      : []),
    ...ownerlessAdvice(ownerless.length),
    ...unlistedAdvice(unlisted),
  ];
}

/** As `planAdvice`, of the devices that no device list has. */
export function unlistedAdvice(items: readonly OfItem[]): string[] {
  const { unlisted } = leftOutOf(items);
  return unlisted.length > 0
    ? [`To also try ${counted(unlisted.length, 'device')} not in the device list, add --try-unlisted.`]
    : [];
}

/** More addresses make a command too long to read. */
const maxNamed = 20;

/** How to give passwords to what a job left out, one per line. */
export function jobAdvice(job: Job, items: readonly Item[], hints: Hints): string[] {
  const { deskPhones, ownerless, unlisted } = leftOutOf(
    items.filter((item) => isLeftOut(item) && item.replacedAt === null),
  );
  const users = deskPhones.length === 1 ? 'its user a new password' : 'their users new passwords';
  return [
    ...(deskPhones.length > 0
      ? [
          `${counted(deskPhones.length, 'desk phone')} left out. To give ${users}: ${deskPhonesCommand(job, deskPhones, hints)}`,
        ]
      : []),
    ...ownerlessAdvice(ownerless.length),
    ...(unlisted.length > 0
      ? [
          `${counted(unlisted.length, 'device')} not in the device list: check the MAC address on the label, and that the device was added to this PBX. To try anyway: ${hints.onJob(job, 'jobs', 'retry', `${job.id}`, '--try-unlisted')}`,
        ]
      : []),
  ];
}

/** The command that gives the users of desk phones new passwords. */
export function deskPhonesCommand(job: Job, phones: readonly Item[], hints: Hints): string {
  const macs = phones.length > maxNamed ? ['MAC…'] : phones.map(({ mac }) => formatMac(mac));
  return hints.onJob(job, 'regenerate', ...macs, '--desk-phones');
}

function ownerlessAdvice(count: number): string[] {
  if (count === 0) return [];
  const whose = count === 1 ? 'web password it has' : 'web passwords they have';
  return [
    `${counted(count, 'desk phone')} can’t be included: Rekey doesn’t know for sure whose ${whose}. Refresh the device list, or use the 3CX Admin Console.`,
  ];
}
