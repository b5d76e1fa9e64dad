import type { EngineSettings } from './engine.ts';
import type { Failure, Point } from './points.ts';

/** What the program that is to fail is told when it starts. */
export interface Instructions {
  settings: EngineSettings;
  /** The failure that it causes itself, when it reaches a point for the nth time; null: its parent causes it. */
  failure: { kind: Failure; point: Point; nth: number } | null;
  /** The user pauses or cancels after so many devices; null: nobody does. */
  ending: { kind: 'pause' | 'cancel'; afterDevices: number } | null;
  /** Go on with the newest job. */
  resume: boolean;
}

export type Message =
  | { type: 'begun' }
  /** The parent is to lock the database, and to say so by a file. */
  | { type: 'lock' }
  | { type: 'ended'; code: string | null };

/** Made by the parent when it has locked the database. */
export const lockedFile = 'locked';
/** Holds the number of the last point that was reached. */
export const pointFile = 'point';
