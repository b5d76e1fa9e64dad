import type { z } from 'zod';

/**
 * What of `app:state` is different once a call has succeeded, so that main tells every window: `app-state`, any of it
 * (`app:changed`); `selected-pbx`, only the selected PBX (`app:pbx-selected`); null, nothing. Jobs, the language and
 * set-up files have events of their own.
 */
export type Change = 'app-state' | 'selected-pbx' | null;

/** One call that a window can make. */
export interface CallContract {
  input: z.ZodType;
  output: z.ZodType;
  changes: Change;
}
