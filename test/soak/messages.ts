import type { ItemState, JobState } from '../../common/model.ts';
import type { EngineSettings } from '../crash/engine.ts';

/** What the engine's process is started with. */
export interface Order {
  setting: EngineSettings;
  /** Bytes to hold on to for each device, to see that a leak is found; 0 for none. */
  leak: number;
}

export type Command = 'run' | 'close';

/** What a process holds. */
export interface Use {
  /** Of JavaScript after a collection, with its buffers; bytes. */
  heap: number;
  /** Resident; bytes. */
  resident: number;
  /** Sockets, timers and whatever else keeps Node alive. */
  resources: number;
  /** Open files and sockets; null where the system does not tell. */
  descriptors: number | null;
}

export interface EndedItem {
  mac: string;
  state: ItemState;
  password: string | null;
}

export type Report =
  | { type: 'ready'; use: Use }
  | { type: 'ran'; state: JobState; resumed: number; items: EndedItem[]; use: Use }
  | { type: 'closed'; use: Use }
  | { type: 'failed'; message: string };
