import type { ErrorCode } from '../../common/errors.ts';

/** What the terminal's exit code tells a script. */
export const exitCodes = {
  allSucceeded: 0,
  someDidNot: 1,
  badInput: 2,
  signInRefused: 3,
  unreachable: 4,
  keychain: 5,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOf(code: ErrorCode): ExitCode {
  switch (code) {
    case 'usage':
    case 'mac-invalid':
    case 'pbx-unknown':
    case 'pbx-address-invalid':
    case 'data-folder-unusable':
    case 'store-too-new':
    case 'file-unwritable':
    case 'policy-invalid':
    case 'policy-forbids':
    case 'setup-file-wrong-passphrase':
    case 'setup-file-damaged':
    case 'setup-file-too-new':
      return exitCodes.badInput;
    case 'sign-in-refused':
    case 'sign-in-held-off':
    case 'sign-in-denied':
    case 'token-contested':
      return exitCodes.signInRefused;
    case 'pbx-unreachable':
    case 'wait-expired':
    case 'address-blocked-suspected':
    case 'proxy-failed':
    case 'proxy-login':
    case 'captive-portal':
    case 'certificate-untrusted':
    case 'certificate-changed':
    case 'not-a-3cx':
      return exitCodes.unreachable;
    case 'keychain-unavailable':
    case 'keychain-locked':
    case 'keychain-entry-missing':
      return exitCodes.keychain;
    default:
      return exitCodes.someDidNot;
  }
}
