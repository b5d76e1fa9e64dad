import type { MainCalls } from './calls.ts';

/** The calls that stop and move a process's clock, with Node's own mock timers. */
export const clockCalls: Pick<MainCalls, 'installClock' | 'advanceClock'> = {
  installClock() {
    timers().enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.now() });
  },
  advanceClock(ms) {
    timers().tick(ms);
  },
};

// Fetched when it is needed: a bundled module may not import a name that only exists with its prefix.
function timers() {
  return process.getBuiltinModule('node:test').mock.timers;
}
