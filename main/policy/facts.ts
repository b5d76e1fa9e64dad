import type { PolicyFacts } from '../../common/ipc/index.ts';
import type { Pbx } from '../../common/model.ts';
import type { Policy } from './index.ts';

/** A policy as pages show it; null if there is none. */
export function policyFacts({ path, rules, fixedPbx }: Policy, stored: readonly Pbx[]): PolicyFacts | null {
  if (path === null) return null;
  return {
    path,
    pbxs: rules.pbxs?.length ?? null,
    fixedPbxIds: stored.filter((pbx) => fixedPbx(pbx)).map(({ id }) => id),
    proxy: rules.proxy ?? null,
    noExport: rules.noExport ?? false,
    noClipboard: rules.noClipboard ?? false,
    maxRetentionDays: rules.maxRetentionDays ?? null,
    noUpdateCheck: rules.noUpdateCheck ?? false,
    updateAddress: rules.updateAddress ?? null,
  };
}
