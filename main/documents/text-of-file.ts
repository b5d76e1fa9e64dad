import { decodeText, decodeUtf8, decodeWide } from '../../common/decode.ts';
import type { DocumentText } from '../../common/document-schema.ts';
import { openArchive } from './archive.ts';
import { fileError, plainDocument, readText, type SourceFile } from './content.ts';
import { kindOfFile } from './kind.ts';
import { readMail, readMailbox } from './mail.ts';
import { readFlatOpenDocument, readOpenDocumentSpreadsheet } from './open-document.ts';
import { readSpreadsheetXml } from './spreadsheet-xml.ts';
import { webPageText } from './web-page.ts';
import { readWorkbook } from './workbook.ts';

/** How many mails deep attachments are opened. */
const maxDepth = 3;

/**
 * Returns the text of a text file, mail, mailbox, web page or spreadsheet.
 *
 * @param depth how many mails the file is nested in
 * @throws RekeyError `usage` for any other kind, or if it is damaged
 */
export async function textOfFile(file: SourceFile, depth = 0): Promise<DocumentText> {
  const found = kindOfFile(file);
  if ('refused' in found) throw fileError(found.refused, file);
  const readAttachment = async (attached: SourceFile): Promise<DocumentText> => {
    if (depth >= maxDepth) throw fileError('file-not-text', attached);
    return textOfFile(attached, depth + 1);
  };
  switch (found.kind) {
    case 'zip':
      return readZip(file);
    case 'mail':
      return readMail(asMail(file), readAttachment);
    case 'mailbox':
      return readMailbox(asMail(file), readAttachment);
    case 'web-page': {
      const { text, skipped } = webPageText(decodePage(file), file);
      return { ...plainDocument(text), skipped };
    }
    case 'spreadsheet-xml':
      return readSpreadsheetXml(decodePage(file), file);
    case 'open-spreadsheet':
      return readFlatOpenDocument(decodePage(file), file);
    case 'text':
      return readText(file);
  }
}

async function readZip(file: SourceFile): Promise<DocumentText> {
  const archive = await openArchive(file);
  if (archive.has('xl/workbook.bin') || archive.has('Index/Document.iwa'))
    throw fileError('file-is-spreadsheet', file);
  if (archive.has('[Content_Types].xml')) {
    if (archive.has('word/document.xml') || archive.has('ppt/presentation.xml'))
      throw fileError('file-is-document', file);
    return readWorkbook(archive);
  }
  // LibreOffice puts a whole document under a password into one entry.
  if (archive.has('encrypted-package')) throw fileError('file-is-protected', file);
  if (!archive.has('content.xml')) throw fileError('file-is-archive', file);
  let mimeType = '';
  if (archive.has('mimetype')) for await (const piece of archive.read('mimetype')) mimeType += piece;
  if (!mimeType.includes('spreadsheet')) throw fileError('file-is-document', file);
  return readOpenDocumentSpreadsheet(archive);
}

/**
 * Returns the mail without a byte-order mark and leading blank lines, which would end its header. A mail saved as
 * UTF-16 is re-encoded as UTF-8; any other stays as it is, because each part names its own encoding.
 */
function asMail({ name, bytes }: SourceFile): SourceFile {
  const wide = beginsAsWide(bytes) ? decodeWide(bytes) : null;
  if (wide !== null) return { name, bytes: Buffer.from(wide.trimStart()) };
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const blank = bytes.subarray(from).findIndex((byte) => byte !== 0x0a && byte !== 0x0d && byte !== 0x20);
  return { name, bytes: bytes.subarray(from + Math.max(0, blank)) };
}

/** Whether there is a zero byte or a byte-order mark; later ones may be of a part. */
function beginsAsWide(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 3).includes(0) || (bytes[0] ?? 0) >= 0xfe;
}

/** Decodes a page: as UTF-16 or UTF-8 if it is that, otherwise in the encoding that its `meta` element names. */
function decodePage({ bytes }: SourceFile): string {
  // The zero bytes of UTF-16 are valid UTF-8.
  return decodeWide(bytes) ?? decodeUtf8(bytes) ?? decodeAsNamed(bytes) ?? decodeText(bytes) ?? '';
}

function decodeAsNamed(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const label = /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1];
  if (label === undefined || /^utf/i.test(label)) return null;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    // An unknown encoding.
    return null;
  }
}
