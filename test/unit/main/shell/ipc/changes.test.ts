import { expect, test, vi } from 'vitest';
import { callNames } from '../../../../../common/channels.ts';
import { calls } from '../../../../../common/ipc/index.ts';
import { reportChanges } from '../../../../../main/shell/ipc/changes.ts';
import type { Handlers } from '../../../../../main/shell/ipc/serve.ts';

function bench(handler: (name: string) => Promise<unknown>) {
  const listeners = { 'app-state': vi.fn(), 'selected-pbx': vi.fn() };
  const handlers = Object.fromEntries(callNames.map((name) => [name, () => handler(name)]));
  const reporting = reportChanges(handlers as unknown as Handlers, listeners);
  const call = (name: keyof Handlers) => (reporting[name] as unknown as () => Promise<unknown>)();
  const reported = () => [
    listeners['app-state'].mock.calls.length,
    listeners['selected-pbx'].mock.calls.length,
  ];
  return { call, reported };
}

test.each([
  ['pbxs:add', [1, 0]],
  ['pbxs:edit', [1, 0]],
  ['pbxs:set-pace', [1, 0]],
  ['pbxs:remove', [1, 0]],
  ['setup-file:import', [1, 0]],
  ['updates:check', [1, 0]],
  ['pbxs:select', [0, 1]],
  ['setup-file:open', [0, 0]],
  ['app:state', [0, 0]],
] as const)('%s reports what it changes', async (name, expected) => {
  const { call, reported } = bench(async (each) => each);
  expect(await call(name)).toBe(name);
  expect(reported()).toEqual(expected);
});

test('every call reports exactly what the contract says', async () => {
  for (const name of callNames) {
    const { call, reported } = bench(async (each) => each);
    await call(name);
    const { changes } = calls[name];
    expect(reported()).toEqual([changes === 'app-state' ? 1 : 0, changes === 'selected-pbx' ? 1 : 0]);
  }
});

test('a call that fails reports nothing', async () => {
  const { call, reported } = bench(() => Promise.reject(new Error('no')));
  await expect(call('pbxs:add')).rejects.toThrow('no');
  expect(reported()).toEqual([0, 0]);
});
