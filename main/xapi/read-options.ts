import type { Headers } from './net/body.ts';
import { pbxTimeOf } from './provisioning.ts';

/** The PBX's clock in whole seconds, as milliseconds since 1970; null if the PBX does not report it. */
export type PbxTime = number | null;

/** How a password is read. */
export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** With the token that is held, or not at all. */
  quietly?: boolean;
  /** Together with `quietly`: a token that is refused here is not given up. */
  keepsToken?: boolean;
  answered?: ((time: PbxTime) => void) | undefined;
}

/** Options of optional reads: with a short limit, and without signing in. */
export type BoundedRead = (signal: AbortSignal, keepsToken: boolean) => ReadOptions;

/** Reports the PBX's time of each reply. */
export function timeFor(
  answered: ((time: PbxTime) => void) | undefined,
): ((headers: Headers) => void) | undefined {
  return answered && ((headers) => answered(pbxTimeOf(headers)));
}
