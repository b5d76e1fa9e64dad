import { type ErrorReason, RekeyError } from '../../common/errors.ts';
import { translated } from './failure-texts.ts';

/** Why no keychain can be reached; the `reason` of a `keychain-unavailable`. */
type UnavailableReason = ErrorReason<'keychain-unavailable'>;

/** The dynamic loader's message begins with what is missing: `libsecret-1.so.0: cannot open shared object file`. */
const missingLibrary = /(^|\/)lib(secret|gio|gobject|glib)-[^:/]*\.so[^:/]*: /;

/**
 * keytar passes on only a text: libsecret removes the D-Bus error's name from most errors, so both the names and the
 * texts of the known services are listed. GLib's texts are translated if the process has set a locale, as Electron
 * does; those of the bus and of the services are not.
 */
const dismissed = [
  /\bprompt\b.*\b(dismissed|cancel)/i,
  /\b(dismissed|cancell?ed) by (the )?user\b/i,
  /\buser (dismissed|cancell?ed|denied|declined)\b/i, // macOS -128, KWallet
  /\b(operation|request) was cancell?ed\b/i,
  /errSecUserCanceled|-128\b/,
  /Secret\.Error\.(Dismissed|Cancelled)|Error\.Cancelled/,
  ...translated.cancelled,
];

/** No answer within D-Bus' own limit: a service that waits for the user, such as KeePassXC before it searches. */
const timedOut = [
  /\btimeout was reached\b/i,
  /\b(did not (receive a )?reply|no reply)\b/i,
  /Error\.(NoReply|Timeout|TimedOut)\b/,
  ...translated.timeout,
];

const locked = [
  /IsLocked/,
  /\b(is|are|was|still) locked\b|\blocked (collection|object|item|keyring|keychain|wallet|database)\b/i,
  /\b(keyring|keychain|wallet|collection|database|item)\b.*\b(locked|is closed|not open(ed)?|not unlocked)\b/i,
  /\b(couldn.t|could not|cannot|failed to) (unlock|open) (the )?(collection|keyring|wallet|database|item)\b/i,
  // gnome-keyring and libsecret, of a default keyring that was never given a password
  /does not exist at path .*\/collection\//i,
  /no such (secret )?(collection|object path)\b/i,
  /\bcollection( \S+)? (does not|doesn.t) exist\b/i,
  /NoSuchObject|\/secrets\/aliases\/default/,
  /interaction is (not allowed|required)/i, // macOS
  /passphrase you entered is not correct/i, // macOS
  /errSec(InteractionNotAllowed|InteractionRequired|AuthFailed)|-253(08|15)\b|-25293\b/,
  // KeePassXC sends only the error's name: its database is locked, or the user denied access
  /error return with empty body/i,
  ...translated.emptyBody,
];

/**
 * No D-Bus session, or nothing on it offers a Secret Service; macOS without a keychain, Windows without a logon
 * session.
 */
const noService = [
  /not provided by any \.service files/i, // dbus-daemon
  /\bname( \S+)? is not activatable\b/i, // dbus-broker
  /\bname( \S+)? (has no owner|was not found|does not exist)\b/i,
  /\bname \S+ disappeared\b|disconnected from message bus/i,
  /Error\.(ServiceUnknown|NameHasNoOwner|Spawn|NoServer|Disconnected|FileNotFound)/,
  /failed to (activate|execute|load|start) .*(service|program|unit)|startservicebyname/i,
  /\bunit \S+ (is masked|not found|failed)|\bprocess \S+ exited with status\b/i,
  /could not connect|connection refused|no such file or directory/i,
  /connection (is|was) closed|connection (is closed|refused|reset)|broken pipe|underlying .*stream.* closed/i,
  /autolaunch|dbus-launch|\$DISPLAY|AT_SECURE|machine-id/i,
  /session bus address|session dbus|message bus address/i,
  /couldn.t communicate with the secret storage/i,
  /\bno keychain is available\b|(default|specified) keychain could not be found/i,
  /errSec(NotAvailable|NoSuchKeychain|NoDefaultKeychain)|-25291\b|-25294\b|-25307\b/,
  /logon session does not exist|RPC server is unavailable/i, // Windows
  ...translated.noConnection,
];

/** It answers and is unlocked, but something else is wrong: a full or read-only disk, or a sandbox. */
const broken =
  /read-only|no space left|disk (is )?full|input\/output error|permission denied|AccessDenied|apparmor|selinux|rejected send message/i;

/** keytar could not be loaded. */
export function loadFailure(cause: unknown): RekeyError {
  return unavailable(missingLibrary.test(textOf(cause)) ? 'library-missing' : 'other', cause);
}

/** A call failed. Only the closed set of reasons is passed on; the system's text stays in the cause. */
export function callFailure(cause: unknown): RekeyError {
  if (cause instanceof RekeyError) return cause;
  const text = textOf(cause);
  const isAny = (patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(text));
  if (broken.test(text)) return unavailable('other', cause);
  if (isAny(dismissed)) return new RekeyError('keychain-locked', { reason: 'dismissed' }, { cause });
  if (isAny(timedOut)) return new RekeyError('keychain-locked', { reason: 'timed-out' }, { cause });
  if (isAny(locked)) return new RekeyError('keychain-locked', {}, { cause });
  return unavailable(isAny(noService) ? 'no-service' : 'other', cause);
}

/** Whether the failure's text is a known one. Other keychains word it differently, and some translate it. */
export function isUnderstood(failure: RekeyError): boolean {
  return (
    failure.code === 'keychain-locked' ||
    failure.facts.reason !== 'other' ||
    broken.test(textOf(failure.cause))
  );
}

function unavailable(reason: UnavailableReason, cause: unknown): RekeyError {
  return new RekeyError('keychain-unavailable', { reason }, { cause });
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : '';
}
