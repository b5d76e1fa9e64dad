/** Findings that count for a while only, by their names. */
export interface BriefMemory<Finding> {
  /** What was found lately; undefined where nothing was. */
  recall(name: string): Finding | undefined;
  keep(name: string, finding: Finding): void;
  forget(name: string): void;
  forgetAll(): void;
}

/**
 * @param countsForMs how long a finding counts, milliseconds
 * @param now milliseconds since 1970; a clock that was set back or on has findings forgotten
 */
export function createBriefMemory<Finding>(
  countsForMs: number,
  now = () => Date.now(),
): BriefMemory<Finding> {
  const findings = new Map<string, { finding: Finding; at: number }>();
  return {
    recall(name) {
      const found = findings.get(name);
      if (found && Math.abs(now() - found.at) < countsForMs) return found.finding;
      findings.delete(name);
      return undefined;
    },
    keep: (name, finding) => void findings.set(name, { finding, at: now() }),
    forget: (name) => void findings.delete(name),
    forgetAll: () => findings.clear(),
  };
}
