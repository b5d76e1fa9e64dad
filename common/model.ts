import { z } from 'zod';
import { errorCodeSchema, errorFactsSchema } from './error-schema.ts';
import { type ErrorCode, type FactName, type FactsOf, type factNames, ownFacts } from './errors.ts';
import { macSchema } from './mac-schema.ts';

/** Outside the store, points in time are ISO 8601 in UTC. */
const instant = z.iso.datetime();

/** The load that is put on a PBX, which throttles, and may block, a client that sends too much. */
export const paceSchema = z.object({
  /** Maximum concurrent requests. */
  concurrency: z.number().int().min(1).max(16),
  /** Maximum requests per second, including those that read back; null for no limit. */
  ratePerSecond: z.number().int().min(1).max(50).nullable(),
});
export type Pace = z.infer<typeof paceSchema>;

export const defaultPace: Pace = { concurrency: 4, ratePerSecond: 5 };

/** Facts that do not belong to the code are dropped. */
export const problemSchema = z
  .object({ code: errorCodeSchema, facts: errorFactsSchema })
  .transform(({ code, facts }) => ({ code, facts: ownFacts(code, facts) }) as Problem);
/** An error as data: what the journal keeps and IPC carries. */
export type Problem = ProblemOf<ErrorCode>;
/** As `Problem`, for one error, with only its own facts. */
export type ProblemOf<Code extends ErrorCode> = Code extends ErrorCode
  ? { code: Code; facts: FactsOf<Code> & { [Name in Exclude<FactName, OwnFact<Code>>]?: undefined } }
  : never;
type OwnFact<Code extends ErrorCode> = (typeof factNames)[Code][number];

/** One 3CX system, without its API key: that is in the keychain and never part of the model. */
export const pbxSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Origin, such as `https://pbx.example.com:5001`. */
  url: z.string(),
  clientId: z.string(),
  /** SHA-256 of the one certificate that is accepted; null if the system's authorities decide. */
  pinnedFingerprint: z.string().nullable(),
  /** What the PBX last reported about itself; null until it was reached. */
  version: z.string().nullable(),
  lastContactAt: instant.nullable(),
  /** Why and when connecting last failed; null if it has worked since. */
  lastFailure: z.object({ at: instant, problem: problemSchema }).nullable(),
  pace: paceSchema,
});
export type Pbx = z.infer<typeof pbxSchema>;

const deviceLineSchema = z.object({ number: z.string(), name: z.string().nullable() });

/** A desk phone's user, by the PBX's id for them, with all of their phones. */
const deskPhoneUserSchema = z.object({
  id: z.number().int(),
  phones: z.array(
    z.object({
      mac: macSchema,
      /** As a device's; missing where an earlier version noted it. */
      key: z.string().optional(),
      name: z.string().nullable(),
    }),
  ),
});

/**
 * A device as the PBX lists it. `fxs`: gateways and DECT bases, which have credentials of their own; a desk phone has
 * its user's.
 */
export const deviceSchema = z.object({
  mac: macSchema,
  /** The PBX's own spelling of the MAC, which its requests need. */
  key: z.string(),
  kind: z.enum(['fxs', 'desk-phone']),
  name: z.string().nullable(),
  brand: z.string().nullable(),
  model: z.string().nullable(),
  lines: z.array(deviceLineSchema),
  /** `desk-phone`: its user's name, such as `Ann Miller (204)`. */
  owner: z.string().nullable(),
  /**
   * `desk-phone`: its user, whose single password all of their phones share. Missing if that is not known for
   * sure.
   */
  user: deskPhoneUserSchema.optional(),
});
export type Device = z.infer<typeof deviceSchema>;

/** A PBX's devices, and when they were fetched. */
export const deviceListSchema = z.object({
  devices: z.array(deviceSchema),
  fetchedAt: instant,
  /** The number of entries that could not be read and are missing from `devices`. */
  unreadable: z.number().int(),
  /** False if gateways or DECT bases may be missing: a MAC that it lacks may still be one. */
  complete: z.boolean(),
  /** False if the desk phones could not be read, or not all of them. */
  deskPhonesRead: z.boolean(),
});
export type DeviceList = z.infer<typeof deviceListSchema>;

/** What a MAC turned out to be on the PBX; `unknown` if there is no list, or an incomplete list lacks it. */
export const matchSchema = z.enum(['listed', 'desk-phone', 'not-listed', 'unknown']);
export type Match = z.infer<typeof matchSchema>;

export const jobStates = [
  'planned',
  'waiting',
  'running',
  'paused',
  'interrupted',
  'finished',
  'cancelled',
] as const;
const jobStateSchema = z.enum(jobStates);
export type JobState = z.infer<typeof jobStateSchema>;

/** `skipped`: not sent, because a later job gave the device a password before this one got to it. */
export const itemStates = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'uncertain',
  'cancelled',
  'skipped',
] as const;
const itemStateSchema = z.enum(itemStates);
export type ItemState = z.infer<typeof itemStateSchema>;

/**
 * Where a password came from: `reply`, the PBX's answer to the request that made it; `read-back`, read from the
 * device afterwards, because the reply did not have it.
 */
const credentialsSourceSchema = z.enum(['reply', 'read-back']);
export type CredentialsSource = z.infer<typeof credentialsSourceSchema>;

/**
 * How an outcome is known. `answered`: from the PBX's answer; `read-back`: the PBX accepted the request, and the
 * password was read afterwards; `settled`: there was no clear answer, and what the PBX has was compared with what it
 * had before.
 */
const knownBySchema = z.enum(['answered', 'read-back', 'settled']);
export type KnownBy = z.infer<typeof knownBySchema>;

/**
 * A pending reading of a device's password, after an unclear answer. `first`: nothing has been read since; `second`:
 * the password was still the same; `last`: the outcome is known and is checked once more, because a request may be
 * carried out late.
 */
const readbackKindSchema = z.enum(['first', 'second', 'last']);
export type ReadbackKind = z.infer<typeof readbackKindSchema>;

export const replacementSchema = z.object({
  /**
   * When another job gave the same device of the same PBX a password: after this item got its own or, if it got none,
   * after the user confirmed it. Null if no job did.
   */
  replacedAt: instant.nullable(),
  /** False unless such a job certainly did, so that this item's password may still be the current one. */
  surelyReplaced: z.boolean(),
});
/** What later jobs did to a device. */
export type Replacement = z.infer<typeof replacementSchema>;

/**
 * The state of a request that a device fetch its configuration. `refused`: the PBX rejected it; `not-asked`: it was
 * not sent, because the PBX accepts none for devices of this kind; `unclear`: sent, without a clear answer, and not
 * repeated.
 */
const fetchStates = [
  'queued',
  'running',
  'accepted',
  'refused',
  'not-asked',
  'unclear',
  'cancelled',
] as const;
const fetchStateSchema = z.enum(fetchStates);
export type FetchState = z.infer<typeof fetchStateSchema>;

/**
 * Why it is unknown whether a device has fetched its configuration: the PBX did not say when the password changed, or
 * its events may not be read, could not be read, or were not watched (`signed-out`: not until the end).
 */
const unknownFetches = ['no-pbx-time', 'forbidden', 'unreadable', 'signed-out', 'not-watched'] as const;
const unknownFetchSchema = z.enum(unknownFetches);
export type UnknownFetch = z.infer<typeof unknownFetchSchema>;

/** What is known about a device fetching its configuration with the new password. */
const itemFetchSchema = z.object({
  /**
   * `generated`: after the change, the PBX generated the configuration of all devices of the item, because they asked
   * for it; `not-generated`: it could not; `awaited`: not yet, and the PBX's events are being watched; `not-seen`:
   * they were watched to the end; `unknown`: see `reason`. No PBX reports whether a device has applied it.
   */
  state: z.enum(['generated', 'not-generated', 'awaited', 'not-seen', 'unknown']),
  reason: unknownFetchSchema.nullable(),
  /** `generated`, `not-generated`: when, by the PBX's clock. */
  at: instant.nullable(),
  /** The latest time at which the password was changed, by the PBX's clock. */
  changedAt: instant.nullable(),
  /** `awaited`: until when events are watched. */
  watchedUntil: instant.nullable(),
  /** Those of the item's devices that something is known about. */
  devices: z.array(
    z.object({
      mac: macSchema,
      /** The last request that it fetch its configuration; null if none was made. */
      request: z
        .object({ state: fetchStateSchema, at: instant, problem: problemSchema.nullable() })
        .nullable(),
      /** The last events after the change, by the PBX's clock. */
      generatedAt: instant.nullable(),
      failedAt: instant.nullable(),
    }),
  ),
});
export type ItemFetch = z.infer<typeof itemFetchSchema>;

/** One device in a job, or one user with the desk phones that share their password. */
export const itemSchema = z.object({
  id: z.number().int(),
  position: z.number().int(),
  mac: macSchema,
  /** All MACs of the list that the item stands for: several for a user's desk phones, otherwise only `mac`. */
  macs: z.array(macSchema),
  match: matchSchema,
  device: deviceSchema.nullable(),
  state: itemStateSchema,
  /** How many times a request for it was about to be sent. */
  attempts: z.number().int(),
  problem: problemSchema.nullable(),
  /** `queued`, to be retried: not before this time. */
  notBefore: instant.nullable(),
  endedAt: instant.nullable(),
  /** Null if no password is known. */
  credentialsSource: credentialsSourceSchema.nullable(),
  /**
   * Whether the sealed password is still stored (it is deleted after the retention time) and, as far as known, can be
   * opened.
   */
  credentialsKept: z.boolean(),
  /** Whether it is stored but cannot be opened, because its key was not in the keychain when last checked. */
  credentialsLost: z.boolean(),
  /** Null if the outcome is not known. */
  knownBy: knownBySchema.nullable(),
  /** The next reading that settles or checks the outcome, and its earliest time; null if none is pending. */
  nextReadback: z.object({ kind: readbackKindSchema, at: instant }).nullable(),
  /** When the last reading replaced the recorded password, because the PBX had a different one; null if it did not. */
  revisedAt: instant.nullable(),
  /** Whether the device's previous password is stored and, as far as known, can be opened. */
  previousKept: z.boolean(),
  /** Absent if nothing is known. */
  fetch: itemFetchSchema.optional(),
  ...replacementSchema.shape,
});
export type Item = z.infer<typeof itemSchema>;

/** One run over one or more devices of one PBX. */
export const jobSchema = z.object({
  id: z.number().int(),
  /** Null once the PBX is removed, and for a one-off run. */
  pbxId: z.string().nullable(),
  pbxName: z.string(),
  pbxUrl: z.string(),
  state: jobStateSchema,
  /** `paused`: why; null if the user paused it. `waiting`: what prevents it from running; null before the first try. */
  pauseProblem: problemSchema.nullable(),
  /** `waiting`: since when, and until when it may start automatically. */
  waiting: z.object({ since: instant, until: instant }).nullable(),
  /** The ticket or order number that the user entered. */
  reference: z.string().nullable(),
  /** The job whose failed or uncertain devices it retries. */
  retryOf: z.number().int().nullable(),
  /** The operating system user who started it. */
  user: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** How many of a job's items are in each state. */
export const itemCountsSchema = z.record(itemStateSchema, z.number().int());
export type ItemCounts = z.infer<typeof itemCountsSchema>;
