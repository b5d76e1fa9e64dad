import type { KeyObject } from 'node:crypto';
import { readReleaseKey } from '../../update/manifest.ts';

/**
 * The public key by which the window's tests sign their update notices. An installed program ignores the variable: it says
 * whose notices count.
 */
export function updateKeyForTests(isPackaged: boolean, env: NodeJS.ProcessEnv): KeyObject | undefined {
  const { REKEY_UPDATE_KEY: key } = env;
  return isPackaged || !key ? undefined : (readReleaseKey(key) ?? undefined);
}
