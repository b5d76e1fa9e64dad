import { z } from 'zod';
import { maxMacText } from '../one-mac.ts';
import type { CallContract } from './contract.ts';
import { jobId, pbxId } from './inputs.ts';

/** What this desktop offers, and what it rejected. */
const desktopFactsSchema = z.object({
  /** Whether it shows a tray icon. */
  tray: z.boolean(),
  loginItem: z.boolean(),
  /** Whether update notices can be verified: a build without a release key checks none. */
  updates: z.boolean(),
  /** On Wayland a shortcut may need the desktop's consent, and the app isn't told whether it was given. */
  wayland: z.boolean(),
  /** The chosen shortcut, if the system rejected it at startup. */
  shortcutRefused: z.string().nullable(),
});
export type DesktopFacts = z.infer<typeof desktopFactsSchema>;

/** The places the main window can be sent to. */
const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('device') }),
  z.strictObject({ kind: z.literal('settings') }),
  /** With a text to put into the list. */
  z.strictObject({ kind: z.literal('list'), text: z.string().min(1).max(maxMacText) }),
  z.strictObject({ kind: z.literal('job'), jobId }),
  z.strictObject({ kind: z.literal('add-pbx') }),
  z.strictObject({ kind: z.literal('edit-pbx'), pbxId }),
]);
export type Target = z.infer<typeof targetSchema>;

export const desktopCalls = {
  'desktop:facts': { input: z.undefined(), output: desktopFactsSchema, changes: null },
  /** Brings the main window to the front at a given place, and hides the panel. */
  'app:go': { input: targetSchema, output: z.void(), changes: null },
  /** Returns where the main window was sent since the last call. */
  'app:take-target': { input: z.undefined(), output: targetSchema.nullable(), changes: null },
} as const satisfies Record<string, CallContract>;

export const desktopEvents = {
  /** The main window was sent somewhere: `app:take-target` says where. */
  'app:target': z.undefined(),
} as const;
