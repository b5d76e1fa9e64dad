import { describe, expect, test, vi } from 'vitest';
import {
  createArrivals,
  fileOnCommandLine,
  valueAfterSwitch,
} from '../../../../../main/shell/lifecycle/arrivals.ts';

const packaged = (...args: string[]) =>
  fileOnCommandLine(['/opt/rekey', ...args], '/home/ann', ['/opt/app.asar', '/home/ann/data']);

describe('a file on the command line', () => {
  test.each([
    ['/home/ann/acme.rekey', '/home/ann/acme.rekey'],
    ['acme.rekey', '/home/ann/acme.rekey'],
    ['../bob/a b.rekey', '/home/bob/a b.rekey'],
    // As file managers on Linux pass it; and a file without an extension is also one.
    ['file:///home/ann/gr%C3%BCn%20neu.rekey', '/home/ann/grün neu.rekey'],
    ['/home/ann/acme.rekey.txt', '/home/ann/acme.rekey.txt'],
  ])('%s', (argument, path) => {
    expect(packaged('--data-dir=/x', argument)).toBe(path);
    // Chromium adds switches of its own.
    expect(packaged(argument, '--allow-file-access-from-files')).toBe(path);
  });

  test.each([
    [[]],
    [['--hidden']],
    [['']],
    [['-psn_0_1234']],
    [['--data-dir', '/home/ann/data']],
    [['--data-dir', 'data/']],
    // A second start lists its switches first.
    [['--data-dir', '--in-tray', 'data']],
    [['file://evil.example/share/x.rekey']],
    [['file:///%']],
  ])('is none of %j', (args) => {
    expect(packaged(...args)).toBeNull();
  });

  test('is not the app itself, while it is not packaged', () => {
    const from = (...args: string[]) =>
      fileOnCommandLine(['/bin/electron', ...args], '/home/ann', ['/home/ann/app']);
    expect([from('app'), from('/home/ann/app'), from('app', 'x.rekey')]).toEqual([
      null,
      null,
      '/home/ann/x.rekey',
    ]);
    expect(fileOnCommandLine(['/bin/electron', '.'], '/home/ann/app', ['/home/ann/app'])).toBeNull();
  });
});

test('can accompany a data folder', () => {
  expect(packaged('--data-dir', 'data', 'acme.rekey')).toBe('/home/ann/acme.rekey');
  expect(packaged('acme.rekey', '--data-dir', 'data')).toBe('/home/ann/acme.rekey');
});

test.each([
  [['--data-dir', '/x'], '/x'],
  [['--in-tray', '--data-dir', '/x', 'acme.rekey'], '/x'],
  [['--data-dir=/x'], ''],
  [['--data-dir', '--in-tray'], ''],
  [['--data-dir'], ''],
  [[], ''],
])('after a switch in %j comes %j', (args, value) => {
  expect(valueAfterSwitch('data-dir', ['/opt/rekey', ...args])).toBe(value);
});

test('a file that arrives before there is a listener waits, the last one of several', () => {
  const files = createArrivals<string>();
  files.arrive('/first');
  files.arrive('/second');
  const take = vi.fn();
  files.listen(take);
  files.arrive('/third');
  const other = vi.fn();
  files.listen(other);
  files.arrive('/fourth');
  expect([take.mock.calls, other.mock.calls]).toEqual([[['/second'], ['/third']], [['/fourth']]]);
});
