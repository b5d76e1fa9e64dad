import { z } from 'zod';
import { maxMacs } from '../list/index.ts';
import { macSchema } from '../mac-schema.ts';
import { itemCountsSchema, itemSchema, jobSchema, problemSchema } from '../model.ts';
import type { CallContract } from './contract.ts';
import { jobId, macs, pbxId, shortText } from './inputs.ts';

/** A job with how many of its items are in each state. */
const jobSummarySchema = z.object({
  job: jobSchema,
  counts: itemCountsSchema,
  /** How many of its items are users, each of whom gets one password for all desk phones. */
  users: z.number().int(),
  /** Those of them that are still to be done. */
  queuedUsers: z.number().int(),
  /** The item of a job with one device; null for other jobs. */
  only: itemSchema.nullable(),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;

/** When the PBX of a waiting job is tried next; null while it is being tried, and for jobs that do not wait. */
const nextTryAt = z.iso.datetime().nullable();

/**
 * What to do with remaining devices that later jobs gave a password, or may have: skip them, or run them again if
 * there are as many as the user was told. Without it, a job that has any is not resumed (`plan-changed` with
 * `doneSince`).
 */
const completedChoice = z.union([
  z.literal('skip'),
  z.strictObject({ include: z.number().int().positive().max(maxMacs) }),
]);

/** What a running job was asked to do. */
const stopping = z.enum(['pausing', 'cancelling']);

/** A desk phone that the user confirmed, with the 3CX user it belonged to at that time. */
const agreedDeskPhone = z.strictObject({ mac: macSchema, userId: z.number().int() });
export type AgreedDeskPhone = z.infer<typeof agreedDeskPhone>;

/** A list to run on a PBX, as the user confirmed it. */
const agreedListSchema = z.strictObject({
  pbxId,
  macs,
  tryUnlisted: z.boolean(),
  reference: shortText.nullable(),
  /** The job whose failed or uncertain devices these are. */
  retryOf: jobId.nullable(),
  /**
   * Those of `macs` that are desk phones to include, with the users found by the lookup; each user gets one new
   * password. A desk phone that is missing here, or now belongs to another user, is left out.
   */
  deskPhones: z.array(agreedDeskPhone).max(maxMacs).optional(),
});

/** An item with its job, as in the list of recent results. */
const resultSchema = z.object({ job: jobSchema, item: itemSchema });
export type Result = z.infer<typeof resultSchema>;

const jobWithItems = z.object({ job: jobSchema, items: z.array(itemSchema) });

export const jobCalls = {
  /** Runs a job to its end; `jobs:…` events report its progress. */
  'jobs:run': { input: agreedListSchema, output: jobWithItems, changes: null },
  /**
   * Cancels the run on a PBX, from its first moment on: before there is a job, `jobs:run` returns `cancelled`; a job
   * finishes what is in flight and cancels the rest. Does not affect a run in another process.
   */
  'jobs:cancel': { input: z.strictObject({ pbxId }), output: z.void(), changes: null },
  /** Continues a paused or interrupted job to its end; never with devices whose outcome is uncertain. */
  'jobs:resume': {
    input: z.strictObject({ jobId, completed: completedChoice.optional() }),
    output: jobWithItems,
    changes: null,
  },
  /** As `jobs:cancel`, but the rest of the job stays queued. */
  'jobs:pause': { input: z.strictObject({ pbxId }), output: z.void(), changes: null },
  /** Cancels the rest of a paused or interrupted job. */
  'jobs:abandon': { input: z.strictObject({ jobId }), output: jobSchema, changes: null },
  /**
   * Has a list, or the rest of a stopped job, run automatically once its PBX can be reached. The PBX is tried at
   * once, then again until the time is up; `jobs:wait-changed` reports each step.
   */
  'jobs:wait': {
    input: z.union([agreedListSchema, z.strictObject({ jobId })]),
    output: jobSchema,
    changes: null,
  },
  /** Undoes `jobs:wait`: a job that had begun is paused, any other is cancelled. */
  'jobs:withdraw': { input: z.strictObject({ jobId }), output: jobSchema, changes: null },
  /** Tries the PBX of a waiting job at once. */
  'jobs:try-now': { input: z.strictObject({ jobId }), output: z.void(), changes: null },
  /** Returns the unfinished jobs, newest first: running (`here`: in this process), waiting, paused or interrupted. */
  'jobs:open': {
    input: z.undefined(),
    output: z.array(jobSummarySchema.extend({ here: z.boolean(), stopping: stopping.nullable(), nextTryAt })),
    changes: null,
  },
  /** Returns a page of all jobs, newest first; with `before`, those older than that job. */
  'jobs:list': {
    input: z.strictObject({ before: jobId.nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.array(jobSummarySchema),
    changes: null,
  },
  /** Returns the items of all PBXs whose MAC, device, reference or user contains a text, newest first. */
  'jobs:find': {
    input: z.strictObject({ text: shortText, limit: z.number().int().min(1).max(200) }),
    output: z.array(resultSchema),
    changes: null,
  },
  'jobs:show': { input: z.strictObject({ jobId }), output: jobWithItems, changes: null },
  /** Returns the newest items of a PBX: those under way, then those that ended, newest first. */
  'jobs:export': {
    input: z.strictObject({ jobId, format: z.enum(['csv', 'json']), passwords: z.boolean() }),
    /** `unreadable`: how many stored passwords are missing in the file because they could not be opened. */
    output: z.object({ path: z.string(), unreadable: z.number().int() }).nullable(),
    changes: null,
  },
  /** Returns the newest items of a PBX: those under way, then those that ended, newest first. */
  'jobs:recent': {
    input: z.strictObject({ pbxId, limit: z.number().int().min(1).max(200) }),
    output: z.array(resultSchema),
    changes: null,
  },
} as const satisfies Record<string, CallContract>;

export const jobEvents = {
  /** `ended`: how many of its items had ended before. */
  'jobs:started': z.object({ job: jobSchema, ended: z.number().int().nonnegative() }),
  /** Items as they are now; several at once while many change. */
  'jobs:items': z.object({ jobId: z.number().int(), items: z.array(itemSchema) }),
  /** Nothing is sent until then. */
  'jobs:waiting': z.object({ jobId: z.number().int(), until: z.iso.datetime(), problem: problemSchema }),
  /** The job was asked to stop, from wherever, and is finishing what is in flight. */
  'jobs:stopping': z.object({ jobId: z.number().int(), stopping }),
  /** The job no longer runs: it is finished, paused, cancelled or interrupted. */
  'jobs:ended': z.object({ job: jobSchema }),
  /**
   * A job waits for its PBX, is about to try it, or no longer waits: then its state is the outcome. A job that needs
   * a decision is `paused` with a problem.
   */
  'jobs:wait-changed': z.object({ job: jobSchema, nextTryAt }),
  /** Another process, such as the terminal, changed the database: jobs and passwords may have changed. */
  'jobs:changed-elsewhere': z.undefined(),
} as const;
