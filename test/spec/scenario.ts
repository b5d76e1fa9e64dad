import type { DemoPbx, DemoPbxOptions } from '../pbx/index.ts';

/** A piece of work on a demo PBX of its own, whose exchanges are checked. */
export interface Scenario {
  name: string;
  /**
   * What of its exchanges must fit the file. `replies` where requests are wrong on purpose, to see what the demo
   * answers.
   */
  check: 'requests and replies' | 'replies';
  pbx?: DemoPbxOptions;
  run(pbx: DemoPbx): Promise<void>;
}
