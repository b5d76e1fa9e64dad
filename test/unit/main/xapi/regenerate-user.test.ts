import { expect, test } from 'vitest';
import {
  readUserPath,
  regenerateUserBody,
  regenerateUserPath,
  shownVersion,
} from '../../../../main/xapi/users.ts';

const wrapped = '{"opts":{"DeskphonePassword":true}}';
const flat = '{"DeskphonePassword":true}';

test.each([
  ['20.0.0.1', flat],
  ['20.0.4.910', flat],
  ['20.0.4', flat],
  ['20.0.5.1', wrapped],
  ['20.0.5', wrapped],
  ['20.0.10.100', wrapped],
  ['20.1.0.5', wrapped],
  ['21.0.0.1', wrapped],
])('%s is sent exactly %s', (version, body) => {
  expect(regenerateUserBody(version)).toBe(body);
});

test.each([
  null,
  '',
  '18.0.9.20',
  '20',
  '20.0',
  '20.0 Update 5',
  'v20.0.5.1',
  '20.0.5.1 ',
  '20.0.5-beta',
  '20.0.x.1',
  '20.0.5.1.2',
  `20.0.${'9'.repeat(30)}`,
  '２０.０.５.１',
])('%j decides no form', (version) => {
  expect(regenerateUserBody(version)).toBeNull();
});

test('a user is named by a whole number, and only by one', () => {
  expect(regenerateUserPath(41)).toBe('/xapi/v1/Users(41)/Pbx.Regenerate');
  expect(readUserPath(41)).toBe('/xapi/v1/Users(41)?$select=Id,DeskphonePassword');
  for (const id of [1.5, Number.NaN, Number.POSITIVE_INFINITY, '1)/x' as unknown as number])
    expect(() => regenerateUserPath(id)).toThrow();
});

test('a version is reported if it looks like one, and nothing else in its place', () => {
  expect(shownVersion('20.0 Update 5 (Beta)')).toEqual({ version: '20.0 Update 5 (Beta)' });
  for (const text of [null, '', 'eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.x', 'key=Canary+Key/4%2F', 'a'.repeat(25)])
    expect(shownVersion(text)).toEqual({});
});
