import type { Headers } from './net/body.ts';
import { pbxTimeOf } from './pbx-time.ts';

/** The PBX's clock in whole seconds, as milliseconds since 1970; null if the PBX does not report it. */
export type PbxTime = number | null;

/** How a password is read. */
export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Only with the token that is held; never signs in. */
  quietly?: boolean;
  /** With `quietly`: a token that is rejected here is kept. */
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
