import { describe, expect, test } from 'vitest';
import { parseList } from '../../../../common/list/index.ts';
import { readDocument } from '../../../../main/documents/index.ts';
import { textOfFile } from '../../../../main/documents/text-of-file.ts';
import { ods, type SheetSpec, workbookEntries, xlsx, zip } from '../../../setup/office-files.ts';

const read = (bytes: Uint8Array, name = 'devices.xlsx') => textOfFile({ name, bytes });
const sheet = (xml: string, more: Partial<SheetSpec> = {}): SheetSpec => ({ name: 'Devices', xml, ...more });
const textOf = async (...specs: SheetSpec[]): Promise<string> => (await read(xlsx({ sheets: specs }))).text;
const row = (number: number, cells: string, more = ''): string => `<row r="${number}" ${more}>${cells}</row>`;
const inline = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
const refusal = (reason: string) => ({ code: 'usage', facts: { reason, path: expect.any(String) } });

describe('.xlsx', () => {
  test('each row is the line of its number, with its cells separated', async () => {
    const rows = [['Name', 'MAC', 'Ext.'], [], ['Lift', '00:0B:82:10:10:00', 212], [null, '000B82101001']];
    const { text, sheets } = await read(xlsx({ sheets: [{ name: 'Devices', rows }] }));
    expect(text).toBe('Name\tMAC\tExt.\n\nLift\t00:0B:82:10:10:00\t212\n000B82101001');
    expect(sheets).toEqual([]);
    expect(parseList(text).entries).toMatchObject([{ line: 3 }, { line: 4 }]);
  });

  test('every kind of cell that programs write', async () => {
    const { text } = await read(
      xlsx({
        sharedStrings:
          '<si><t xml:space="preserve">000B82</t></si><si><r><t>00:0B:82:</t></r><r><rPr/><t>10:10:00</t></r><rPh><t>no</t></rPh></si><si><t>a_x000D_\nb &amp; c_x005F_x</t></si>',
        sheets: [
          sheet(
            `<sheetData>${row(1, '<c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c t="s"><v>2</v></c>')}${row(
              2,
              '<c r="A2" t="b"><v>1</v></c><c r="B2" t="str"><f>A1&amp;"1"</f><v>000B821</v></c><c r="C2" t="e"><v>#N/A</v></c>',
            )}<row><c><v>212</v></c><c t="str"><f>IF(A1="","x","")</f><v></v></c><c><f>"000B82"&amp;"101005"</f></c></row></sheetData>`,
          ),
        ],
      }),
    );
    expect(text.split('\n')).toEqual([
      '000B82\t\t00:0B:82:10:10:00\ta | b & c_x',
      'TRUE\t000B821\t#N/A',
      '212\t\t="000B82"&"101005"',
    ]);
  });

  test('a workbook with prefixes, in UTF-16, with its own paths', async () => {
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const xml = (content: string): Buffer => Buffer.from(`\ufeff<?xml version="1.0"?>${content}`, 'utf16le');
    const { text } = await read(
      zip([
        { path: '[Content_Types].xml', content: '<Types/>' },
        {
          path: '_rels/.rels',
          content: `<Relationships><Relationship Id="a" Type="${relations}/officeDocument" Target="/book.xml"/></Relationships>`,
        },
        {
          path: '_rels/book.xml.rels',
          content: `<Relationships><Relationship Id="s" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="./one.xml"/></Relationships>`,
        },
        {
          path: 'book.xml',
          content: xml(
            '<x:workbook><x:sheets><x:sheet name="Büro" sheetId="7" rel:id="s"/></x:sheets></x:workbook>',
          ),
        },
        {
          path: 'one.xml',
          content: xml(
            '<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Büro 000B82101000</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>',
          ),
        },
      ]),
    );
    expect(text).toBe('Büro 000B82101000');
  });

  test('numbers: in full, as their format shows them, or as having lost digits', async () => {
    const styles = `<numFmts count="3"><numFmt numFmtId="164" formatCode="000000000000"/><numFmt numFmtId="165" formatCode="00\\:00\\:00\\:00\\:00\\:00"/><numFmt numFmtId="166" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>
      <cellStyleXfs><xf numFmtId="166"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/></cellXfs>`;
    const numbers: [value: string, style: number, shown: string][] = [
      ['805612345678', 0, '805612345678'],
      ['8.05612345678E11', 0, '805612345678'],
      ['1565112233', 0, '1565112233'],
      ['1565112233', 1, '001565112233'],
      ['1565112233', 2, '00:15:65:11:22:33'],
      ['123456789000000', 0, '1.23457E+14'],
      ['1.5651E+237', 0, '1.5651E+237'],
      ['356938035643809', 0, '356938035643809'],
      ['45234.541666666664', 3, '2023-11-04'],
      ['45234.541666666664', 4, '2023-11-04'],
      ['45234.541666666664', 0, '45234.54'],
      ['0.5', 3, '0.5'],
      ['-3', 0, '-3'],
    ];
    const cells = numbers
      .map(([value, style], at) => row(at + 1, `<c r="A${at + 1}" s="${style}"><v>${value}</v></c>`))
      .join('');
    const { text } = await read(xlsx({ styles, sheets: [sheet(`<sheetData>${cells}</sheetData>`)] }));
    expect(text.split('\n')).toEqual(numbers.map(([, , shown]) => shown));
    // A number that has lost digits is reported as such, and not as a device.
    expect(parseList('1.23457E+14').entries).toMatchObject([{ kind: 'refused' }]);
  });

  test('all sheets are read, each row labelled with its sheet', async () => {
    const { text, sheets } = await read(
      xlsx({
        sheets: [
          { name: 'North', rows: [['MAC'], ['000B82101000']] },
          { name: 'Empty' },
          { name: 'South & East', rows: [[], ['000B82101001']] },
        ],
      }),
    );
    expect(text).toBe('MAC\n000B82101000\n\n000B82101001');
    expect(sheets).toEqual([
      { name: 'North', line: 1 },
      { name: 'South & East', line: 3 },
    ]);
  });

  test('hidden parts, as by a filter, are left out and counted', async () => {
    const visible = `<cols><col min="3" max="3" hidden="1"/><col min="5" max="16384" hidden="true"/></cols><sheetData>${row(1, inline('A1', 'x') + inline('C1', 'hidden'))}${row(2, inline('A2', '000B82101000'), 'hidden="1"')}${row(3, '', 'hidden="1"')}${row(4, inline('A4', '000B82101001') + inline('C4', 'y'))}</sheetData>`;
    const { text, skipped } = await read(
      xlsx({
        sheets: [
          sheet(visible),
          { name: 'Old', rows: [['000B82101002']], state: 'hidden' },
          { name: 'Setup', rows: [['000B82101003']], state: 'veryHidden' },
        ],
      }),
    );
    expect(text).toBe('x\n\n\n000B82101001');
    expect(skipped).toEqual({ sheets: 2, rows: 1, columns: 1, attachments: [] });
  });

  test('what a merged cell covers is not shown, so it is not read', async () => {
    const merged = `<sheetData>${row(1, inline('A1', 'Lift') + inline('B1', '000B82101001') + inline('C1', '000B82101002'))}${row(2, inline('A2', '000B82101003') + inline('B2', '000B82101004') + inline('C2', 'y'))}${row(3, inline('A3', '000B82101005') + inline('C3', '000B82101006'))}${row(4, inline('C4', '000B82101007'))}</sheetData><mergeCells count="3"><mergeCell ref="C3:C9"/><mergeCell ref="A1:B2"/><mergeCell ref="XFC7:XFD8"/></mergeCells>`;
    const { text, skipped } = await read(xlsx({ sheets: [sheet(merged), sheet(merged)] }));
    const shown = 'Lift\t\t000B82101002\ny\n000B82101005\t\t000B82101006';
    expect(text).toBe(`${shown}\n${shown}`);
    expect(skipped).toEqual({ sheets: 0, rows: 0, columns: 0, attachments: [] });
  });
});

describe('.ods', () => {
  const cell = (text: string, more = ''): string =>
    `<table:table-cell office:value-type="string" ${more}><text:p>${text}</text:p></table:table-cell>`;

  test('cells as they are shown, including repeated ones, without hidden ones', async () => {
    const { text, sheets, skipped } = await read(
      ods(`<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
        <office:body><office:spreadsheet>
        <table:table table:name="One"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
          <table:table-row>${cell('MAC')}<table:table-cell table:number-columns-repeated="1022"/></table:table-row>
          <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
          <table:table-row>${cell('<text:span>00:0B:82:</text:span>10:10:00<office:annotation><text:p>000B82101009</text:p></office:annotation>')}${cell('a</text:p><text:p>b')}${cell('hidden')}</table:table-row>
          <table:table-row><table:table-cell office:value-type="float" office:value="805612345678"><text:p>8.06E+11</text:p></table:table-cell></table:table-row>
          <table:table-row table:visibility="filter">${cell('000B82101001')}</table:table-row>
          <table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
        </table:table>
        <table:table table:name="Two" table:style-name="ta2"><table:table-row>${cell('000B82101002')}</table:table-row></table:table>
        <table:table table:name="Three"><table:table-row>${cell('000B82101003')}</table:table-row></table:table>
        </office:spreadsheet></office:body>`),
      'devices.ods',
    );
    expect(text).toBe('MAC\n\n\n00:0B:82:10:10:00\ta | b\n805612345678\n000B82101003');
    expect(sheets).toEqual([
      { name: 'One', line: 1 },
      { name: 'Three', line: 6 },
    ]);
    expect(skipped).toEqual({ sheets: 1, rows: 1, columns: 1, attachments: [] });
  });

  test('what a merged cell covers is not shown, so it is not read', async () => {
    const covered = (text: string): string =>
      cell(text, 'table:number-columns-repeated="2"').replaceAll('table-cell', 'covered-table-cell');
    const { text, skipped } = await read(
      ods(
        `<office:body><office:spreadsheet><table:table table:name="One"><table:table-row>${cell('000B82101000', 'table:number-columns-spanned="3"')}${covered('000B82101001')}${cell('x')}</table:table-row><table:table-row>${covered('000B82101002')}<table:covered-table-cell/></table:table-row></table:table></office:spreadsheet></office:body>`,
      ),
      'devices.ods',
    );
    expect(text).toBe('000B82101000\t\t\tx');
    expect(skipped).toEqual({ sheets: 0, rows: 0, columns: 0, attachments: [] });
  });

  test('a protected one is rejected', async () => {
    const manifest = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
    await expect(read(ods('x', manifest))).rejects.toMatchObject(refusal('file-is-protected'));
  });
});

describe('what a spreadsheet hides in other ways is skipped:', () => {
  const macs = (text: string) =>
    parseList(text).entries.map((each) => (each.kind === 'refused' ? '' : each.mac));
  const cell = (text: string): string => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
  const table = (content: string, styles = ''): string =>
    `<office:automatic-styles>${styles}</office:automatic-styles><office:spreadsheet><table:table table:name="A">${content}</table:table></office:spreadsheet>`;
  const visible = `<table:table-row>${cell('000B82101000')}${cell('x')}</table:table-row>`;
  const hidden = (attributes: string): string =>
    `<table:table-row ${attributes}>${cell('000B82101001')}</table:table-row>`;
  const noHeight =
    '<style:style style:name="r0"><style:table-row-properties style:row-height="0cm"/></style:style><style:style style:name="c0"><style:table-column-properties style:column-width="0in"/></style:style>';

  test.each([
    ['a filtered row', hidden('table:visibility="filter"')],
    [
      'a collapsed group',
      `<table:table-row-group table:display="false">${hidden('')}</table:table-row-group>`,
    ],
    ['a row without height', hidden('table:style-name="r0"')],
  ])('%s in .ods and .fods', async (_, row) => {
    const content = table(visible + row, noHeight);
    const flat = `<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">${content}</office:document>`;
    for (const bytes of [ods(content), Buffer.from(flat)]) {
      const { text, skipped } = await read(bytes, 'a.ods');
      expect(macs(text)).toEqual(['000b82101000']);
      expect(skipped.rows).toBe(1);
    }
  });

  test.each([
    ['collapsed', '<table:table-column/><table:table-column table:visibility="collapse"/>'],
    ['without width', '<table:table-column/><table:table-column table:style-name="c0"/>'],
    [
      'in a group',
      '<table:table-column/><table:table-column-group table:display="false"><table:table-column/></table:table-column-group>',
    ],
  ])('a column in .ods: %s', async (_, columns) => {
    const row = `<table:table-row>${cell('000B82101000')}${cell('000B82101001')}</table:table-row>`;
    const { text, skipped } = await read(ods(table(columns + row, noHeight)), 'a.ods');
    expect(macs(text)).toEqual(['000b82101000']);
    expect(skipped.columns).toBe(1);
  });

  test('rows, columns and sheets in XML of Excel 2003', async () => {
    const data = (text: string, more = ''): string =>
      `<Cell ${more}><Data ss:Type="String">${text}</Data></Cell>`;
    const xml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="A"><Table><Column/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Width="0"/>
<Row>${data('00:0B:82:10:10:00')}${data('000B82101001')}${data('000B82101002')}${data('000B82101003')}${data('x')}</Row>
<Row ss:Hidden="1">${data('000B82101004')}</Row><Row ss:Height="0">${data('000B82101005')}</Row>
<Row ss:Index="9">${data('000B82101006', 'ss:Index="5"')}<Cell><Data ss:Type="Number">482101234567</Data><Comment><ss:Data>000B82101007</ss:Data></Comment></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="B"><Table><Row>${data('000B82101008')}</Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>`;
    const { text, skipped } = await read(Buffer.from(xml), 'devices.xls');
    expect(macs(text)).toEqual(['000b82101000', '000b82101006', '482101234567']);
    expect(text.split('\n')).toHaveLength(9);
    expect(skipped).toMatchObject({ sheets: 1, rows: 2, columns: 3 });
  });

  test('a row and a column without size in .xlsx', async () => {
    const xml = `<cols><col min="2" max="2" width="0.0"/></cols><sheetData>${row(1, inline('A1', 'x') + inline('B1', '000B82101001'))}${row(2, inline('A2', '000B82101002'), 'ht="0" customHeight="1"')}</sheetData>`;
    expect(await read(xlsx({ sheets: [sheet(xml)] }))).toMatchObject({
      text: 'x',
      skipped: { rows: 1, columns: 1 },
    });
  });

  test.each([
    ['482.101.234.567', '482101234567', '482101234567'],
    ['###', '482101234567', '482101234567'],
    ["482'101'234'567", '482101234567', '482101234567'],
    ['482 101 234 567,00', '482101234567', '482101234567'],
    ['00.04.13.10.20.30', '413102030', '00.04.13.10.20.30'],
    ['212', '212', '212'],
  ])('a number of .ods shown as %s', async (shown, value, expected) => {
    const number = `<table:table-row><table:table-cell office:value-type="float" office:value="${value}"><text:p>${shown}</text:p></table:table-cell></table:table-row>`;
    expect((await read(ods(table(number)), 'a.ods')).text).toBe(expected);
  });

  test.each([
    ['after a colon', '00:0B:82:&#10;10:10:00'],
    ['before a colon', '00:0B:82&#10;:10:10:00'],
    ['after a dash', '00-0B-82-10-&#10;10-00&#10;Lift'],
    ['at a space', 'Lift&#10;00 0B 82&#10;10 10 00'],
  ])('a MAC address with a line break in a cell is one: %s', async (_, text) => {
    const xml = `<sheetData>${row(1, inline('A1', text))}</sheetData>`;
    expect(macs(await textOf(sheet(xml)))).toEqual(['000b82101000']);
  });

  test('lines of a cell that are MAC addresses by themselves stay apart', async () => {
    const xml = `<sheetData>${row(1, inline('A1', '00:0B:82:10:10:00:&#10;00:0B:82:10:10:01&#10;000B82&#10;101002'))}</sheetData>`;
    expect(macs(await textOf(sheet(xml)))).toEqual(['000b82101000', '000b82101001']);
  });
});

describe('is rejected with what to do:', () => {
  const good = xlsx({ sheets: [{ name: 'A', rows: [['000B82101000']] }] });
  const compound = (name: string): Buffer =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(504),
      Buffer.from(name, 'utf16le'),
    ]);
  const withPart = (path: string): Buffer =>
    zip([
      { path: '[Content_Types].xml', content: '<Types/>' },
      { path, content: 'x' },
    ]);
  const other = (change: (entry: { path: string }) => object): Buffer =>
    zip(
      workbookEntries({ sheets: [{ name: 'A', rows: [['000B82101000']] }] }).map((entry) => ({
        ...entry,
        ...(entry.path.includes('sheet1') ? change(entry) : {}),
      })),
    );
  test.each([
    ['a workbook cut off', good.subarray(0, -40), 'file-damaged'],
    ['the first bytes of one', good.subarray(0, 10), 'file-damaged'],
    ['a wrong checksum: a damaged digit', other(() => ({ claims: { crc: 1 } })), 'file-damaged'],
    ['a size that lies', other(() => ({ claims: { size: 3 } })), 'file-damaged'],
    ['a sheet that is not there', other(() => ({ path: 'elsewhere' })), 'file-damaged'],
    ['an encrypted entry', other(() => ({ claims: { encrypted: true } })), 'file-is-protected'],
    ['a workbook under a password', compound('EncryptedPackage'), 'file-is-protected'],
    [
      '.ods under a password, as one entry',
      zip([
        { path: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
        { path: 'encrypted-package', content: 'x' },
      ]),
      'file-is-protected',
    ],
    [
      'a workbook without the list of its parts',
      zip(
        workbookEntries({ sheets: [{ name: 'S', rows: [['x']] }] }).filter(
          ({ path }) => !path.endsWith('workbook.xml.rels'),
        ),
      ),
      'file-damaged',
    ],
    ['.xls', compound('Workbook'), 'file-is-spreadsheet'],
    ['.doc', compound('WordDocument'), 'file-is-document'],
    ['.xlsb', withPart('xl/workbook.bin'), 'file-is-spreadsheet'],
    ['.numbers', zip([{ path: 'Index/Document.iwa', content: 'x' }]), 'file-is-spreadsheet'],
    ['.docx', withPart('word/document.xml'), 'file-is-document'],
    [
      '.odt',
      zip([
        { path: 'mimetype', content: 'x.text' },
        { path: 'content.xml', content: 'x' },
      ]),
      'file-is-document',
    ],
    ['.zip', zip([{ path: 'list.csv', content: '000B82101000' }]), 'file-is-archive'],
    ['an empty .zip', zip([]), 'file-is-archive'],
    ['.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0]), 'file-is-archive'],
    ['.pdf', Buffer.from('%PDF-1.7\n000B82101000'), 'file-is-document'],
    ['.rtf', Buffer.from('{\\rtf1 000B82101000}'), 'file-is-document'],
    ['.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'file-is-picture'],
    ['.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'file-is-picture'],
    ['other data', Buffer.from([1, 2, 3, 0, 5]), 'file-not-text'],
  ])('%s', async (_, bytes, reason) => {
    await expect(read(bytes, 'list')).rejects.toMatchObject(refusal(reason));
  });

  test.each([
    ['an empty file', Buffer.from('')],
    ['an empty workbook', xlsx({ sheets: [{ name: 'A' }] })],
  ])('%s', async (_, bytes) => {
    await expect(readDocument({ name: 'list', bytes })).rejects.toMatchObject(refusal('file-empty'));
  });

  test('data that grows beyond all limits, before it fills the memory', async () => {
    const zeros = Buffer.alloc(130_000_000, 32);
    const bomb = other(() => ({ content: zeros }));
    expect(bomb.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    await expect(readDocument({ name: 'list', bytes: bomb })).rejects.toMatchObject(
      refusal('file-unpacked-too-large'),
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('more entries than a workbook has', async () => {
    const many = zip([{ path: 'a', content: '' }]);
    many.writeUInt16LE(10_001, many.length - 14);
    many.writeUInt16LE(10_001, many.length - 12);
    await expect(read(many)).rejects.toMatchObject(refusal('file-unpacked-too-large'));
  });

  test('few long texts, put into many cells', async () => {
    const cells = Array.from({ length: 1000 }, (_, at) => row(at + 1, '<c t="s"><v>0</v></c>')).join('');
    const sharedStrings = `<si><t>${'x'.repeat(30_000)}</t></si>`;
    const bytes = xlsx({ sharedStrings, sheets: [sheet(`<sheetData>${cells}</sheetData>`)] });
    await expect(read(bytes)).rejects.toMatchObject({ facts: { reason: 'list-too-long' } });
  });

  test('a row number that no sheet has', async () => {
    const bytes = xlsx({ sheets: [sheet(`<sheetData>${row(99_999_999, inline('A1', 'x'))}</sheetData>`)] });
    await expect(read(bytes)).rejects.toMatchObject(refusal('file-damaged'));
  });
});

test('entities that a part declares are not expanded', async () => {
  const doctype = '<!DOCTYPE x [<!ENTITY a "000B82101009"><!ENTITY b SYSTEM "file:///etc/passwd">]>';
  const xml = `${doctype}<sheetData>${row(1, inline('A1', 'x&a;&b;&lt;'))}</sheetData>`;
  expect(await textOf(sheet(xml))).toBe('x&a;&b;<');
});

test('a hundred thousand rows are read in a worker, while this thread continues', async () => {
  const count = 100_000;
  const hex = (at: number): string => (0x000b82000000 + at).toString(16).padStart(12, '0');
  const strings = Array.from({ length: count }, (_, at) => `<si><t>${hex(at % 5000)}</t></si>`).join('');
  const cells = Array.from(
    { length: count },
    (_, at) =>
      `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>${at}</v></c><c r="B${at + 1}"><v>${at}</v></c></row>`,
  ).join('');
  const bytes = xlsx({ sharedStrings: strings, sheets: [sheet(`<sheetData>${cells}</sheetData>`)] });
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 5);
  const { text } = await readDocument({ name: 'long.xlsx', bytes });
  clearInterval(timer);
  expect(text.split('\n')).toHaveLength(count);
  expect(text.endsWith(`${hex(4999)}\t99999`)).toBe(true);
  expect(ticks).toBeGreaterThan(3);
});

test('an unwanted reading ends', async () => {
  const stopping = new AbortController();
  const bytes = xlsx({ sheets: [{ name: 'A', rows: [['x']] }] });
  const reading = readDocument({ name: 'a.xlsx', bytes }, stopping.signal);
  stopping.abort();
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
});
