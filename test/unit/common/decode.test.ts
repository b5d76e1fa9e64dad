import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { decodeSecret, decodeText } from '../../../common/decode.ts';
import { readSecret } from '../../../main/cli/io.ts';
import { kindOfFile } from '../../../main/documents/kind.ts';

const text = 'Büro;000B82101EEF\r\nLāčplēša iela;000B82101EF0\r\n';
const utf16le = (content: string): Buffer => Buffer.from(content, 'utf16le');
const utf16be = (content: string): Buffer => Buffer.from(content, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16, little end first', utf16le(`\ufeff${text}`)],
  ['UTF-16, big end first', utf16be(`\ufeff${text}`)],
  ['UTF-16 without a mark', utf16le(text)],
  ['UTF-16 without a mark, big end first', utf16be(text)],
  ['UTF-16 without a mark, one byte cut off', utf16le(`${text}x`).subarray(0, -1)],
])('%s is read', (_, bytes) => {
  expect(decodeText(bytes)?.replace(/\ufffd$/, '')).toBe(text);
});

test('names in an older encoding do not affect the rest', () => {
  expect(decodeText(Buffer.from('Büro;000B82101EEF', 'latin1'))).toBe('Büro;000B82101EEF');
  // Code page 850, as `arp -a > list.txt` writes it.
  expect(decodeText(Buffer.from('B\x81ro;000B82101EEF', 'latin1'))).toContain(';000B82101EEF');
});

test.each([
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
  ['sound', Buffer.from(Array.from({ length: 400 }, (_, at) => (at % 2 ? 0 : at % 25)))],
  ['control characters', Buffer.from([1, 2, 3, 4, 5, 6])],
])('%s is not text', (_, bytes) => {
  expect(decodeText(bytes)).toBeNull();
});

test.each<[string, number[], boolean]>([
  ['little-endian with a mark', [0xfeff], true],
  ['big-endian with a mark', [0xfeff], false],
  ['little-endian', [], true],
  ['big-endian', [], false],
])('UTF-32, %s, is read', (_, mark, little) => {
  const text = 'Büro 😀 000B82101EEF\n';
  const codes = [...mark, ...[...text].map((each) => each.codePointAt(0) ?? 0)];
  const bytes = Buffer.alloc(codes.length * 4);
  for (const [at, code] of codes.entries())
    if (little) bytes.writeUInt32LE(code, at * 4);
    else bytes.writeUInt32BE(code, at * 4);
  expect(decodeText(bytes)).toBe(text);
});

test.each([
  ['by cmd', '00:0B:82:10:10:02\r\n'],
  ['several lines', 'Lift 2\r\n00:0B:82:10:10:02\r\n'],
  ['by a shell', '00:0B:82:10:10:02\n'],
  ['without the end of a line', '00:0B:82:10:10:02'],
])('lines of ASCII appended to UTF-16 are read: %s', (_, appended) => {
  const wide = 'Büro\r\n上海\r\n';
  const little = Buffer.from(`\ufeff${wide}`, 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const bytes of [little, big])
    expect(decodeText(Buffer.concat([bytes, Buffer.from(appended)]))).toBe(wide + appended);
  const again = Buffer.from('00:0B:82:10:10:03\r\n', 'utf16le');
  if (appended.endsWith('\r\n'))
    expect(decodeText(Buffer.concat([little, Buffer.from(appended), again]))).toBe(
      `${wide + appended}00:0B:82:10:10:03\r\n`,
    );
});

test.each([0, 20_500, 70_000])('a zero byte at %d in the log of a serial console is a space', (at) => {
  const log = Buffer.from('switch#show mac\r\n00:0b:82:10:10:01\r\n'.repeat(2_000));
  log[at] = 0;
  expect(decodeText(log)).toBe(`${log}`.replace('\0', ' '));
  expect(kindOfFile({ name: 'console.log', bytes: log })).toEqual({ kind: 'text' });
});

test('many zero bytes are no text', () => {
  expect(decodeText(Buffer.from('a\0b'))).toBeNull();
  const data = Buffer.from('some words of text, '.repeat(2_000));
  for (let at = 0; at < data.length; at += 500) data[at] = 0;
  expect(decodeText(data)).toBeNull();
});

describe('a secret from standard input', () => {
  const secret = 'correct horse bättery ';
  test.each([
    ['UTF-8', Buffer.from(`${secret}\n`)],
    ['no line break', Buffer.from(secret)],
    ['Windows lines', Buffer.from(`${secret}\r\n`)],
    ['more lines', Buffer.from(`${secret}\r\nsecond\r\n`)],
    ['UTF-8 with its mark, as Windows PowerShell pipes it', Buffer.from(`\ufeff${secret}\r\n`)],
    ['UTF-16, as PowerShell writes a file', utf16le(`\ufeff${secret}\r\n`)],
    ['UTF-16, big end first', utf16be(`\ufeff${secret}\r\n`)],
    ['UTF-16 without a mark', utf16le(`${secret}\r\n`)],
    ['UTF-16 without a mark, big end first', utf16be(`${secret}\r\n`)],
  ])('is the same: %s', async (_, bytes) => {
    expect(await readSecret(Readable.from([bytes]), 'passphrase')).toBe(secret);
    const byByte = Readable.from([...bytes].map((byte) => Buffer.from([byte])));
    expect(await readSecret(byByte, 'passphrase')).toBe(secret);
  });

  test('is read up to its line break, not to the end of a stream that stays open', async () => {
    const typed = new Readable({ read() {} });
    typed.push(Buffer.from('typed\n'));
    expect(await readSecret(typed, 'passphrase')).toBe('typed');
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'is empty'],
    ['an empty first line', Buffer.from('\r\nsecond'), 'is empty'],
    ['only a mark', Buffer.from('\ufeff\r\n'), 'is empty'],
    ['an older encoding, which would be guessed', Buffer.from('Büro', 'latin1'), 'encoding'],
    ['a file that is none', Buffer.alloc(20_000, 120), 'too long'],
  ])('is rejected: %s', async (_, bytes, said) => {
    await expect(readSecret(Readable.from([bytes]), 'passphrase')).rejects.toMatchObject({
      code: 'usage',
      facts: { terminalSays: expect.stringContaining(said) },
    });
  });

  test.each([
    ['a second line that is cut within a character', Buffer.from('x\nzweite für').subarray(0, -2)],
    ['a second line in another encoding', Buffer.from(`x\nB\xfcro`, 'latin1')],
    ['a second line that is not text', Buffer.from('x\n\0\x01\0\0\xff')],
    ['much more than a secret may have', Buffer.from(`x\n${'second\n'.repeat(5_000)}`)],
    ['the same in UTF-16', utf16le(`\ufeffx\r\n${'second\n'.repeat(5_000)}`)],
    ['half a surrogate pair', utf16le('\ufeffx\r\n\u{1f511}').subarray(0, -2)],
  ])('is the first line, whatever follows: %s', async (_, bytes) => {
    expect(await readSecret(Readable.from([bytes]), 'passphrase')).toBe('x');
  });

  test('a byte of another character is not its line break', async () => {
    const all = 'Ċ\u0a05\u010a';
    for (const bytes of [utf16le(`\ufeff${all}\nx`), utf16be(`\ufeff${all}\nx`)])
      for (const chunks of [[bytes], [...bytes].map((byte) => Buffer.from([byte]))])
        expect(await readSecret(Readable.from(chunks), 'passphrase')).toBe(all);
  });

  test.each([
    ['between two letters', Buffer.from('a\0b')],
    ['at the end', Buffer.from('secret1\0')],
    ['before the line break', Buffer.from('secret1\0\n')],
    ['in the middle of an odd number of bytes', Buffer.from('sec\0ret')],
    ['at the beginning', Buffer.from('\0secret')],
    ['after each word', Buffer.from('secret1\0secret2\0')],
    ['as a character of UTF-16', utf16le('\ufeffsecret\0')],
    ['and half of a last character of UTF-16', Buffer.concat([utf16le('\ufeffsecret'), Buffer.from('x')])],
    ['and half of a surrogate pair', utf16le('\ufeffsecret\ud83d')],
    ['and an appended line of ASCII', Buffer.concat([utf16le('secret\r\n'), Buffer.from('x\n')])],
  ])('is not guessed from zero bytes: %s', (_, bytes) => {
    expect(decodeSecret(bytes)).toBeNull();
  });
});
