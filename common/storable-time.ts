/** The last time whose year ISO 8601 writes with four digits, as the model requires. */
export const maxTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Returns a time in milliseconds since 1970; null if it is none, before 1970, or after the year 9999. */
export function storableTime(ms: number | null): number | null {
  return ms !== null && ms >= 0 && ms <= maxTime ? ms : null;
}
