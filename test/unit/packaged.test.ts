/** What only an installed program does, or must not do. */
import { EventEmitter } from 'node:events';
import type { App, CommandLine } from 'electron';
import { expect, test, vi } from 'vitest';
import { readDemo } from '../../main/shell/demo.ts';
import { pauseAtSessionEnd } from '../../main/shell/session-end.ts';
import { ignoreDebuggerSwitches } from '../../main/shell/switches.ts';
import { catchUncaught } from '../../main/shell/uncaught.ts';

const demo = { url: 'https://localhost:1', clientId: 'a', apiKey: 'b' };

test('a packaged program has no demo mode', () => {
  const env = { REKEY_DEMO: JSON.stringify(demo) };
  expect(readDemo(env, '/opt/Rekey for 3CX/resources/app.asar')).toBeNull();
  expect(readDemo(env, '/home/me/rekey')).toEqual(demo);
});

test.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'])(
  'a packaged program ignores --%s',
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

test.each([true, false])('the end of the Windows session ends the program, held up: %s', (isHeldUp) => {
  const app = new EventEmitter();
  const window = new EventEmitter();
  const quit = vi.fn();
  pauseAtSessionEnd(app as unknown as App, () => isHeldUp, quit);
  app.emit('browser-window-created', {}, window);
  const preventDefault = vi.fn();
  window.emit('query-session-end', { preventDefault, reasons: ['shutdown'] });
  expect(quit).toHaveBeenCalledTimes(1);
  expect(preventDefault).toHaveBeenCalledTimes(isHeldUp ? 1 : 0);
});

test.each(['uncaughtException', 'unhandledRejection'])('an %s is logged, and told of once', (kind) => {
  const process = new EventEmitter();
  const log = vi.fn();
  const tell = vi.fn();
  catchUncaught({ process: process as unknown as NodeJS.Process, log, tell });
  const [first, second] = [new Error('one'), new Error('two')];
  process.emit(kind, first);
  process.emit(kind, second);
  expect(log.mock.calls).toEqual([[first], [second]]);
  expect(tell).toHaveBeenCalledTimes(1);
});
