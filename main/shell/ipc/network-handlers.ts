import type { networkCalls } from '../../../common/ipc/network.ts';
import type { Settling } from '../../jobs/settling/settling.ts';
import type { Waiting } from '../../jobs/waiting/waiting.ts';
import type { Services } from '../../services/index.ts';
import type { HandlersOf } from './serve.ts';

export interface NetworkHandlerParts {
  services: Services;
  waiting: Waiting;
  settling: Pick<Settling, 'wake'>;
}

/** Handles logging in to a proxy. */
export function createNetworkHandlers({
  services,
  waiting,
  settling,
}: NetworkHandlerParts): HandlersOf<typeof networkCalls> {
  return {
    'network:log-in': async ({ proxy, user, password }) => {
      const kept = await services.network.answer(proxy, user, password);
      // A waiting job, or one that is being settled, may have needed this.
      waiting.wake();
      settling.wake();
      return { kept };
    },
  };
}
