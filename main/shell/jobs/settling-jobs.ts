import type { EventName } from '../../../common/channels.ts';
import type { EventData } from '../../../common/ipc/index.ts';
import type { Item } from '../../../common/model.ts';
import { unlessAborted } from '../../../common/unless-aborted.ts';
import { createSettling, type Settling, type SettlingParts } from '../../jobs/settling/settling.ts';
import { openRun } from '../../runs/open-run.ts';
import type { Services } from '../../services/index.ts';

export interface SettlingJobsParts extends Pick<SettlingParts, 'later'> {
  services: Services;
  tell<Name extends EventName>(name: Name, data: EventData<Name>): void;
  /** Called with each device that was read, as it is now. */
  settled(jobId: number, item: Item): void;
}

/** Settles, on the stored PBXs, what jobs of any process have left open. */
export function createSettlingJobs({ services, tell, settled, later }: SettlingJobsParts): Settling {
  const { store, jobs } = services;
  return createSettling({
    store,
    later,
    now: () => Date.now(),
    recover: jobs.recover,
    failed: (thrown) => void services.explain(thrown),
    async settle(pbx, signal) {
      const { sealer, ...options } = await openRun(services, pbx, signal);
      if (!sealer) return;
      const settling = jobs.settleDue(pbx.url, {
        ...options,
        sealer,
        settled(jobId, item) {
          tell('jobs:changed-elsewhere', undefined);
          settled(jobId, item);
        },
      });
      // Quitting does not wait for an answer; nothing is recorded about it then.
      await unlessAborted(signal, settling);
    },
  });
}
