import { expect, test } from 'vitest';
import type { Item } from '../../../../common/model.ts';
import { createHints } from '../../../../main/cli/hints.ts';
import { itemJson, jobJson } from '../../../../main/cli/json.ts';
import { words } from '../../../../main/cli/words.ts';
import { toJson } from '../../../../main/jobs/passwords/export.ts';
import { finishedJob, queuedItem } from '../../../setup/items.ts';

const readAgain: Item = { ...queuedItem, nextReadback: { kind: 'last', at: '2026-11-24T09:05:10.000Z' } };

/** Released: scripts read them. More may be added, none renamed or removed. */
const fields = [
  'id',
  'position',
  'mac',
  'macs',
  'match',
  'device',
  'state',
  'attempts',
  'notBefore',
  'endedAt',
  'knownBy',
  'nextLook',
  'revisedAt',
  'previousKept',
  'replacedAt',
  'surelyReplaced',
  'errorCode',
  'error',
];

const hints = createHints({ program: ['rekey'], home: '/home/ann', platform: 'linux' }, []);

test('the fields of an item in the JSON output keep their names', () => {
  const item = itemJson(readAgain, hints);
  expect(Object.keys(item).sort()).toEqual([...fields, 'credentials'].sort());
  expect(item).toMatchObject({ nextLook: readAgain.nextReadback });
});

test('the fields of an item in an exported file keep their names', () => {
  const [item] = JSON.parse(
    toJson(
      finishedJob,
      [readAgain],
      () => 'new',
      words,
      () => 'old',
    ),
  ).items;
  const exported = ['credentialsSource', 'passwordKept', 'passwordState', 'password', 'previousPassword'];
  expect(Object.keys(item).sort()).toEqual([...fields, ...exported].sort());
  expect(item.nextLook).toEqual(readAgain.nextReadback);
});

test('the fields of a job in the JSON output keep their names', () => {
  expect(Object.keys(jobJson(finishedJob, hints)).sort()).toEqual(
    [
      'id',
      'pbxId',
      'pbxName',
      'pbxUrl',
      'state',
      'pauseReason',
      'waiting',
      'reference',
      'retryOf',
      'user',
      'createdAt',
      'startedAt',
      'endedAt',
    ].sort(),
  );
});
