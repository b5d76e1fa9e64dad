import { randomUUID } from 'node:crypto';
import type { Moment } from '../../store/jobs/index.ts';

/** A password that was read, with what is needed to tell whether a job has replaced it since. */
export interface Reading {
  password: string;
  /** Whose password it is, as `targetKeyOf` returns it. */
  target: string;
  pbx: { id: string; url: string };
  /** Taken before the PBX was asked. */
  moment: Moment;
}

/** Passwords that were read to show to the user, kept in memory for a while under an opaque id. */
export interface Readings {
  keep(reading: Reading): string;
  get(id: string): Reading | null;
}

const keptForMs = 10 * 60_000;
const maxKept = 50;

export function createReadings(now: () => number = Date.now): Readings {
  const kept = new Map<string, { reading: Reading; until: number }>();
  return {
    keep(reading) {
      for (const [id, { until }] of kept) if (until <= now() || kept.size >= maxKept) kept.delete(id);
      const id = randomUUID();
      kept.set(id, { reading, until: now() + keptForMs });
      return id;
    },
    get(id) {
      const found = kept.get(id);
      return found && found.until > now() ? found.reading : null;
    },
  };
}
