import { expect, test } from 'vitest';
import { findOneMac } from '../../common/one-mac.ts';

const one = { kind: 'one', mac: '000b82101eef' };

test.each([
  ['00:0B:82:10:1E:EF', one],
  ['  MAC: 000b.8210.1eef \n', one],
  ['HT802 in the basement\t00-0B-82-10-1E-EF\tground floor', one],
  // The same one twice is one.
  ['00:0B:82:10:1E:EF\n000B82101EEF', one],
  ['', { kind: 'none' }],
  ['a password', { kind: 'none' }],
  ['00:0B:82:10:1E', { kind: 'none' }],
  // A telephone number may look like one, among other words.
  ['call 491711234567 please', { kind: 'none' }],
  ['call 004930123456 please', { kind: 'unsure' }],
  ['0:b:82:10:1e:ef', one],
  ['HWaddr 00 0b 82 10 1e ef', one],
  ['004930123456', { kind: 'unsure' }],
  ['00:49:30:12:34:56', { kind: 'one', mac: '004930123456' }],
  ['004930123456\n00:0B:82:10:1E:EF', one],
  ['00:0B:82:10:1E:EF and 80:5E:0C:11:2A:07', { kind: 'several' }],
  [`00:0B:82:10:1E:EF${' '.repeat(30_000)}`, { kind: 'too-long' }],
])('%j', (text, found) => {
  expect(findOneMac(text)).toEqual(found);
});
