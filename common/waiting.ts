import type { ErrorCode } from './errors.ts';
import type { Problem } from './model.ts';

/** A job waits at most this many hours for its PBX; the user can have it wait again. */
export const maxWaitHours = 24;

/** What an error means for a job that waits, or could wait, until its PBX can be reached. */
type WhileWaiting =
  /** May clear up on its own: a job stopped by it may start waiting, and a waiting job keeps waiting. */
  | 'waits'
  /** Clears up when the user signs in to the proxy, unlocks the keychain or changes networks: a waiting job keeps waiting. */
  | 'waits-for-user'
  /** A waiting job is tried again later; a job that was already running stays paused. */
  | 'start-later'
  /** The attempt was ended on this computer, which says nothing about the PBX. */
  | 'ended-locally'
  /** The user has to decide. */
  | 'needs-decision';

const whileWaiting: Readonly<Record<ErrorCode, WhileWaiting>> = {
  usage: 'needs-decision',
  'mac-invalid': 'needs-decision',
  'pbx-unknown': 'needs-decision',
  'pbx-address-invalid': 'needs-decision',
  'device-not-found': 'needs-decision',
  'device-is-desk-phone': 'needs-decision',
  'pbx-version-unknown': 'needs-decision',
  'sign-in-refused': 'needs-decision',
  'sign-in-held-off': 'needs-decision',
  'sign-in-denied': 'needs-decision',
  'address-blocked-suspected': 'waits',
  'token-contested': 'needs-decision',
  forbidden: 'needs-decision',
  'request-refused': 'needs-decision',
  'rate-limited': 'start-later',
  'pbx-error': 'start-later',
  'pbx-unreachable': 'waits',
  'proxy-failed': 'waits',
  'proxy-login': 'waits-for-user',
  'captive-portal': 'waits',
  'pbx-busy-elsewhere': 'start-later',
  'certificate-untrusted': 'needs-decision',
  'certificate-changed': 'needs-decision',
  'not-a-3cx': 'needs-decision',
  'response-unreadable': 'needs-decision',
  'outcome-uncertain': 'needs-decision',
  'not-carried-out': 'needs-decision',
  'password-unchanged': 'needs-decision',
  'plan-changed': 'needs-decision',
  'password-replaced': 'needs-decision',
  'wait-expired': 'needs-decision',
  'computer-asleep': 'ended-locally',
  'keychain-unavailable': 'needs-decision',
  'keychain-locked': 'waits-for-user',
  'keychain-entry-missing': 'needs-decision',
  'data-folder-unusable': 'needs-decision',
  'store-damaged': 'needs-decision',
  'store-too-new': 'needs-decision',
  'settings-damaged': 'needs-decision',
  'forget-incomplete': 'needs-decision',
  'disk-full': 'needs-decision',
  'file-unwritable': 'needs-decision',
  'setup-file-wrong-passphrase': 'needs-decision',
  'setup-file-damaged': 'needs-decision',
  'setup-file-too-new': 'needs-decision',
  'shortcut-refused': 'needs-decision',
  'login-item-refused': 'needs-decision',
  'sandbox-off': 'needs-decision',
  'policy-invalid': 'needs-decision',
  'update-check-failed': 'needs-decision',
  'policy-forbids': 'needs-decision',
  'call-refused': 'needs-decision',
  cancelled: 'ended-locally',
  internal: 'needs-decision',
};

/** Whether a job that could not run because of this problem may run automatically once the PBX can be reached. */
export function mayWaitAfter({ code }: Problem): boolean {
  return whileWaiting[code] === 'waits';
}

/** Whether a waiting job that could not start because of this problem keeps waiting. */
export function keepsWaitingAfter({ code }: Problem): boolean {
  return ['waits', 'waits-for-user', 'start-later'].includes(whileWaiting[code]);
}

/** Whether a job that started after waiting, and was stopped by this problem, waits again. */
export function resumesWaitingAfter({ code }: Problem): boolean {
  return ['waits', 'waits-for-user'].includes(whileWaiting[code]);
}

/** Whether this problem only means that an attempt was ended on this computer. */
export function endedLocally({ code }: Problem): boolean {
  return whileWaiting[code] === 'ended-locally';
}

/** The problem of a job that needs a decision because its PBX was removed. */
export function pbxRemovedProblem(pbx: string): Problem {
  return { code: 'pbx-unknown', facts: { reason: 'removed', pbx } };
}
