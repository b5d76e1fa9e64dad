import type { Item, Job } from '../../common/model.ts';
import type { SettlingTimes } from '../../main/jobs/settling/settlement.ts';

/** An item as recorded in the journal, with its stored passwords. */
export type RecordedItem = Pick<Item, 'mac' | 'state' | 'problem' | 'knownBy' | 'nextReadback'> & {
  password: string | null;
  previousPassword: string | null;
};

/** What the PBX knows about one device. Times are those of the engine's clock, in milliseconds since 1970. */
export interface DeviceHistory {
  mac: string;
  originalPassword: string | null;
  password: string | null;
  /** The passwords that it was given, in order. */
  made: readonly string[];
  /** When requests for a new password came. */
  requestedAt: readonly number[];
  /** When its password was read individually. */
  readAt: readonly number[];
}

export interface Findings {
  /** Everything that is wrong, in words. */
  losses: string[];
  /** How many items are uncertain. */
  uncertain: number;
}

export interface Bounds {
  /** Maximum number of devices that were under way, or noted ahead, when the run failed. */
  maxNoted: number;
  /** Devices that the PBX gives no clear answer for. */
  unclear: number;
}

type Finding = string | false;

const found = (findings: readonly Finding[]): string[] => findings.filter((finding) => finding !== false);

const isNotCarriedOut = ({ state, problem }: RecordedItem): boolean =>
  state === 'failed' && problem?.code === 'not-carried-out';

/** What must never be the case, whether more readings are to come or not. */
function violationsOf(item: RecordedItem, device: DeviceHistory): string[] {
  const { state, password, previousPassword } = item;
  const { made } = device;
  // Until its last reading, a request that was not carried out may be carried out late.
  const isOpen = state === 'uncertain' || (isNotCarriedOut(item) && item.nextReadback?.kind === 'last');
  return found([
    made.length > 1 && `regenerated ${made.length} times`,
    made.length > 0 && state !== 'succeeded' && !isOpen && `regenerated, but ${state}`,
    state === 'succeeded' && made.length === 0 && 'succeeded, but never regenerated',
    state === 'succeeded' && password !== device.password && 'succeeded with another password than the PBX’s',
    previousPassword !== null &&
      previousPassword !== device.originalPassword &&
      'kept with another previous password than it had',
  ]);
}

function eachItem(
  items: readonly RecordedItem[],
  devices: readonly DeviceHistory[],
  wrong: (item: RecordedItem, device: DeviceHistory) => string[],
): string[] {
  const byMac = new Map<string, RecordedItem>(items.map((item) => [item.mac, item]));
  return devices.flatMap((device) => {
    const item = byMac.get(device.mac);
    const what = item ? wrong(item, device) : device.made.length > 0 ? ['regenerated, but not recorded'] : [];
    return what.map((finding) => `${device.mac} ${finding}`);
  });
}

/** Compares the journal that a failed run left with what the PBX has done, before the job is resumed. */
export function auditAfterFailure(
  items: readonly RecordedItem[],
  devices: readonly DeviceHistory[],
  { maxNoted, unclear }: Bounds,
): Findings {
  const losses = eachItem(items, devices, (item, device) => [
    ...violationsOf(item, device),
    ...found([
      item.state === 'running' && 'left running',
      item.state === 'failed' && !isNotCarriedOut(item) && 'failed',
    ]),
  ]);
  const uncertain = items.filter(({ state }) => state === 'uncertain').length;
  if (uncertain > maxNoted + unclear)
    losses.push(`${uncertain} uncertain, though only ${maxNoted} at most were noted`);
  return { losses, uncertain };
}

export interface Ending extends Bounds {
  job: Pick<Job, 'state'> | null;
  /** The waiting times to verify; null if they are too short to be distinguished from those of a busy machine. */
  times: Pick<SettlingTimes, 'secondReadbackMs' | 'lastReadbackMs'> | null;
  /** How many requests there were for each device that had succeeded when the run failed. */
  requestsOfDone: ReadonlyMap<string, number>;
}

/**
 * Compares the journal with what the PBX has done when the job is over and every reading was made. The PBX can be
 * read and passwords can be stored, so nothing may be uncertain.
 */
export function auditAtEnd(
  items: readonly RecordedItem[],
  devices: readonly DeviceHistory[],
  { job, times, requestsOfDone, maxNoted, unclear }: Ending,
): Findings {
  const isCancelled = job?.state === 'cancelled';
  const losses = eachItem(items, devices, (item, device) => {
    const { mac, state, nextReadback } = item;
    const { requestedAt } = device;
    const before = requestsOfDone.get(mac);
    const isOver = state === 'succeeded' || isNotCarriedOut(item) || (isCancelled && state === 'cancelled');
    return [
      ...violationsOf(item, device),
      ...found([
        !isOver && `${state} at the end`,
        nextReadback !== null && 'still to be read at the end',
        before !== undefined && requestedAt.length !== before && 'had succeeded, and was sent again',
        requestedAt.length > 0 && item.previousPassword === null && 'kept without its previous password',
        ...reportedTooSoon(item, device, times),
      ]),
    ];
  });
  if (job?.state !== 'finished' && !isCancelled)
    losses.push(`the job is ${job?.state ?? 'missing'} at the end`);
  if (items.length !== devices.length) losses.push(`${items.length} items of ${devices.length}`);
  const failed = items.filter(({ state }) => state === 'failed').length;
  if (failed > maxNoted + unclear)
    losses.push(`${failed} failed, though only ${maxNoted} at most were noted`);
  return { losses, uncertain: items.filter(({ state }) => state === 'uncertain').length };
}

/** How long after it was sent a request may reach the PBX. */
const slackMs = 5_000;

/** What was reported as known before it was read as often, and as late, as required. */
function reportedTooSoon(item: RecordedItem, device: DeviceHistory, times: Ending['times']): Finding[] {
  const sentAt = device.requestedAt.at(-1);
  if (sentAt === undefined) return [];
  const reads = device.readAt.filter((at) => at >= sentAt);
  const lastReadAfterMs = (reads.at(-1) ?? sentAt) - sentAt + slackMs;
  const knownAfterMs = Date.parse(item.problem?.facts.asOf ?? '') - sentAt + slackMs;
  const isSettled = item.knownBy === 'settled';
  return [
    isSettled && reads.length < 2 && `settled after ${reads.length} readings`,
    times !== null &&
      isNotCarriedOut(item) &&
      !(knownAfterMs >= times.secondReadbackMs) &&
      'failed before its second reading was due',
    times !== null &&
      isSettled &&
      lastReadAfterMs < times.lastReadbackMs &&
      'settled without a last reading when it was due',
  ];
}
