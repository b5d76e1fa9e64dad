import type { KeyObject } from 'node:crypto';
import { readReleaseKey } from '../../update/manifest.ts';

/**
 * The public key that verifies the update notices of the window's tests. An installed app ignores the variable, which
 * decides whose notices are trusted.
 */
export function updateKeyForTests(isPackaged: boolean, env: NodeJS.ProcessEnv): KeyObject | undefined {
  const { REKEY_UPDATE_KEY: key } = env;
  return isPackaged || !key ? undefined : (readReleaseKey(key) ?? undefined);
}
