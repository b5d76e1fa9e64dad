import type { DocumentSheet, SkippedParts } from './document-schema.ts';

export const nothingSkipped: Readonly<SkippedParts> = { sheets: 0, rows: 0, columns: 0, attachments: [] };

/** Listing more names would help nobody. */
const maxAttachments = 20;

/** Returns what was skipped in two documents. */
export function addSkipped(one: SkippedParts, other: SkippedParts): SkippedParts {
  const passages = (one.passages ?? 0) + (other.passages ?? 0);
  return {
    ...(passages > 0 && { passages }),
    sheets: one.sheets + other.sheets,
    rows: one.rows + other.rows,
    columns: one.columns + other.columns,
    attachments: [...one.attachments, ...other.attachments].slice(0, maxAttachments),
  };
}

/** Whether a document holds more than what was read. */
export function hasSkipped({ sheets, rows, columns, passages = 0, attachments }: SkippedParts): boolean {
  return sheets + rows + columns + passages + attachments.length > 0;
}

/** A line of a text, or a row of a sheet if the text comes from a workbook of several. */
export interface Place<Line extends number | null = number | null> {
  /** From 1. */
  line: Line;
  sheet: string | null;
}

/** Returns the sheet row that a line of a document's text comes from. */
export function rowOf(sheets: readonly DocumentSheet[], line: number): Place<number> {
  const sheet = sheets.findLast((each) => each.line <= line);
  return sheet && sheet.name !== ''
    ? { line: line - sheet.line + 1, sheet: sheet.name }
    : { line, sheet: null };
}

/** No usable list is larger than this. */
export const maxFileBytes = 20_000_000;

/** How much of a document is examined to detect its kind. */
export const sourceSampleLength = 20_000;

/**
 * The kind of source that a text is: of a mail or a web page, in which a MAC address may be encoded or split; null for
 * any other text.
 */
export function sourceKind(text: string): 'mail' | 'mailbox' | 'web-page' | null {
  const sample = text.slice(0, sourceSampleLength).replace(/^[\ufeff\s]+/, '');
  if (endOfMailSeparator(sample, 0) !== null) return 'mailbox';
  if (isMail(sample)) return 'mail';
  return pageStart.test(sample.slice(0, 5_000).replace(/^(?:<!--[^>]*-->|<\?[^>]*>|\s)+/, ''))
    ? 'web-page'
    : null;
}

/** The line before each mail of a mailbox file: a sender, and a date with a year. */
const separatorLine = /From (?=[^\r\n]*\d{1,2}:\d{2})(?=[^\r\n]*\b(?:19|20)\d{2}\b)\S[^\r\n]{0,500}\r?\n/y;
const knownHeader =
  /^(?:from|to|cc|subject|date|sender|reply-to|received|return-path|message-id|mime-version|content-[\w-]+|delivered-to|status|dkim-signature|arc-[\w-]+|x-[\w-]+)[ \t]*:/i;
const anyHeader = /^[!-9;-~]+[ \t]*:/;
const maxHeaderLines = 100;

/**
 * The end of the separator before a mail that begins at this offset of a mailbox file; null if it is none. What follows
 * must be a header: a line of a text may begin like a separator.
 */
export function endOfMailSeparator(text: string, at: number): number | null {
  separatorLine.lastIndex = at;
  if (!separatorLine.test(text)) return null;
  const end = separatorLine.lastIndex;
  const lines = text.slice(end, end + 20_000).split(/\r?\n/, maxHeaderLines);
  if (!anyHeader.test(lines[0] ?? '')) return null;
  for (const line of lines) {
    if (knownHeader.test(line)) return end;
    if (!anyHeader.test(line) && !/^[ \t]/.test(line)) return null;
  }
  return null;
}

const pageStart =
  /^<(?:!doctype\s+html|html|head|body|meta|style|table|tbody|tr|div|p|span|h[1-6]|ul|ol|center|font)[\s>]/i;

/** Whether a sample begins with a mail header that includes a field saying how the body is encoded. */
function isMail(sample: string): boolean {
  const names = new Set<string>();
  for (const line of sample.split(/\r?\n/)) {
    if (line === '') break;
    if (/^[ \t]/.test(line) && names.size > 0) continue;
    const name = /^([!-9;-~]+)[ \t]*:/.exec(line)?.[1];
    if (name === undefined) return false;
    names.add(name.toLowerCase());
  }
  const has = (...fields: string[]): boolean => fields.some((field) => names.has(field));
  return (
    has('content-type', 'content-transfer-encoding', 'mime-version') &&
    has('from', 'to', 'subject', 'date', 'received', 'return-path', 'message-id', 'delivered-to')
  );
}
