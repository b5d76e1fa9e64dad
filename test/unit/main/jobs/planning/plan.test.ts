import { describe, expect, test } from 'vitest';
import { linesText, nameOf } from '../../../../../common/device-text.ts';
import type { Mac } from '../../../../../common/mac.ts';
import { makeOf } from '../../../../../common/make.ts';
import type { Device, DeviceList } from '../../../../../common/model.ts';
import { words } from '../../../../../main/cli/words.ts';
import { agreedPhones, keysOf, planItems } from '../../../../../main/jobs/index.ts';
import { macOf } from '../../../../setup/mac.ts';

const device = (mac: Mac, more: Partial<Device> = {}): Device => ({
  mac,
  key: mac.toUpperCase(),
  kind: 'fxs',
  name: null,
  brand: null,
  model: null,
  lines: [],
  owner: null,
  ...more,
});

const gateway = macOf('000B82101EEF');
const phone = macOf('805EC0112A07');
const absent = macOf('C074AD000001');
const list: DeviceList = {
  devices: [
    device(gateway, { name: 'HT802 #12', brand: 'Grandstream', model: 'HT802' }),
    device(phone, { kind: 'desk-phone', owner: 'Ann Miller (204)' }),
  ],
  fetchedAt: '2026-11-24T06:00:00.000Z',
  unreadable: 0,
  complete: true,
  deskPhonesRead: true,
};
const options = { list, othersWith: () => [], tryUnlisted: false };

test('a gateway is ready, a desk phone and an unlisted MAC are not', () => {
  const items = planItems([gateway, phone, absent], options);
  expect(items.map(({ match, problem }) => [match, problem?.code ?? null])).toEqual([
    ['listed', null],
    ['desk-phone', 'device-is-desk-phone'],
    ['not-listed', 'device-not-found'],
  ]);
  expect(items[1]?.problem?.facts.owner).toBe('Ann Miller (204)');
});

test('an unlisted MAC names the other PBX that has it, and can still be tried', () => {
  const [elsewhere] = planItems([absent], { ...options, othersWith: () => ['Branch'] });
  expect(elsewhere?.problem).toEqual({ code: 'device-not-found', facts: { pbx: 'Branch' } });
  const [tried] = planItems([absent], { ...options, tryUnlisted: true });
  expect(tried).toMatchObject({ match: 'not-listed', problem: null });
});

test('a MAC that an incomplete list lacks is tried, not called unlisted', () => {
  const part = { ...options, list: { ...list, complete: false } };
  const items = planItems([gateway, phone, absent], part);
  expect(items.map(({ match, problem }) => [match, problem?.code ?? null])).toEqual([
    ['listed', null],
    ['desk-phone', 'device-is-desk-phone'],
    ['unknown', null],
  ]);
});

test('if the desk phones could not be read, an unlisted MAC may be one', () => {
  const [item] = planItems([absent], { ...options, list: { ...list, deskPhonesRead: false } });
  expect(item).toMatchObject({
    match: 'not-listed',
    problem: { code: 'device-not-found', facts: { reason: 'desk-phones-unread' } },
  });
});

test('without a list everything is tried', () => {
  const [item] = planItems([phone], { ...options, list: null });
  expect(item).toEqual({ mac: phone, macs: [phone], match: 'unknown', device: null, problem: null });
});

test('the PBX’s own spelling is sent; without it upper, then lower case', () => {
  expect(keysOf(gateway, device(gateway, { key: '000b82101EEF' }))).toEqual(['000b82101EEF']);
  expect(keysOf(gateway, null)).toEqual(['000B82101EEF', '000b82101eef']);
});

test('a device is named by what is known about it', () => {
  expect(nameOf(gateway, list.devices[0] ?? null)).toBe('HT802 #12, Grandstream HT802');
  expect(nameOf(gateway, null)).toBe('00:0B:82:10:1E:EF');
});

test('a brand that begins the model is shown once', () => {
  expect(makeOf(device(gateway, { brand: 'Yealink', model: 'Yealink W70B' }))).toBe('Yealink W70B');
  expect(makeOf(device(gateway, { brand: 'Snom', model: 'M900' }))).toBe('Snom M900');
  expect(makeOf(device(gateway, { brand: null, model: 'M900' }))).toBe('M900');
});

test('runs of extensions are shortened', () => {
  const lines = (...numbers: string[]): string =>
    linesText(device(gateway, { lines: numbers.map((number) => ({ number, name: null })) }), words.texts);
  expect(lines()).toBe('');
  expect(lines('212')).toBe('ext. 212');
  expect(lines('212', '213')).toBe('ext. 212, 213');
  expect(lines('420', '421', '422', '424', 'x1')).toBe('ext. 420-422, 424, x1');
  expect(lines('9', '10', '11')).toBe('ext. 9, 10, 11');
});

test('a MAC that is given twice is run once', () => {
  const items = planItems([gateway, absent, gateway], { list, othersWith: () => [], tryUnlisted: true });
  expect(items.map(({ mac }) => mac)).toEqual([gateway, absent]);
});

describe('desk phones to regenerate', () => {
  const another = macOf('805EC0112A08');
  const third = macOf('0C383E000001');
  const theirs = (id: number, ...macs: Mac[]): Partial<Device> => ({
    kind: 'desk-phone',
    owner: `User ${id}`,
    user: { id, phones: macs.map((mac) => ({ mac, name: null })) },
  });
  const phones = {
    ...list,
    devices: [
      device(gateway),
      device(phone, theirs(41, phone, another)),
      device(another, theirs(41, phone, another)),
      device(third, theirs(42, third)),
    ],
  };
  const told = (items: ReturnType<typeof planItems>) =>
    items.map(({ macs, problem }) => [macs, problem?.code ?? null]);

  test('are one item for each user, at the place of the first', () => {
    const macs = [another, gateway, third, phone, another];
    expect(told(planItems(macs, { ...options, list: phones, deskPhones: 'all' }))).toEqual([
      [[another, phone], null],
      [[gateway], null],
      [[third], null],
    ]);
  });

  test('are those that the user confirmed, as long as they still belong to the same user', () => {
    const deskPhones = new Map([
      [phone, 41],
      [third, 41],
    ]);
    expect(told(planItems([phone, another, third], { ...options, list: phones, deskPhones }))).toEqual([
      [[phone], null],
      [[another], 'device-is-desk-phone'],
      [[third], 'device-is-desk-phone'],
    ]);
  });

  test('are left out if their user is unknown', () => {
    const items = planItems([phone], { ...options, deskPhones: 'all' });
    expect(told(items)).toEqual([[[phone], 'device-is-desk-phone']]);
  });

  test('are confirmed again as before, except those that were left out', () => {
    const before = planItems([phone, another, third], {
      ...options,
      list: phones,
      deskPhones: new Map([
        [phone, 41],
        [another, 41],
      ]),
    });
    expect(agreedPhones(before)).toEqual(
      new Map([
        [phone, 41],
        [another, 41],
      ]),
    );
  });
});
