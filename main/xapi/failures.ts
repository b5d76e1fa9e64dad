import type { ErrorCode } from '../../common/errors.ts';

/** What a failed request to a PBX means. */
export type FailureKind =
  /** The PBX rejected the credentials or presents another certificate: nothing works until its entry is changed. */
  | 'entry'
  /** Something between here and the PBX, or the PBX itself, blocks all requests. */
  | 'connection'
  /** No request got through this time; the next one may. */
  | 'unstable'
  /** The PBX accepts no requests now. */
  | 'busy'
  /** An answer came but cannot be read. */
  | 'unclear'
  /** The API client does not have permission. */
  | 'rights'
  /** It concerns only this one request, not the PBX. */
  | 'request';

/** Codes that no request to a PBX ends with count as `request`. */
const kinds: Readonly<Record<ErrorCode, FailureKind>> = {
  usage: 'request',
  'mac-invalid': 'request',
  'pbx-unknown': 'request',
  'pbx-address-invalid': 'request',
  'device-not-found': 'request',
  'device-is-desk-phone': 'request',
  'pbx-version-unknown': 'request',
  'sign-in-refused': 'entry',
  'sign-in-held-off': 'entry',
  'sign-in-denied': 'connection',
  'address-blocked-suspected': 'connection',
  'token-contested': 'unstable',
  forbidden: 'rights',
  'request-refused': 'request',
  'rate-limited': 'busy',
  'pbx-error': 'busy',
  'pbx-unreachable': 'unstable',
  'proxy-failed': 'connection',
  'proxy-login': 'connection',
  'captive-portal': 'connection',
  'pbx-busy-elsewhere': 'request',
  'certificate-untrusted': 'entry',
  'certificate-changed': 'entry',
  'not-a-3cx': 'connection',
  'response-unreadable': 'unclear',
  'outcome-uncertain': 'request',
  'not-carried-out': 'request',
  'password-unchanged': 'request',
  'plan-changed': 'request',
  'password-replaced': 'request',
  'wait-expired': 'request',
  'computer-asleep': 'request',
  'keychain-unavailable': 'request',
  'keychain-locked': 'request',
  'keychain-entry-missing': 'request',
  'data-folder-unusable': 'request',
  'store-damaged': 'request',
  'store-too-new': 'request',
  'settings-damaged': 'request',
  'forget-incomplete': 'request',
  'disk-full': 'request',
  'file-unwritable': 'request',
  'setup-file-wrong-passphrase': 'request',
  'setup-file-damaged': 'request',
  'setup-file-too-new': 'request',
  'shortcut-refused': 'request',
  'login-item-refused': 'request',
  'sandbox-off': 'request',
  'policy-invalid': 'request',
  'update-check-failed': 'request',
  'policy-forbids': 'request',
  'call-refused': 'request',
  cancelled: 'request',
  internal: 'request',
};

export function kindOfFailure(code: ErrorCode): FailureKind {
  return kinds[code];
}

/** Whether a failure concerns the connection or the sign-in, whatever was requested. */
export function concernsConnection(code: ErrorCode): boolean {
  const kind = kinds[code];
  return kind === 'entry' || kind === 'connection' || kind === 'unstable';
}
