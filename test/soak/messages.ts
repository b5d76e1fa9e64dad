import type { ItemState, JobState } from '../../common/model.ts';
import type { EngineSettings } from '../crash/engine.ts';

/** What the engine's process is started with. */
export interface Order {
  setting: EngineSettings;
  /** Bytes to leak for each device, to verify that a leak is found; 0 for none. */
  leak: number;
}

export type Command = 'run' | 'close';

/** The resources that a process holds. */
export interface Use {
  /** JavaScript heap after a collection, including buffers; bytes. */
  heap: number;
  /** Resident; bytes. */
  resident: number;
  /** Sockets, timers and anything else that keeps Node alive. */
  resources: number;
  /** Open files and sockets; null if the system does not report them. */
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
