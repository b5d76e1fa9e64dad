import type { ErrorCode } from './errors.ts';
import type { Problem } from './model.ts';

/** How long a job waits for its PBX, at the most, unless it is agreed to anew. */
export const maxWaitHours = 24;

const passing: readonly ErrorCode[] = [
  'pbx-unreachable',
  'proxy-failed',
  'captive-portal',
  'address-blocked-suspected',
];

/** Whether a job that could not run for this may run by itself once the PBX can be reached. */
export function helpsToWait({ code }: Problem): boolean {
  return passing.includes(code);
}

/** Why a job asks whose PBX was removed. */
export function removedProblem(pbx: string): Problem {
  return { code: 'pbx-unknown', facts: { reason: 'removed', pbx } };
}
