import type { ErrorCode } from './errors.ts';
import type { Problem } from './model.ts';

/** How long a job waits for its PBX, at the most, unless it is agreed to anew. */
export const maxWaitHours = 24;

/** What an error means for a job that waits, or could wait, until its PBX can be reached. */
type WhileWaiting =
  /** It can pass by itself: a job stopped by it may wait, and a waiting job goes on waiting. */
  | 'waits'
  /** It ends when the user logs in or unlocks, or the computer is elsewhere: a waiting job goes on waiting. */
  | 'stays'
  /** The job cannot begin now, and is tried again; one that has begun stops. */
  | 'tries-again'
  /** The try was broken off here, which says nothing about the PBX. */
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
  'policy-invalid': 'asks',
  'update-check-failed': 'asks',
  'policy-forbids': 'asks',
  'call-refused': 'asks',
  cancelled: 'broken-off',
  internal: 'asks',
};

/** Whether a job that could not run for this may run by itself once the PBX can be reached. */
export function helpsToWait({ code }: Problem): boolean {
  return whileWaiting[code] === 'waits';
}

/** Whether a waiting job that could not begin for this goes on waiting. */
export function waitsOn({ code }: Problem): boolean {
  return ['waits', 'stays', 'tries-again'].includes(whileWaiting[code]);
}

/** Whether a job that began after waiting and was stopped by this waits again. */
export function waitsAgain({ code }: Problem): boolean {
  return ['waits', 'stays'].includes(whileWaiting[code]);
}

/** Whether a try ended here, which says nothing about the PBX. */
export function isBrokenOff({ code }: Problem): boolean {
  return whileWaiting[code] === 'broken-off';
}

/** Why a job asks whose PBX was removed. */
export function removedProblem(pbx: string): Problem {
  return { code: 'pbx-unknown', facts: { reason: 'removed', pbx } };
}
