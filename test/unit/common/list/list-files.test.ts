import { beforeEach, expect, test, vi } from 'vitest';
import { maxFileBytes, rowOf } from '../../../../common/documents.ts';
import { describeError } from '../../../../common/error-text.ts';
import type { RekeyError } from '../../../../common/errors.ts';
import { calls } from '../../../../common/ipc/index.ts';
import { parseList } from '../../../../common/list/index.ts';
import { words } from '../../../../main/cli/words.ts';
import { readDocument } from '../../../../main/documents/index.ts';
import { readFiles, readPasted } from '../../../../renderer/list/read-files.ts';
import { readList } from '../../../../renderer/list/read-list.ts';
import { rowsOfText } from '../../../../renderer/list/rows.ts';
import { xlsx } from '../../../setup/office-files.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (name: string, content: Uint8Array, size = content.length) => ({
  name,
  size,
  arrayBuffer: async () => new Uint8Array(content).buffer,
});

/** The window's call to main, which reads files. */
beforeEach(() => {
  const call = async (_: string, given: Parameters<typeof readDocument>[0]) =>
    readDocument(given).then(
      (value) => ({ ok: true, value }),
      ({ code, facts }: RekeyError) => ({ ok: false, problem: { code, facts } }),
    );
  vi.stubGlobal('window', { rekey: { call } });
  return () => vi.unstubAllGlobals();
});

test('several files are read one after the other; an empty one among them is not an error', async () => {
  const read = await readFiles([
    file('a.csv', utf8('one\n')),
    file('empty.txt', utf8('')),
    file('b.csv', Buffer.from('\ufefftwo', 'utf16le')),
  ]);
  expect(read).toMatchObject({ ok: true, document: { text: 'one\ntwo', sheets: [] } });
});

test('rows of workbooks keep their sheet’s name, lines of texts between them have none', async () => {
  const rows = [['MAC'], ['000B82101000']];
  const workbook = xlsx({
    sheets: [
      { name: 'North', rows },
      { name: 'South', rows },
    ],
  });
  const read = await readFiles([
    file('a.csv', utf8('one\r\ntwo\r\n')),
    file('b.xlsx', workbook),
    file('c.csv', utf8('three')),
  ]);
  if (!read.ok) throw new Error(read.problem.code);
  const { sheets } = read.document;
  expect(rowsOfText(parseList(read.document.text).entries, sheets).map(({ at }) => at)).toEqual([
    { from: 'text', number: 2, sheet: 'North' },
    { from: 'text', number: 2, sheet: 'South' },
  ]);
  expect([1, 2, 3, 6, 7].map((line) => rowOf(sheets, line))).toEqual([
    { line: 1, sheet: null },
    { line: 2, sheet: null },
    { line: 1, sheet: 'North' },
    { line: 2, sheet: 'South' },
    { line: 7, sheet: null },
  ]);
});

test('main reads no more bytes than a list may have', () => {
  const { input } = calls['documents:read'];
  const taken = (length: number): boolean =>
    input.safeParse({ name: 'a', bytes: new Uint8Array(length) }).success;
  expect([taken(maxFileBytes), taken(maxFileBytes + 1)]).toEqual([true, false]);
});

test('what cannot be read is rejected with what to do', async () => {
  const refusalOf = async (...files: Parameters<typeof readFiles>[0]) => {
    const read = await readFiles(files);
    return read.ok ? '' : describeError(read.problem, words.texts).happened;
  };
  expect(await refusalOf(file('devices.xlsx', Buffer.from('PK\x03\x04')))).toContain('damaged or incomplete');
  expect(await refusalOf(file('photo.png', Buffer.from([0, 1, 2])))).toContain('isn’t a text file');
  expect(await refusalOf(file('empty.txt', utf8(' \n')))).toBe('“empty.txt” contains no text.');
  expect(await refusalOf(file('big.log', utf8(''), maxFileBytes + 100_000))).toBe(
    '“big.log” has 20.1 MB. A list can have up to 20 MB.',
  );
  expect(await refusalOf(...Array.from({ length: 51 }, () => file('a.csv', utf8('one'))))).toContain(
    '51 files',
  );
  const gone = { ...file('gone.csv', utf8('')), arrayBuffer: () => Promise.reject(new Error('gone')) };
  expect(await refusalOf(gone)).toContain('can’t be read');
  // All or none.
  expect(await refusalOf(file('a.csv', utf8('one')), file('photo.png', Buffer.from([0, 1, 2])))).toContain(
    '“photo.png”',
  );
});

test('the pasted source of a mail is decoded; any other text is left unchanged', async () => {
  const source =
    'Subject: bases\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n00:0B:82:=\r\n10:10:00';
  expect(await readPasted(source)).toMatchObject({
    ok: true,
    document: { text: 'bases\n00:0B:82:10:10:00\n' },
  });
  const text = 'To: Ann\n\nMAC=3D00:0B:82:=\n10:10:00';
  expect(await readPasted(text)).toMatchObject({ ok: true, document: { text } });
});

test('a long list is read in slices, with other work in between', async () => {
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
