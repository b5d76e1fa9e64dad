import { z } from 'zod';
import { languages } from '../language.ts';
import { pbxSchema, problemSchema } from '../model.ts';
import type { CallContract } from './contract.ts';
import { proxyQuestionSchema } from './network.ts';

/** The language of the windows, and the locale (BCP 47) of their numbers and dates. */
const displayLanguageSchema = z.object({ language: z.enum(languages), locale: z.string() });
export type DisplayLanguage = z.infer<typeof displayLanguageSchema>;

/** What administrators have set by policy, for pages to show. */
const policyFactsSchema = z.object({
  path: z.string(),
  /** How many PBXs the policy fixes; null if users set them up. */
  pbxs: z.number().int().nullable(),
  /** Which of the stored PBXs the policy fixes. */
  fixedPbxIds: z.array(z.string()),
  /** Null if it is left to users and the system. */
  proxy: z.string().nullable(),
  noExport: z.boolean(),
  noClipboard: z.boolean(),
  maxRetentionDays: z.number().int().nullable(),
  noUpdateCheck: z.boolean(),
  updateAddress: z.string().nullable(),
});
export type PolicyFacts = z.infer<typeof policyFactsSchema>;

const appStateSchema = z.object({
  version: z.string(),
  platform: z.string(),
  /** Whether the clipboard can be cleared only while a window is in front, as on Wayland. */
  clipboardClearsOnlyInFront: z.boolean(),
  /** Whether the app runs against the demo 3CX. */
  demo: z.boolean(),
  pbxs: z.array(pbxSchema),
  /** The PBXs whose API key was never entered on this computer. */
  keylessPbxIds: z.array(z.string()),
  selectedPbxId: z.string().nullable(),
  /**
   * Why the keychain cannot be used; null when it can. While the keychain has not answered yet this is `keychain-locked`
   * with the reason `asking`: ask again soon.
   */
  keychainProblem: problemSchema.nullable(),
  proxyQuestion: proxyQuestionSchema.nullable(),
  /** What happened at startup, such as a damaged database that was set aside. */
  notices: z.array(problemSchema),
  /** Null if this computer has no policy file. */
  policy: policyFactsSchema.nullable(),
  /** The version of a newer release; null if none is known. */
  newVersion: z.string().nullable(),
  /** Paths of the files in the data folder. */
  files: z.object({ database: z.string(), log: z.string() }),
});
export type AppState = z.infer<typeof appStateSchema>;

const forgottenSchema = z.object({
  /** Whether the keychain may hold entries whose names were lost with a damaged database. */
  keychainMayHoldMore: z.boolean(),
  /** The keychain entries that remain because another data folder needs them. */
  leftForOthers: z.array(z.string()),
});
/** What could not be deleted with everything else. */
export type Forgotten = z.infer<typeof forgottenSchema>;

export const appCalls = {
  'app:language': { input: z.undefined(), output: displayLanguageSchema, changes: null },
  /** The window's system reports that the network is back. */
  'app:network-changed': { input: z.undefined(), output: z.void(), changes: null },
  'app:state': { input: z.undefined(), output: appStateSchema, changes: null },
  /** Shows the log in the system's file manager. */
  'app:show-log': { input: z.undefined(), output: z.void(), changes: null },
  /** Copies the diagnostics, which hold nothing secret or personal, and returns them so that the user can look at them. */
  'app:copy-diagnostics': { input: z.undefined(), output: z.string(), changes: null },
  /**
   * Deletes all of the app's data, then quits. `leaveKeychain`: its keychain entries remain, as the user chose after
   * being told about them.
   */
  'app:forget': {
    input: z.strictObject({ leaveKeychain: z.boolean() }),
    output: forgottenSchema,
    changes: null,
  },
  /** Fetches the update notice now. Returns the newer version; null if there is none, or updates are not checked. */
  'updates:check': { input: z.undefined(), output: z.string().nullable(), changes: 'app-state' },
} as const satisfies Record<string, CallContract>;

export const appEvents = {
  'app:language-changed': displayLanguageSchema,
  /** The PBXs, or anything else in `app:state`, changed. */
  'app:changed': z.undefined(),
  'app:pbx-selected': z.object({ id: z.string() }),
} as const;
