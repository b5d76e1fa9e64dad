/**
 * Counts what is in flight. Only a count: a set of thousands of short-lived entries would retain them, as `ItemMap`
 * explains.
 */
export interface InFlight {
  begin(): void;
  end(): void;
  count(): number;
  /** Resolves once nothing is in flight. */
  idle(): Promise<void>;
}

export function createInFlight(): InFlight {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    begin() {
      count += 1;
    },
    end() {
      count -= 1;
      if (count > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    count: () => count,
    idle: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
