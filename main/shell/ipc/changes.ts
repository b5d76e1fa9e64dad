import { type CallName, callNames } from '../../../common/channels.ts';
import type { Change } from '../../../common/ipc/contract.ts';
import { calls } from '../../../common/ipc/index.ts';
import type { Handlers } from './serve.ts';

/** Notifies every window of a change. */
export type ChangeListeners = Record<NonNullable<Change>, () => void>;

/**
 * Wraps the handlers so that each successful call reports the change declared in the contract: one window does not
 * know what another one did.
 */
export function reportChanges(handlers: Handlers, listeners: ChangeListeners): Handlers {
  const reporting = (name: CallName): unknown => {
    const handler = handlers[name] as (input: unknown) => unknown;
    const change: Change = calls[name].changes;
    if (change === null) return handler;
    return async (input: unknown): Promise<unknown> => {
      const output = await handler(input);
      listeners[change]();
      return output;
    };
  };
  return Object.fromEntries(callNames.map((name) => [name, reporting(name)])) as Handlers;
}
