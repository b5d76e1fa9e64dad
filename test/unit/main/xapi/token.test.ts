import { describe, expect, test } from 'vitest';
import { readTokenReply } from '../../../../main/xapi/token.ts';

const jwt = (claims: object): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
const date = 'Tue, 24 Nov 2026 06:00:00 GMT';
const seconds = Date.parse(date) / 1000;

describe('lifetime of an access token', () => {
  test.each<[string, object, number]>([
    [
      'its own claims, whatever expires_in says',
      { access_token: jwt({ iat: 1000, exp: 4600 }), expires_in: 60 },
      3600,
    ],
    [
      'claims by a clock that is hours off',
      { access_token: jwt({ iat: seconds + 9e4, exp: seconds + 9.36e4 }) },
      3600,
    ],
    [
      'exp alone, against the Date header',
      { access_token: jwt({ exp: seconds + 1800 }), expires_in: 60 },
      1800,
    ],
    ['seconds', { access_token: 'opaque', expires_in: 3600 }, 3600],
    ['minutes, before 20.0.9', { access_token: 'opaque', expires_in: 60 }, 3600],
    ['the most that is read as minutes', { access_token: 'opaque', expires_in: 120 }, 7200],
    ['the least that is read as seconds', { access_token: 'opaque', expires_in: 121 }, 121],
    ['no word on it: short', { access_token: 'opaque' }, 60],
    ['claims that are texts', { access_token: jwt({ iat: '1000', exp: '4600' }), expires_in: 300 }, 3600],
    [
      'claims that make no sense: expires_in',
      { access_token: jwt({ iat: 5000, exp: 4000 }), expires_in: 300 },
      300,
    ],
    ['text', { access_token: 'opaque', expires_in: ' 3600 ' }, 3600],
    ['minutes as text', { access_token: 'opaque', expires_in: '60' }, 3600],
    ...[0, -5, null, '', 'soon', '1e9999', {}, [3600], true].map((expires_in): [string, object, number] => [
      `${JSON.stringify(expires_in)}, which says nothing`,
      { access_token: 'opaque', expires_in },
      60,
    ]),
    ['a life that is absurd: a day', { access_token: 'opaque', expires_in: 1e300 }, 86_400],
    ['claims that are absurd: a day', { access_token: jwt({ iat: 0, exp: 1e200 }) }, 86_400],
    ['a payload that is no JSON', { access_token: 'a.b!.c', expires_in: 300 }, 300],
  ])('%s', (_, body, life) => {
    expect(readTokenReply(body, date)?.lifeMs).toBe(life * 1000);
  });

  test.each<[unknown]>([
    [null],
    ['text'],
    [{}],
    [{ access_token: '' }],
    [{ access_token: 5 }],
    [{ access_token: 'x'.repeat(20_000) }],
    // Tokens that do not fit a header.
    ...['a\nb', 'a\u0000', '\u007f', 'tok en', 'tökén', 'a\u2028', '🙂'].map((access_token): [unknown] => [
      { access_token },
    ]),
  ])('%j is not a token reply', (body) => {
    expect(readTokenReply(body, date)).toBeNull();
  });
});
