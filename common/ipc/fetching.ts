import { z } from 'zod';
import { pageRefusals, type SkippedFetches } from '../fetching.ts';
import { maxMacs } from '../list/index.ts';
import { macSchema } from '../mac-schema.ts';
import { itemSchema, problemSchema } from '../model.ts';
import type { CallContract } from './contract.ts';
import { jobId, pbxId } from './inputs.ts';

const itemId = z.number().int().positive();
const fetchTarget = z.strictObject({ itemId, mac: macSchema });

/** What the user asked of a run that is finishing its current request. */
const stopping = z.enum(['pausing', 'cancelling']);

/** The progress of a run that has devices fetch their configuration. */
const fetchProgressSchema = z.object({
  pbxId: z.string(),
  /** Whether this process runs it now; false: it ended, or paused with `left`. */
  running: z.boolean(),
  /** Whether another process, such as the terminal, runs it now; then only `left` is known. */
  elsewhere: z.boolean(),
  stopping: stopping.nullable(),
  /** How many of its devices are done, whatever the outcome. */
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** How many devices of the PBX are still to be asked. */
  left: z.number().int().nonnegative(),
  /** Why it paused or waits; null if the user paused it, or neither. */
  problem: problemSchema.nullable(),
  /** Nothing is sent until then. */
  waitsUntil: z.iso.datetime().nullable(),
});
export type FetchProgress = z.infer<typeof fetchProgressSchema>;

/** The outcome of a run: its devices, and their items as they are now. */
const fetchRun = z.object({
  state: z.enum(['finished', 'paused', 'cancelled']),
  problem: problemSchema.nullable(),
  targets: z.array(fetchTarget).readonly(),
  /** Devices that it left out. */
  skipped: z.object({
    replaced: z.number().int().nonnegative(),
    fetched: z.number().int().nonnegative(),
  }) satisfies z.ZodType<SkippedFetches>,
  items: z.array(itemSchema),
});

/** Calls that have devices fetch their configuration, and those that open their own pages. */
export const fetchCalls = {
  /**
   * Asks devices of a job to fetch their configuration, one after the other, until the run ends. The window has explained
   * what it means, and the user has confirmed.
   */
  'fetch:start': {
    input: z.strictObject({ jobId, targets: z.array(fetchTarget).min(1).max(maxMacs) }),
    output: fetchRun,
    changes: null,
  },
  /** Resumes what paused runs of a PBX have left, of all jobs. */
  'fetch:resume': { input: z.strictObject({ pbxId }), output: fetchRun, changes: null },
  /** Finishes the request under way; the rest can be asked later. */
  'fetch:pause': { input: z.strictObject({ pbxId }), output: z.void(), changes: null },
  /** As `fetch:pause`, but the rest is dropped; also for a run that paused, or whose process died. */
  'fetch:cancel': { input: z.strictObject({ pbxId }), output: z.void(), changes: null },
  /** The runs that are active here, and those that have devices left, each with the jobs of what is left. */
  'fetch:open': {
    input: z.undefined(),
    output: z.array(fetchProgressSchema.extend({ jobIds: z.array(jobId) })),
    changes: null,
  },
  /**
   * Opens a device's own page in the browser, because the user asked for it. With `copy` the password is copied first, but
   * only if there is a page to open.
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
      z.object({
        opened: z.literal(false),
        reason: z.enum(pageRefusals),
        /** `browser-failed`: it was copied before that. */
        copied: z.boolean(),
        clearedAfterSeconds: z.number().int().nullable(),
      }),
    ]),
    changes: null,
  },
} as const satisfies Record<string, CallContract>;

export const fetchEvents = {
  /**
   * A run began, resumed, waits or ended. Changes to its items are reported by `jobs:items`, as are those from the
   * PBX's events.
   */
  'fetch:changed': fetchProgressSchema,
} as const;
