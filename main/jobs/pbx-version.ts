import type { Xapi } from '../xapi/index.ts';

/** A PBX may be updated in mid-run: its version is not relied on for longer. */
const maxAgeMs = 60_000;

export interface PbxVersionParts {
  xapi: Pick<Xapi, 'readVersion'>;
  /** Milliseconds that only ever go forward. */
  monotonic(): number;
  /** Waits until the pace allows one more request. */
  turn(): Promise<void>;
  signal: AbortSignal;
}

/**
 * Returns what reads the version of a PBX, at most once in a while, and once for all who ask at the same time; null where the
 * PBX does not show it.
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
