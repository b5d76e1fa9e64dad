import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { DocumentText, SkippedParts } from '../../common/document-schema.ts';
import { addSkipped, endOfMailSeparator, hasSkipped, nothingSkipped } from '../../common/documents.ts';
import { RekeyError } from '../../common/errors.ts';
import { parseList } from '../../common/list/index.ts';
import { tidy } from '../../common/text.ts';
import { fileError, plainDocument, type SourceFile } from './content.ts';
import { webPageText } from './web-page.ts';

/** Reads a file that is attached to a mail. */
type ReadAttachment = (file: SourceFile) => Promise<DocumentText>;

/**
 * Reads a mail: its subject, its text and the lists attached to it.
 *
 * @throws RekeyError `usage` if it is damaged or too long
 */
export async function readMail(file: SourceFile, readAttachment: ReadAttachment): Promise<DocumentText> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(file.bytes, { maxNestingDepth: 50, maxHeadersSize: 1_000_000 });
  } catch {
    throw fileError('file-damaged', file);
  }
  const body = bodyOf(mail, file);
  const texts = [mail.subject ?? '', body.text];
  let { skipped } = body;
  for (const attachment of mail.attachments) {
    const name = nameOf(attachment);
    if (mayBeList(attachment)) {
      const read = await readAttachment({ name, bytes: contentOf(attachment) }).catch((thrown: unknown) => {
        if (thrown instanceof RekeyError) return null;
        throw thrown;
      });
      if (read) {
        texts.push(read.text);
        skipped = addSkipped(skipped, read.skipped);
        continue;
      }
    }
    if (isOwnFile(attachment) && !isSignature(attachment))
      skipped = addSkipped(skipped, { ...nothingSkipped, attachments: [name] });
  }
  return { ...plainDocument(texts.filter((text) => text.trim() !== '').join('\n')), skipped };
}

/** Reads the mails of a mailbox file. @throws RekeyError `usage` if one of them is damaged, or all are too long */
export async function readMailbox(file: SourceFile, readAttachment: ReadAttachment): Promise<DocumentText> {
  // As bytes, because each mail names its own encoding.
  const source = Buffer.from(file.bytes).toString('latin1');
  const texts: string[] = [];
  let skipped: SkippedParts = nothingSkipped;
  for (const mail of mailsIn(source)) {
    if (mail.trim() === '') continue;
    const bytes = Buffer.from(mail.replace(/^>(>*From )/gm, '$1'), 'latin1');
    const read = await readMail({ name: file.name, bytes }, readAttachment);
    texts.push(read.text);
    skipped = addSkipped(skipped, read.skipped);
  }
  return { ...plainDocument(texts.join('\n\n')), skipped };
}

/**
 * Most mails contain their text twice, plain and as HTML. Returns the plain text unless the HTML has more MACs: some
 * plain texts only say that the mail must be viewed in a browser. What the HTML hides would be in the plain text.
 */
function bodyOf({ text = '', html }: Email, file: SourceFile): { text: string; skipped: SkippedParts } {
  const plain = { text, skipped: nothingSkipped };
  if (html === undefined) return plain;
  const page = webPageText(html, file);
  if (text.trim() === '') return page;
  const found = (body: string): number => parseList(body).counts.macs;
  return found(page.text) > found(text) || (hasSkipped(page.skipped) && page.text.trim() !== '')
    ? page
    : plain;
}

const listTypes =
  /^(?:text\/(?:plain|csv|comma-separated-values|tab-separated-values|html|xml)|application\/(?:csv|json|xml|vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet|vnd\.oasis\.opendocument\.spreadsheet|vnd\.ms-excel\.sheet\.macroenabled\.12))$/i;

/** Whether an attachment may hold a list, by its type or name. What a page embeds (`related`) has no name. */
function mayBeList({ mimeType, filename, related }: Attachment): boolean {
  if (mimeType === 'message/rfc822') return true;
  if (related && filename === null) return false;
  if (listTypes.test(mimeType) || filename === null) return listTypes.test(mimeType);
  return /\.(?:txt|csv|tsv|log|json|xml|xlsx|xlsm|ods|eml|html?|mht(?:ml)?)$/i.test(filename);
}

/**
 * Whether an attachment was added by the sender, so that one that can't be read must be named: some mail programs mark
 * it as `inline`, or not at all. A picture marked like that is usually a logo, and what a page embeds is no file.
 */
function isOwnFile({ mimeType, disposition, filename, related }: Attachment): boolean {
  if (disposition === 'attachment') return true;
  if (partsOfPage.test(mimeType) || (related && filename === null)) return false;
  return !mimeType.startsWith('image/') && (filename !== null || !ofMailProgram.test(mimeType));
}

const partsOfPage =
  /^(?:text\/css|text\/javascript|application\/(?:x-)?javascript|font\/.*|application\/font.*)$/i;
/** What mail programs add to a mail by themselves. */
const ofMailProgram =
  /^(?:message\/(?:delivery-status|disposition-notification)|text\/(?:rfc822-headers|calendar|x-amp-html|x-watch-html))$/i;

function isSignature({ mimeType }: Attachment): boolean {
  return /^application\/(?:x-)?(?:pkcs7|pgp)-signature$/.test(mimeType);
}

function nameOf({ filename, mimeType }: Attachment): string {
  return tidy(filename ?? '', 100) || mimeType;
}

function contentOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** The mails of a mailbox file, each without the line that separates it from the one before. */
function mailsIn(source: string): string[] {
  const mails: string[] = [];
  let from = 0;
  // At the beginning, or after an empty line.
  for (const { index, 0: found } of source.matchAll(/(?:^|(?<=\n)\r?\n)(?=From )/g)) {
    const at = index + found.length;
    const end = at < from ? null : endOfMailSeparator(source, at);
    if (end === null) continue;
    mails.push(source.slice(from, at));
    from = end;
  }
  mails.push(source.slice(from));
  return mails;
}
