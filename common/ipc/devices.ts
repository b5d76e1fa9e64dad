import { z } from 'zod';
import { macSchema } from '../mac-schema.ts';
import { deviceListSchema, deviceSchema, matchSchema, problemSchema } from '../model.ts';
import type { CallContract } from './contract.ts';
import { macs, pbxId, shortText } from './inputs.ts';

const namedPbx = z.object({ id: z.string(), name: z.string() });

/** A MAC of a list, matched against a PBX's devices before anything is sent. */
const matchedSchema = z.object({
  mac: macSchema,
  match: matchSchema,
  device: deviceSchema.nullable(),
  /** Where this PBX's list lacks the MAC: the other PBXs whose stored list has it. */
  elsewhere: z.array(namedPbx),
});
export type Matched = z.infer<typeof matchedSchema>;

const matchingSchema = z.object({
  items: z.array(matchedSchema),
  /** When the device list was fetched; null without a list, when nothing could be looked up. */
  fetchedAt: z.iso.datetime().nullable(),
  /** As in the device list; false without one. */
  complete: z.boolean(),
  deskPhonesRead: z.boolean(),
  /** Why the list could not be fetched again; null when it was, or the stored one is recent enough. */
  problem: problemSchema.nullable(),
});
export type Matching = z.infer<typeof matchingSchema>;

/** A device found in the stored list of a PBX. */
const foundDeviceSchema = z.object({
  pbx: namedPbx,
  device: deviceSchema,
  /** When the list that has it was fetched. */
  fetchedAt: z.iso.datetime(),
});
export type FoundDevice = z.infer<typeof foundDeviceSchema>;

const deviceSearchSchema = z.object({
  found: z.array(foundDeviceSchema),
  /** The PBXs whose device list was never fetched, so that it cannot be searched. */
  notSearched: z.array(namedPbx),
  /** The PBXs whose device list may be incomplete. */
  incomplete: z.array(namedPbx),
});
export type DeviceSearchResult = z.infer<typeof deviceSearchSchema>;

export const deviceCalls = {
  /** Returns the stored list; null when it was never fetched. Sends nothing. */
  'devices:list': {
    input: z.strictObject({ pbxId }),
    output: deviceListSchema.nullable(),
    changes: null,
  },
  'devices:refresh': { input: z.strictObject({ pbxId }), output: deviceListSchema, changes: null },
  /**
   * Fetches the list if that needs no sign-in, the stored one is some minutes old and no job runs on the PBX; null
   * otherwise. Failures are not reported.
   */
  'devices:freshen': {
    input: z.strictObject({ pbxId }),
    output: deviceListSchema.nullable(),
    changes: null,
  },
  /** Returns the devices in the stored lists of all PBXs that match a text, those of one PBX first. Sends nothing. */
  'devices:search': {
    input: z.strictObject({
      text: shortText,
      firstPbxId: pbxId.nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: deviceSearchSchema,
    changes: null,
  },
  /** Returns the other PBXs whose stored list has a MAC. */
  'devices:elsewhere': {
    input: z.strictObject({ pbxId, mac: macSchema }),
    output: z.array(namedPbx),
    changes: null,
  },
  /**
   * Matches a list's MACs against the PBX's devices; no password changes. Fetches the device list with `refresh`, or
   * unless the stored one is recent and lists every MAC as a gateway or DECT base. If that fails, the stored list is used
   * and `problem` says why.
   */
  'devices:match': {
    input: z.strictObject({ pbxId, macs, refresh: z.boolean() }),
    output: matchingSchema,
    changes: null,
  },
} as const satisfies Record<string, CallContract>;
