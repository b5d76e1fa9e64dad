import { type CallName, callNames } from '../../../common/channels.ts';
import type { Handlers } from './serve.ts';

/** Calls after which the PBXs, or what is told of them all over the window, are not as they were. */
const changing: readonly CallName[] = [
  'pbxs:add',
  'pbxs:edit',
  'pbxs:set-pace',
  'pbxs:remove',
  'setup-file:import',
  'updates:check',
];

export interface ChangeParts {
  /** The PBXs are others, or another way. */
  changed(): void;
  selected(pbxId: string): void;
}

/** The handlers, telling of what one of them changed: a window does not know of what is done in another. */
export function tellingOfChanges(handlers: Handlers, { changed, selected }: ChangeParts): Handlers {
  const telling = (name: CallName): unknown => {
    const handler = handlers[name] as (input: unknown) => unknown;
    if (name !== 'pbxs:select' && !changing.includes(name)) return handler;
    return async (input: unknown): Promise<unknown> => {
      const output = await handler(input);
      if (name === 'pbxs:select') selected((input as { id: string }).id);
      else changed();
      return output;
    };
  };
  return Object.fromEntries(callNames.map((name) => [name, telling(name)])) as Handlers;
}
