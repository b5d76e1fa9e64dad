import { z } from 'zod';
import { settingShape } from '../settings-schema.ts';
import type { CallContract } from './contract.ts';

/** The settings, as `common/settings.ts` defines them, and whether the system starts the app at login. */
export const settingsSchema = z.strictObject({ ...settingShape, startAtLogin: z.boolean() });
export type Settings = z.infer<typeof settingsSchema>;

/** One or more settings; the others stay as they are. */
const settingsChangeSchema = settingsSchema.partial().refine((change) => Object.keys(change).length > 0);

export const settingsCalls = {
  'settings:get': { input: z.undefined(), output: settingsSchema, changes: null },
  /** Changes the given settings at once; a shorter retention deletes older passwords now. */
  'settings:set': { input: settingsChangeSchema, output: settingsSchema, changes: null },
} as const satisfies Record<string, CallContract>;
