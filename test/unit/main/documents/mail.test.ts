import { expect, test } from 'vitest';
import { sourceKind } from '../../../../common/documents.ts';
import { parseList } from '../../../../common/list/index.ts';
import { textOfFile } from '../../../../main/documents/text-of-file.ts';
import { xlsx } from '../../../setup/office-files.ts';

const nl = '\r\n';
const [first, second, third] = ['000B82101000', '000B82101001', '000B82101002'] as const;
const header = (...fields: string[]): string =>
  ['From: ann@example.com', 'Subject: bases', 'MIME-Version: 1.0', ...fields, '', ''].join(nl);
const base64 = (bytes: string | Uint8Array): string =>
  Buffer.from(bytes as string)
    .toString('base64')
    .replace(/.{76}/g, `$&${nl}`);
const part = (boundary: string, fields: readonly string[], body: string): string =>
  [`--${boundary}`, ...fields, '', body, ''].join(nl);

const read = (content: string | Uint8Array, name = 'mail.eml') =>
  textOfFile({ name, bytes: Buffer.from(content as string) });
/** The MACs in a file in order, including repeated ones. */
async function macsIn(content: string | Uint8Array, name?: string): Promise<string[]> {
  const { text } = await read(content, name);
  return parseList(text).entries.map((entry) => (entry.kind === 'refused' ? entry.text : entry.mac));
}

const plainType = 'Content-Type: text/plain; charset=utf-8';
const htmlType = 'Content-Type: text/html; charset=utf-8';

test('quoted-printable: a soft line break within a MAC is removed', async () => {
  const body = `Please renew 00:0B:82:=${nl}10:10:00 and 000B82=${nl}101001=${nl}, caf=C3=A9.`;
  const mail = header(plainType, 'Content-Transfer-Encoding: quoted-printable') + body;
  expect(await macsIn(mail)).toEqual([first, second].map(lower));
  expect((await read(mail)).text).toContain('café');
});

test('base64, in the part’s character set', async () => {
  const type = 'Content-Type: text/plain; charset=utf-16le';
  const body = base64(Buffer.from(`Büro ${first}\r\n`, 'utf16le'));
  const { text } = await read(header(type, 'Content-Transfer-Encoding: base64') + body);
  expect(text).toContain(`Büro ${first}`);
});

test('a text in plain and as HTML counts once', async () => {
  const mail =
    header('Content-Type: multipart/alternative; boundary=A') +
    part('A', [plainType], `${first}${nl}${second}`) +
    part('A', [htmlType], `<table><tr><td>${first}</td></tr><tr><td>${second}</td></tr></table>`) +
    `--A--${nl}`;
  expect(await macsIn(mail)).toEqual([first, second].map(lower));
});

test('HTML is read if it is the only text, and if the plain text only points to it', async () => {
  const html = `<style>td { color: #000b82 }</style><table><tr><td>Bay&nbsp;1</td><td>00&#58;0B&colon;82:<b>10</b>:10:00</td></tr><tr><td>${second}</td><td>${third}</td></tr></table>`;
  const macs = [first, second, third].map(lower);
  expect(await macsIn(header(htmlType) + html)).toEqual(macs);
  const both =
    header('Content-Type: multipart/alternative; boundary="=_A"') +
    part('=_A', [plainType], 'This mail is in HTML.') +
    part('=_A', [htmlType], html) +
    `--=_A--${nl}`;
  expect(await macsIn(both)).toEqual(macs);
});

test('nested parts, a forwarded mail, and attached lists', async () => {
  const inner =
    header('Content-Type: multipart/alternative; boundary=I') +
    part('I', [plainType], second) +
    part('I', [htmlType], `<p>${second}</p>`) +
    `--I--${nl}`;
  const workbook = xlsx({ sheets: [{ name: 'Bases', rows: [['MAC'], [third]] }] });
  const attached = (name: string): string => `Content-Disposition: attachment; filename="${name}"`;
  const mail =
    header('Content-Type: multipart/mixed; boundary=M') +
    part('M', ['Content-Type: multipart/alternative; boundary=A'], '') +
    part('A', [plainType], first) +
    part('A', [htmlType], `<p>${first}</p>`) +
    `--A--${nl}` +
    part('M', ['Content-Type: message/rfc822'], inner) +
    part('M', ['Content-Type: text/csv', attached('more.csv')], '000B82101003') +
    part(
      'M',
      ['Content-Type: application/octet-stream', attached('list.xlsx'), 'Content-Transfer-Encoding: base64'],
      base64(workbook),
    ) +
    part('M', ['Content-Type: application/pdf', attached('scan.pdf')], '%PDF-1.7 000B82101009') +
    part('M', ['Content-Type: application/pkcs7-signature', attached('smime.p7s')], 'x') +
    `--M--${nl}`;
  expect(await macsIn(mail)).toEqual([first, second, '000B82101003', third].map(lower));
  expect((await read(mail)).skipped.attachments).toEqual(['scan.pdf']);
});

test('what a mail holds but Rekey can’t read is named, however the mail program marks it', async () => {
  const mail =
    header('Content-Type: multipart/mixed; boundary=M') +
    part('M', [plainType], first) +
    part(
      'M',
      ['Content-Type: application/vnd.ms-excel', 'Content-Disposition: inline; filename="phones.xls"'],
      'x',
    ) +
    part('M', ['Content-Type: application/pdf; name="scan.pdf"'], 'x') +
    part('M', ['Content-Type: image/png; name="logo.png"', 'Content-Disposition: inline'], 'x') +
    part('M', ['Content-Type: image/jpeg', 'Content-Disposition: attachment; filename=label.jpg'], 'x') +
    part(
      'M',
      ['Content-Type: text/csv; name="other.csv"', 'Content-Transfer-Encoding: base64'],
      base64('a\0b'),
    ) +
    part('M', ['Content-Type: application/pgp-signature; name="signature.asc"'], 'x') +
    `--M--${nl}`;
  expect((await read(mail)).skipped.attachments).toEqual([
    'phones.xls',
    'scan.pdf',
    'label.jpg',
    'other.csv',
  ]);
});

test('a list that turns out not to be text is named, not read as empty', async () => {
  const late = `${second}${nl}`.repeat(2_000) + 'a\0b'.repeat(100);
  const mail =
    header('Content-Type: multipart/mixed; boundary=M') +
    part('M', [plainType], first) +
    part('M', ['Content-Type: text/csv', 'Content-Disposition: attachment; filename=late.csv'], late) +
    `--M--${nl}`;
  expect((await read(mail)).skipped.attachments).toEqual(['late.csv']);
});

test('mails attached to one another are read to a depth, and what is deeper is named', async () => {
  const attached = (name: string, body: string): string =>
    part('M', ['Content-Type: message/rfc822', `Content-Disposition: attachment; filename=${name}`], body);
  const mail = (depth: number): string => {
    const boundary = `M${depth}`;
    const inner = depth < 5 ? attached(`${depth + 1}.eml`, mail(depth + 1)) : '';
    return (
      header(`Content-Type: multipart/mixed; boundary=${boundary}`) +
      part(boundary, [plainType], `000B8210100${depth}`) +
      inner.replaceAll('--M\r\n', `--${boundary}\r\n`) +
      `--${boundary}--${nl}`
    );
  };
  expect(await macsIn(mail(0))).toEqual([0, 1, 2, 3].map((depth) => `000b8210100${depth}`));
  expect((await read(mail(0))).skipped.attachments).toEqual(['4.eml']);
});

test('the subject counts, other header fields do not', async () => {
  const mail = `Message-ID: <000B82101008@example.com>${nl}Subject: =?utf-8?q?B=C3=BCro_${first}?=${nl}${plainType}${nl}${nl}thanks`;
  expect(await macsIn(mail)).toEqual([lower(first)]);
  expect((await read(mail)).text).toContain(`Büro ${first}`);
});

test('all mails of a mailbox file are read', async () => {
  const one = (body: string): string =>
    `From ann@example.com Mon Nov 30 01:00:00 2026\n${header(plainType, 'Content-Transfer-Encoding: base64').replaceAll(nl, '\n')}${base64(body)}\n\n`;
  expect(await macsIn(one(first) + one(second), 'Inbox.mbox')).toEqual([first, second].map(lower));
});

test('a mail that went through PowerShell, or begins with empty lines, is still detected', async () => {
  const mail = header(plainType, 'Content-Transfer-Encoding: base64') + base64(first);
  expect(await macsIn(Buffer.from(`\ufeff${mail}`, 'utf16le'))).toEqual([lower(first)]);
  expect(await macsIn(`\ufeff\r\n\n${mail}`)).toEqual([lower(first)]);
});

test('a saved web page yields its visible text', async () => {
  const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Devices</title>
    <script>var seen = "000B82101007";</script></head><body>
    <!-- 000B82101006 -->
    <table><tr><th>Name<th>MAC<tr><td>Lift &amp; lobby<td>00:0b:82:<wbr>10:10:00
      <tr><td>00</td><td>0B</td></tr></table>
    <input type="text" name="mac" value="${second}"><input type="hidden" value="000B82101005">
    <pre>a  b\n  ${third}</pre>line one<br>line two</body></html>`;
  const { text } = await read(page, 'page.html');
  expect(text).toBe(
    [
      'Devices',
      'Name\tMAC',
      'Lift & lobby\t00:0b:82:10:10:00',
      '00\t0B',
      second,
      'a  b\n  000B82101002',
      'line one',
      'line two',
    ].join('\n'),
  );
});

test('a web page in UTF-16 without a byte-order mark, and one with a stray zero byte', async () => {
  const page = `<html><body><p>${first}</p></body></html>`;
  expect(await macsIn(Buffer.from(page, 'utf16le'), 'page.html')).toEqual([lower(first)]);
  expect(await macsIn(Buffer.from(page, 'utf16le').swap16(), 'page.html')).toEqual([lower(first)]);
  const long = `<html><body>${'<p>Lift</p>'.repeat(3_000)}<p>${first}</p>\0</body></html>`;
  expect(await macsIn(long, 'page.html')).toEqual([lower(first)]);
});

test('a web archive (.mhtml), and a table that is only called .xls', async () => {
  const archive =
    `From: <Saved by Blink>${nl}Subject: Devices${nl}MIME-Version: 1.0${nl}Content-Type: multipart/related; type="text/html"; boundary="B"${nl}${nl}` +
    part(
      'B',
      [
        'Content-Type: text/html',
        'Content-Transfer-Encoding: quoted-printable',
        'Content-Location: https://x/',
      ],
      `<html><body><table><tr><td>00:0B:82:=${nl}10:10:00</td></tr></table></body></html>`,
    ) +
    part('B', ['Content-Type: text/css', 'Content-Location: cid:css@x'], '.x { color: #000B82 }') +
    `--B--${nl}`;
  expect(await macsIn(archive, 'page.mhtml')).toEqual([lower(first)]);
  expect((await read(archive, 'page.mhtml')).skipped.attachments).toEqual([]);
  expect(await macsIn(`<table border="1"><tr><td>${first}</td></tr></table>`, 'export.xls')).toEqual([
    lower(first),
  ]);
});

test.each([
  ['a list with a colon in each line', 'MAC: 000B82101000\nName: Lobby\n\nMAC: 000B82101001'],
  ['a mail as it is shown', 'From: Ann\nTo: Bob\nSubject: bases\n\n000B82101000'],
  ['a text about HTML', 'Use <html> here: 000B82101000'],
  ['XML', '<?xml version="1.0"?><devices><mac>000B82101000</mac></devices>'],
  ['JSON', '{"mac": "000B82101000"}'],
])('%s is not a source', (_, text) => {
  expect(sourceKind(text)).toBeNull();
});

test('an endlessly nested mail is rejected quickly', async () => {
  const depth = 2_000;
  const opens = Array.from({ length: depth }, (_, at) =>
    [`--b${at}`, `Content-Type: multipart/mixed; boundary=b${at + 1}`, '', ''].join(nl),
  );
  const mail = header('Content-Type: multipart/mixed; boundary=b0') + opens.join('');
  await expect(read(mail)).rejects.toMatchObject({ code: 'usage', facts: { reason: 'file-damaged' } });
});

function lower(text: string): string {
  return text.toLowerCase();
}

test('a line of a mail that begins like a separator swallows nothing', async () => {
  const one = (body: string): string =>
    `From ann@example.com Mon Nov 30 01:00:00 2026\n${header(plainType).replaceAll(nl, '\n')}${body}\n`;
  const bodies = [
    `${first}\nFrom the meeting at 10:30 today, also these:\n${second}\n`,
    `\nFrom the meeting at 10:30 today:\nMAC: ${first}\nMAC: ${second}\n`,
    `\nFrom Ann, Mon Nov 30 10:30:00 2026:\nMAC: ${first}\n\n${second}\n`,
    `\nFrom Ann Mon Nov 30 10:30:00 2026\n${first}\n${second}\n`,
  ];
  for (const body of bodies)
    expect(await macsIn(`${one(body)}\n${one(third)}`, 'Inbox.mbox')).toEqual(
      [first, second, third].map(lower),
    );
  expect(await macsIn(`From the meeting at 10:30 today\nMAC: ${first}\n`, 'notes.txt')).toEqual([
    lower(first),
  ]);
});

test.each([
  'From - Mon Nov 30 10:00:00 2026',
  'From 1234@xxx Mon Nov 30 10:00:00 +0000 2026',
  'From ann@example.com Mon, 30 Nov 2026 10:00:00 +0100',
  'From MAILER-DAEMON Mon Nov 30 10:00 2026',
])('separates mails: %s', async (separator) => {
  const one = (body: string): string => `${separator}\r\n${header(plainType)}${body}${nl}${nl}`;
  expect(await macsIn(one(first) + one(second), 'Inbox.mbox')).toEqual([first, second].map(lower));
});

test.each<[string, string]>([
  ['inline', 'Content-Disposition: inline'],
  ['an attachment', 'Content-Disposition: attachment'],
  ['unmarked', 'X-Nothing: 1'],
])('a list without a name is read, what is no list is named: %s', async (_, disposition) => {
  const mail =
    header('Content-Type: multipart/mixed; boundary=M') +
    part('M', [plainType], first) +
    part('M', ['Content-Type: text/csv', disposition], second) +
    part('M', ['Content-Type: text/plain; name=Liste', disposition], third) +
    part('M', ['Content-Type: application/vnd.ms-excel', disposition], 'x') +
    part('M', ['Content-Type: application/pdf; name="a.pdf"', disposition], 'x') +
    part('M', ['Content-Type: application/octet-stream; name="l.xlsx"', disposition], 'PK\x03\x04nonsense') +
    `--M--${nl}`;
  expect((await macsIn(mail)).toSorted()).toEqual([first, second, third].map(lower));
  expect((await read(mail)).skipped.attachments).toEqual(['application/vnd.ms-excel', 'a.pdf', 'l.xlsx']);
});
