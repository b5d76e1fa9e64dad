import { expect, test } from 'vitest';
import { describeError } from '../../common/error-text.ts';
import { words } from '../../main/cli/words.ts';
import { decodeText, largestFile, readFiles } from '../../renderer/list/read-files.ts';
import { readList } from '../../renderer/list/read-list.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (name: string, content: Uint8Array, size = content.length) => ({
  name,
  size,
  arrayBuffer: async () => content.slice().buffer as ArrayBuffer,
});

test.each([
  ['UTF-8', utf8('Büro;000B82101EEF')],
  ['UTF-8 with its mark', bytes(0xef, 0xbb, 0xbf, ...utf8('Büro;000B82101EEF'))],
  ['UTF-16, little end first', bytes(0xff, 0xfe, ...Buffer.from('Büro;000B82101EEF', 'utf16le'))],
  ['UTF-16, big end first', bytes(0xfe, 0xff, ...Buffer.from('Büro;000B82101EEF', 'utf16le').swap16())],
  ['the Windows code page', Buffer.from('Büro;000B82101EEF', 'latin1')],
])('%s is read', (_, content) => {
  expect(decodeText(content)).toBe('Büro;000B82101EEF');
});

test.each([
  ['a zipped spreadsheet', bytes(0x50, 0x4b, 3, 4, 0x14, 0, 6, 0)],
  ['a PDF', utf8('%PDF-1.7\nsome text')],
  ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
])('%s is no text', (_, content) => {
  expect(decodeText(content)).toBeNull();
});

test('several files are read one after the other', async () => {
  expect(await readFiles([file('a.csv', utf8('one')), file('b.csv', utf8('two'))])).toEqual({
    ok: true,
    text: 'one\ntwo',
  });
});

test('what cannot be taken is refused with what to do', async () => {
  const refusalOf = async (...files: Parameters<typeof readFiles>[0]) => {
    const read = await readFiles(files);
    return read.ok ? '' : describeError(read.problem, words.texts).happened;
  };
  expect(await refusalOf(file('devices.xlsx', bytes(0x50, 0x4b, 3, 4, 0)))).toContain(
    'Save the sheet as CSV',
  );
  expect(await refusalOf(file('photo.png', bytes(0, 1, 2)))).toContain('not a text file');
  expect(await refusalOf(file('big.log', utf8(''), largestFile + 100_000))).toBe(
    '“big.log” has 20.1 MB. A list may have 20 MB.',
  );
  expect(await refusalOf(...Array.from({ length: 51 }, () => file('a.csv', utf8('one'))))).toContain(
    '51 files',
  );
  const gone = { ...file('gone.csv', utf8('')), arrayBuffer: () => Promise.reject(new Error('gone')) };
  expect(await refusalOf(gone)).toContain('cannot be read');
});

test('a long list is read in slices, and other work comes between', async () => {
  const lines = Array.from(
    { length: 100_000 },
    (_, n) => `port ${n} 0000.${(n % 9000).toString(16).padStart(4, '0')}.00aa`,
  );
  let between = 0;
  const timer = setInterval(() => {
    between += 1;
  });
  const told: number[] = [];
  const list = await readList(lines.join('\n'), {
    signal: new AbortController().signal,
    onProgress: (part) => told.push(part),
  });
  clearInterval(timer);
  expect(list?.counts).toMatchObject({ macs: 9000, duplicates: 91_000 });
  expect(between).toBeGreaterThan(0);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

test('a newer text ends the reading of an older one', async () => {
  const stopping = new AbortController();
  const reading = readList('0000.0001.00aa\n'.repeat(200_000), {
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  });
  expect(await reading).toBeNull();
});
