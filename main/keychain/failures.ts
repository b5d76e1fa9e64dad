import { type ErrorReason, RekeyError } from '../../common/errors.ts';

/** Why no keychain can be reached; the `reason` of a `keychain-unavailable`. */
export type UnavailableReason = ErrorReason<'keychain-unavailable'>;

/** The dynamic loader's text begins with what it misses: `libsecret-1.so.0: cannot open shared object file`. */
const missingLibrary = /(^|\/)lib(secret|gio|gobject|glib)-[^:/]*\.so[^:/]*: /;

/** No D-Bus session, or nothing on it that offers a Secret Service. */
const noService = [
  /not provided by any \.service files/i,
  /ServiceUnknown/,
  /could not connect/i,
  /connection (is closed|refused)/i,
  /autolaunch/i,
  /dbus-launch/i,
  /session bus address/i,
];

/** Locked, or a prompt that was turned down or could not be shown. */
const locked = [
  /locked collection/i, // gnome-keyring, writing
  /IsLocked|\bis locked\b/i,
  /does not exist at path .*\/collection\//i, // gnome-keyring, a keyring that was never given a password
  /interaction is not allowed/i, // macOS, locked and no screen to ask on
  /user canceled/i, // macOS, prompt dismissed
  /passphrase you entered is not correct/i, // macOS
];

/** keytar could not be loaded. */
export function loadFailure(cause: unknown): RekeyError {
  return unavailable(missingLibrary.test(textOf(cause)) ? 'library-missing' : 'other', cause);
}

/** A call failed. Only the closed set of reasons gets out; the system's text stays in the cause. */
export function callFailure(cause: unknown): RekeyError {
  if (cause instanceof RekeyError) return cause;
  const text = textOf(cause);
  if (locked.some((pattern) => pattern.test(text))) return new RekeyError('keychain-locked', {}, { cause });
  return unavailable(noService.some((pattern) => pattern.test(text)) ? 'no-service' : 'other', cause);
}

/** Whether the failure's text was understood. Other keychains word it differently, and some translate it. */
export function isUnderstood(failure: RekeyError): boolean {
  return failure.code === 'keychain-locked' || failure.facts.reason !== 'other';
}

function unavailable(reason: UnavailableReason, cause: unknown): RekeyError {
  return new RekeyError('keychain-unavailable', { reason }, { cause });
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : '';
}
