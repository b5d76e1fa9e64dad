import { z } from 'zod';
import { macSchema } from '../mac-schema.ts';
import { deviceListSchema, deviceSchema, matchSchema, problemSchema } from '../model.ts';
import type { CallContract } from './contract.ts';
import { macs, pbxId, shortText } from './inputs.ts';

const namedPbx = z.object({ id: z.string(), name: z.string() });

/** A MAC from the user's list, matched against a PBX's devices before anything is sent. */
const matchedMacSchema = z.object({
  mac: macSchema,
  match: matchSchema,
  device: deviceSchema.nullable(),
  /** The other PBXs whose stored list has the MAC, if this PBX's list lacks it. */
  elsewhere: z.array(namedPbx),
});
export type MatchedMac = z.infer<typeof matchedMacSchema>;

const matchResultSchema = z.object({
  items: z.array(matchedMacSchema),
  /** When the device list was fetched; null if there is none, so that nothing could be matched. */
  fetchedAt: z.iso.datetime().nullable(),
  /** As in the device list; false without one. */
  complete: z.boolean(),
  /** As in the device list; false without one. */
  deskPhonesRead: z.boolean(),
  /** Why the list could not be fetched; null if it was, or did not need to be. */
  problem: problemSchema.nullable(),
});
export type MatchResult = z.infer<typeof matchResultSchema>;

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

/** The calls about the devices of PBXs. */
export const deviceCalls = {
  /** Returns the stored list; null if it was never fetched. Sends nothing. */
  'devices:list': {
    input: z.strictObject({ pbxId }),
    output: deviceListSchema.nullable(),
    changes: null,
  },
  /** Fetches the list and stores it; signs in if needed. */
  'devices:refresh': { input: z.strictObject({ pbxId }), output: deviceListSchema, changes: null },
  /**
   * Fetches the list if that needs no sign-in, the stored one is more than ten minutes old and no job runs on the PBX.
   * Returns null if nothing was fetched. Failures are not reported.
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
  /** Returns the other PBXs whose stored list has the MAC. */
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
    output: matchResultSchema,
    changes: null,
  },
} as const satisfies Record<string, CallContract>;
