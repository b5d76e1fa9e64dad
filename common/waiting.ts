import type { ErrorCode } from './errors.ts';
import type { Problem } from './model.ts';

/** How many hours a job waits for its PBX at most, unless the user confirms it again. */
export const maxWaitHours = 24;

/** What an error means for a job that waits, or could wait, until its PBX can be reached. */
type WhileWaiting =
  /** It can pass on its own: a job that it stopped may wait, and a waiting job keeps waiting. */
  | 'waits'
  /** It ends when the user logs in or unlocks, or the computer moves to another network: a waiting job keeps waiting. */
  | 'stays'
  /** The job cannot start now and is tried again; one that has begun stops. */
  | 'tries-again'
  /** The attempt was ended on this computer, which says nothing about the PBX. */
  | 'broken-off'
  /** The user has to decide. */
  | 'asks';

const whileWaiting: Readonly<Record<ErrorCode, WhileWaiting>> = {
  usage: 'asks',
  'mac-invalid': 'asks',
  'pbx-unknown': 'asks',
  'pbx-address-invalid': 'asks',
  'device-not-found': 'asks',
  'device-is-desk-phone': 'asks',
  'pbx-version-unknown': 'asks',
  'sign-in-refused': 'asks',
  'sign-in-held-off': 'asks',
  'sign-in-denied': 'asks',
  'address-blocked-suspected': 'waits',
  'token-contested': 'asks',
  forbidden: 'asks',
  'request-refused': 'asks',
  'rate-limited': 'tries-again',
  'pbx-error': 'tries-again',
  'pbx-unreachable': 'waits',
  'proxy-failed': 'waits',
  'proxy-login': 'stays',
  'captive-portal': 'waits',
  'pbx-busy-elsewhere': 'tries-again',
  'certificate-untrusted': 'asks',
  'certificate-changed': 'asks',
  'not-a-3cx': 'asks',
  'response-unreadable': 'asks',
  'outcome-uncertain': 'asks',
  'not-carried-out': 'asks',
  'password-unchanged': 'asks',
  'plan-changed': 'asks',
  'password-replaced': 'asks',
  'wait-expired': 'asks',
  'computer-asleep': 'broken-off',
  'keychain-unavailable': 'asks',
  'keychain-locked': 'stays',
  'keychain-entry-missing': 'asks',
  'data-folder-unusable': 'asks',
  'store-damaged': 'asks',
  'store-too-new': 'asks',
  'settings-damaged': 'asks',
  'forget-incomplete': 'asks',
  'disk-full': 'asks',
  'file-unwritable': 'asks',
  'setup-file-wrong-passphrase': 'asks',
  'setup-file-damaged': 'asks',
  'setup-file-too-new': 'asks',
  'shortcut-refused': 'asks',
  'login-item-refused': 'asks',
  'sandbox-off': 'asks',
  'policy-invalid': 'asks',
  'update-check-failed': 'asks',
  'policy-forbids': 'asks',
  'call-refused': 'asks',
  cancelled: 'broken-off',
  internal: 'asks',
};

/** Whether a job that could not run because of this problem may run automatically once the PBX can be reached. */
export function helpsToWait({ code }: Problem): boolean {
  return whileWaiting[code] === 'waits';
}

/** Whether a waiting job that could not start because of this problem keeps waiting. */
export function waitsOn({ code }: Problem): boolean {
  return ['waits', 'stays', 'tries-again'].includes(whileWaiting[code]);
}

/** Whether a job that started after waiting, and was stopped by this problem, waits again. */
export function waitsAgain({ code }: Problem): boolean {
  return ['waits', 'stays'].includes(whileWaiting[code]);
}

/** Whether an attempt was ended on this computer, which says nothing about the PBX. */
export function isBrokenOff({ code }: Problem): boolean {
  return whileWaiting[code] === 'broken-off';
}

/** The problem of a job that needs a decision because its PBX was removed. */
export function removedProblem(pbx: string): Problem {
  return { code: 'pbx-unknown', facts: { reason: 'removed', pbx } };
}
