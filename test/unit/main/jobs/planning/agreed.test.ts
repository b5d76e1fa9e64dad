import { expect, test } from 'vitest';
import type { Mac } from '../../../../../common/mac.ts';
import type { Device, Item } from '../../../../../common/model.ts';
import { changedSince } from '../../../../../main/jobs/planning/agreed.ts';
import type { NewItem } from '../../../../../main/store/jobs/index.ts';
import { queuedItem } from '../../../../setup/items.ts';

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
const other = '0c383e000001' as Mac;
const theirs = (id: number, phones: Mac[], macs: Mac[] = [mac]): NewItem => ({
  mac,
  macs,
  match: 'desk-phone',
  device: {
    ...device,
    kind: 'desk-phone',
    user: { id, phones: phones.map((each) => ({ mac: each, name: null })) },
  },
  problem: null,
});
const unknown: NewItem = { mac, match: 'unknown', device: null, problem: null };

const agreed = ({ match, device: known, macs = [mac] }: NewItem): Item => ({
  ...queuedItem,
  id: 7,
  mac,
  macs,
  match,
  device: known,
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
  ['the same phones in another order', theirs(41, [mac, other]), theirs(41, [other, mac])],
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
  ['another user’s desk phone by now', theirs(41, [mac]), theirs(42, [mac])],
  ['a user with one more phone', theirs(41, [mac]), theirs(41, [mac, other])],
  [
    'a phone of the list that is no longer the user’s',
    theirs(41, [mac, other], [mac, other]),
    theirs(41, [mac]),
  ],
])('changed: %s', (_, then, now) => {
  const { match, device: known, problem, macs = [mac] } = now;
  expect(changedSince([agreed(then)], [now])).toEqual([{ itemId: 7, macs, match, device: known, problem }]);
});
