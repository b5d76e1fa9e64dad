import type { JobStore, NotedBaseline } from '../../store/jobs/index.ts';
import type { Sealer } from '../../store/seal.ts';
import { createItemMap } from './item-map.ts';
import type { KnownPassword } from './settlement.ts';

/** A device's password shortly before a request. */
export interface Baseline {
  /** Null: the PBX shows none. */
  password: string | null;
  /** Milliseconds since 1970. */
  readAt: number;
}

/** The context of an item's sealed credentials. */
export function sealContext(itemId: number): string {
  return `item ${itemId}`;
}

/** The context of an item's sealed previous password. */
export function beforeContext(itemId: number): string {
  return `item ${itemId} before`;
}

/** The passwords that readings are compared with: those of this run, and those that an earlier run sealed. */
export interface Evidence {
  noteBaseline(itemId: number, baseline: Baseline | null): void;
  noteRecorded(itemId: number, password: string): void;
  /** The password before the item's request. */
  before(itemId: number): KnownPassword;
  /** The password recorded for the item; undefined also if there is none. */
  recorded(itemId: number): KnownPassword;
  /** The item needs no further comparison. */
  forget(itemId: number): void;
  /** The baseline in stored form; null if it cannot be stored. */
  sealBaseline(itemId: number, baseline: Baseline | null): NotedBaseline | null;
  seal(itemId: number, password: string): Buffer | null;
}

/** @param sealer null for a run without a keychain: only what this run has read is known */
export function createEvidence(jobs: Pick<JobStore, 'unsettled'>, sealer: Sealer | null): Evidence {
  const baselines = createItemMap<Baseline | null>();
  const recorded = createItemMap<string>();

  const opened = (context: string, sealed: Buffer | null): string | undefined =>
    (sealed && sealer?.open(context, sealed)) ?? undefined;

  return {
    noteBaseline: baselines.set,
    noteRecorded: recorded.set,
    before(itemId) {
      const known = baselines.get(itemId);
      if (known !== undefined) return known === null ? undefined : known.password;
      const { baseline } = jobs.unsettled(itemId);
      if (baseline === null) return undefined;
      return baseline.sealed === null ? null : opened(beforeContext(itemId), baseline.sealed);
    },
    recorded: (itemId) => recorded.get(itemId) ?? opened(sealContext(itemId), jobs.unsettled(itemId).sealed),
    forget(itemId) {
      baselines.delete(itemId);
      recorded.delete(itemId);
    },
    sealBaseline(itemId, baseline) {
      if (baseline === null || sealer === null) return null;
      const { password, readAt } = baseline;
      return { sealed: password === null ? null : sealer.seal(beforeContext(itemId), password), readAt };
    },
    seal: (itemId, password) => sealer?.seal(sealContext(itemId), password) ?? null,
  };
}
