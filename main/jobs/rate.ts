/** Spaces out requests, and slows down when the PBX asks for it. Times are of a clock that only goes forward. */
export interface Rate {
  /** Milliseconds until the next request may go out. */
  waitMs(): number;
  /** A request goes out now. */
  spend(): void;
  /** The PBX put one off: half as many from now on. */
  slowDown(): void;
  /** The PBX carried one out: a little faster again, up to where it began. */
  recover(): void;
  /** Another pace from now on. @param perSecond null for no limit */
  change(perSecond: number | null): void;
  /** Nothing goes out for a while. */
  holdFor(ms: number): void;
  isHeld(): boolean;
  /** Requests are not spaced out now. */
  isUnlimited(): boolean;
}

/** What an unlimited run that is put off counts as having sent, at the most. */
const fastestKnown = 50;
const timerSlackMs = 50;
const slowest = 1;
/** Requests carried out until a halved rate has come back to where it was. */
const successesToRecover = 40;

/** @param perSecond null for no limit but the one the PBX makes felt */
export function createRate(perSecond: number | null, monotonic: () => number): Rate {
  let target = perSecond ?? Number.POSITIVE_INFINITY;
  let current = target;
  let nextAt = monotonic();
  let heldUntil = nextAt;
  /** When the last requests went out, without a limit; the oldest first. */
  const recent: number[] = [];

  /** What went out during the last second: where there is no limit, that is what was too much. */
  const observed = (): number => {
    const since = monotonic() - 1000;
    return Math.max(1, recent.filter((at) => at > since).length);
  };

  return {
    waitMs: () => Math.max(0, nextAt - monotonic(), heldUntil - monotonic()),
    spend() {
      const now = monotonic();
      if (target === Number.POSITIVE_INFINITY) recent.push(now);
      if (recent.length > fastestKnown) recent.shift();
      // A timer that fires late is made good; a longer pause is not, so that no burst follows it.
      nextAt = (now - nextAt <= timerSlackMs ? nextAt : now) + 1000 / current;
    },
    slowDown() {
      const before = Math.min(current, target === Number.POSITIVE_INFINITY ? observed() : target);
      current = Math.max(Math.min(slowest, target / 2), before / 2);
      nextAt = monotonic() + 1000 / current;
    },
    recover() {
      if (current === target) return;
      const goal = Math.min(target, fastestKnown);
      current += goal / 2 / successesToRecover;
      if (current >= goal) current = target;
    },
    change(next) {
      const before = target;
      target = next ?? Number.POSITIVE_INFINITY;
      // One that the PBX has slowed down recovers as before.
      current = current === before ? target : Math.min(current, target);
      nextAt = Math.min(nextAt, monotonic() + 1000 / current);
    },
    holdFor(ms) {
      heldUntil = Math.max(heldUntil, monotonic() + ms);
    },
    isHeld: () => heldUntil > monotonic(),
    isUnlimited: () => current === Number.POSITIVE_INFINITY,
  };
}
