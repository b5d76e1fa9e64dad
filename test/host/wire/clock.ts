import type { MainCalls } from './calls.ts';

/** The calls that stop and move a process's clock, with Node's own mock timers, and that count what is set on it. */
export const clockCalls: Pick<MainCalls, 'installClock' | 'advanceClock' | 'activeTimers'> = {
  installClock() {
    timers().enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.now() });
  },
  advanceClock(ms) {
    timers().tick(ms);
  },
  activeTimers: () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
};

// Fetched when it is needed: a bundled module may not import a name that only exists with its prefix.
function timers() {
  return process.getBuiltinModule('node:test').mock.timers;
}
