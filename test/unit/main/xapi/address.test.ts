import { describe, expect, test } from 'vitest';
import { parsePbxAddress } from '../../../../main/xapi/index.ts';
import { parseFingerprint } from '../../../../main/xapi/net/certificate.ts';

describe('the address of a PBX', () => {
  test.each([
    ['https://pbx.example.com', 'https://pbx.example.com'],
    ['pbx.example.com', 'https://pbx.example.com'],
    [' PBX.example.com:5001/ ', 'https://pbx.example.com:5001'],
    ['https://pbx.example.com:443/#/office/devices?x=1', 'https://pbx.example.com'],
    ['https://pbx.example.com:5001/xapi/v1/', 'https://pbx.example.com:5001'],
    ['https://[2001:db8::1]:5001', 'https://[2001:db8::1]:5001'],
    ['2001:db8::5', 'https://[2001:db8::5]'],
    [' 2001:DB8::5/webclient ', 'https://[2001:db8::5]'],
    ['https://2001:db8:0::5/', 'https://[2001:db8::5]'],
    ['::1', 'https://[::1]'],
    ['http://::1', 'http://[::1]'],
    ['[2001:db8::5]:5001', 'https://[2001:db8::5]:5001'],
    ['192.168.1.10:5001', 'https://192.168.1.10:5001'],
    ['http://127.0.0.1:5080', 'http://127.0.0.1:5080'],
    ['http://localhost:5080', 'http://localhost:5080'],
    ['http://[::1]:5080', 'http://[::1]:5080'],
  ])('%s', (text, origin) => {
    expect(parsePbxAddress(text)).toBe(origin);
  });

  test.each([
    '',
    '   ',
    'http://pbx.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'ftp://pbx.example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:secret@pbx.example.com',
    'https://',
    'two words',
    `https://${'a'.repeat(600)}.example.com`,
  ])('%j is rejected', (text) => {
    expect(() => parsePbxAddress(text)).toThrow('pbx-address-invalid');
  });

  test.each(['fe80::1%eth0', 'https://[fe80::1%25en0]:5001', '[fe80::1%3]', 'fe80::5%12/webclient'])(
    '%s is rejected for its zone, which only this computer knows',
    (text) => {
      expect(() => parsePbxAddress(text)).toThrow(
        expect.objectContaining({ facts: expect.objectContaining({ reason: 'has-zone' }) }),
      );
    },
  );

  test('a password in a rejected address is not repeated', () => {
    try {
      parsePbxAddress('https://ann:hunter2@pbx.example.com');
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain('hunter2');
    }
  });
});

test('fingerprints are accepted in the form that tools print', () => {
  const hex = 'ab'.repeat(32);
  const written = `${'AB:'.repeat(31)}AB`;
  for (const text of [hex, written, hex.toUpperCase(), `sha256 Fingerprint=${written}`, `SHA-256: ${hex}`])
    expect(parseFingerprint(text)).toBe(written);
  for (const text of ['', 'ab', `${hex}00`, `${'ab'.repeat(20)}`, hex.replace('a', 'g')])
    expect(parseFingerprint(text)).toBeNull();
});
