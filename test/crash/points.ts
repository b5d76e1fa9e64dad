/** What happens to a run at a chosen moment: it is killed, or it can no longer write to its journal. */
export type Failure = 'kill' | 'disk full' | 'database locked';

interface PointFacts {
  /**
   * How often every run certainly reaches it: once, for a third of the devices, or for as many devices as there are
   * slots.
   */
  reached: 'once' | 'per device' | 'per slot';
  /**
   * What it needs beyond an ordinary run: the user ends the job early, a process finds the job of one that died, all
   * slots except one wait for an answer, or a request is carried out late, after its second reading.
   */
  needs?: 'pause' | 'cancel' | 'dead job' | 'busy slots' | 'late request';
  /** Reached only by a job of desk phones, or of devices that are asked to fetch; otherwise by any job. */
  of?: 'users' | 'fetching';
  /** It is observed at the PBX; all others in the program itself. */
  atPbx?: true;
  /** Next comes a write to the journal, in a separate transaction. */
  writesNext?: true;
}

/** Moments between two things that must not come apart. */
const points = {
  'before the job is created': { reached: 'once', writesNext: true },
  'job created': { reached: 'once', writesNext: true },
  'job started': { reached: 'once', writesNext: true },
  'before the current passwords are read': { reached: 'once', writesNext: true },
  'current passwords read': { reached: 'once', writesNext: true },
  'before a device is noted': { reached: 'per device', writesNext: true },
  'noting a device, before the statement': { reached: 'per device' },
  'noting a device, after the statement': { reached: 'per device' },
  'device noted, request not sent': { reached: 'per device', writesNext: true },
  'noting ahead, before the statement': { reached: 'per slot', needs: 'busy slots' },
  'noting ahead, after the statement': { reached: 'per slot', needs: 'busy slots' },
  'noted ahead, request not due': { reached: 'per slot', needs: 'busy slots' },
  'noted ahead, request about to be sent': { reached: 'once', needs: 'busy slots' },
  'returning unsent devices, before the statement': { reached: 'once', needs: 'busy slots' },
  'returning unsent devices, after the statement': { reached: 'once', needs: 'busy slots' },
  'unsent devices returned': { reached: 'once', needs: 'busy slots' },
  'request received, not carried out': { reached: 'per device', atPbx: true },
  'carried out, no reply': { reached: 'per device', atPbx: true },
  'carried out, half a reply': { reached: 'per device', atPbx: true },
  'carried out, reply on its way': { reached: 'per device', atPbx: true },
  'reply read, not recorded': { reached: 'per device', writesNext: true },
  'recording an outcome, before the statement': { reached: 'per device' },
  'recording an outcome, after the statement': { reached: 'per device' },
  'outcome recorded': { reached: 'per device', writesNext: true },
  'before reading back': { reached: 'once', writesNext: true },
  'read back, not recorded': { reached: 'once', writesNext: true },
  'no clear answer, not recorded': { reached: 'once', writesNext: true },
  'before the first reading': { reached: 'once', needs: 'dead job', writesNext: true },
  'first reading made, not recorded': { reached: 'once', needs: 'dead job', writesNext: true },
  'recording the first reading, before the statement': { reached: 'once', needs: 'dead job' },
  'recording the first reading, after the statement': { reached: 'once', needs: 'dead job' },
  'first reading recorded': { reached: 'once', needs: 'dead job', writesNext: true },
  'second reading planned': { reached: 'once', writesNext: true },
  'before the second reading': { reached: 'once', writesNext: true },
  'second reading made, not recorded': { reached: 'once', writesNext: true },
  'recording the second reading, before the statement': { reached: 'once' },
  'recording the second reading, after the statement': { reached: 'once' },
  'second reading recorded': { reached: 'once', writesNext: true },
  'before the last reading': { reached: 'once', needs: 'late request', writesNext: true },
  'last reading made, not recorded': { reached: 'once', needs: 'late request', writesNext: true },
  'recording the last reading, before the statement': { reached: 'once', needs: 'late request' },
  'recording the last reading, after the statement': { reached: 'once', needs: 'late request' },
  'last reading recorded': { reached: 'once', needs: 'late request' },
  'put off, not recorded': { reached: 'once', writesNext: true },
  'queueing again, before the statement': { reached: 'once' },
  'queueing again, after the statement': { reached: 'once' },
  'queued again': { reached: 'once', writesNext: true },
  'before the job is paused': { reached: 'once', needs: 'pause', writesNext: true },
  'job paused': { reached: 'once', needs: 'pause' },
  'before the job is cancelled': { reached: 'once', needs: 'cancel', writesNext: true },
  'cancelling, between the statements': { reached: 'once', needs: 'cancel' },
  'job cancelled': { reached: 'once', needs: 'cancel' },
  'before the job is finished': { reached: 'once', writesNext: true },
  'job finished': { reached: 'once' },
  'before a dead job is marked': { reached: 'once', needs: 'dead job', writesNext: true },
  'marking a dead job, between the statements': { reached: 'once', needs: 'dead job' },
  'dead job marked': { reached: 'once', needs: 'dead job', writesNext: true },
  'before the users’ passwords are read': { reached: 'once', of: 'users', writesNext: true },
  'users’ passwords read': { reached: 'once', of: 'users', writesNext: true },
  'before the version is read': { reached: 'once', of: 'users' },
  'version read': { reached: 'once', of: 'users' },
  'request for a user about to be sent': { reached: 'per device', of: 'users' },
  'request for a user received, not carried out': { reached: 'per device', of: 'users', atPbx: true },
  'carried out for a user, no reply': { reached: 'per device', of: 'users', atPbx: true },
  'carried out for a user, reply on its way': { reached: 'per device', of: 'users', atPbx: true },
  'accepted for a user, not read back': { reached: 'per device', of: 'users' },
  'before reading back a user': { reached: 'per device', of: 'users' },
  'user read back, not recorded': { reached: 'per device', of: 'users', writesNext: true },
  'no clear answer for a user, not recorded': { reached: 'once', of: 'users', writesNext: true },
  'put off for a user, not recorded': { reached: 'once', of: 'users', writesNext: true },
  'before a later reading of a user': { reached: 'once', of: 'users' },
  'later reading of a user made, not recorded': { reached: 'once', of: 'users', writesNext: true },
  'before asking is planned': { reached: 'once', of: 'fetching', writesNext: true },
  'asking planned': { reached: 'once', of: 'fetching', writesNext: true },
  'before asking a device is noted': { reached: 'per device', of: 'fetching', writesNext: true },
  'asking a device noted, not sent': { reached: 'per device', of: 'fetching' },
  'asking received, not carried out': { reached: 'per device', of: 'fetching', atPbx: true },
  'asking carried out, no reply': { reached: 'per device', of: 'fetching', atPbx: true },
  'asked, not recorded': { reached: 'per device', of: 'fetching', writesNext: true },
  'asked without a clear answer, not recorded': { reached: 'once', of: 'fetching', writesNext: true },
  'asking put off, not recorded': { reached: 'once', of: 'fetching', writesNext: true },
  'asking queued again': { reached: 'once', of: 'fetching', writesNext: true },
  'asking recorded': { reached: 'per device', of: 'fetching' },
  'before asking is cancelled': { reached: 'once', of: 'fetching', needs: 'cancel', writesNext: true },
  'asking cancelled': { reached: 'once', of: 'fetching', needs: 'cancel' },
  'before dead asking is marked': { reached: 'once', of: 'fetching', needs: 'dead job', writesNext: true },
  'dead asking marked': { reached: 'once', of: 'fetching', needs: 'dead job', writesNext: true },
  'before a fetch is noted': { reached: 'once', of: 'fetching', writesNext: true },
  'fetch noted': { reached: 'once', of: 'fetching', writesNext: true },
  'watching ended': { reached: 'once', of: 'fetching' },
} as const satisfies Record<string, PointFacts>;

export type Point = keyof typeof points;

export const allPoints = Object.keys(points) as Point[];

/** Returns a point's facts, typed alike for all of them. */
export function factsOf(point: Point): PointFacts {
  return points[point];
}

/** The job of a trial: gateways and DECT bases, desk phones, or devices that are asked to fetch afterwards. */
export type TrialKind = 'devices' | 'users' | 'fetching';
export const trialKinds: readonly TrialKind[] = ['devices', 'users', 'fetching'];

/** Whether a failure at a point is meaningful. */
export function applies(failure: Failure, point: Point): boolean {
  return failure === 'kill' || factsOf(point).writesNext === true;
}

/** The minimum number of times that a run with this many devices and slots reaches a point. */
export function timesReached(point: Point, devices: number, concurrency: number): number {
  const { reached } = factsOf(point);
  if (reached === 'once') return 1;
  return Math.max(1, reached === 'per slot' ? concurrency : Math.floor(devices / 3));
}
