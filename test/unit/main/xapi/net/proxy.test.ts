import { afterEach, describe, expect, test, vi } from 'vitest';
import { namedByVariables, routeByVariables, routesOfPac } from '../../../../../main/xapi/net/proxy.ts';
import { schemesOf } from '../../../../../main/xapi/net/tunnel.ts';

afterEach(() => vi.unstubAllEnvs());

const ways = (answer: string): string[] => routesOfPac(answer).map((way) => way?.href ?? 'direct');

describe('the answer of a proxy script', () => {
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

  test('is limited in length', () => {
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
  expect(routeByVariables('https://pbx.example:5001')?.href).toBe(href);
  expect(namedByVariables(process.env)).toBe(value);
});

describe('NO_PROXY', () => {
  const leads = (exceptions: string, url: string): string => {
    vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:3128');
    vi.stubEnv('no_proxy', exceptions);
    return routeByVariables(url) ? 'through' : 'past';
  };

  test.each([
    ['*', 'https://pbx.example.com'],
    ['localhost, *', 'https://pbx.example.com'],
    ['pbx.example.com', 'https://pbx.example.com:5001'],
    ['a.example b.example,pbx.example.com', 'https://pbx.example.com'],
    ['example.com', 'https://pbx.example.com'],
    ['.example.com', 'https://pbx.example.com'],
    ['.example.com', 'https://example.com'],
    ['*.example.com', 'https://pbx.example.com'],
    ['PBX.Example.COM.', 'https://pbx.example.com'],
    ['pbx.example.com', 'https://pbx.example.com.:5001'],
    ['bücher.example', 'https://pbx.bücher.example'],
    ['example.com:5001', 'https://pbx.example.com:5001'],
    ['example.com:443', 'https://pbx.example.com'],
    ['10.1.2.3', 'https://10.1.2.3:5001'],
    ['10.1.2.3:5001', 'https://10.1.2.3:5001'],
    ['10.0.0.0/8', 'https://10.1.2.3:5001'],
    ['192.168.0.0/16,10.1.2.3/32', 'https://10.1.2.3'],
    ['::1', 'https://[::1]:5001'],
    ['fd00::5', 'https://[fd00::5]:5001'],
    ['FD00:0::0005', 'https://[fd00::5]'],
    ['[fd00::5]', 'https://[fd00::5]:5001'],
    ['[fd00::5]:5001', 'https://[fd00::5]:5001'],
    ['fd00::/8', 'https://[fd00::5]:5001'],
    ['[fd00::]/8', 'https://[fd00::5]:5001'],
  ])('%s bypasses the proxy for %s', (exceptions, url) => {
    expect(leads(exceptions, url)).toBe('past');
  });

  test.each([
    ['', 'https://pbx.example.com'],
    [' , ', 'https://pbx.example.com'],
    ['.', 'https://pbx.example.com'],
    ['example.com', 'https://pbxexample.com'],
    ['pbx.example.com', 'https://example.com'],
    ['example.com:443', 'https://pbx.example.com:5001'],
    ['10.0.0.0/8', 'https://11.1.2.3'],
    ['10.0.0.0/8', 'https://10.example.com'],
    ['10.0.0.0/33', 'https://10.0.0.1'],
    ['10.0.0.0/', 'https://10.0.0.1'],
    ['example.com/8', 'https://example.com'],
    ['0.0.1', 'https://10.0.0.1'],
    ['fd00::/8', 'https://[fe00::5]'],
    ['fd00::5', 'https://[fd00::6]:5'],
    ['fd00:', 'https://[fd00::5]'],
    ['[fd00::5]:443', 'https://[fd00::5]:5001'],
    ['::/0', 'https://10.1.2.3'],
  ])('%j does not bypass it for %s', (exceptions, url) => {
    expect(leads(exceptions, url)).toBe('through');
  });

  test('in lower case takes precedence over upper case', () => {
    vi.stubEnv('NO_PROXY', '*');
    expect(leads('other.example', 'https://pbx.example.com')).toBe('through');
  });
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
