import { randomUUID } from 'node:crypto';

/** Passwords that were read for a person to see, kept in memory for a while under a name that is none. */
export interface Readings {
  keep(password: string): string;
  get(id: string): string | null;
}

const keptForMs = 10 * 60_000;
const mostKept = 50;

export function createReadings(now: () => number = Date.now): Readings {
  const kept = new Map<string, { password: string; until: number }>();
  return {
    keep(password) {
      for (const [id, { until }] of kept) if (until <= now() || kept.size >= mostKept) kept.delete(id);
      const id = randomUUID();
      kept.set(id, { password, until: now() + keptForMs });
      return id;
    },
    get(id) {
      const found = kept.get(id);
      return found && found.until > now() ? found.password : null;
    },
  };
}
