import { z } from 'zod';
import { documentTextSchema } from '../document-schema.ts';
import { maxFileBytes } from '../documents.ts';
import type { CallContract } from './contract.ts';
import { shortText } from './inputs.ts';

export const documentCalls = {
  /** Returns the text of a file that was opened, dropped or pasted: a text file, a spreadsheet, a mail. */
  'documents:read': {
    input: z.strictObject({
      name: shortText,
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= maxFileBytes),
    }),
    output: documentTextSchema,
    changes: null,
  },
  /** Returns the clipboard's text, because the user asked to paste it; null when it holds none. */
  'clipboard:read': { input: z.undefined(), output: z.string().nullable(), changes: null },
} as const satisfies Record<string, CallContract>;
