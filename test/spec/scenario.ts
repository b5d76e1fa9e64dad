import type { DemoPbx, DemoPbxOptions } from '../pbx/index.ts';

/** Work on a demo PBX of its own, whose exchanges are checked. */
export interface Scenario {
  name: string;
  /**
   * Which parts of its exchanges must match the file. `replies` if requests are wrong on purpose, to see what the
   * demo answers.
   */
  check: 'requests and replies' | 'replies';
  pbx?: DemoPbxOptions;
  run(pbx: DemoPbx): Promise<void>;
}
