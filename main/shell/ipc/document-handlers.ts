import { RekeyError } from '../../../common/errors.ts';
import type { documentCalls } from '../../../common/ipc/documents.ts';
import { listProblem, maxListLength } from '../../../common/list/index.ts';
import { readDocument } from '../../documents/index.ts';
import type { HandlersOf } from './serve.ts';

export interface DocumentHandlerParts {
  /** The clipboard's text. */
  readClipboard(): Promise<string>;
}

/** Handles calls for files and the clipboard as sources of a list. */
export function createDocumentHandlers({
  readClipboard,
}: DocumentHandlerParts): HandlersOf<typeof documentCalls> {
  return {
    'documents:read': (file) => readDocument(file),
    'clipboard:read': async () => {
      const text = await readClipboard();
      if (text.length > maxListLength) throw new RekeyError('usage', listProblem('characters').facts);
      return text === '' ? null : text;
    },
  };
}
