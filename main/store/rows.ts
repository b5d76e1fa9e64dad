import { maxTime } from '../../common/storable-time.ts';

/** A stored time in the model's form. */
export function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** SQL: a column with a time of a PBX; null also if the model can't hold it, as an earlier version stored any. */
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
