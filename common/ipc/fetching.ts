import { z } from 'zod';
import { pageRefusals } from '../fetching.ts';
import { maxMacs } from '../list/index.ts';
import { macSchema } from '../mac-schema.ts';
import { itemSchema, problemSchema } from '../model.ts';
import type { CallContract } from './contract.ts';
import { jobId, pbxId } from './inputs.ts';

const itemId = z.number().int().positive();

/** What a person asked of a run that finishes the request under way. */
const stopping = z.enum(['pausing', 'cancelling']);

/** How a run stands that has devices fetch their configuration. */
const fetchProgressSchema = z.object({
  pbxId: z.string(),
  /** Whether this process runs it now; false: it ended, or paused with `left`. */
  running: z.boolean(),
  stopping: stopping.nullable(),
  /** Of its devices, those that the PBX was asked for, or refused. */
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** Of the PBX, those that are still to be asked. */
  left: z.number().int().nonnegative(),
  /** Why it paused or waits; null where a person paused it, or nothing did. */
  problem: problemSchema.nullable(),
  /** Nothing goes out until then. */
  waitsUntil: z.iso.datetime().nullable(),
});
export type FetchProgress = z.infer<typeof fetchProgressSchema>;

/** Calls of having devices fetch their configuration, and of their own pages. */
export const fetchCalls = {
  /**
   * Asks devices to fetch their configuration, one after the other, to the end of the run: those of some items of a job, or,
   * with null, of all that `fetchableItems` gives. Also goes on with what a paused run has left. The window has said what it means,
   * and a person agreed.
   */
  'fetch:start': {
    input: z.strictObject({ jobId, itemIds: z.array(itemId).min(1).max(maxMacs).nullable() }),
    output: z.object({
      state: z.enum(['finished', 'paused', 'cancelled']),
      problem: problemSchema.nullable(),
      items: z.array(itemSchema),
    }),
    changes: null,
  },
  /** Finishes the request under way; the rest can be asked later. */
  'fetch:pause': { input: z.strictObject({ pbxId }), output: z.void(), changes: null },
  /** The same, and the rest is not asked; also of a run that paused, or whose process died. */
  'fetch:cancel': { input: z.strictObject({ pbxId }), output: z.void(), changes: null },
  /** The runs that are under way here, and those that have devices left, each with the jobs of what is left. */
  'fetch:open': {
    input: z.undefined(),
    output: z.array(fetchProgressSchema.extend({ jobIds: z.array(jobId) })),
    changes: null,
  },
  /**
   * Opens a device's own page in the browser, because a person asked for it. With `copy` the password is copied before, only
   * where the page is opened.
   */
  'device:page': {
    input: z.strictObject({
      pbxId,
      mac: macSchema,
      copy: z.strictObject({ item: itemId, evenReplaced: z.boolean().optional() }).nullable(),
    }),
    output: z.union([
      z.object({
        opened: z.literal(true),
        /** The IP address. */
        address: z.string(),
        copied: z.boolean(),
        clearedAfterSeconds: z.number().int().nullable(),
      }),
      z.object({ opened: z.literal(false), reason: z.enum(pageRefusals) }),
    ]),
    changes: null,
  },
} as const satisfies Record<string, CallContract>;

export const fetchEvents = {
  /** A run began, went on, waits, or ended. Its items are told by `jobs:items`, also those that the PBX's events say something of. */
  'fetch:changed': fetchProgressSchema,
} as const;
