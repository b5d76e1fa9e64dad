import { expect, test } from 'vitest';
import { readMac } from '../../../common/one-mac.ts';

const one = { kind: 'one', mac: '000b82101eef', ambiguous: false };
const none = expect.objectContaining({ kind: 'none' });

test.each([
  ['00:0B:82:10:1E:EF', one],
  ['  MAC: 000b.8210.1eef \n', one],
  ['HT802 in the basement\t00-0B-82-10-1E-EF\tground floor', one],
  // The same MAC twice counts as one.
  ['00:0B:82:10:1E:EF\n000B82101EEF', one],
  ['', none],
  ['a password', none],
  ['00:0B:82:10:1E', none],
  // A telephone number may look like one, among other words.
  ['call 491711234567 please', none],
  ['call 004930123456 please', { kind: 'one', mac: '004930123456', ambiguous: true }],
  ['0:b:82:10:1e:ef', one],
  ['HWaddr 00 0b 82 10 1e ef', one],
  ['004930123456', { kind: 'one', mac: '004930123456', ambiguous: true }],
  ['00:49:30:12:34:56', { kind: 'one', mac: '004930123456', ambiguous: false }],
  ['004930123456\n00:0B:82:10:1E:EF', one],
  ['00:0B:82:10:1E:EF and 80:5E:0C:11:2A:07', { kind: 'several', macs: ['000b82101eef', '805e0c112a07'] }],
  [`00:0B:82:10:1E:EF${' '.repeat(30_000)}`, { kind: 'too-long' }],
])('%j', (text, found) => {
  expect(readMac(text)).toEqual(found);
});
