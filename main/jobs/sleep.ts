/** The pause of background work while the computer sleeps. */
export interface Sleep {
  isOn(): boolean;
  begin(): void;
  end(): void;
}

const timerMs = 60_000;

/**
 * @param later runs something later; returns what stops it
 * @param wake called when a timer fires during the sleep: timers stand still while a computer sleeps, so it is awake, even if the
 * system sent no event
 */
export function createSleep(later: (work: () => void, ms: number) => () => void, wake: () => void): Sleep {
  let stopTimer: (() => void) | null = null;
  const end = (): void => {
    stopTimer?.();
    stopTimer = null;
  };
  return {
    isOn: () => stopTimer !== null,
    begin() {
      end();
      stopTimer = later(wake, timerMs);
    },
    end,
  };
}
