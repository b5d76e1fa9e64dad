import type { Xapi } from '../../xapi/index.ts';

/** A PBX may be updated in mid-run, so its version is not cached for longer. */
const maxAgeMs = 60_000;

export interface PbxVersionParts {
  xapi: Pick<Xapi, 'readVersion'>;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  /** Waits until the speed limit allows one more request. */
  turn(): Promise<void>;
  signal: AbortSignal;
}

/**
 * Returns a function that reads the version of a PBX, cached for a while and shared by concurrent callers; null if
 * the PBX does not show it.
 */
export function createPbxVersion(parts: PbxVersionParts): () => Promise<string | null> {
  const { xapi, monotonic, turn, signal } = parts;
  let reading: { at: number; version: Promise<string | null> } | null = null;

  const read = async (): Promise<string | null> => {
    await turn();
    return xapi.readVersion(signal);
  };

  return () => {
    if (reading && monotonic() - reading.at <= maxAgeMs) return reading.version;
    const version = read();
    const current = { at: monotonic(), version };
    reading = current;
    version.catch(() => {
      if (reading === current) reading = null;
    });
    return version;
  };
}
