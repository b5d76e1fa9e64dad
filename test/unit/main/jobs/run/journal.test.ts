import { expect, test } from 'vitest';
import { createJournal } from '../../../../../main/jobs/run/journal.ts';

/** A journal whose commits are listed, each with what it changed. */
function bench(mayGather = true) {
  const commits: string[][] = [];
  const journal = createJournal(
    {
      together<T>(changes: () => T): T {
        commits.push([]);
        return changes();
      },
    },
    () => mayGather,
  );
  const change = (name: string) => (): string => {
    commits.at(-1)?.push(name);
    return name;
  };
  return { commits, journal, change };
}

test('an item is queued again before it is noted again, however late the notes are decided', async () => {
  const { commits, journal, change } = bench();
  const told = await Promise.all([
    journal.beginAhead(change('ahead')),
    journal.end(change('first end')),
    journal.begin(change('begin')),
    journal.end(change('second end')),
  ]);
  expect(commits).toEqual([['first end', 'second end', 'ahead', 'begin']]);
  expect(told).toEqual(['ahead', 'first end', 'begin', 'second end']);
});

test('a failed commit rejects what begins; outcomes are tried one by one', async () => {
  const { commits, journal, change } = bench();
  const fail = (): never => {
    throw new Error('full');
  };
  const told = await Promise.allSettled([
    journal.end(fail),
    journal.end(change('end')),
    journal.begin(change('begin')),
  ]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  expect(commits).toEqual([[], [], ['end']]);
});

test.each(['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_BUSY_TIMEOUT'])(
  'after a commit that failed with %s nothing is tried one by one: each would block again',
  async (code) => {
    const { commits, journal, change } = bench();
    const fail = (): never => {
      throw Object.assign(new Error('database is locked'), { code });
    };
    const told = await Promise.allSettled([journal.end(fail), journal.end(change('end'))]);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(commits).toHaveLength(1);
  },
);

test.each([[undefined], [null], ['text']])('whatever is thrown, every write settles: %j', async (thrown) => {
  const { journal, change } = bench();
  const fail = (): never => {
    throw thrown;
  };
  const told = await Promise.allSettled([journal.end(fail), journal.end(change('end'))]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});
