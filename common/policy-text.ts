import type { PolicyFacts } from './ipc/index.ts';
import { directConnection } from './policy.ts';
import type { Texts } from './texts/index.ts';

/** The rules of the active policy, one sentence each. */
export function policyTexts(policy: PolicyFacts, { policy: { rules } }: Texts): string[] {
  const { pbxs, proxy, maxRetentionDays, updateAddress } = policy;
  return [
    pbxs === null ? '' : rules.pbxs(pbxs),
    proxy === null ? '' : proxy === directConnection ? rules.noProxy : rules.proxy(proxy),
    policy.noExport ? rules.noExport : '',
    policy.noClipboard ? rules.noClipboard : '',
    maxRetentionDays === null ? '' : rules.maxRetentionDays(maxRetentionDays),
    policy.noUpdateCheck
      ? rules.noUpdateCheck
      : updateAddress === null
        ? ''
        : rules.updateAddress(updateAddress),
  ].filter((text) => text !== '');
}
