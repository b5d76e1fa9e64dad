/** What a policy file can set, separate from its schema so that a window bundles no schema library. */

/** The keys of a policy file, in the order in which they are shown. */
export const policyKeys = [
  'pbxs',
  'proxy',
  'noExport',
  'noClipboard',
  'maxRetentionDays',
  'noUpdateCheck',
  'updateAddress',
] as const;
export type PolicyKey = (typeof policyKeys)[number];

/** The `proxy` value of a policy that allows no proxy. */
export const directConnection = 'direct';

export const maxPolicyPbxs = 200;

/** Actions that a policy can forbid. */
export const policyRefusals = ['pbxs', 'export', 'clipboard', 'retention', 'update-address'] as const;
export type PolicyRefusal = (typeof policyRefusals)[number];
