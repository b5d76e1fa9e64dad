import { z } from 'zod';
import { paceSchema, pbxSchema } from '../model.ts';
import type { CallContract } from './contract.ts';
import { pbxId, secretText, shortText } from './inputs.ts';

/** A PBX as entered by the user. */
const pbxEntrySchema = z.strictObject({
  name: shortText,
  address: shortText,
  clientId: shortText,
  /** The only accepted certificate (SHA-256); null trusts the system's certificate authorities. */
  fingerprint: shortText.nullable(),
});
export type PbxEntry = z.infer<typeof pbxEntrySchema>;

const pbxTestResultSchema = z.object({
  version: z.string().nullable(),
  deviceCount: z.number().int().nullable(),
});
/** What a PBX reported about itself when it was tested. */
export type PbxTestResult = z.infer<typeof pbxTestResultSchema>;

/** The calls about the PBXs that are set up. */
export const pbxCalls = {
  'pbxs:add': {
    input: z.strictObject({ entry: pbxEntrySchema, apiKey: secretText }),
    output: pbxSchema,
    changes: 'app-state',
  },
  /**
   * With `apiKey` null, the key in the keychain stays.
   *
   * @throws RekeyError `usage` (`api-key-needed`) if the address changes without a key: a stored key is sent only to the
   * address it was stored for
   */
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
  /** With `history`, also deletes the PBX's jobs and their passwords. */
  'pbxs:remove': {
    input: z.strictObject({ id: pbxId, history: z.boolean() }),
    output: z.void(),
    changes: 'app-state',
  },
  /** Returns how many jobs the PBX has, for the question before it is removed. */
  'pbxs:count-jobs': { input: z.strictObject({ id: pbxId }), output: z.number().int(), changes: null },
  'pbxs:select': { input: z.strictObject({ id: pbxId }), output: z.void(), changes: 'selected-pbx' },
  /**
   * `retryRefusedKey`: signs in even though the PBX has rejected this or another key before. The user confirms that the
   * key is right now, and accepts the risk that the PBX blocks this computer.
   */
  'pbxs:test': {
    input: z.strictObject({ id: pbxId, retryRefusedKey: z.boolean() }),
    output: pbxTestResultSchema,
    changes: null,
  },
  /**
   * Tests the entry in a form before it is saved. With `id`, and `apiKey` null, the stored key is used, as in
   * `pbxs:edit` only for the stored address.
   */
  'pbxs:test-entry': {
    input: z.strictObject({
      id: pbxId.nullable(),
      entry: pbxEntrySchema,
      apiKey: secretText.nullable(),
      retryRefusedKey: z.boolean(),
    }),
    output: pbxTestResultSchema,
    changes: null,
  },
} as const satisfies Record<string, CallContract>;
