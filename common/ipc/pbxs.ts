import { z } from 'zod';
import { paceSchema, pbxSchema } from '../model.ts';
import type { CallContract } from './contract.ts';
import { pbxId, secretText, shortText } from './inputs.ts';

/** A PBX as a user enters it; without a fingerprint the system's certificate authorities decide. */
const pbxEntrySchema = z.strictObject({
  name: shortText,
  address: shortText,
  clientId: shortText,
  fingerprint: shortText.nullable(),
});
export type PbxEntry = z.infer<typeof pbxEntrySchema>;

const pbxFactsSchema = z.object({
  version: z.string().nullable(),
  deviceCount: z.number().int().nullable(),
});
/** What a PBX reported about itself when it was tested. */
export type PbxFacts = z.infer<typeof pbxFactsSchema>;

export const pbxCalls = {
  'pbxs:add': {
    input: z.strictObject({ entry: pbxEntrySchema, apiKey: secretText }),
    output: pbxSchema,
    changes: 'app-state',
  },
  /** `apiKey` null keeps the one in the keychain. */
  'pbxs:edit': {
    input: z.strictObject({ id: pbxId, entry: pbxEntrySchema, apiKey: secretText.nullable() }),
    output: pbxSchema,
    changes: 'app-state',
  },
  'pbxs:set-pace': {
    input: z.strictObject({ id: pbxId, pace: paceSchema }),
    output: pbxSchema,
    changes: 'app-state',
  },
  /** `history`: removes its jobs and their passwords, too. */
  'pbxs:remove': {
    input: z.strictObject({ id: pbxId, history: z.boolean() }),
    output: z.void(),
    changes: 'app-state',
  },
  /** Returns how many jobs the PBX has. */
  'pbxs:count-jobs': { input: z.strictObject({ id: pbxId }), output: z.number().int(), changes: null },
  'pbxs:select': { input: z.strictObject({ id: pbxId }), output: z.void(), changes: 'selected-pbx' },
  /**
   * `retryRefusedKey`: signs in even though the PBX rejected this key, or others, before. The user confirms that the
   * key is right now, and accepts the risk that the PBX blocks this computer.
   */
  'pbxs:test': {
    input: z.strictObject({ id: pbxId, retryRefusedKey: z.boolean() }),
    output: pbxFactsSchema,
    changes: null,
  },
  /** Tests the entry in a form before it is saved; with `id` and without `apiKey`, the key in the keychain is used. */
  'pbxs:test-entry': {
    input: z.strictObject({
      id: pbxId.nullable(),
      entry: pbxEntrySchema,
      apiKey: secretText.nullable(),
      retryRefusedKey: z.boolean(),
    }),
    output: pbxFactsSchema,
    changes: null,
  },
} as const satisfies Record<string, CallContract>;
