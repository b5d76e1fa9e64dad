import type { EngineSettings } from './engine.ts';
import type { Failure, Point, TrialKind } from './points.ts';

/** What the failing program is told at startup. */
export interface Instructions {
  settings: EngineSettings;
  kind: TrialKind;
  /** The failure that it causes itself, when it reaches a point for the nth time; null: its parent causes it. */
  failure: { kind: Failure; point: Point; nth: number } | null;
  /** The user pauses or cancels after this many devices, of a job or of those asked to fetch; null: neither. */
  ending: { kind: 'pause' | 'cancel'; afterDevices: number } | null;
  /** Resume the newest job, or asking its devices. */
  resume: boolean;
}

export type Message =
  | { type: 'begun' }
  /** Asks the parent to lock the database, and to signal that by a file. */
  | { type: 'lock' }
  | { type: 'ended'; code: string | null };

/** Created by the parent once it has locked the database. */
export const lockedFile = 'locked';
/** Contains the number of the last point that was reached. */
export const pointFile = 'point';
