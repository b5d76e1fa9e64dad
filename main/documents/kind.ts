import { extname } from 'node:path';
import { decodeText } from '../../common/decode.ts';
import { sourceKind, sourceSampleLength } from '../../common/documents.ts';
import type { ErrorReason } from '../../common/errors.ts';
import type { SourceFile } from './content.ts';

/** What a file is: something that can be read, or why it cannot. */
export type FileKind =
  | { kind: 'text' | 'mail' | 'mailbox' | 'web-page' | 'zip' | 'spreadsheet-xml' | 'open-spreadsheet' }
  | { refused: ErrorReason<'usage'> };

const beginsWith: readonly [bytes: string, refused: ErrorReason<'usage'>][] = [
  ['%PDF-', 'file-is-document'],
  ['{\\rtf', 'file-is-document'],
  ['\x89PNG', 'file-is-picture'],
  ['\xff\xd8\xff', 'file-is-picture'],
  ['GIF8', 'file-is-picture'],
  ['BM', 'file-is-picture'],
  ['II*\0', 'file-is-picture'],
  ['MM\0*', 'file-is-picture'],
  ['\x1f\x8b', 'file-is-archive'],
  ['7z\xbc\xaf', 'file-is-archive'],
  ['Rar!', 'file-is-archive'],
  ['BZh', 'file-is-archive'],
  ['PK\x05\x06', 'file-is-archive'],
];

/** Office's older format: files within a file, each named in UTF-16. */
const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const compoundParts: readonly [name: string, refused: ErrorReason<'usage'>][] = [
  ['EncryptedPackage', 'file-is-protected'],
  ['Workbook', 'file-is-spreadsheet'],
];

const byEnding: Record<string, ErrorReason<'usage'>> = {
  '.xls': 'file-is-spreadsheet',
  '.xlsb': 'file-is-spreadsheet',
  '.numbers': 'file-is-spreadsheet',
  '.heic': 'file-is-picture',
  '.webp': 'file-is-picture',
  '.docx': 'file-is-document',
};

/** Detects a file's kind from its contents; its name may be anything. */
export function kindOfFile({ name, bytes }: SourceFile): FileKind {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (start.startsWith('PK\x03\x04')) return { kind: 'zip' };
  const ending = extname(name).toLowerCase();
  if (start.startsWith(compoundFile)) {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const part = compoundParts.find(([partName]) => all.includes(Buffer.from(partName, 'utf16le')));
    return { refused: part?.[1] ?? byEnding[ending] ?? 'file-is-document' };
  }
  const text = decodeText(bytes.subarray(0, sourceSampleLength));
  const refused = beginsWith.find(([beginning]) => start.startsWith(beginning))?.[1];
  // A text may begin with these letters as well.
  if (refused && (text === null || start.startsWith('%PDF-') || start.startsWith('{\\rtf')))
    return { refused };
  if (text === null) return { refused: byEnding[ending] ?? 'file-not-text' };
  const isNamedPage = /^\.x?html?$/.test(ending) && /<[a-z]/i.test(text);
  return { kind: sourceKind(text) ?? spreadsheetKind(text) ?? (isNamedPage ? 'web-page' : 'text') };
}

/** The kind of a spreadsheet that is one XML file. */
function spreadsheetKind(text: string): 'spreadsheet-xml' | 'open-spreadsheet' | null {
  const start = text.slice(0, 5000).replace(/^\ufeff?\s*(?:<\?[^>]*>|<!--[^>]*-->|\s)*/, '');
  if (/^<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet/.test(start))
    return 'spreadsheet-xml';
  if (!/^<(?:\w+:)?document(?:-content)?[\s>]/.test(start)) return null;
  return /mimetype="[^"]*spreadsheet|<(?:\w+:)?spreadsheet[\s>]/.test(text) ? 'open-spreadsheet' : null;
}
