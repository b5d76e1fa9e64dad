import type { DemoBehaviour } from './behaviour.ts';

/** The anti-hacking rules: which addresses are blocked, by refused sign-ins or too many requests. */
export interface Addresses {
  isBlocked(address: string): boolean;
  refused(address: string): void;
  accepted(address: string): void;
  /** Counts a request; returns false if the address sends too many. */
  allow(address: string): boolean;
  unblock(): void;
}

export function createAddresses(behaviour: DemoBehaviour): Addresses {
  const refusals = new Map<string, number>();
  const blocked = new Set<string>();
  const recent = new Map<string, number[]>();
  return {
    isBlocked: (address) => blocked.has(address),
    refused(address) {
      const count = (refusals.get(address) ?? 0) + 1;
      refusals.set(address, count);
      if (behaviour.blockAfterRefusals !== null && count >= behaviour.blockAfterRefusals)
        blocked.add(address);
    },
    accepted: (address) => void refusals.delete(address),
    allow(address) {
      if (behaviour.requestRateLimit === null) return true;
      const now = performance.now();
      const times = (recent.get(address) ?? []).filter((time) => now - time < 1000);
      times.push(now);
      recent.set(address, times);
      const allowed = times.length <= behaviour.requestRateLimit;
      if (!allowed && behaviour.rateLimitBy === 'block') blocked.add(address);
      return allowed;
    },
    unblock() {
      refusals.clear();
      blocked.clear();
      recent.clear();
    },
  };
}
