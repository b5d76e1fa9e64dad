import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LogEntry, openLog } from '../../../../main/log/index.ts';
import { temporaryFolder } from '../../../setup/folder.ts';

const entry = (item: number): LogEntry => ({
  event: 'item',
  job: 1,
  item,
  state: 'running',
  attempt: 1,
  code: null,
});
const lines = (file: string): { item: number }[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('an entry is in the file at once, readable only by this user', () => {
  const folder = join(temporaryFolder(), 'logs');
  const { log } = openLog(folder, () => 0);
  for (const item of [1, 2, 3]) {
    log(entry(item));
    expect(lines(join(folder, 'rekey.log')).at(-1)).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      ...entry(item),
    });
  }
  if (process.platform === 'win32') return;
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'rekey.log')).mode & 0o777).toBe(0o600);
});

test('a full file is rotated; two processes keep both bounded, and lose no entry of them', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'rekey.log');
  const [{ log: one }, { log: other }] = [openLog(folder), openLog(folder)];
  let item = 0;
  while (!existsSync(`${file}.1`)) {
    item += 1;
    one(entry(item));
    if (item % 100 === 0) other(entry(item));
    if (item % 1000 === 0) vi.advanceTimersByTime(1000);
    expect(item).toBeLessThan(20_000);
  }
  expect(statSync(`${file}.1`).size).toBeLessThan(1_200_000);
  expect(lines(`${file}.1`).at(-1)?.item).toBe(item - 1);
  expect(lines(file).map((line) => line.item)).toEqual([item]);
});

test('a file that another process rotated is not written to for long', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'rekey.log');
  const { log } = openLog(folder);
  log(entry(1));
  renameSync(file, `${file}.1`);
  vi.advanceTimersByTime(1000);
  log(entry(2));
  expect(lines(file).map(({ item }) => item)).toEqual([2]);
});

test('a folder that cannot be written to causes no failure', () => {
  const { log } = openLog(join(import.meta.filename, 'logs'));
  expect(() => log(entry(1))).not.toThrow();
});
