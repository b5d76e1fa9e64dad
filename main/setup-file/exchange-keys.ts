import { RekeyError } from '../../common/errors.ts';
import type { Pbx } from '../../common/model.ts';
import type { Secrets } from '../keychain/secrets.ts';
import type { Store } from '../store/index.ts';
import type { PbxInput } from '../store/pbxs.ts';

/** What to do with the key of one PBX. */
export interface KeyStep {
  id: string;
  input: Pick<PbxInput, 'clientId'>;
  before: Pbx | null;
  /** The key to store; null to delete the existing one, undefined to leave it. */
  apiKey: string | null | undefined;
}

export interface ExchangeParts {
  store: Pick<Store, 'doubtfulKeys'>;
  secrets: Pick<Secrets, 'apiKey' | 'setApiKey' | 'forgetPbx' | 'forgetToken'>;
}

/**
 * Writes the keys; if one fails, restores all.
 *
 * @returns a function that restores them
 * @throws RekeyError `keychain-…`
 */
export async function exchangeKeys(
  steps: readonly KeyStep[],
  { store, secrets }: ExchangeParts,
): Promise<() => Promise<void>> {
  const undo: { step: KeyStep; former: string | null; changed: boolean }[] = [];
  const putBack = async (): Promise<void> => {
    let lost: RekeyError | null = null;
    for (const { step, former, changed } of undo)
      try {
        if (former === null) await secrets.forgetPbx(step.id);
        else await secrets.setApiKey(step.id, former);
        store.doubtfulKeys.settle([step.id]);
      } catch (cause) {
        // The key of a missing PBX is deleted at the next start; one that changed must be reported.
        if (!step.before) continue;
        store.doubtfulKeys.settle([step.id]);
        if (changed)
          lost ??= new RekeyError(
            'keychain-entry-missing',
            { pbx: step.before.name, reason: 'not-put-back' },
            { cause },
          );
      }
    if (lost) throw lost;
  };
  store.doubtfulKeys.add(steps.filter(isDoubtful).map(({ id }) => id));
  try {
    for (const step of steps) {
      if (step.apiKey === undefined) continue;
      const former = step.before && (await secrets.apiKey(step.id));
      if (step.before) await secrets.forgetToken(step.id);
      const done = { step, former, changed: false };
      undo.push(done);
      if (step.apiKey !== null) await secrets.setApiKey(step.id, step.apiKey);
      else await secrets.forgetPbx(step.id);
      done.changed = true;
    }
  } catch (error) {
    const untouched = steps.filter((step) => !undo.some((done) => done.step === step));
    store.doubtfulKeys.settle(untouched.map(({ id }) => id));
    await putBack();
    throw error;
  }
  return putBack;
}

/**
 * Whether a crash in the middle would leave a key that belongs to no entry, or to another API client than its
 * entry's.
 */
function isDoubtful({ apiKey, before, input }: KeyStep): boolean {
  return apiKey !== undefined && (before === null || before.clientId !== input.clientId);
}
