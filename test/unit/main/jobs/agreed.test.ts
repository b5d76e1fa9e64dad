import { expect, test } from 'vitest';
import type { Mac } from '../../../../common/mac.ts';
import type { Device, Item } from '../../../../common/model.ts';
import { changedSince } from '../../../../main/jobs/agreed.ts';
import type { NewItem } from '../../../../main/store/jobs.ts';

const mac = '000b82101eef' as Mac;
const device: Device = {
  mac,
  key: '000B82101EEF',
  kind: 'fxs',
  name: 'HT802 #12',
  brand: 'Grandstream',
  model: 'HT802',
  lines: [],
  owner: null,
};
const missing = { code: 'device-not-found', facts: {} } as const;
const listed: NewItem = { mac, match: 'listed', device, problem: null };
const absent: NewItem = { mac, match: 'not-listed', device: null, problem: missing };
const phone: NewItem = {
  mac,
  match: 'desk-phone',
  device: { ...device, kind: 'desk-phone' },
  problem: { code: 'device-is-desk-phone', facts: {} },
};
const unknown: NewItem = { mac, match: 'unknown', device: null, problem: null };

const agreed = ({ match, device: known }: NewItem): Item => ({
  id: 7,
  position: 0,
  mac,
  match,
  device: known,
  state: 'queued',
  attempts: 0,
  problem: null,
  notBefore: null,
  endedAt: null,
  credentialsSource: null,
  credentialsKept: false,
  credentialsLost: false,
  knownBy: null,
  nextLook: null,
  revisedAt: null,
  previousKept: false,
  replacedAt: null,
  surelyReplaced: false,
});

test.each<[string, NewItem, NewItem]>([
  ['the same', listed, { ...listed }],
  [
    'a line or a model more',
    listed,
    { ...listed, device: { ...device, model: 'HT812', lines: [{ number: '1', name: null }] } },
  ],
  ['not listed then, and not now', absent, absent],
  ['not looked up, and not possible now', unknown, unknown],
])('unchanged: %s', (_, then, now) => {
  expect(changedSince([agreed(then)], [now])).toEqual([]);
});

test.each<[string, NewItem, NewItem]>([
  ['another name', listed, { ...listed, device: { ...device, name: 'HT802 #13' } }],
  ['another spelling of its key', listed, { ...listed, device: { ...device, key: mac } }],
  ['a desk phone by now', listed, phone],
  ['gone', listed, absent],
  ['listed by now', absent, listed],
  ['looked up for the first time', unknown, listed],
  ['not to be looked up any more', listed, unknown],
])('changed: %s', (_, then, now) => {
  const { match, device: known, problem } = now;
  expect(changedSince([agreed(then)], [now])).toEqual([{ itemId: 7, match, device: known, problem }]);
});
