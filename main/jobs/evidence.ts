import type { JobStore, NotedBaseline } from '../store/jobs/index.ts';
import type { Sealer } from '../store/seal.ts';
import { createItemMap } from './item-map.ts';
import type { KnownPassword } from './settlement.ts';

/** A password as it was shortly before a request. */
export interface Baseline {
  /** Null: the PBX shows none. */
  password: string | null;
  /** Milliseconds since 1970. */
  readAt: number;
}

/** What sealed credentials belong to. */
export function sealContext(itemId: number): string {
  return `item ${itemId}`;
}

/** What the sealed password that a device had before belongs to. */
export function beforeContext(itemId: number): string {
  return `item ${itemId} before`;
}

/** The passwords that readings are compared with: those of this run, and those that an earlier one has sealed. */
export interface Evidence {
  noteBaseline(itemId: number, baseline: Baseline | null): void;
  noteRecorded(itemId: number, password: string): void;
  /** The password before the item's request. */
  before(itemId: number): KnownPassword;
  /** The password that is recorded for the item; undefined also where none is. */
  recorded(itemId: number): KnownPassword;
  /** Nothing of the item is to be compared any more. */
  forget(itemId: number): void;
  /** As it is kept; null where there is nothing to keep it with. */
  sealBaseline(itemId: number, baseline: Baseline | null): NotedBaseline | null;
  seal(itemId: number, password: string): Buffer | null;
}

/** @param sealer null for a run without a keychain: then only what this run has read is known */
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
