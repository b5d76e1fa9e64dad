import type { Setting } from './engine.ts';
import type { Blow, Point } from './points.ts';

/** What the program that is hit is told. */
export interface Order {
  setting: Setting;
  /** The blow it deals itself, when it passes a point for the nth time; null: its parent does it. */
  blow: { kind: Blow; point: Point; nth: number } | null;
  /** A person pauses or cancels after so many devices; null: nobody does. */
  ending: { kind: 'pause' | 'cancel'; afterDevices: number } | null;
  /** Go on with the newest job. */
  resume: boolean;
}

export type Message =
  | { type: 'begun' }
  /** The parent is to lock the database, and say so by a file. */
  | { type: 'lock' }
  | { type: 'ended'; code: string | null };

/** Made by the parent when it has locked the database. */
export const lockedFile = 'locked';
/** Holds the number of the last point passed. */
export const pointFile = 'point';
