import type { ReadOptions } from '../../policy/index.ts';

/**
 * The policy file of the window's tests. An installed app ignores the variable, which would be a way around the
 * policy.
 */
export function policyForTests(isPackaged: boolean, env: NodeJS.ProcessEnv): ReadOptions | undefined {
  const path = env.REKEY_POLICY_FILE;
  return isPackaged || !path ? undefined : { path, owner: process.getuid?.() ?? null };
}
