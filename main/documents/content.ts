import { decodeText } from '../../common/decode.ts';
import type { DocumentText } from '../../common/document-schema.ts';
import { nothingSkipped } from '../../common/documents.ts';
import { type ErrorReason, RekeyError } from '../../common/errors.ts';
import { listProblem, maxListLength } from '../../common/list/index.ts';

/** A file to read. */
export interface SourceFile {
  /** Shown in messages; its extension matters only if the contents do not show the kind. */
  name: string;
  bytes: Uint8Array;
}

/** Returns a document from plain text. @throws RekeyError `usage` if it is longer than a list may be */
export function plainDocument(text: string): DocumentText {
  throwIfTooLong(text.length);
  return { text, sheets: [], skipped: nothingSkipped };
}

/** Reads a file of plain text. @throws RekeyError `usage` if it is none, or longer than a list may be */
export function readText(file: SourceFile): DocumentText {
  const text = decodeText(file.bytes);
  // Its kind was judged by its beginning.
  if (text === null) throw fileError('file-not-text', file);
  return plainDocument(text);
}

/** @throws RekeyError `usage` if it is longer than a list may be */
export function throwIfTooLong(length: number): void {
  if (length > maxListLength) throw new RekeyError('usage', listProblem('characters').facts);
}

/** The error for a file that can't be read. */
export function fileError(reason: ErrorReason<'usage'>, { name }: Pick<SourceFile, 'name'>): RekeyError {
  return new RekeyError('usage', { reason, path: name });
}
