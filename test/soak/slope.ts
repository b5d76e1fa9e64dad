/** One measurement: how much was in use after a given amount of work. */
export interface Sample {
  work: number;
  used: number;
}

/**
 * Returns how much `used` grows per unit of work: the median of the slopes between all pairs (Theil and Sen), which
 * is robust to a few outliers, such as a late collection.
 */
export function slopeOf(samples: readonly Sample[]): number {
  const slopes: number[] = [];
  for (const [index, from] of samples.entries())
    for (const to of samples.slice(index + 1))
      if (to.work !== from.work) slopes.push((to.used - from.used) / (to.work - from.work));
  slopes.sort((a, b) => a - b);
  const upper = slopes[Math.floor(slopes.length / 2)];
  const lower = slopes[Math.floor((slopes.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('A slope needs two measurements.');
  return (lower + upper) / 2;
}

/** Returns at most `max` samples, spread evenly, so that all pairs of a long run stay countable. */
export function thinned<T>(samples: readonly T[], max: number): T[] {
  if (samples.length <= max) return [...samples];
  return Array.from({ length: max }, (_, n) => Math.round((n * (samples.length - 1)) / (max - 1))).flatMap(
    (index) => samples[index] ?? [],
  );
}
