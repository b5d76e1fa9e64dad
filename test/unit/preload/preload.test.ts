import { beforeEach, expect, test, vi } from 'vitest';
import { callNames, eventNames } from '../../../common/channels.ts';
import type { RekeyBridge } from '../../../common/ipc/index.ts';

const electron = vi.hoisted(() => ({
  exposeInMainWorld: vi.fn<(name: string, api: unknown) => void>(),
  invoke: vi.fn<(...args: unknown[]) => Promise<unknown>>(),
  on: vi.fn<(name: string, listener: (...args: unknown[]) => void) => void>(),
  off: vi.fn<(name: string, listener: (...args: unknown[]) => void) => void>(),
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: electron.exposeInMainWorld },
  ipcRenderer: { invoke: electron.invoke, on: electron.on, off: electron.off },
}));
await import('../../../preload/index.ts');

const [exposed, ...others] = electron.exposeInMainWorld.mock.calls;
const bridge = exposed?.[1] as RekeyBridge;
const unknownNames = [
  '__proto__',
  'constructor',
  'shell:open',
  'app:state ',
  '',
  7,
  null,
  undefined,
  ['app:state'],
].map((name): [unknown] => [name]);

beforeEach(() => {
  electron.invoke.mockReset();
  electron.on.mockReset();
});

test('only two functions are exposed', () => {
  expect(others).toEqual([]);
  expect(exposed?.[0]).toBe('rekey');
  expect(Object.keys(bridge).sort()).toEqual(['call', 'on']);
});

test('the calls of the contract are passed on with one argument', async () => {
  electron.invoke.mockResolvedValue('reply');
  const call = bridge.call as (...args: unknown[]) => Promise<unknown>;
  for (const name of callNames) expect(await call(name, 'input', 'more')).toBe('reply');
  expect(electron.invoke.mock.calls).toEqual(callNames.map((name) => [name, 'input']));
});

test.each(unknownNames)('a call named %j is not passed on', async (name) => {
  await expect(bridge.call(name as never, undefined as never)).rejects.toThrow('unknown call');
  expect(electron.invoke).not.toHaveBeenCalled();
});

test.each([...unknownNames, ...callNames.map((name): [unknown] => [name])])(
  'an event named %j is not listened to',
  (name) => {
    expect(() => bridge.on(name as never, () => {})).toThrow('unknown event');
    expect(electron.on).not.toHaveBeenCalled();
  },
);

test.each(eventNames)('a listener of %s gets only the data, until it is removed', (name) => {
  const heard: unknown[][] = [];
  const stop = bridge.on(name, (...args: unknown[]) => void heard.push(args));
  const [channel, received] = electron.on.mock.calls[0] ?? [];
  expect(channel).toBe(name);
  // The event must not reach the page: its `sender` is `ipcRenderer`.
  received?.({ sender: 'ipcRenderer' }, { jobId: 1 }, 'more');
  expect(heard).toEqual([[{ jobId: 1 }]]);
  stop();
  expect(electron.off).toHaveBeenLastCalledWith(name, received);
});
