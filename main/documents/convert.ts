import { decodeText } from '../../common/decode.ts';
import type { DocumentText } from '../../common/document-schema.ts';
import { openArchive } from './archive.ts';
import { fileError, plainDocument, type SourceFile } from './content.ts';
import { kindOfFile } from './kind.ts';
import { readMail, readMailbox } from './mail.ts';
import { readOpenDocument } from './open-document.ts';
import { webPageText } from './web-page.ts';
import { readWorkbook } from './workbook.ts';

/** A mail within a mail within a mail. */
const maxDepth = 3;

/** Returns a file of any kind as text. @throws RekeyError `usage` if it can't be read */
export async function convert(file: SourceFile, depth = 0): Promise<DocumentText> {
  const found = kindOfFile(file);
  if ('refused' in found) throw fileError(found.refused, file);
  const readAttachment = (attached: SourceFile): Promise<DocumentText> => {
    if (depth >= maxDepth) throw fileError('file-not-text', attached);
    return convert(attached, depth + 1);
  };
  switch (found.kind) {
    case 'zip':
      return readZip(file);
    case 'mail':
      return readMail(asMail(file), readAttachment);
    case 'mailbox':
      return readMailbox(asMail(file), readAttachment);
    case 'web-page':
      return plainDocument(webPageText(decodePage(file)));
    case 'text':
      return plainDocument(decodeText(file.bytes) ?? '');
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
  if (!archive.has('content.xml')) throw fileError('file-is-archive', file);
  let type = '';
  if (archive.has('mimetype')) for await (const piece of archive.read('mimetype')) type += piece;
  if (!type.includes('spreadsheet')) throw fileError('file-is-document', file);
  return readOpenDocument(archive);
}

/** A mail is bytes, each part with its own encoding; one saved as UTF-16 by some program was already decoded to text. */
function asMail({ name, bytes }: SourceFile): SourceFile {
  const start = bytes.subarray(0, 3);
  const text = start.includes(0) || (start[0] ?? 0) >= 0xfe ? decodeText(bytes) : null;
  if (text !== null) return { name, bytes: Buffer.from(text.trimStart()) };
  const from = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
  const blank = bytes.subarray(from).findIndex((byte) => byte !== 0x0a && byte !== 0x0d && byte !== 0x20);
  return { name, bytes: bytes.subarray(from + Math.max(0, blank)) };
}

/** A page in an older encoding names it. */
function decodePage({ bytes }: SourceFile): string {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const label = /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1];
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {}
  if (label && !/^utf/i.test(label))
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {}
  return decodeText(bytes) ?? '';
}
