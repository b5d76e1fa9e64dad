/** What a run meets at a moment: it is killed, or it cannot write to its journal any more. */
export type Blow = 'kill' | 'disk full' | 'database locked';

interface PointFacts {
  /** What passes it: the job once, every device, or only devices that the PBX puts off, tells no password of, or answers unclearly. */
  of: 'job' | 'device' | 'put-off' | 'read-back' | 'unclear';
  /** It is seen at the PBX; all others in the program itself. */
  atPbx?: true;
  /** A person ends the job early. */
  ending?: 'pause' | 'cancel';
  /** It is passed by a program that finds a dead job. */
  resuming?: true;
  /** What comes next is a write to the journal, in a transaction of its own. */
  writesNext?: true;
}

/** Moments between two things that must not come apart. */
const points = {
  'before the job is recorded': { of: 'job', writesNext: true },
  'job recorded': { of: 'job', writesNext: true },
  'job begun': { of: 'job', writesNext: true },
  'before the current passwords are read': { of: 'job', writesNext: true },
  'current passwords read, nothing noted': { of: 'job', writesNext: true },
  'before a device is noted': { of: 'device', writesNext: true },
  'in the note, before its statement': { of: 'device' },
  'in the note, after its statement': { of: 'device' },
  'noted as running, not sent': { of: 'device', writesNext: true },
  'in the note ahead, before its statement': { of: 'device' },
  'in the note ahead, after its statement': { of: 'device' },
  'noted ahead, not sent': { of: 'device' },
  'received, not carried out': { of: 'device', atPbx: true },
  'carried out, no reply': { of: 'device', atPbx: true },
  'carried out, half a reply': { of: 'device', atPbx: true },
  'carried out, reply on its way': { of: 'device', atPbx: true },
  'reply read, not noted': { of: 'device', writesNext: true },
  'in the outcome, before its statement': { of: 'device' },
  'in the outcome, after its statement': { of: 'device' },
  'outcome noted': { of: 'device', writesNext: true },
  'before reading back': { of: 'read-back', writesNext: true },
  'read back, not noted': { of: 'read-back', writesNext: true },
  'no clear answer, not noted': { of: 'unclear', writesNext: true },
  'to be read a second time': { of: 'unclear', writesNext: true },
  'in the settling, before its statement': { of: 'unclear' },
  'in the settling, after its statement': { of: 'unclear' },
  settled: { of: 'unclear', writesNext: true },
  'put off, not noted': { of: 'put-off', writesNext: true },
  'in the putting off, before its statement': { of: 'put-off' },
  'in the putting off, after its statement': { of: 'put-off' },
  'putting off noted': { of: 'put-off', writesNext: true },
  'before the job is paused': { of: 'job', ending: 'pause', writesNext: true },
  'job paused': { of: 'job', ending: 'pause' },
  'before the job is cancelled': { of: 'job', ending: 'cancel', writesNext: true },
  'in the cancelling, between its statements': { of: 'job', ending: 'cancel' },
  'job cancelled': { of: 'job', ending: 'cancel' },
  'before the job is finished': { of: 'job', writesNext: true },
  'job finished': { of: 'job' },
  'before a dead job is marked': { of: 'job', resuming: true, writesNext: true },
  'in the marking, between its statements': { of: 'job', resuming: true },
  'dead job marked': { of: 'job', resuming: true, writesNext: true },
} as const satisfies Record<string, PointFacts>;

export type Point = keyof typeof points;

export const allPoints = Object.keys(points) as Point[];

/** A point's facts, whichever it is. */
export function factsOf(point: Point): PointFacts {
  return points[point];
}

/** Whether a blow at a point makes sense. */
export function applies(blow: Blow, point: Point): boolean {
  return blow === 'kill' || factsOf(point).writesNext === true;
}
