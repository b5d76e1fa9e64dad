import type { networkCalls } from '../../../common/ipc/network.ts';
import type { Waiting } from '../../jobs/waiting.ts';
import type { Services } from '../../services/index.ts';
import type { HandlersOf } from './serve.ts';

export interface NetworkHandlerParts {
  services: Services;
  waiting: Waiting;
}

/** Handles the login to a proxy. */
export function createNetworkHandlers({
  services,
  waiting,
}: NetworkHandlerParts): HandlersOf<typeof networkCalls> {
  return {
    'network:log-in': async ({ proxy, user, password }) => {
      const kept = await services.network.answer(proxy, user, password);
      // A waiting job may have waited for this.
      waiting.wake();
      return { kept };
    },
  };
}
