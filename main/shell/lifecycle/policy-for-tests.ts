import type { ReadOptions } from '../../policy/index.ts';

/**
 * Where the window's tests have their policy file. An installed program ignores the variable: it would be a way around the
 * policy.
 */
export function policyForTests(isPackaged: boolean, env: NodeJS.ProcessEnv): ReadOptions | undefined {
  const path = env.REKEY_POLICY_FILE;
  return isPackaged || !path ? undefined : { path, owner: process.getuid?.() ?? null };
}
