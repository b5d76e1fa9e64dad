import type { JobStore } from '../../store/jobs/index.ts';
import type { Xapi } from '../../xapi/index.ts';
import { keysOf } from '../planning/plan.ts';
import type { Baseline } from './evidence.ts';
import { createItemMap } from './item-map.ts';

/** The current passwords of devices that are about to get a new one. */
export interface Baselines {
  /** Whether reading an item's password was attempted recently. */
  covers(itemId: number): boolean;
  /** Reads those of several items, as far as the PBX allows. Failures are not thrown. */
  read(itemIds: readonly number[]): Promise<void>;
  /** Returns what was read for an item; null if nothing was, or too long ago. */
  get(itemId: number): Baseline | null;
  /** The item will no longer be sent. */
  forget(itemId: number): void;
}

export interface BaselinesParts {
  jobs: Pick<JobStore, 'targets'>;
  xapi: Pick<Xapi, 'readPasswords' | 'readUserPasswords'>;
  maxAgeMs: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  /** Called before each request; false: nothing more is sent. */
  mayGoOn(): Promise<boolean>;
  signal: AbortSignal;
}

interface Entry {
  /** Undefined: it could not be read. */
  password: string | null | undefined;
  at: number;
  wallAt: number;
}

/** Signing in again is worthwhile once. */
const maxSignedOut = 1;
/** A failed reading is repeated after this long, up to a number of failures. */
const retryAfterMs = 60_000;
const maxInVain = 3;

export function createBaselines(parts: BaselinesParts): Baselines {
  const { jobs, xapi, maxAgeMs, now, monotonic, mayGoOn, signal } = parts;
  const entries = createItemMap<Entry>();
  let signedOut = 0;
  let inVain = 0;

  // A computer that slept may have stopped the monotonic clock, and a wall clock that was set proves nothing.
  const isFresh = ({ at, wallAt }: Entry): boolean => {
    const age = now() - wallAt;
    return monotonic() - at <= maxAgeMs && age >= 0 && age <= maxAgeMs;
  };

  return {
    covers(itemId) {
      const entry = entries.get(itemId);
      if (entry === undefined || !isFresh(entry)) return false;
      const retries = entry.password === undefined && inVain < maxInVain;
      return !(retries && monotonic() - entry.at >= retryAfterMs);
    },
    async read(itemIds) {
      // A password is as old as the first request for any of them.
      const begun = { at: monotonic(), wallAt: now() };
      const targets = jobs.targets(itemIds);
      const devices = targets.filter(({ userId }) => userId === null);
      const wanted = devices.map(({ mac, device }) => ({ mac, keys: keysOf(mac, device) }));
      const userIds = targets.map(({ userId }) => userId).filter((id) => id !== null);
      const keepsToken = signedOut >= maxSignedOut;
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
      const asksAgain = wasSignedOut && !keepsToken;
      inVain = foundAny ? 0 : inVain + 1;
      if (wasSignedOut) signedOut += 1;
      else if (foundAny) signedOut = 0;
      for (const { itemId, mac, userId } of targets) {
        const password = userId === null ? ofDevices.found.get(mac) : ofUsers?.found.get(userId);
        const known = entries.get(itemId);
        // A recent reading still counts if a new one fails.
        if (password === undefined && known?.password !== undefined && isFresh(known)) continue;
        if (password !== undefined || !asksAgain) entries.set(itemId, { password, ...begun });
      }
    },
    forget: entries.delete,
    get(itemId) {
      const entry = entries.get(itemId);
      if (entry?.password === undefined || !isFresh(entry)) return null;
      return { password: entry.password, readAt: entry.wallAt };
    },
  };
}
