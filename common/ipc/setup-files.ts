import { z } from 'zod';
import { pbxSchema, problemSchema } from '../model.ts';
import { maxSetupFileBytes, maxSetupPbxs, setupChoices } from '../setup-file.ts';
import type { CallContract } from './contract.ts';
import { pbxId, secretText, shortText } from './inputs.ts';

/** A file to open as a setup file, wherever it came from; its contents stay in main. */
const pendingFileSchema = z.object({
  id: z.uuid(),
  /** Its name without its folder, safe to show. */
  name: z.string(),
  /** Why no passphrase can open it; null if one might. */
  problem: problemSchema.nullable(),
});
export type PendingFile = z.infer<typeof pendingFileSchema>;

const importedKey = z.enum(['imported', 'kept', 'missing']);
/** What an update does to the pinned certificate: the file may pin another one, a first one, or none. */
const importedTrust = z.enum(['same', 'replaced', 'added', 'dropped']);
/** A PBX in an opened setup file, and what importing it would do. */
const comparedPbxSchema = z.object({
  name: z.string(),
  url: z.string(),
  clientId: z.string(),
  /** Whether a certificate is pinned for it. */
  pinned: z.boolean(),
  hasKey: z.boolean(),
  /** Whether a PBX of this name is set up here; one at a different address is never replaced. */
  here: z.enum(['no', 'same', 'at-another-address']),
  apiKey: importedKey,
  certificate: importedTrust,
});
export type ComparedPbx = z.infer<typeof comparedPbxSchema>;

const importedPbxSchema = z.object({
  pbx: pbxSchema,
  /** Whether it was already set up here and was updated. */
  replaced: z.boolean(),
  /** Whether its API key came with the file, is unchanged (if it had one), or has to be entered. */
  apiKey: importedKey,
  certificate: importedTrust,
});
export type ImportedPbx = z.infer<typeof importedPbxSchema>;

export const setupFileCalls = {
  /** Returns the file that is ready to open; null if there is none. */
  'setup-file:pending': { input: z.undefined(), output: pendingFileSchema.nullable(), changes: null },
  /** Prompts the user for a file, which is then ready to open. */
  'setup-file:choose': { input: z.undefined(), output: z.void(), changes: null },
  /** Takes a file that was dropped on the window; one byte over the limit marks it as too long. */
  'setup-file:receive': {
    input: z.strictObject({
      name: shortText,
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= maxSetupFileBytes + 1),
    }),
    output: z.void(),
    changes: null,
  },
  /** Opens the file; after a failure another passphrase can be tried. */
  'setup-file:open': {
    input: z.strictObject({ id: z.uuid(), passphrase: secretText }),
    output: z.array(comparedPbxSchema),
    changes: null,
  },
  /** Compares the PBXs of the opened file with those set up here now. */
  'setup-file:compare': {
    input: z.strictObject({ id: z.uuid() }),
    output: z.array(comparedPbxSchema),
    changes: null,
  },
  /** Imports the PBXs of the opened file as chosen for each. Sends nothing to any PBX. */
  'setup-file:import': {
    input: z.strictObject({ id: z.uuid(), choices: z.array(z.enum(setupChoices)).min(1).max(maxSetupPbxs) }),
    output: z.array(importedPbxSchema),
    changes: 'app-state',
  },
  /** Discards the file. */
  'setup-file:close': { input: z.strictObject({ id: z.uuid() }), output: z.void(), changes: null },
  /** Prompts the user for a path and writes PBXs there; null when the user cancels. */
  'setup-file:export': {
    input: z.strictObject({
      pbxIds: z.array(pbxId).min(1).max(maxSetupPbxs),
      withKeys: z.boolean(),
      passphrase: secretText,
    }),
    output: z.string().nullable(),
    changes: null,
  },
  /** Shows the last exported file in the system's file manager. */
  'setup-file:show-exported': { input: z.undefined(), output: z.void(), changes: null },
} as const satisfies Record<string, CallContract>;

export const setupFileEvents = {
  /** A file is ready to open, or no longer is. */
  'setup-file:pending-changed': z.object({ file: pendingFileSchema.nullable() }),
} as const;
