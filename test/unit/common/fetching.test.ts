import { expect, test } from 'vitest';
import {
  countFetched,
  fetchGroups,
  knownFetches,
  targetsOf,
  unfetchedTargets,
} from '../../../common/fetching.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Device, FetchState, Item, ItemFetch } from '../../../common/model.ts';

const macs = ['0a0000000001', '0a0000000002', '0a0000000003'] as Mac[];
const [mac = '0a0000000001' as Mac, second = mac] = macs;

function device(brand: string | null, model: string | null, kind: Device['kind'] = 'fxs'): Device {
  return { mac, key: mac, kind, name: null, brand, model, owner: null, lines: [] };
}

/** The phones are of one user. */
function phone(names: readonly (string | null)[]): Device {
  const phones = names.map((name, index) => ({ mac: macs[index] ?? mac, name }));
  return {
    ...device(null, null, 'desk-phone'),
    name: names[0] ?? null,
    owner: 'Ann (204)',
    user: { id: 7, phones },
  };
}

let ids = 0;
function item(of: Device | null, fetch?: Partial<ItemFetch>): Item {
  ids += 1;
  return {
    id: ids,
    position: 0,
    mac,
    macs: [mac],
    match: 'listed',
    device: of,
    state: 'succeeded',
    attempts: 1,
    problem: null,
    notBefore: null,
    endedAt: '2026-11-24T14:03:00.000Z',
    credentialsSource: 'reply',
    credentialsKept: true,
    credentialsLost: false,
    knownBy: 'answered',
    nextReadback: null,
    revisedAt: null,
    previousKept: true,
    replacedAt: null,
    surelyReplaced: false,
    ...(fetch && {
      fetch: {
        state: 'awaited',
        reason: null,
        at: null,
        changedAt: null,
        watchedUntil: null,
        devices: [],
        ...fetch,
      },
    }),
  };
}

const asked = (
  of: Mac,
  state: FetchState,
  generatedAt: string | null = null,
): ItemFetch['devices'][number] => ({
  mac: of,
  request: { state, at: '2026-11-24T14:03:00.000Z', problem: null },
  generatedAt,
  failedAt: null,
});

test('devices are grouped by what fetching does to them, the brand said once', () => {
  const items = [
    item(device('Yealink', 'Yealink W70B')),
    item(device('Yealink', 'W70B')),
    item(device('Grandstream', 'HT801')),
    item(device('Yealink', 'T54W', 'desk-phone')),
    item(device(null, null)),
    item(null),
  ];
  expect(fetchGroups(items, targetsOf(items))).toEqual([
    { kind: 'dect', count: 2, models: [{ model: 'Yealink W70B', count: 2 }] },
    { kind: 'fxs', count: 2, models: [{ model: 'Grandstream HT801', count: 1 }] },
    { kind: 'unknown', count: 1, models: [] },
    { kind: 'desk-phone', count: 1, models: [{ model: 'Yealink T54W', count: 1 }] },
  ]);
});

test('all desk phones of a user are devices of their own, each by its model', () => {
  const items = [item(phone(['Yealink T54W', 'Fanvil X4', null]))];
  expect(targetsOf(items).map((target) => target.mac)).toEqual(macs);
  expect(fetchGroups(items, targetsOf(items))).toEqual([
    {
      kind: 'desk-phone',
      count: 3,
      models: [
        { model: 'Yealink T54W', count: 1 },
        { model: 'Fanvil X4', count: 1 },
      ],
    },
  ]);
  expect(countFetched(items)).toEqual({ generated: 0, total: 3 });
});

test('of a whole job those are to be asked that have not fetched, nor are awaited after a request', () => {
  const of = (...states: ItemFetch['devices']) =>
    unfetchedTargets([item(phone(['one', 'other']), { devices: states })]).map((target) => target.mac);
  expect(of()).toEqual([mac, second]);
  expect(of(asked(mac, 'accepted'))).toEqual([second]);
  expect(of(asked(mac, 'unclear'), asked(second, 'refused'))).toEqual([second]);
  expect(of(asked(mac, 'queued'), asked(second, 'cancelled', '2026-11-24T14:05:00.000Z'))).toEqual([mac]);
  const over = item(device(null, null), { state: 'not-seen', devices: [asked(mac, 'accepted')] });
  expect(unfetchedTargets([over])).toHaveLength(1);
  expect(unfetchedTargets([{ ...over, surelyReplaced: true }])).toEqual([]);
  expect(unfetchedTargets([{ ...over, state: 'uncertain' }])).toEqual([]);
});

test('before devices are asked, what is known about them is counted, with the latest time', () => {
  const later = '2026-11-24T14:09:00.000Z';
  const items = [
    item(device(null, null), { devices: [asked(mac, 'accepted', '2026-11-24T14:05:00.000Z')] }),
    item(device(null, null), { devices: [asked(mac, 'accepted', later)] }),
    item(device(null, null), { devices: [asked(mac, 'unclear')] }),
    item(device(null, null), { state: 'not-seen', devices: [asked(mac, 'accepted')] }),
    item(device(null, null), { devices: [{ ...asked(mac, 'accepted'), failedAt: later }] }),
    item(device(null, null), { devices: [asked(mac, 'refused')] }),
    item(device(null, null), { devices: [asked(mac, 'not-asked')] }),
    item(device(null, null), { devices: [asked(mac, 'queued')] }),
    item(device(null, null)),
  ];
  const at = '2026-11-24T14:03:00.000Z';
  expect(knownFetches(items, targetsOf(items))).toEqual([
    { state: 'fetched', count: 2, at: later },
    { state: 'awaited', count: 1, at },
    { state: 'asked', count: 1, at },
    { state: 'failed', count: 1, at: later },
    { state: 'rejected', count: 2, at: null },
  ]);
  expect(knownFetches(items, [])).toEqual([]);
});
