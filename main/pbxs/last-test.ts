import { createHash } from 'node:crypto';
import type { Problem } from '../../common/model.ts';
import type { Store } from '../store/index.ts';
import type { PbxInput } from '../store/pbxs.ts';

/** The last test of an entry before it was saved, so that the result applies once that very entry is. */
export interface LastTest {
  /** @param apiKey null for the stored one */
  note(entry: PbxInput, apiKey: string | null, problem: Problem | null): void;
  /** Records the result with an entry that was just saved, if it is for the same connection and key. */
  apply(pbxId: string, entry: PbxInput, apiKey: string | null): void;
}

export function createLastTest(store: Store): LastTest {
  let last: { of: string; at: number; problem: Problem | null } | null = null;
  // The key itself is not kept.
  const identity = ({ url, clientId, pinnedFingerprint }: PbxInput, apiKey: string | null): string =>
    createHash('sha256')
      .update(JSON.stringify([url, clientId, pinnedFingerprint, apiKey]))
      .digest('hex');
  return {
    note(entry, apiKey, problem) {
      last = { of: identity(entry, apiKey), at: Date.now(), problem };
    },
    apply(pbxId, entry, apiKey) {
      if (last?.of !== identity(entry, apiKey)) return;
      if (last.problem) store.pbxs.failed(pbxId, last.problem, last.at);
      else store.pbxs.answered(pbxId);
      last = null;
    },
  };
}
