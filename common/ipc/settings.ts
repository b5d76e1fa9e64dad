import { z } from 'zod';
import { isShortcut } from '../accelerator.ts';
import { languageChoices } from '../language.ts';
import { appearances, clipboardTimes, maxRetentionDays, mostConfirmAbove } from '../settings.ts';
import type { CallContract } from './contract.ts';

/** What a user can set; what each means is said in `main/store/meta.ts`. */
export const settingsSchema = z.strictObject({
  appearance: z.enum(appearances),
  language: z.enum(languageChoices),
  clipboardSeconds: z.literal(clipboardTimes),
  retentionDays: z.number().int().min(1).max(maxRetentionDays),
  confirmAbove: z.number().int().min(1).max(mostConfirmAbove),
  shortcut: z.string().max(60).refine(isShortcut).nullable(),
  keepInTray: z.boolean(),
  startAtLogin: z.boolean(),
  /** Null where updates are not checked. */
  updateAddress: z.string().max(500).nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** One or more settings; the others stay as they are. */
const settingsChangeSchema = settingsSchema.partial().refine((change) => Object.keys(change).length > 0);

export const settingsCalls = {
  'settings:get': { input: z.undefined(), output: settingsSchema, changes: null },
  /** Changes the given settings at once; a shorter retention deletes older passwords now. */
  'settings:set': { input: settingsChangeSchema, output: settingsSchema, changes: null },
} as const satisfies Record<string, CallContract>;
