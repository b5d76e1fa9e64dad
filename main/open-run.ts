import type { Pbx } from '../common/model.ts';
import type { RunOptions } from './jobs/index.ts';
import type { Services } from './services.ts';
import { unlessAborted } from './unless-aborted.ts';

/** What a run on a stored PBX needs. @throws RekeyError `cancelled`, `keychain-…` */
export async function openRun(
  { sealer, connector, store }: Pick<Services, 'sealer' | 'connector' | 'store'>,
  pbx: Pbx,
  signal: AbortSignal,
): Promise<Pick<RunOptions, 'sealer' | 'xapi' | 'pace' | 'signal'>> {
  return {
    // A keychain that cannot seal must show before a password is made.
    sealer: await unlessAborted(signal, sealer()),
    xapi: await unlessAborted(signal, connector.stored(pbx)),
    pace: () => store.pbxs.get(pbx.id)?.pace ?? pbx.pace,
    signal,
  };
}
