import { expect, test } from 'vitest';
import type { Device } from '../../../common/model.ts';
import { indexDevices, refusalOf, understand } from '../../../common/understand.ts';
import { words } from '../../../main/cli/words.ts';
import { macOf } from '../../setup/mac.ts';

const device = (text: string, kind: Device['kind']): Device => ({
  mac: macOf(text),
  key: text,
  kind,
  name: 'Lift phone',
  brand: null,
  model: null,
  lines: [],
  owner: null,
});
const index = indexDevices({
  devices: [device('000B82101EEF', 'fxs'), device('805EC0112A07', 'desk-phone')],
  fetchedAt: '2026-11-24T06:00:00.000Z',
  unreadable: 0,
  complete: true,
  deskPhonesRead: true,
});

test.each([
  ['', 'nothing'],
  ['00:0B:8', 'typing'],
  ['00:0B:82:10:1E:E', 'typing'],
  ['00:0B:82:10:1E:EG', 'refused'],
  ['hello', 'name'],
  ['00:0B:82:10:1E:EF 80:5E:C0:11:2A:07', 'several'],
  ['Model W70B MAC 000B 8210 1EEF SN 3122334455', 'listed'],
  ['https://10.0.0.5/cfg000b82101eef.xml', 'listed'],
  ['ff:ff:ff:ff:ff:ff', 'refused'],
  ['x'.repeat(20_001), 'refused'],
  ['00:0b:82:10:1e:ef', 'listed'],
  ['805EC0112A07', 'desk-phone'],
  ['02:00:00:00:00:01', 'not-listed'],
])('%j is understood as %s', (text, kind) => {
  expect(understand(text, index).kind).toBe(kind);
});

test('a MAC that an incomplete list lacks is not called unlisted', () => {
  const part = indexDevices({
    devices: [device('000B82101EEF', 'fxs')],
    fetchedAt: '2026-11-24T06:00:00.000Z',
    unreadable: 0,
    complete: false,
    deskPhonesRead: true,
  });
  expect(understand('000B82101EEF', part).kind).toBe('listed');
  expect(understand('02:00:00:00:00:01', part)).toEqual({ kind: 'not-in-part', mac: '020000000001' });
});

test('while typing, the digits are counted', () => {
  expect(understand('00:0B:8', index)).toEqual({ kind: 'typing', digits: 5 });
});

test('without a list a MAC is just a MAC', () => {
  expect(understand('000B82101EEF', null)).toEqual({ kind: 'no-list', mac: '000b82101eef' });
});

test('a text that is complete is told why it is not a MAC', () => {
  expect(refusalOf('00:0B:8', words.texts)).toContain('5 of the 12');
  expect(refusalOf('000B82101EEF', words.texts)).toBe('');
});
