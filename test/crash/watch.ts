import type { ReadbackKind } from '../../common/model.ts';
import type { FetchStore } from '../../main/store/fetches/fetches.ts';
import type { JobStore } from '../../main/store/jobs/index.ts';
import type { Xapi } from '../../main/xapi/index.ts';
import type { Point } from './points.ts';

/** Called at each point, before the run continues. */
export type PointListener = (point: Point) => void;

/**
 * Wraps the journal so that its points are reported.
 *
 * @param clock of the store, for points within its own transactions
 */
export function watchJobs(
  jobs: JobStore,
  onPoint: PointListener,
  clock: Pick<ClockPoints, 'expect'>,
): JobStore {
  let inThisCommit: Point[] = [];
  /** One statement of a commit; each of its devices reaches the last point when the commit is done. */
  const inCommit = (before: Point, after: Point, committed: Point, statement: () => void): void => {
    onPoint(before);
    statement();
    onPoint(after);
    inThisCommit.push(committed);
  };
  return {
    ...jobs,
    create(job) {
      onPoint('before the job is created');
      const made = jobs.create(job);
      onPoint('job created');
      return made;
    },
    start(id) {
      jobs.start(id);
      onPoint('job started');
    },
    together(changes) {
      inThisCommit = [];
      const value = jobs.together(changes);
      for (const point of inThisCommit) onPoint(point);
      return value;
    },
    beginAttempt(id, baseline) {
      inCommit(
        'noting a device, before the statement',
        'noting a device, after the statement',
        'device noted, request not sent',
        () => jobs.beginAttempt(id, baseline),
      );
    },
    noteAhead(id, baseline) {
      inCommit(
        'noting ahead, before the statement',
        'noting ahead, after the statement',
        'noted ahead, request not due',
        () => jobs.noteAhead(id, baseline),
      );
    },
    requeue(id, problem, notBefore, more) {
      const statement = (): void => jobs.requeue(id, problem, notBefore, more);
      // Only an item that was put off has a time before which it is not sent again.
      if (notBefore === null)
        inCommit(
          'returning unsent devices, before the statement',
          'returning unsent devices, after the statement',
          'unsent devices returned',
          statement,
        );
      else
        inCommit(
          'queueing again, before the statement',
          'queueing again, after the statement',
          'queued again',
          statement,
        );
    },
    conclude(id, conclusion) {
      inCommit(
        'recording an outcome, before the statement',
        'recording an outcome, after the statement',
        'outcome recorded',
        () => jobs.conclude(id, conclusion),
      );
      if (conclusion.readback?.kind === 'second') inThisCommit.push('second reading planned');
    },
    settle(id, settlement) {
      const kind = jobs.item(id).nextReadback?.kind;
      if (!kind) return jobs.settle(id, settlement);
      let isSettled = false;
      inCommit(
        `recording the ${kind} reading, before the statement`,
        `recording the ${kind} reading, after the statement`,
        `${kind} reading recorded`,
        () => {
          isSettled = jobs.settle(id, settlement);
        },
      );
      if (settlement.readback?.kind === 'second') inThisCommit.push('second reading planned');
      return isSettled;
    },
    pause(id, problem) {
      onPoint('before the job is paused');
      jobs.pause(id, problem);
      onPoint('job paused');
    },
    cancel(id) {
      onPoint('before the job is cancelled');
      // The items' statement has read the clock once; the job's reads it again.
      clock.expect('cancelling, between the statements', 2);
      jobs.cancel(id);
      onPoint('job cancelled');
    },
    finish(id) {
      onPoint('before the job is finished');
      jobs.finish(id);
      onPoint('job finished');
    },
    interrupt(id) {
      onPoint('before a dead job is marked');
      clock.expect('marking a dead job, between the statements', 1);
      jobs.interrupt(id);
      onPoint('dead job marked');
    },
  };
}

/** The store's clock, which its own transactions read between their statements. */
export interface ClockPoints {
  now(): number;
  /** The point is reached when the clock is read for the nth time from now. */
  expect(point: Point, nth: number): void;
}

export function createClockPoints(onPoint: PointListener, now: () => number): ClockPoints {
  let expected: { point: Point; left: number } | null = null;
  return {
    now() {
      if (expected) {
        expected.left -= 1;
        if (expected.left === 0) {
          const { point } = expected;
          expected = null;
          onPoint(point);
        }
      }
      return now();
    },
    expect(point, nth) {
      expected = { point, left: nth };
    },
  };
}

/** What the journal knows about a device whose request is made. */
export interface DeviceState {
  /** Which reading is pending; null while the device's request is under way. */
  nextReading: ReadbackKind | null;
  /** Whether it was noted before there was a slot for it. */
  wasNotedAhead: boolean;
}

/** Wraps the store of fetch requests so that its points are reported. */
export function watchFetches(fetches: FetchStore, onPoint: PointListener): FetchStore {
  return {
    ...fetches,
    plan(targets) {
      onPoint('before asking is planned');
      fetches.plan(targets);
      onPoint('asking planned');
    },
    begin(target) {
      onPoint('before asking a device is noted');
      fetches.begin(target);
      onPoint('asking a device noted, not sent');
    },
    conclude(target, conclusion) {
      fetches.conclude(target, conclusion);
      onPoint('asking recorded');
    },
    requeue(target, problem) {
      fetches.requeue(target, problem);
      onPoint('asking queued again');
    },
    drop(targets) {
      // A run that is resumed drops none here.
      if (targets.length === 0) return;
      onPoint('before asking is cancelled');
      fetches.drop(targets);
      onPoint('asking cancelled');
    },
    interrupt(pbxUrl) {
      if (!fetches.open().some((each) => each.pbxUrl === pbxUrl && each.running > 0))
        return fetches.interrupt(pbxUrl);
      onPoint('before dead asking is marked');
      const items = fetches.interrupt(pbxUrl);
      onPoint('dead asking marked');
      return items;
    },
    noteEvents(events) {
      if (events.length === 0) return fetches.noteEvents(events);
      onPoint('before a fetch is noted');
      const items = fetches.noteEvents(events);
      onPoint('fetch noted');
      return items;
    },
    endWatch(itemIds, end) {
      fetches.endWatch(itemIds, end);
      if (itemIds.length > 0) onPoint('watching ended');
    },
  };
}

const isWithoutEffect = (error: unknown): boolean => (error as { effect?: unknown }).effect === 'none';

/**
 * Wraps the client so that its points are reported.
 *
 * @param stateOf of a device by its MAC, or of a user by the PBX's number for them
 */
export function watchXapi(
  xapi: Xapi,
  onPoint: PointListener,
  stateOf: (of: string | number) => DeviceState,
): Xapi {
  return {
    ...xapi,
    async ready() {
      await xapi.ready();
      onPoint('before a device is noted');
    },
    async readPasswords(...args) {
      onPoint('before the current passwords are read');
      const read = await xapi.readPasswords(...args);
      onPoint('current passwords read');
      return read;
    },
    async regenerate(...args) {
      if (stateOf(args[0]).wasNotedAhead) onPoint('noted ahead, request about to be sent');
      try {
        const told = await xapi.regenerate(...args);
        onPoint('reply read, not recorded');
        return told;
      } catch (error) {
        onPoint(isWithoutEffect(error) ? 'put off, not recorded' : 'no clear answer, not recorded');
        throw error;
      }
    },
    async readPassword(mac, keys, answered) {
      const { nextReading } = stateOf(mac);
      onPoint(nextReading ? `before the ${nextReading} reading` : 'before reading back');
      const password = await xapi.readPassword(mac, keys, answered);
      onPoint(nextReading ? `${nextReading} reading made, not recorded` : 'read back, not recorded');
      return password;
    },
    async readVersion(signal) {
      onPoint('before the version is read');
      const version = await xapi.readVersion(signal);
      onPoint('version read');
      return version;
    },
    async readUserPasswords(...args) {
      onPoint('before the users’ passwords are read');
      const read = await xapi.readUserPasswords(...args);
      onPoint('users’ passwords read');
      return read;
    },
    async regenerateUser(...args) {
      onPoint('request for a user about to be sent');
      try {
        await xapi.regenerateUser(...args);
      } catch (error) {
        onPoint(
          isWithoutEffect(error)
            ? 'put off for a user, not recorded'
            : 'no clear answer for a user, not recorded',
        );
        throw error;
      }
      onPoint('accepted for a user, not read back');
    },
    async readUserPassword(id, answered) {
      const isLater = stateOf(id).nextReading !== null;
      onPoint(isLater ? 'before a later reading of a user' : 'before reading back a user');
      const password = await xapi.readUserPassword(id, answered);
      onPoint(isLater ? 'later reading of a user made, not recorded' : 'user read back, not recorded');
      return password;
    },
    async reprovision(...args) {
      try {
        const time = await xapi.reprovision(...args);
        onPoint('asked, not recorded');
        return time;
      } catch (error) {
        onPoint(
          isWithoutEffect(error)
            ? 'asking put off, not recorded'
            : 'asked without a clear answer, not recorded',
        );
        throw error;
      }
    },
  };
}
