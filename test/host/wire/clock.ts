import { createHook } from 'node:async_hooks';
import type { MainCalls } from './calls.ts';

/** The pending timeouts and intervals by Node's numbers, including Node's own and unreferenced ones. */
const pending = new Map<number, number>();
let setSoFar = 0;
createHook({
  init(id, type, _trigger, resource) {
    if (type !== 'Timeout') return;
    pending.set(id, (resource as { _idleTimeout: number })._idleTimeout);
    setSoFar += 1;
  },
  destroy(id) {
    pending.delete(id);
  },
}).enable();

/** The source of the callbacks of the installed clock that fired. */
let fired: string[] = [];

/** The calls that stop and advance a process's clock, with Node's own mock timers, and that count its timers. */
export const clockCalls: Pick<MainCalls, 'installClock' | 'advanceClock' | 'timers'> = {
  installClock() {
    timers().enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.now() });
    for (const name of ['setTimeout', 'setInterval'] as const) {
      const set = globalThis[name] as (work: (...args: unknown[]) => void, ...rest: unknown[]) => unknown;
      const counting: typeof set = (work, ...rest) =>
        set(
          (...args) => {
            fired.push(String(work));
            work(...args);
          },
          ...rest,
        );
      Object.assign(globalThis, { [name]: counting });
    }
  },
  advanceClock(ms) {
    fired = [];
    timers().tick(ms);
    return fired;
  },
  timers: () => ({ pending: [...pending.values()], setSoFar }),
};

// Loaded on demand: a bundled module may not import a name that only exists with its prefix.
function timers() {
  return process.getBuiltinModule('node:test').mock.timers;
}
