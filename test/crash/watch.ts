import type { JobStore } from '../../main/store/jobs.ts';
import type { Xapi } from '../../main/xapi/index.ts';
import type { Point } from './points.ts';

/** Told at each point, before the run goes on. */
export type Pass = (point: Point) => void;

/** The journal, with its points. @param between has the points between two statements that ask for the time */
export function watchJobs(jobs: JobStore, pass: Pass, between: Between): JobStore {
  let inThisCommit: Point[] = [];
  /** One statement of a commit, and the point after that commit, which each of its devices passes. */
  const noting = (before: Point, after: Point, committed: Point, statement: () => void): void => {
    pass(before);
    statement();
    pass(after);
    inThisCommit.push(committed);
  };
  return {
    ...jobs,
    create(job) {
      pass('before the job is recorded');
      const made = jobs.create(job);
      pass('job recorded');
      return made;
    },
    start(id) {
      jobs.start(id);
      pass('job begun');
    },
    together(changes) {
      inThisCommit = [];
      const value = jobs.together(changes);
      for (const point of inThisCommit) pass(point);
      return value;
    },
    beginAttempt(id, baseline) {
      noting(
        'in the note, before its statement',
        'in the note, after its statement',
        'noted as running, not sent',
        () => jobs.beginAttempt(id, baseline),
      );
    },
    noteAhead(id, baseline) {
      noting(
        'in the note ahead, before its statement',
        'in the note ahead, after its statement',
        'noted ahead, not sent',
        () => jobs.noteAhead(id, baseline),
      );
    },
    requeue(id, problem, notBefore, more) {
      noting(
        'in the putting off, before its statement',
        'in the putting off, after its statement',
        'putting off noted',
        () => jobs.requeue(id, problem, notBefore, more),
      );
    },
    conclude(id, conclusion) {
      noting(
        'in the outcome, before its statement',
        'in the outcome, after its statement',
        'outcome noted',
        () => jobs.conclude(id, conclusion),
      );
      if (conclusion.look?.kind === 'second') inThisCommit.push('to be read a second time');
    },
    settle(id, settlement) {
      let isSettled = false;
      noting(
        'in the settling, before its statement',
        'in the settling, after its statement',
        'settled',
        () => {
          isSettled = jobs.settle(id, settlement);
        },
      );
      if (settlement.look?.kind === 'second') inThisCommit.push('to be read a second time');
      return isSettled;
    },
    pause(id, problem) {
      pass('before the job is paused');
      jobs.pause(id, problem);
      pass('job paused');
    },
    cancel(id) {
      pass('before the job is cancelled');
      // The items' statement has asked for the time once; the job's asks again.
      between.expect('in the cancelling, between its statements', 2);
      jobs.cancel(id);
      pass('job cancelled');
    },
    finish(id) {
      pass('before the job is finished');
      jobs.finish(id);
      pass('job finished');
    },
    interrupt(id) {
      pass('before a dead job is marked');
      between.expect('in the marking, between its statements', 1);
      jobs.interrupt(id);
      pass('dead job marked');
    },
  };
}

/** The store's clock, which transactions of their own ask between their statements. */
export interface Between {
  now(): number;
  /** The point is passed when the time is asked for the nth time from now. */
  expect(point: Point, nth: number): void;
}

export function createBetween(pass: Pass, now: () => number): Between {
  let expected: { point: Point; left: number } | null = null;
  return {
    now() {
      if (expected) {
        expected.left -= 1;
        if (expected.left === 0) {
          const { point } = expected;
          expected = null;
          pass(point);
        }
      }
      return now();
    },
    expect(point, nth) {
      expected = { point, left: nth };
    },
  };
}

/** The client, with its points. */
export function watchXapi(xapi: Xapi, pass: Pass): Xapi {
  return {
    ...xapi,
    async ready() {
      await xapi.ready();
      pass('before a device is noted');
    },
    async readPasswords(...args) {
      pass('before the current passwords are read');
      const read = await xapi.readPasswords(...args);
      pass('current passwords read, nothing noted');
      return read;
    },
    async regenerate(...args) {
      try {
        const told = await xapi.regenerate(...args);
        pass('reply read, not noted');
        return told;
      } catch (error) {
        const isPutOff = (error as { effect?: unknown }).effect === 'none';
        pass(isPutOff ? 'put off, not noted' : 'no clear answer, not noted');
        throw error;
      }
    },
    async readPassword(mac, keys) {
      pass('before reading back');
      const password = await xapi.readPassword(mac, keys);
      pass('read back, not noted');
      return password;
    },
  };
}
