import type { ErrorFacts, ErrorReason } from '../../errors.ts';
import type { PolicyKey, PolicyRefusal } from '../../policy.ts';
import type { ErrorWords } from '../error-words.ts';

/** The values that a policy file may have for a key. */
const rules: Record<PolicyKey, string> = {
  pbxs: 'a list of up to 200 PBXs, each with name, address, clientId and optionally fingerprint; no name and no pair of address and clientId may occur twice',
  proxy: 'an address such as "http://proxy.example:8080" without credentials, or "direct"',
  noExport: 'true or false',
  noClipboard: 'true or false',
  maxRetentionDays: 'a whole number from 1 to 3650',
  noUpdateCheck: 'true or false',
  updateAddress: 'an HTTPS address without credentials',
};

const invalid: Record<ErrorReason<'policy-invalid'>, (facts: ErrorFacts) => string> = {
  unreadable: () => 'The file can’t be read',
  'not-protected': () =>
    'Users other than the administrator can change the file or its folder, so Rekey doesn’t trust it',
  'too-large': () => 'The file is too large',
  'not-json': () => 'The file isn’t one JSON object in UTF-8',
  'unknown-key': ({ policyKey }) => `This version of Rekey doesn’t know the key “${policyKey ?? '…'}”`,
  'bad-value': ({ policyKey, policyRule }) => {
    const forKey = policyRule === policyKey ? '' : ` for ${policyRule}`;
    const expected = policyRule ? `. Expected${forKey}: ${rules[policyRule]}` : '';
    return `The value of “${policyKey ?? '…'}” isn’t valid${expected}`;
  },
};

const days = (count = 1): string => (count === 1 ? '1 day' : `${count} days`);

const forbidden: Record<PolicyRefusal, (facts: ErrorFacts) => string> = {
  pbxs: () => 'The PBXs on this computer are fixed. Only their API keys and speed can be changed.',
  export: () => 'API keys and passwords can’t be exported on this computer.',
  clipboard: () => 'Passwords can’t be copied to the clipboard on this computer. You can still show them.',
  retention: ({ limit }) => `Passwords can be stored for at most ${days(limit)} on this computer.`,
  'update-address': () => 'The update check is fixed on this computer.',
};

const updateFailures: Record<ErrorReason<'update-check-failed'>, string> = {
  unreachable: 'there was no usable answer',
  certificate: 'the certificate of this server isn’t trusted on this computer',
  'no-manifest': 'the answer isn’t an update notice',
  'bad-signature': 'the notice isn’t signed with the release key',
  outdated: 'the notice is older than the last one received',
};

/** The errors of policies. */
export const policyErrors: Record<
  'policy-invalid' | 'policy-forbids' | 'update-check-failed',
  (facts: ErrorFacts) => ErrorWords
> = {
  'policy-invalid': (facts) => {
    const why = invalid[facts.reason as ErrorReason<'policy-invalid'>]?.(facts) ?? 'The file can’t be used';
    return {
      title: 'Your organisation’s policy file isn’t valid',
      happened: `${facts.path ?? 'Policy file'}: ${why}${facts.systemSays ? ` (${facts.systemSays})` : ''}. Rekey doesn’t start without a valid policy.`,
      next: 'Ask your administrator to correct the file or its permissions.',
    };
  },
  'policy-forbids': (facts) => ({
    title: 'Your organisation doesn’t allow this',
    happened: forbidden[facts.reason as PolicyRefusal]?.(facts) ?? 'A policy of this computer forbids it.',
    next: 'Ask your administrator if you need it.',
  }),
  'update-check-failed': (facts) => ({
    title: 'Update check failed',
    happened: `${facts.host ?? 'The address'}: ${updateFailures[facts.reason as ErrorReason<'update-check-failed'>] ?? updateFailures.unreachable}${facts.status ? ` (HTTP ${facts.status})` : ''}. The installed version hasn’t changed.`,
    next:
      facts.reason === 'certificate'
        ? 'Ask for the server’s certificate to be corrected, or make this computer trust its certificate authority.'
        : 'Check the address of the update notice, then try again later.',
  }),
};

/** Policies, as Settings shows them. */
export const policy = {
  heading: 'Set by your organisation',
  badge: 'Set by your organisation',
  hint: 'These rules apply to everyone on this computer. They override the settings below.',
  file: 'Policy file',
  rules: {
    pbxs: (count: number) =>
      `The PBXs are fixed (${count}). You enter only their API keys and set their speed.`,
    proxy: (proxy: string) => `All connections use the proxy ${proxy}.`,
    noProxy: 'Connections don’t use a proxy.',
    noExport: 'API keys and passwords can’t be exported.',
    noClipboard: 'Passwords can’t be copied to the clipboard.',
    maxRetentionDays: (limit: number) => `Passwords are stored for at most ${days(limit)}.`,
    noUpdateCheck: 'Rekey doesn’t check for updates.',
    updateAddress: (address: string) => `Rekey checks for updates at ${address}.`,
  },
  noCopying: 'Your organisation doesn’t allow copying passwords. You can still show them.',
  noExporting: 'Your organisation doesn’t allow exporting API keys and passwords.',
  pbxsFixed: 'Your organisation sets the PBXs. You can enter their API keys and set their speed.',
  notInPolicy: 'Not allowed by your organisation',
};

/** The update check and the licence, as Settings shows them. */
export const update = {
  section: 'Updates and licence',
  check: 'Update check',
  checkHint:
    'Once a day Rekey fetches a signed notice from this address and tells you about a newer version. Rekey installs nothing.',
  emptyForNone: 'Leave the field empty to turn the check off.',
  addressLabel: 'Address of the update notice',
  save: 'Save',
  checkNow: 'Check now',
  newest: (version: string) => `Version ${version} is the newest`,
  unavailable: 'This build contains no update key, so it can’t verify update notices and doesn’t check.',
  available: (version: string) => `Rekey ${version} is available`,
  availableHint: (current: string) =>
    `You have version ${current}. Install the new one from where you got Rekey, or ask your administrator.`,
  about: (version: string) => `Rekey for 3CX ${version}`,
  aboutHint:
    'MIT licence. An independent program, not affiliated with or endorsed by 3CX. 3CX is a trademark of its owner.',
};
