import { expect, test, vi } from 'vitest';
import { callNames } from '../../../../../common/channels.ts';
import { tellingOfChanges } from '../../../../../main/shell/ipc/changes.ts';
import type { Handlers } from '../../../../../main/shell/ipc/serve.ts';

test.each([
  ['pbxs:add', true],
  ['pbxs:edit', true],
  ['pbxs:set-pace', true],
  ['pbxs:remove', true],
  ['setup-file:import', true],
  ['setup-file:open', false],
  ['pbxs:select', false],
  ['app:state', false],
] as const)('after %s the PBXs are others: %s', async (name, others) => {
  const changed = vi.fn();
  const handlers = Object.fromEntries(
    callNames.map((each) => [each, async () => each]),
  ) as unknown as Handlers;
  const telling = tellingOfChanges(handlers, { changed, selected: () => {} });
  const call = telling[name] as unknown as (input: object) => Promise<unknown>;
  expect(await call({ id: 'a' })).toBe(name);
  expect(changed).toHaveBeenCalledTimes(others ? 1 : 0);
});
