import { z } from 'zod';
import type { CallName, EventName } from './channels.ts';
import { macSchema } from './mac-schema.ts';
import { deviceListSchema, itemSchema, jobSchema, pbxSchema, problemSchema } from './model.ts';

/** Longest text of each kind that is taken from a window; more is refused before anything looks at it. */
const shortText = z.string().max(500);
const secretText = z.string().max(4000);
const pbxId = z.uuid();

/** A PBX as a person enters it; no fingerprint leaves trust to the system's authorities. */
export const pbxEntrySchema = z.strictObject({
  name: shortText,
  address: shortText,
  clientId: shortText,
  fingerprint: shortText.nullable(),
});
export type PbxEntry = z.infer<typeof pbxEntrySchema>;

export const pbxFactsSchema = z.object({
  version: z.string().nullable(),
  deviceCount: z.number().int().nullable(),
});
/** What a PBX said of itself when it was tested. */
export type PbxFacts = z.infer<typeof pbxFactsSchema>;

export const appStateSchema = z.object({
  version: z.string(),
  platform: z.string(),
  /** True on the demo 3CX, which the window says. */
  demo: z.boolean(),
  pbxs: z.array(pbxSchema),
  selectedPbxId: z.string().nullable(),
  /** Why there is no usable keychain; null when there is one. */
  keychainProblem: problemSchema.nullable(),
  /** What happened at the start, such as a damaged database that was set aside. */
  notices: z.array(problemSchema),
});
export type AppState = z.infer<typeof appStateSchema>;

/** An item with the job it belongs to, as the list of recent results shows it. */
export const resultSchema = z.object({ job: jobSchema, item: itemSchema });
export type Result = z.infer<typeof resultSchema>;

/**
 * Names a password without being one: an item's, or a reading of a device's current password, which main keeps in
 * memory for a while.
 */
export const passwordRefSchema = z.union([
  z.strictObject({ item: z.number().int().positive() }),
  z.strictObject({ reading: z.uuid() }),
]);
export type PasswordRef = z.infer<typeof passwordRefSchema>;

interface CallContract {
  input: z.ZodType;
  output: z.ZodType;
}

/**
 * Every call a window can make: what it may send, and all that comes back. Main refuses an input that does not fit and
 * cuts an output down to its schema, so nothing crosses that is not written here.
 */
export const calls = {
  'app:state': { input: z.undefined(), output: appStateSchema },

  'pbxs:add': { input: z.strictObject({ entry: pbxEntrySchema, apiKey: secretText }), output: pbxSchema },
  /** `apiKey` null keeps the one in the keychain. */
  'pbxs:edit': {
    input: z.strictObject({ id: pbxId, entry: pbxEntrySchema, apiKey: secretText.nullable() }),
    output: pbxSchema,
  },
  'pbxs:remove': { input: z.strictObject({ id: pbxId }), output: z.void() },
  'pbxs:select': { input: z.strictObject({ id: pbxId }), output: z.void() },
  /** `retryRefusedKey`: a person says that a key the PBX refused was put right there. */
  'pbxs:test': { input: z.strictObject({ id: pbxId, retryRefusedKey: z.boolean() }), output: pbxFactsSchema },
  /** Tests what stands in a form, before it is saved; with `id` and no `apiKey` the key in the keychain is used. */
  'pbxs:test-entry': {
    input: z.strictObject({ id: pbxId.nullable(), entry: pbxEntrySchema, apiKey: secretText.nullable() }),
    output: pbxFactsSchema,
  },

  /** The kept list; null when it was never fetched. Contacts nobody. */
  'devices:list': { input: z.strictObject({ pbxId }), output: deviceListSchema.nullable() },
  'devices:refresh': { input: z.strictObject({ pbxId }), output: deviceListSchema },
  /** The other PBXs whose kept list has a MAC. */
  'devices:elsewhere': {
    input: z.strictObject({ pbxId, mac: macSchema }),
    output: z.array(z.object({ id: z.string(), name: z.string() })),
  },

  /** Runs a job to its end; `jobs:started`, `jobs:item` and `jobs:waiting` tell of it meanwhile. */
  'jobs:run': {
    input: z.strictObject({
      pbxId,
      macs: z.array(macSchema).min(1).max(10_000),
      tryUnlisted: z.boolean(),
      reference: shortText.nullable(),
    }),
    output: z.object({ job: jobSchema, items: z.array(itemSchema) }),
  },
  /** Finishes what is in flight and cancels the rest. A job that is not running here is left alone. */
  'jobs:cancel': { input: z.strictObject({ jobId: z.number().int() }), output: z.void() },
  /** The newest items of a PBX, newest first. */
  'jobs:recent': {
    input: z.strictObject({ pbxId, limit: z.number().int().min(1).max(200) }),
    output: z.array(resultSchema),
  },

  /** Reads the password a device has now, changing nothing; null when the PBX has none. */
  'passwords:read-current': {
    input: z.strictObject({ pbxId, mac: macSchema }),
    output: z.strictObject({ reading: z.uuid() }).nullable(),
  },
  /** The one call by which a password reaches a window, because a person asked to see it; null when it is gone. */
  'passwords:reveal': { input: z.strictObject({ ref: passwordRefSchema }), output: z.string().nullable() },
  /** Puts a password on the clipboard, and takes it off again; false when it is gone. */
  'passwords:copy': {
    input: z.strictObject({ ref: passwordRefSchema }),
    output: z.object({ copied: z.boolean(), clearedAfterSeconds: z.number().int() }),
  },
} as const satisfies Record<CallName, CallContract>;

/** What main tells windows without being asked. */
export const events = {
  'jobs:started': z.object({ jobId: z.number().int(), pbxId: z.string() }),
  'jobs:item': z.object({ jobId: z.number().int(), item: itemSchema }),
  'jobs:waiting': z.object({ jobId: z.number().int(), until: z.iso.datetime(), problem: problemSchema }),
} as const satisfies Record<EventName, z.ZodType>;

export type CallInput<Name extends CallName> = z.infer<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.infer<(typeof calls)[Name]['output']>;
export type EventData<Name extends EventName> = z.infer<(typeof events)[Name]>;

/** How a call ends: errors cross as code and facts, never as an exception. */
export type CallReply<Name extends CallName> =
  | { ok: true; value: CallOutput<Name> }
  | { ok: false; problem: z.infer<typeof problemSchema> };

/** What the preload puts into a window as `window.rekey`. */
export interface RekeyBridge {
  /** Does not reject for an error of the closed set: that is a reply too. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallReply<Name>>;
  /** Returns what stops it. */
  on<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): () => void;
}
