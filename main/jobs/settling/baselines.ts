import type { JobStore } from '../../store/jobs/index.ts';
import type { Xapi } from '../../xapi/index.ts';
import { keysOf } from '../planning/plan.ts';
import type { Baseline } from './evidence.ts';
import { createItemMap } from './item-map.ts';

/** The current passwords of devices that are about to get a new one. */
export interface Baselines {
  /**
   * Whether an item needs no reading now: its password was read recently, or a failed reading is not due to be repeated.
   */
  isCovered(itemId: number): boolean;
  /** Reads the current passwords of several items. Failures of the PBX are not thrown: those items stay unknown. */
  read(itemIds: readonly number[]): Promise<void>;
  /** Returns what was read for an item; null if nothing was, or too long ago. */
  get(itemId: number): Baseline | null;
  /** Drops an item's password: no request for it will follow. */
  forget(itemId: number): void;
}

/** What reading current passwords needs. */
export interface BaselinesParts {
  jobs: Pick<JobStore, 'targets'>;
  xapi: Pick<Xapi, 'readPasswords' | 'readUserPasswords'>;
  /** An older reading is not used. */
  maxAgeMs: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  /** Called before each request; resolves to false to stop reading. */
  mayGoOn(): Promise<boolean>;
  signal: AbortSignal;
}

interface Entry {
  /** Undefined: it could not be read. */
  password: string | null | undefined;
  readAtMonotonic: number;
  readAtWall: number;
}

/** A failed reading is repeated after this time. */
const retryAfterMs = 60_000;
/** After this many consecutive rounds that found nothing, failed readings are no longer repeated. */
const maxFailedRounds = 3;

/** Reads and keeps current passwords for one run. */
export function createBaselines(parts: BaselinesParts): Baselines {
  const { jobs, xapi, maxAgeMs, now, monotonic, mayGoOn, signal } = parts;
  const entries = createItemMap<Entry>();
  /** A rejected token is worth one new sign-in; a second rejection must not cost everyone else the token. */
  let wasSignedOutBefore = false;
  let failedRounds = 0;

  // Both clocks must agree: the monotonic one may stop during sleep, and the wall clock may be changed.
  const isFresh = ({ readAtMonotonic, readAtWall }: Entry): boolean => {
    const age = now() - readAtWall;
    return monotonic() - readAtMonotonic <= maxAgeMs && age >= 0 && age <= maxAgeMs;
  };

  return {
    isCovered(itemId) {
      const entry = entries.get(itemId);
      if (entry === undefined || !isFresh(entry)) return false;
      if (entry.password !== undefined || failedRounds >= maxFailedRounds) return true;
      return monotonic() - entry.readAtMonotonic < retryAfterMs;
    },
    async read(itemIds) {
      // A password is as old as the first request for any of them.
      const begun = { readAtMonotonic: monotonic(), readAtWall: now() };
      const targets = jobs.targets(itemIds);
      const devices = targets.filter(({ userId }) => userId === null);
      const wanted = devices.map(({ mac, device }) => ({ mac, keys: keysOf(mac, device) }));
      const userIds = targets.map(({ userId }) => userId).filter((id) => id !== null);
      const keepsToken = wasSignedOutBefore;
      const ofDevices = await xapi.readPasswords(wanted, mayGoOn, signal, keepsToken);
      if (signal.aborted) return;
      // Without a token, users cannot be read either.
      const ofUsers =
        ofDevices.signedOut || userIds.length === 0
          ? null
          : await xapi.readUserPasswords(userIds, mayGoOn, signal, keepsToken);
      if (signal.aborted) return;
      const wasSignedOut = ofDevices.signedOut || ofUsers?.signedOut === true;
      const foundAny = ofDevices.found.size + (ofUsers?.found.size ?? 0) > 0;
      const willRetrySignedIn = wasSignedOut && !keepsToken;
      failedRounds = foundAny ? 0 : failedRounds + 1;
      if (wasSignedOut) wasSignedOutBefore = true;
      else if (foundAny) wasSignedOutBefore = false;
      for (const { itemId, mac, userId } of targets) {
        const password = userId === null ? ofDevices.found.get(mac) : ofUsers?.found.get(userId);
        const known = entries.get(itemId);
        // A recent reading still counts if a new one fails.
        if (password === undefined && known?.password !== undefined && isFresh(known)) continue;
        if (password !== undefined || !willRetrySignedIn) entries.set(itemId, { password, ...begun });
      }
    },
    forget: entries.delete,
    get(itemId) {
      const entry = entries.get(itemId);
      if (entry?.password === undefined || !isFresh(entry)) return null;
      return { password: entry.password, readAt: entry.readAtWall };
    },
  };
}
