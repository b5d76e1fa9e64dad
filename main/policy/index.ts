import { RekeyError } from '../../common/errors.ts';
import { directConnection, type PolicyKey, type PolicyRefusal, policyKeys } from '../../common/policy.ts';
import type { PbxInput } from '../store/pbxs.ts';
import type { SettingStore, Settings } from '../store/settings.ts';
import { parseProxy } from '../xapi/net/proxy.ts';
import { policyPath, type ReadOptions, readPolicyFile } from './read.ts';
import type { PolicyFile, PolicyPbx } from './schema.ts';

export type { ReadOptions } from './read.ts';

/** The machine-wide rules that administrators set; they win over every setting. */
export interface Policy {
  /** Null if this computer has no policy file. */
  path: string | null;
  rules: PolicyFile;
  /** The active keys. */
  keys: readonly PolicyKey[];
  /** The only route to anything; undefined if users and the system decide. */
  route: URL | null | undefined;
  /** @throws RekeyError `policy-forbids` where API keys or passwords may not be written to files */
  throwIfNoExport(): void;
  /** @throws RekeyError `policy-forbids` */
  throwIfNoClipboard(): void;
  /** @throws RekeyError `policy-forbids` if the set of PBXs is fixed */
  throwIfPbxsFixed(): void;
  /** The fixed PBX of an address and client ID; undefined if it is not one, null if PBXs are not fixed. */
  fixedPbx(target: Pick<PbxInput, 'url' | 'clientId'>): PolicyPbx | undefined | null;
  /** @throws RekeyError `policy-forbids` if a setting may not have this value */
  throwIfSettingForbidden<Name extends keyof Settings>(name: Name, value: Settings[Name]): void;
  /** @throws RekeyError `policy-forbids` if nothing may be sent to this PBX */
  throwIfNotAllowed(target: Pick<PbxInput, 'url' | 'clientId' | 'pinnedFingerprint'>): void;
}

/** @throws RekeyError `policy-invalid` */
export function readPolicy(options?: ReadOptions): Policy {
  const file = readPolicyFile(options);
  return createPolicy(file ?? {}, file ? (options?.path ?? policyPath()) : null);
}

export function createPolicy(rules: PolicyFile, path: string | null): Policy {
  const forbidden = (reason: PolicyRefusal): RekeyError => new RekeyError('policy-forbids', { reason });
  const fixedPbx: Policy['fixedPbx'] = ({ url, clientId }) =>
    rules.pbxs ? rules.pbxs.find((pbx) => pbx.url === url && pbx.clientId === clientId) : null;
  const { proxy } = rules;
  return {
    path,
    rules,
    keys: policyKeys.filter((key) => rules[key] !== undefined && rules[key] !== false),
    route: proxy === undefined ? undefined : proxy === directConnection ? null : parseProxy(proxy),
    throwIfNoExport() {
      if (rules.noExport) throw forbidden('export');
    },
    throwIfNoClipboard() {
      if (rules.noClipboard) throw forbidden('clipboard');
    },
    throwIfPbxsFixed() {
      if (rules.pbxs) throw forbidden('pbxs');
    },
    fixedPbx,
    throwIfSettingForbidden(name, value) {
      const { maxRetentionDays: limit, noUpdateCheck, updateAddress } = rules;
      if (name === 'retentionDays' && limit !== undefined && (value as number) > limit)
        throw new RekeyError('policy-forbids', { reason: 'retention', limit });
      if (name === 'updateAddress' && (noUpdateCheck || updateAddress !== undefined))
        throw forbidden('update-address');
    },
    throwIfNotAllowed(target) {
      const fixed = fixedPbx(target);
      if (fixed === null) return;
      const sameCertificate =
        !fixed?.certificateIsFixed || fixed.pinnedFingerprint === target.pinnedFingerprint;
      if (!fixed || !sameCertificate) throw forbidden('pbxs');
    },
  };
}

/** The settings under a policy: values that it sets are read from it, and cannot be changed. */
export function settingsUnder(policy: Policy, settings: SettingStore): SettingStore {
  const { maxRetentionDays, noUpdateCheck, updateAddress } = policy.rules;
  return {
    damaged: settings.damaged,
    get(name) {
      const value = settings.get(name);
      if (name === 'retentionDays' && maxRetentionDays !== undefined)
        return Math.min(value as number, maxRetentionDays) as typeof value;
      if (name === 'updateAddress') return (noUpdateCheck ? null : (updateAddress ?? value)) as typeof value;
      return value;
    },
    set(name, value) {
      policy.throwIfSettingForbidden(name, value);
      settings.set(name, value);
    },
  };
}
