import { crc32, deflateRawSync } from 'node:zlib';

/** A file in a zip file; `claims` replaces the recorded values where a test lies. */
export interface ZipEntry {
  path: string;
  content: string | Uint8Array;
  claims?: { size?: number; crc?: number; encrypted?: boolean };
}

/** Writes a zip file as Office and others do. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content, claims = {} } of entries) {
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes);
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(claims.encrypted ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(claims.crc ?? crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims.size ?? bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, place, name]));
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}

export interface SheetSpec {
  name: string;
  /** The contents of `<worksheet>`; or rows of cells, in which numbers are stored as numbers. */
  xml?: string;
  rows?: readonly (readonly (string | number | null)[])[];
  state?: 'hidden' | 'veryHidden';
}

export interface WorkbookSpec {
  sheets: readonly SheetSpec[];
  /** Inside of `<styleSheet>`. */
  styles?: string;
  /** Inside of `<sst>`. */
  sharedStrings?: string;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The files of an .xlsx workbook, as Excel lays them out. */
export function workbookEntries({ sheets, styles = '', sharedStrings }: WorkbookSpec): ZipEntry[] {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const list = (...entries: string[]): string =>
    `${declaration}<Relationships xmlns="${packageRelations}">${entries.join('')}</Relationships>`;
  return [
    { path: '[Content_Types].xml', content: `${declaration}<Types/>` },
    { path: '_rels/.rels', content: list(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      path: 'xl/workbook.xml',
      content: `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: list(
        ...sheets.map((_, index) =>
          relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
        ),
        relation('rId900', 'styles', 'styles.xml'),
        relation('rId901', 'sharedStrings', '/xl/sharedStrings.xml'),
      ),
    },
    { path: 'xl/styles.xml', content: `${declaration}<styleSheet xmlns="${main}">${styles}</styleSheet>` },
    ...(sharedStrings === undefined
      ? []
      : [
          {
            path: 'xl/sharedStrings.xml',
            content: `${declaration}<sst xmlns="${main}">${sharedStrings}</sst>`,
          },
        ]),
    ...sheets.map(({ xml, rows = [] }, index) => ({
      path: `xl/worksheets/sheet${index + 1}.xml`,
      content: `${declaration}<worksheet xmlns="${main}">${xml ?? sheetData(rows)}</worksheet>`,
    })),
  ];
}

/** Writes an .xlsx workbook. */
export function xlsx(spec: WorkbookSpec): Buffer {
  return zip(workbookEntries(spec));
}

function sheetData(rows: NonNullable<SheetSpec['rows']>): string {
  const cell = (value: string | number | null, reference: string): string => {
    if (value === null) return '';
    return typeof value === 'number'
      ? `<c r="${reference}"><v>${value}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  };
  const row = (cells: readonly (string | number | null)[], number: number): string =>
    cells.length === 0
      ? ''
      : `<row r="${number}">${cells.map((value, at) => cell(value, `${String.fromCharCode(65 + at)}${number}`)).join('')}</row>`;
  return `<sheetData>${rows.map((cells, index) => row(cells, index + 1)).join('')}</sheetData>`;
}

/** Writes an .ods spreadsheet. @param content the contents of `<office:document-content>` */
export function ods(content: string, manifest = ''): Buffer {
  return zip([
    { path: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
    {
      path: 'content.xml',
      content: `${declaration}<office:document-content>${content}</office:document-content>`,
    },
    { path: 'META-INF/manifest.xml', content: `<manifest:manifest>${manifest}</manifest:manifest>` },
  ]);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
