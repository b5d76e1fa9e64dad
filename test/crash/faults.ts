import {
  type DemoPbx,
  type DemoRequest,
  type DeviceFault,
  type LateFault,
  late,
  nameOfUser,
  normalMac,
} from '../pbx/index.ts';

type Target = Pick<DemoRequest, 'method' | 'path'>;

/** What a job gives a new password: a device, or a user with desk phones. */
export interface Subject {
  /** Of the device, or the first phone of the user. */
  mac: string;
  /** Its password on the PBX now. */
  password(): string | null;
  /** The passwords that it was given, in order. */
  made(): readonly string[];
  /** Whether a request is for a new password of it. */
  isRegeneration(request: Target): boolean;
  /** Whether a request reads it by itself. */
  isReading(request: Target): boolean;
  /** What becomes of its next regenerations. */
  script(...faults: DeviceFault[]): void;
  /** What becomes of its next readings, each by itself. */
  scriptReading(...faults: DeviceFault[]): void;
}

export function devicesOf(pbx: DemoPbx): Subject[] {
  return pbx.devices.map((device) => {
    const { MacAddress: key } = device;
    const mac = normalMac(key);
    return {
      mac,
      password: () => device.Password,
      made: () => pbx.regenerated.get(mac) ?? [],
      isRegeneration: ({ method, path }) =>
        method === 'POST' && path.includes(`Fxs('${key}')/Pbx.Regenerate`),
      isReading: ({ method, path }) => method === 'GET' && path.includes(`Fxs('${key}')?`),
      script: (...faults) => pbx.script(key, ...faults),
      scriptReading: (...faults) => pbx.scriptRead(key, ...faults),
    };
  });
}

export function usersOf(pbx: DemoPbx): Subject[] {
  return pbx.users.flatMap((user) => {
    const [first] = user.Phones;
    if (!first?.MacAddress) return [];
    return {
      mac: normalMac(first.MacAddress),
      password: () => user.DeskphonePassword,
      made: () => pbx.regenerated.get(nameOfUser(user.Id)) ?? [],
      isRegeneration: ({ method, path }: Target) =>
        method === 'POST' && path.includes(`Users(${user.Id})/Pbx.Regenerate`),
      isReading: ({ method, path }: Target) => method === 'GET' && path.includes(`Users(${user.Id})?`),
      script: (...faults: DeviceFault[]) => pbx.scriptUser(user.Id, ...faults),
      scriptReading: (...faults: DeviceFault[]) => pbx.scriptReadUser(user.Id, ...faults),
    };
  });
}

/**
 * For a tenth of the devices the reply has no password, for a tenth it is an error, and a tenth get no reply; half of
 * the latter two are carried out. In the second half of the devices a tenth is put off, after which the engine slows
 * down: before that, it notes devices ahead.
 *
 * @returns how many have no clear answer
 */
export function scriptFaults(subjects: readonly Subject[]): number {
  let unclear = 0;
  for (const [index, subject] of subjects.entries()) {
    const carryOut = index % 20 < 10;
    const isSecondHalf = index >= subjects.length / 2;
    if (index % 10 === 4) subject.script({ kind: 'null' });
    if (index % 10 === 6) subject.script({ kind: 'status', status: 500, carryOut });
    if (index % 10 === 8) subject.script({ kind: 'reset', when: carryOut ? 'before' : 'after' });
    if (index % 10 === 9 && isSecondHalf) subject.script({ kind: 'status', status: 503 });
    if (index % 10 === 6 || index % 10 === 8) unclear += 1;
  }
  return unclear;
}

/** Of the first requests to fetch, one is put off and two have no clear answer. @returns how many are unclear */
export function scriptAsking(pbx: DemoPbx): { unclear: number } {
  pbx.serverFault(
    'reprovision',
    { kind: 'none' },
    { kind: 'status', status: 503 },
    { kind: 'none' },
    { kind: 'reset', when: 'after' },
    { kind: 'none' },
    { kind: 'reset', when: 'before' },
  );
  return { unclear: 2 };
}

/**
 * All slots except one get no reply, half of them carried out. So the others are noted ahead, and an unclear answer
 * in the last slot coincides with some that are.
 *
 * @returns a function that has requests answered again
 */
export function keepSlotsBusy(subjects: readonly Subject[], concurrency: number): () => void {
  const busy = subjects.slice(0, concurrency - 1);
  for (const [index, subject] of busy.entries())
    subject.script({ kind: 'hang', when: index % 2 === 0 ? 'before' : 'after' });
  return () => {
    for (const subject of busy) subject.script();
  };
}

/** A request loses its connection, and is carried out late. */
export async function carryOutLate(pbx: DemoPbx, subject: Subject): Promise<void> {
  const fault = late();
  subject.script(fault);
  await pbx.nextRequest(subject.isRegeneration);
  pbx.dropConnections();
  await releaseBeforeThirdReading(pbx, subject, fault);
}

/**
 * Carries a late request out when its subject is read for the third time from now on, so that only the last reading sees
 * it. On a busy machine the second reading may be the last one; then the request is never carried out.
 */
export async function releaseBeforeThirdReading(
  pbx: DemoPbx,
  subject: Subject,
  fault: LateFault,
): Promise<void> {
  const third = late();
  subject.scriptReading({ kind: 'none' }, { kind: 'none' }, third);
  for (let reading = 1; reading <= 3; reading += 1) await pbx.nextRequest(subject.isReading);
  fault.release();
  await fault.done;
  third.release();
}

/** Returns by MAC when new passwords were requested, and when passwords were read. */
export function requestTimes(
  pbx: DemoPbx,
  subjects: readonly Subject[],
  engineTime: (at: number) => number,
): Map<string, { requestedAt: number[]; readAt: number[] }> {
  const times = new Map(
    subjects.map(({ mac }) => [mac, { requestedAt: [] as number[], readAt: [] as number[] }]),
  );
  const keyOf = (path: string): string | undefined => /(?:Fxs|Users)\([^)]+\)/.exec(path)?.[0];
  const byKey = new Map<string, Subject>();
  for (const request of pbx.requests) {
    const key = keyOf(request.path);
    if (key === undefined) continue;
    const subject =
      byKey.get(key) ?? subjects.find((each) => each.isRegeneration(request) || each.isReading(request));
    if (!subject) continue;
    byKey.set(key, subject);
    const found = times.get(subject.mac);
    if (subject.isRegeneration(request)) found?.requestedAt.push(engineTime(request.at));
    if (subject.isReading(request)) found?.readAt.push(engineTime(request.at));
  }
  return times;
}
