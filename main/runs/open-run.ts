import type { Pbx } from '../../common/model.ts';
import { unlessAborted } from '../../common/unless-aborted.ts';
import type { RunOptions } from '../jobs/index.ts';
import type { Services } from '../services/index.ts';

/** What a run on a stored PBX needs in a process that settles later (jobs/settling/settling.ts). @throws RekeyError `cancelled`, `keychain-…` */
export async function openRun(
  { sealer, connector, store, pbxs }: Pick<Services, 'sealer' | 'connector' | 'store' | 'pbxs'>,
  pbx: Pbx,
  signal: AbortSignal,
): Promise<Omit<RunOptions, 'onEvent'>> {
  // A keychain that cannot seal must be noticed before a password is made.
  const seals = await unlessAborted(signal, sealer());
  const xapi = await unlessAborted(signal, connector.stored(pbx));
  return {
    sealer: seals,
    xapi,
    refuseIfChanged: () => pbxs.refuseIfChanged(pbx, xapi),
    pace: () => store.pbxs.get(pbx.id)?.pace ?? pbx.pace,
    signal,
    settlesLater: true,
  };
}
