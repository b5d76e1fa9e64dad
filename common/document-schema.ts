import { z } from 'zod';

/** The parts of a document that were not read. */
const skippedPartsSchema = z.object({
  /** Hidden in the workbook, by a filter for example; counted if they hold something. */
  sheets: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
  columns: z.number().int().nonnegative(),
  /** Parts of a web page or a mail that it hides, if they hold anything like a MAC address. */
  passages: z.number().int().positive().optional(),
  /** Names of a mail's attachments that hold no readable list. */
  attachments: z.array(z.string()),
});
export type SkippedParts = z.infer<typeof skippedPartsSchema>;

const documentSheetSchema = z.object({
  name: z.string(),
  /** The line of the text, counted from 1, where its first row is. */
  line: z.number().int().positive(),
});
export type DocumentSheet = z.infer<typeof documentSheetSchema>;

/** What a file of any kind holds as text, for the list parser. */
export const documentTextSchema = z.object({
  text: z.string(),
  /** Where each sheet of a workbook begins; empty if line numbers alone are clear enough. */
  sheets: z.array(documentSheetSchema),
  skipped: skippedPartsSchema,
});
export type DocumentText = z.infer<typeof documentTextSchema>;
