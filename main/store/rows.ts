import { maxTime, storableTime } from '../../common/storable-time.ts';

/** A stored time in the model's form; null also if it is out of range. */
export function instant(ms: number | null): string | null {
  const time = storableTime(ms);
  return time === null ? null : new Date(time).toISOString();
}

/** SQL: a column with a time; null also if it is out of range, as an earlier version stored what a PBX reported. */
export function timeIn(column: string): string {
  return `CASE WHEN ${column} BETWEEN 0 AND ${maxTime} THEN ${column} END`;
}

/** A stored JSON column; its reader validates it with the model's schema. */
export function json(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

/** For a nullable JSON column. */
export function toJson(value: object | null | undefined): string | null {
  return value ? JSON.stringify(value) : null;
}
