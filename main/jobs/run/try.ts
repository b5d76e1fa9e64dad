import type { Item, Problem } from '../../../common/model.ts';
import type { Conclusion, JobStore, PlannedReadback } from '../../store/jobs/index.ts';
import { type Xapi, XapiError } from '../../xapi/index.ts';
import type { Evidence } from '../settling/evidence.ts';
import type { KnownPassword, SettlingTimes } from '../settling/settlement.ts';
import { readTarget } from '../target.ts';
import type { Journal } from './journal.ts';
import type { NotedItem } from './noted-item.ts';

/** What is known about one try of an item, and how it is recorded in the journal. */
export interface Try {
  /** As noted in the journal: its attempts include the request that is about to be sent. */
  item: Item;
  /** The password before the request. */
  before: KnownPassword;
  /** Whether a later process can read the outcome, too: then stopping the run does not wait for a reading. */
  canWait: boolean;
  /** The request is sent now. */
  sending(): void;
  /** The PBX answered the request, by its own clock. */
  answered(pbxTime: number | null): void;
  /** The PBX's current password for the device; null if it cannot be read. */
  read(): Promise<string | null>;
  /** As `read`, to settle an outcome; null also if the run is stopped meanwhile and a later process can read it. */
  readToSettle(): Promise<string | null>;
  /** When the last request without a clear answer was sent: this one; for its outcome. */
  unclear(): { unclearAt: number };
  /** The pending readings; null if there are none. */
  first(): PlannedReadback;
  second(): PlannedReadback | null;
  last(): PlannedReadback | null;
  conclude(ending: Ending, password: string | null, source: 'reply' | 'read-back'): Promise<void>;
  /** The PBX has a different password than before, whatever its answer was. */
  concludeChanged(password: string | null): Promise<void>;
  /** It will be retried. */
  requeue(problem: Problem, notBefore: number, unclearAt?: number): Promise<void>;
  /** Nothing was sent. */
  returnUnsent(): Promise<void>;
}

type Ending = Omit<Conclusion, 'credentials'>;

export interface TryParts {
  jobs: JobStore;
  journal: Journal;
  xapi: Xapi;
  evidence: Evidence;
  times: SettlingTimes;
  /** Whether a later process could continue with what is to be read: only if it is sealed. */
  canCheckLater: boolean;
  now(): number;
  /** Waits for work, but only until the run is stopped; undefined then. */
  orAborted<T>(work: Promise<T>): Promise<T | undefined>;
  /** Waits until the speed limit allows one more request. */
  turn(): Promise<void>;
  /** Called when the outcome of the attempt is known, though not on disk yet. */
  ended(): void;
  /** Called before it is on disk: if writing fails, the password is not lost. */
  learned(item: Item, password: string): void;
  changed(item: Item): void;
}

export function createTry({ item: noted, attempts, earlier }: NotedItem, parts: TryParts): Try {
  const { jobs, journal, xapi, evidence, times, canCheckLater } = parts;
  const item: Item = { ...noted, attempts };
  const itemId = item.id;
  const before = evidence.before(itemId);
  const canWait = before !== undefined && canCheckLater;
  let sentAt: number | null = earlier;
  /** The PBX's own time of its last answer to the request, and to a reading. */
  const pbxTime: { answer: number | null; reading: number | null } = { answer: null, reading: null };

  const note = async (change: () => void): Promise<void> => {
    const now = await journal.end(() => {
      change();
      return jobs.item(itemId);
    });
    parts.changed(now);
  };

  const readbackAt = (kind: PlannedReadback['kind'], afterMs: number): PlannedReadback => ({
    kind,
    at: (sentAt ?? parts.now()) + afterMs,
  });
  const last = (): PlannedReadback | null =>
    canCheckLater ? readbackAt('last', times.lastReadbackMs) : null;
  const unclear = (): { unclearAt: number } => ({ unclearAt: sentAt ?? parts.now() });

  const read = async (): Promise<string | null> => {
    await parts.turn();
    const answered = (time: number | null): void => {
      pbxTime.reading = time;
    };
    return readTarget(item, xapi, answered).catch((error: unknown) => {
      if (error instanceof XapiError) return null;
      throw error;
    });
  };

  const conclude: Try['conclude'] = async (ending, password, source) => {
    const sealed = password === null ? null : evidence.seal(itemId, password);
    const credentials = password === null ? null : { source, sealed };
    const { state, problem } = ending;
    if (password !== null) {
      evidence.noteRecorded(itemId, password);
      parts.learned({ ...item, state, problem, credentialsSource: source }, password);
    }
    if (!ending.readback) evidence.forget(itemId);
    parts.ended();
    // A password found by a reading was made before that reading, whenever that was.
    const time = ending.knownBy === 'settled' ? pbxTime.reading : pbxTime.answer;
    const changedAt = state === 'succeeded' ? time : undefined;
    await note(() => jobs.conclude(itemId, { attempts, ...ending, credentials, changedAt }));
  };

  return {
    item,
    before,
    canWait,
    sending() {
      sentAt = parts.now();
    },
    answered(time) {
      pbxTime.answer = time;
    },
    read,
    async readToSettle() {
      const reading = read();
      if (!canWait) return reading;
      const password = await parts.orAborted(reading);
      if (password === undefined) reading.catch(() => {});
      return password ?? null;
    },
    unclear,
    first: () => readbackAt('first', 0),
    second: () => (before === undefined ? null : readbackAt('second', times.secondReadbackMs)),
    last,
    conclude,
    concludeChanged: (password) =>
      conclude(
        { state: 'succeeded', problem: null, knownBy: 'settled', readback: last(), ...unclear() },
        password,
        'read-back',
      ),
    requeue: (problem, notBefore, unclearAt) =>
      note(() =>
        jobs.requeue(itemId, problem, notBefore, {
          attempts,
          ...(unclearAt === undefined ? {} : { unclearAt }),
        }),
      ),
    returnUnsent: () => note(() => jobs.requeue(itemId, item.problem, null, { attempts: attempts - 1 })),
  };
}
