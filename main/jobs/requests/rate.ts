/** Spaces out requests, and slows down when the PBX asks for it. Times are of a monotonic clock. */
export interface Rate {
  /** Milliseconds until the next request may be sent. */
  waitMs(): number;
  /** A request is sent now. */
  spend(): void;
  /** The PBX put one off: half as many from now on. */
  slowDown(): void;
  /** The PBX carried one out: a little faster again, up to the initial rate. */
  recover(): void;
  /** Changes the rate from now on. @param perSecond null for no limit */
  change(perSecond: number | null): void;
  /** Nothing is sent for a while. */
  holdFor(ms: number): void;
  isHeld(): boolean;
  /** Whether requests are currently not spaced out. */
  isUnlimited(): boolean;
}

/** The maximum rate that an unlimited run counts as having sent when it is put off. */
const fastestKnown = 50;
const timerSlackMs = 50;
const slowest = 1;
/** Requests carried out until a halved rate is restored. */
const successesToRecover = 40;

/** @param perSecond null for no limit except the one that the PBX imposes */
export function createRate(perSecond: number | null, monotonic: () => number): Rate {
  let target = perSecond ?? Number.POSITIVE_INFINITY;
  let current = target;
  let nextAt = monotonic();
  let heldUntil = nextAt;
  /** When the last requests were sent, without a limit; the oldest first. */
  const recent: number[] = [];

  /** What was sent during the last second: without a limit, that was too much. */
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
      // A timer that fires late is made up for; a longer pause is not, so that no burst follows it.
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
      // A rate that the PBX has slowed down recovers as before.
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
