import type { z } from 'zod';

/**
 * The part of `app:state` that a successful call changes, so that main can notify every window: `app-state`, any of
 * it (`app:changed`); `selected-pbx`, only the selected PBX (`app:pbx-selected`); null, nothing. Jobs, the language
 * and setup files have events of their own.
 */
export type Change = 'app-state' | 'selected-pbx' | null;

/** One call that a window can make. */
export interface CallContract {
  input: z.ZodType;
  output: z.ZodType;
  changes: Change;
}
