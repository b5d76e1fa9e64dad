import { afterEach, describe, expect, test, vi } from 'vitest';
import { namedByVariables, wayByVariables, waysOfPac } from '../../main/xapi/proxy.ts';
import { schemesOf } from '../../main/xapi/tunnel.ts';

afterEach(() => vi.unstubAllEnvs());

const ways = (answer: string): string[] => waysOfPac(answer).map((way) => way?.href ?? 'direct');

describe('what a proxy script answers', () => {
  test.each([
    ['DIRECT', ['direct']],
    ['PROXY a:8080; DIRECT', ['http://a:8080/', 'direct']],
    ['proxy a:8080;direct', ['http://a:8080/', 'direct']],
    ['HTTPS a; SOCKS5 b:1081', ['https://a/', 'socks5://b:1081']],
    ['PROXY [::1]:3128', ['http://[::1]:3128/']],
    ['SOCKS old:1080; PROXY new:80', ['http://new/']],
    ['QUIC q:1; ; PROXY', null],
    ['PROXY a b; DIRECT', ['http://a/', 'direct']],
    ['PROXY a:99999; DIRECT', ['direct']],
  ])('%j', (answer, expected) => {
    if (expected) expect(ways(answer)).toEqual(expected);
    else expect(() => ways(answer)).toThrow('proxy-failed');
  });

  test('is not followed without end', () => {
    expect(ways(Array(1000).fill('PROXY a:1').join(';')).length).toBeLessThanOrEqual(10);
  });
});

test.each([
  ['proxy.example:3128', 'http://proxy.example:3128/'],
  ['http://proxy.example', 'http://proxy.example/'],
  ['HTTPS://proxy.example', 'https://proxy.example/'],
  ['socks5h://ann:p%40ss@proxy.example', 'socks5://ann:p%40ss@proxy.example'],
  ['[::1]:3128', 'http://[::1]:3128/'],
])('HTTPS_PROXY=%s', (value, href) => {
  vi.stubEnv('HTTPS_PROXY', value);
  expect(wayByVariables('https://pbx.example:5001')?.href).toBe(href);
  expect(namedByVariables(process.env)).toBe(value);
});

test.each([
  [undefined, []],
  ['Basic realm="x"', ['basic']],
  ['NTLM', ['ntlm']],
  ['Negotiate, NTLM, Basic realm="a, Digest b=c"', ['negotiate', 'ntlm', 'basic']],
  [
    ['Negotiate', 'Kerberos'],
    ['negotiate', 'kerberos'],
  ],
  ['Digest realm="x", nonce="y", qop="auth", Basic realm="z"', ['digest', 'basic']],
])('Proxy-Authenticate: %j', (header, schemes) => {
  expect(schemes.every((scheme) => schemesOf(header).includes(scheme))).toBe(true);
  expect(
    schemesOf(header).filter((scheme) => ['basic', 'ntlm', 'negotiate', 'kerberos'].includes(scheme)),
  ).toEqual(schemes.filter((scheme) => scheme !== 'digest'));
});
