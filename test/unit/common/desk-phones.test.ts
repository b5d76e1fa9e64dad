import { expect, test } from 'vitest';
import { agreedDeskPhones, deskPhoneUser, devicesAndUsers, macsOf } from '../../../common/desk-phones.ts';
import { detailsIn, nameIn, shortNameOf } from '../../../common/device-text.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Device, Problem } from '../../../common/model.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { macOf } from '../../setup/mac.ts';

const { texts } = wordsFor('en', 'en-US');
const [one, two] = ['805EC0112A07', '805EC0112A08'].map(macOf) as [Mac, Mac];
const phone: Device = {
  mac: one,
  key: one,
  kind: 'desk-phone',
  name: 'Yealink T46U',
  brand: null,
  model: null,
  lines: [],
  owner: 'Ann Miller (204)',
  user: {
    id: 7,
    phones: [
      { mac: one, name: 'Yealink T46U' },
      { mac: two, name: 'Snom D785' },
    ],
  },
};
const { user: _, ...unsure } = phone;
const leftOut: Problem = { code: 'device-is-desk-phone', facts: {} };
const item = (device: Device | null, problem: Problem | null = null, macs: readonly Mac[] = [one]) => ({
  mac: one,
  macs,
  device,
  problem,
});

test('an item of a desk phone stands for its user, unless it was left out or the user is not known', () => {
  expect(deskPhoneUser(item(phone))).toMatchObject({ id: 7, owner: 'Ann Miller (204)' });
  expect(deskPhoneUser(item(phone, { code: 'forbidden', facts: {} }))?.id).toBe(7);
  for (const other of [item(phone, leftOut), item(unsure), item({ ...phone, kind: 'fxs' }), item(null)])
    expect(deskPhoneUser(other)).toBeNull();
  expect(devicesAndUsers([item(phone), item(phone, leftOut), item(null)])).toEqual({ devices: 2, users: 1 });
});

test('a retry confirms the desk phones that were run, and no others', () => {
  expect(agreedDeskPhones([item(phone, null, [one, two]), item(phone, leftOut), item(null)])).toEqual([
    { mac: one, userId: 7 },
    { mac: two, userId: 7 },
  ]);
});

test('all phones of the user share the password, even those that are not in the list', () => {
  expect(macsOf(item(phone))).toEqual([one, two]);
  expect(macsOf(item(phone, leftOut))).toEqual([one]);
});

test('it is named after the user, and after the phone if it was left out', () => {
  expect(shortNameOf(item(phone))).toBe('Ann Miller (204)');
  expect(shortNameOf(item(phone, leftOut))).toBe('Yealink T46U');
  expect(nameIn(item({ ...phone, owner: null }), texts)).toBe('a user');
  expect(detailsIn(item(phone), texts)).toBe('2 desk phones: Yealink T46U, Snom D785');
  const single = { ...phone, user: { id: 7, phones: [{ mac: one, name: 'Yealink T46U' }] } };
  expect(detailsIn(item(single), texts)).toBe('Yealink T46U');
});
