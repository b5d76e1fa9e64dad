/** What only an installed app does, or must not do. */
import { EventEmitter } from 'node:events';
import type { App, CommandLine } from 'electron';
import { expect, test, vi } from 'vitest';
import { readDemo } from '../../../../main/shell/lifecycle/demo.ts';
import { pauseAtSessionEnd } from '../../../../main/shell/lifecycle/session-end.ts';
import { ignoreDebuggerSwitches } from '../../../../main/shell/lifecycle/switches.ts';
import { handleUncaught } from '../../../../main/shell/lifecycle/uncaught.ts';

const demo = { url: 'https://localhost:1', clientId: 'a', apiKey: 'b' };

test('a packaged app has no demo mode', () => {
  const env = { REKEY_DEMO: JSON.stringify(demo) };
  expect(readDemo(env, '/opt/Rekey for 3CX/resources/app.asar')).toBeNull();
  expect(readDemo(env, '/home/me/rekey')).toEqual(demo);
});

test.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'])(
  'a packaged app ignores --%s',
  (name) => {
    const left = (isPackaged: boolean): string[] => {
      const switches = new Set([name, 'lang', 'data-dir']);
      const commandLine = { removeSwitch: (each: string) => void switches.delete(each) } as CommandLine;
      ignoreDebuggerSwitches({ isPackaged, commandLine });
      return [...switches];
    };
    expect(left(true)).toEqual(['lang', 'data-dir']);
    expect(left(false)).toEqual([name, 'lang', 'data-dir']);
  },
);

/** A Windows session that ends; `end` returns whether it was delayed. */
function sessionBench(mustEndInOrder: boolean) {
  const [app, window] = [new EventEmitter(), new EventEmitter()];
  const done: string[] = [];
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  pauseAtSessionEnd(app as unknown as App, {
    mustEndInOrder: () => mustEndInOrder,
    showWindow: () => done.push('shown'),
    finish: () => finished,
    quitUnasked: () => done.push('quit'),
  });
  app.emit('browser-window-created', {}, window);
  const end = (): boolean => {
    const preventDefault = vi.fn();
    window.emit('query-session-end', { preventDefault, reasons: ['shutdown'] });
    return preventDefault.mock.calls.length > 0;
  };
  return { done, end, finish };
}

test('the end of the Windows session waits for jobs and the clipboard, with a visible window', async () => {
  const { done, end, finish } = sessionBench(true);
  expect([end(), end()]).toEqual([true, true]);
  expect(done).toEqual(['shown']);
  finish();
  await vi.waitFor(() => expect(done).toEqual(['shown', 'quit']));
});

test('with nothing to finish the app does not interfere with the end of the Windows session', () => {
  const { done, end } = sessionBench(false);
  expect(end()).toBe(false);
  expect(done).toEqual([]);
});

test.each(['uncaughtException', 'unhandledRejection'])('an %s is logged, and reported once', (kind) => {
  const process = new EventEmitter();
  const log = vi.fn();
  const tell = vi.fn();
  handleUncaught({ process: process as unknown as NodeJS.Process, log, tell });
  const [first, second] = [new Error('one'), new Error('two')];
  process.emit(kind, first);
  process.emit(kind, second);
  expect(log.mock.calls).toEqual([[first], [second]]);
  expect(tell).toHaveBeenCalledTimes(1);
});
