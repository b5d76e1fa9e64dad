import fc from 'fast-check';
import { expect, test } from 'vitest';
import { devicePageUrl } from '../../../../main/shell/device-page.ts';

const urlOf = (reported: string | null) => {
  const page = devicePageUrl(reported);
  return page.ok ? page.url : page.reason;
};

test.each([
  ['192.168.10.77', 'https://192.168.10.77/'],
  [' 10.0.0.1 ', 'https://10.0.0.1/'],
  ['172.16.0.1', 'https://172.16.0.1/'],
  ['172.31.255.255', 'https://172.31.255.255/'],
  ['fd12:3456::1', 'https://[fd12:3456::1]/'],
  ['FC00::A', 'https://[fc00::a]/'],
])('%s is opened', (reported, url) => expect(urlOf(reported)).toBe(url));

test.each([
  [null, 'not-reported'],
  ['', 'not-reported'],
  ['  ', 'not-reported'],
  ['SBC warehouse', 'behind-sbc'],
  ['192.168.1.5 (SBC)', 'behind-sbc'],
  ['172.15.0.1', 'not-private'],
  ['172.32.0.1', 'not-private'],
  ['192.169.0.1', 'not-private'],
  ['127.0.0.1', 'not-private'],
  ['0.0.0.0', 'not-private'],
  ['169.254.169.254', 'not-private'],
  ['100.64.0.1', 'not-private'],
  ['203.0.113.9', 'not-private'],
  ['255.255.255.255', 'not-private'],
  ['::1', 'not-private'],
  ['::', 'not-private'],
  ['fe80::1', 'not-private'],
  ['2001:db8::1', 'not-private'],
  ['ff02::1', 'not-private'],
  ['::ffff:192.168.1.1', 'not-an-address'],
  ['::ffff:c0a8:101', 'not-private'],
  ['fe80::1%eth0', 'not-an-address'],
  ['fd00::1%25eth0', 'not-an-address'],
  ['[fd00::1]', 'not-an-address'],
  ['192.168.1.1:8443', 'not-an-address'],
  ['192.168.1.1/admin', 'not-an-address'],
  ['192.168.1.1#x', 'not-an-address'],
  ['user@192.168.1.1', 'not-an-address'],
  ['192.168.1.1@evil.example', 'not-an-address'],
  ['192.168.1.1\n.evil.example', 'not-an-address'],
  ['192.168.001.001', 'not-an-address'],
  ['0xC0.0xA8.1.1', 'not-an-address'],
  ['3232235777', 'not-an-address'],
  ['192.168.257', 'not-an-address'],
  ['192.168.1.1.', 'not-an-address'],
  ['１９２.168.1.1', 'not-an-address'],
  ['192。168。1。1', 'not-an-address'],
  ['phone.local', 'not-an-address'],
  ['10.evil.example', 'not-an-address'],
  ['https://192.168.1.1/', 'not-an-address'],
  ['javascript:alert(1)', 'not-an-address'],
  ['file:///etc/passwd', 'not-an-address'],
  [`192.168.1.${'1'.repeat(10_000)}`, 'not-an-address'],
])('%s is not: %s', (reported, reason) => expect(urlOf(reported)).toBe(reason));

const isPrivate = (host: string): boolean =>
  /^(?:10\.\d+|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.\d+\.\d+$/.test(host) ||
  /^\[f[cd][0-9a-f]{2}:/.test(host);

/** Expects that a browser would open exactly the intended address. */
function expectSafe(reported: string): void {
  const page = devicePageUrl(reported);
  if (!page.ok) return;
  const url = new URL(page.url);
  expect(url.protocol).toBe('https:');
  expect(isPrivate(url.hostname)).toBe(true);
  expect([url.port, url.username, url.password, url.search, url.hash]).toEqual(['', '', '', '', '']);
  expect(url.pathname).toBe('/');
  expect(page.url).toMatch(/^https:\/\/(?:[\d.]+|\[[0-9a-f:]+\])\/$/);
}

test('whatever a PBX reports, only private addresses are opened, with nothing added', () => {
  const separators = fc.constantFrom(
    '.',
    ':',
    '/',
    '@',
    '#',
    '?',
    '%',
    '\\',
    '[',
    ']',
    ' ',
    '\n',
    '\t',
    '。',
    '\u200b',
  );
  const numbers = fc.oneof(
    fc.nat(300).map(String),
    fc.constantFrom('0x7f', '010', 'fd00', 'fe80', '', '168', '192'),
  );
  const pieces = fc.array(fc.oneof(numbers, separators, fc.constantFrom('evil.example', 'https://', 'sbc')), {
    maxLength: 16,
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.ipV4(),
        fc.ipV6(),
        fc.ipV4Extended(),
        fc.webUrl(),
        pieces.map((parts) => parts.join('')),
        fc.tuple(fc.ipV4(), pieces).map(([ip, parts]) => `${ip}${parts.join('')}`),
        fc.tuple(pieces, fc.ipV4()).map(([parts, ip]) => `${parts.join('')}${ip}`),
      ),
      expectSafe,
    ),
  );
});

test('every private IPv4 address is opened', () => {
  const byte = fc.nat(255);
  const addresses = fc.oneof(
    fc.tuple(byte, byte, byte).map((rest) => `10.${rest.join('.')}`),
    fc.tuple(fc.integer({ min: 16, max: 31 }), byte, byte).map((rest) => `172.${rest.join('.')}`),
    fc.tuple(byte, byte).map((rest) => `192.168.${rest.join('.')}`),
  );
  fc.assert(
    fc.property(addresses, (address) => {
      expect(urlOf(address)).toBe(`https://${address}/`);
    }),
  );
});
