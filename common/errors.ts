import { type PolicyKey, policyRefusals } from './policy.ts';
import type { NamedSetting } from './settings.ts';

/**
 * The closed set of everything that can go wrong and be shown to the user. Only a code and its facts cross IPC or
 * reach the journal and the log; the texts are in `texts/`, and `error-text.ts` composes them. The schemas are in
 * `error-schema.ts`, so that the windows need no schema library.
 */
export const errorCodes = [
  'usage',
  'mac-invalid',
  'pbx-unknown',
  'pbx-address-invalid',
  'device-not-found',
  'device-is-desk-phone',
  'pbx-version-unknown',
  'sign-in-refused',
  'sign-in-held-off',
  'sign-in-denied',
  'address-blocked-suspected',
  'token-contested',
  'forbidden',
  'request-refused',
  'rate-limited',
  'pbx-error',
  'pbx-unreachable',
  'proxy-failed',
  'proxy-login',
  'captive-portal',
  'pbx-busy-elsewhere',
  'certificate-untrusted',
  'certificate-changed',
  'not-a-3cx',
  'response-unreadable',
  'outcome-uncertain',
  'not-carried-out',
  'password-unchanged',
  'plan-changed',
  'password-replaced',
  'wait-expired',
  'computer-asleep',
  'keychain-unavailable',
  'keychain-locked',
  'keychain-entry-missing',
  'data-folder-unusable',
  'store-damaged',
  'store-too-new',
  'settings-damaged',
  'forget-incomplete',
  'disk-full',
  'file-unwritable',
  'setup-file-wrong-passphrase',
  'setup-file-damaged',
  'setup-file-too-new',
  'shortcut-refused',
  'login-item-refused',
  'sandbox-off',
  'policy-invalid',
  'update-check-failed',
  'policy-forbids',
  'call-refused',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Whether trying again can help without changing anything: at once, after a while, or not. */
export const retries: Readonly<Record<ErrorCode, 'now' | 'later' | 'no'>> = {
  usage: 'no',
  'mac-invalid': 'no',
  'pbx-unknown': 'no',
  'pbx-address-invalid': 'no',
  'device-not-found': 'no',
  'device-is-desk-phone': 'no',
  'pbx-version-unknown': 'no',
  'sign-in-refused': 'no',
  'sign-in-held-off': 'later',
  'sign-in-denied': 'no',
  'address-blocked-suspected': 'later',
  'plan-changed': 'no',
  'password-replaced': 'no',
  'wait-expired': 'later',
  'computer-asleep': 'later',
  'token-contested': 'later',
  forbidden: 'no',
  'request-refused': 'no',
  'rate-limited': 'later',
  'pbx-error': 'later',
  'pbx-unreachable': 'later',
  'proxy-failed': 'later',
  'proxy-login': 'no',
  'captive-portal': 'later',
  'pbx-busy-elsewhere': 'later',
  'certificate-untrusted': 'no',
  'certificate-changed': 'no',
  'not-a-3cx': 'no',
  'response-unreadable': 'later',
  'outcome-uncertain': 'now',
  'not-carried-out': 'now',
  'password-unchanged': 'now',
  'keychain-unavailable': 'no',
  'keychain-locked': 'later',
  'keychain-entry-missing': 'no',
  'data-folder-unusable': 'no',
  'store-damaged': 'no',
  'store-too-new': 'no',
  'settings-damaged': 'no',
  'forget-incomplete': 'later',
  'disk-full': 'later',
  'file-unwritable': 'now',
  'setup-file-wrong-passphrase': 'now',
  'setup-file-damaged': 'no',
  'setup-file-too-new': 'no',
  'shortcut-refused': 'no',
  'login-item-refused': 'later',
  'sandbox-off': 'no',
  'policy-invalid': 'no',
  'update-check-failed': 'later',
  'policy-forbids': 'no',
  'call-refused': 'no',
  cancelled: 'now',
  internal: 'now',
};

/** Finer reasons, under the error they belong to. The comment beside each names the facts its text needs. */
export const errorReasons = {
  usage: [
    'list-too-long', // limit
    'list-too-many-macs', // limit
    'clipboard-empty',
    'files-too-many', // count, limit
    'file-too-large', // path, count and limit in bytes
    'files-too-large', // count and limit in bytes
    'file-missing', // path
    'file-is-folder', // path
    'file-forbidden', // path
    'file-unreadable', // path, systemSays
    'file-is-spreadsheet', // path
    'file-is-protected', // path
    'file-is-document', // path
    'file-is-picture', // path
    'file-is-archive', // path
    'file-damaged', // path
    'file-unpacked-too-large', // path
    'file-empty', // path
    'file-not-text', // path
    'file-exists', // path
    'pbx-name-taken', // pbx
    'pbx-name-length', // limit
    'client-id-form', // limit
    'api-key-form', // limit
    'api-key-needed',
    'fingerprint-form',
    'pbx-changed', // pbx
    'job-unknown', // job
    'job-of-other-pbx', // job, pbx, host
    'job-over', // job
    'job-waits', // job
    'job-does-not-wait', // job
    'nothing-to-fetch',
    'fetch-of-other-pbx',
    'setup-file-pbx-count', // limit
    'passphrase-short', // limit
    'passphrase-repeated',
    'pbxs-at-other-address', // names
    'pbxs-here-already', // names
    'pbxs-changed-meanwhile',
    'setup-file-closed',
    'setup-file-not-opened',
    'nothing-exported',
    'proxy-not-asking',
    'proxy-login-form',
    'update-address-form',
    'update-check-no-key',
    'update-check-no-address',
  ],
  'pbx-address-invalid': ['no-web-address', 'has-user-name', 'not-encrypted', 'not-https', 'has-zone'],
  'sign-in-refused': ['refused-before'],
  'pbx-unknown': ['removed'], // pbx
  /**
   * The desk phones could not be read, so that it may be one; a desk phone's user no longer exists; or the PBX can't ask
   * the device to fetch its configuration.
   */
  'device-not-found': ['desk-phones-unread', 'user-gone', 'cannot-fetch'],
  'plan-changed': ['address', 'certificate'],
  'password-replaced': ['perhaps'], // replacedAt
  'computer-asleep': ['not-begun', 'fetch'],
  'not-a-3cx': ['web-page', 'redirect', 'no-token'], // redirect: portal
  'response-unreadable': ['too-large', 'coding'],
  /** `no-route`: macOS may block the local network. `tls-failed`: what prevents the handshake. */
  'pbx-unreachable': ['local-network', 'key-usage', 'tls-version'],
  /** socks-…: what a SOCKS proxy answered; host */
  'proxy-failed': ['variables', 'socks4', 'script', 'socks-forbids', 'socks-unreached'],
  'proxy-login': ['needed', 'refused', 'unsupported'],
  'forget-incomplete': ['keychain', 'files'],
  /**
   * `not-read-back`, `broken-off`: the run ended before an answer was recorded; the password has not been read back
   * since, or reading it back did not settle the outcome. `settling`: the PBX will be read again. `accepted`: the PBX
   * accepted the request, but nothing shows that it made a new password.
   */
  'outcome-uncertain': ['not-read-back', 'broken-off', 'settling', 'accepted'],
  'keychain-unavailable': ['library-missing', 'no-service', 'other'],
  'keychain-locked': ['asking', 'timed-out', 'dismissed'],
  /** `not-entered`: the PBX's API key was never stored here, as when a policy or a file without keys added the PBX. */
  'keychain-entry-missing': ['data-key', 'not-put-back', 'not-entered'],
  'data-folder-unusable': [
    'open-elsewhere',
    'busy',
    'kept-locked',
    'new-unreadable',
    'read-only',
    'no-right',
    'no-folder',
    'database-locked',
    'database-damaged',
    'database-damaged-in-use',
    'disk-fault',
  ],
  // path, systemSays
  'file-unwritable': [
    'no-folder',
    'is-folder',
    'no-right',
    'read-only',
    'file-in-use',
    'no-space',
    'disk-fault',
    'other',
  ],
  'setup-file-damaged': ['not-one'],
  /** Why the app was started without its sandbox, where that is known; the last three are settings of the kernel. */
  'sandbox-off': ['as-root', 'app-image', 'apparmor', 'clone-forbidden', 'no-namespaces'], // input
  // path; policyKey where there is one
  'policy-invalid': ['unreadable', 'not-protected', 'too-large', 'not-json', 'unknown-key', 'bad-value'],
  // host
  'update-check-failed': ['unreachable', 'certificate', 'no-manifest', 'bad-signature', 'outdated'],
  /** retention: limit */
  'policy-forbids': policyRefusals,
  'call-refused': ['form', 'page'],
  cancelled: ['not-confirmed'],
} as const satisfies Partial<Record<ErrorCode, readonly string[]>>;

/** The reasons of one error, or of all. */
export type ErrorReason<Code extends keyof typeof errorReasons = keyof typeof errorReasons> =
  (typeof errorReasons)[Code][number];

/** Why a certificate is not trusted, as far as a technician can act on it. */
export const certificateProblems = [
  'self-signed',
  'unknown-authority',
  'expired',
  'not-yet-valid',
  'wrong-host',
] as const;

/** Why a request got no answer. */
export const unreachableReasons = [
  'refused',
  'timed-out',
  'host-unknown',
  'no-route',
  'reset',
  'tls-failed',
  'other',
] as const;

/**
 * What an error may say beyond its code. Everything here may be shown, logged and stored: no secret has a field.
 * Texts from outside (a PBX's message, a certificate's subject) are shortened and freed of control characters
 * before they get here. `error-schema.ts` has the same facts as a schema.
 */
interface Facts {
  /** The PBX's name or address, as the user knows it. */
  pbx: string;
  /** The `host:port` that was contacted. */
  host: string;
  /** What the user entered, shortened. */
  input: string;
  /** More specific than the code: one of the reasons listed for it. */
  reason: ErrorReason;
  /** Details about the terminal's own arguments, which only the terminal shows; in English, its only language. */
  terminalSays: string;
  /** The operating system's own word for what failed. */
  systemSays: string;
  unreachable: (typeof unreachableReasons)[number];
  /** HTTP status of the reply. */
  status: number;
  /** The PBX's own words. */
  pbxSays: string;
  /** SHA-256 of the certificate the PBX showed, as colon-separated upper-case hex. */
  fingerprint: string;
  /** SHA-256 of the certificate that was pinned. */
  pinnedFingerprint: string;
  certificateProblem: (typeof certificateProblems)[number];
  certificateSubject: string;
  /** ISO 8601, from the certificate. */
  certificateValidFrom: string;
  certificateValidTo: string;
  /** ISO 8601: this computer's clock, and that of the server that answered, at the same moment. */
  clockHere: string;
  clockThere: string;
  /** The host that the answer redirected to. */
  portal: string;
  /** What had been sent to the answering server by then; absent if nothing secret was sent. */
  sent: 'key' | 'token';
  /** The name of a setting. */
  setting: NamedSetting;
  /** The place of a value in the policy file. */
  policyKey: string;
  /** The policy key whose rule was violated. */
  policyRule: PolicyKey;
  /** ISO 8601: not before then. */
  retryAt: string;
  /** The PBX's version, as it reports it. */
  version: string;
  /** The user or extension that a desk phone belongs to. */
  owner: string;
  /** The conflicting job. */
  job: number;
  /** A file or folder of this computer. */
  path: string;
  /** How many there are, or how often something happened. */
  count: number;
  /** How many devices another job has since given a password. */
  doneSince: number;
  /** ISO 8601: when a later job gave the device another password. */
  replacedAt: string;
  /** ISO 8601: when the PBX was read. */
  asOf: string;
  /** The maximum, or the minimum length of a passphrase. */
  limit: number;
  /** Names to choose from. */
  choices: string[];
  /** Names of the conflicting entries. */
  names: string[];
}
export type ErrorFacts = { [Name in keyof Facts]?: Facts[Name] | undefined };
export type FactName = keyof Facts;

/** Facts of every error of a request to a PBX. */
const ofRequest = ['host', 'pbx', 'status', 'pbxSays', 'retryAt'] as const;
const ofCertificate = [
  'fingerprint',
  'certificateProblem',
  'certificateSubject',
  'certificateValidFrom',
  'certificateValidTo',
] as const;
/** Facts of an error that can replace any other error of a request. */
const ofAnyRequest = [
  ...ofRequest,
  ...ofCertificate,
  'pinnedFingerprint',
  'clockHere',
  'clockThere',
  'reason',
  'unreachable',
  'portal',
  'sent',
  'count',
  'choices',
  'asOf',
] as const;

/** The facts that each error may have; all are optional. */
export const factNames = {
  usage: [
    'reason',
    'terminalSays',
    'systemSays',
    'path',
    'count',
    'limit',
    'pbx',
    'host',
    'job',
    'names',
    'choices',
  ],
  'mac-invalid': ['input', 'terminalSays', 'count'],
  'pbx-unknown': ['reason', 'input', 'choices', 'pbx'],
  'pbx-address-invalid': ['reason', 'input'],
  'device-not-found': [...ofRequest, 'reason'],
  'device-is-desk-phone': ['owner'],
  'pbx-version-unknown': [...ofRequest, 'version'],
  'sign-in-refused': [...ofRequest, 'reason'],
  'sign-in-held-off': ofRequest,
  'sign-in-denied': ofRequest,
  'address-blocked-suspected': [...ofRequest, 'unreachable'],
  'token-contested': [...ofRequest, 'count'],
  forbidden: ofRequest,
  'request-refused': ofRequest,
  'rate-limited': ofRequest,
  'pbx-error': ofRequest,
  'pbx-unreachable': [...ofRequest, 'reason', 'unreachable'],
  'proxy-failed': [...ofRequest, 'reason'],
  'proxy-login': [...ofRequest, 'reason', 'choices'],
  'captive-portal': [...ofRequest, 'portal', 'sent'],
  'pbx-busy-elsewhere': ['job'],
  'certificate-untrusted': [...ofRequest, ...ofCertificate, 'clockHere', 'clockThere'],
  'certificate-changed': [...ofRequest, ...ofCertificate, 'pinnedFingerprint', 'clockHere', 'clockThere'],
  'not-a-3cx': [...ofRequest, 'reason', 'portal'],
  'response-unreadable': [...ofRequest, 'reason'],
  'outcome-uncertain': ofAnyRequest,
  'not-carried-out': ofAnyRequest,
  'password-unchanged': ofAnyRequest,
  'plan-changed': ['reason', 'count', 'doneSince'],
  'password-replaced': ['reason', 'replacedAt'],
  'wait-expired': ['pbx'],
  'computer-asleep': ['reason'],
  'keychain-unavailable': ['reason'],
  'keychain-locked': ['reason'],
  'keychain-entry-missing': ['reason', 'pbx'],
  'data-folder-unusable': ['reason', 'path'],
  'store-damaged': ['path', 'limit'],
  'store-too-new': ['path'],
  'settings-damaged': ['setting', 'pbx'],
  'forget-incomplete': ['reason', 'count', 'choices'],
  'disk-full': ['path'],
  'file-unwritable': ['reason', 'path', 'systemSays'],
  'setup-file-wrong-passphrase': [],
  'setup-file-damaged': ['reason'],
  'setup-file-too-new': [],
  'shortcut-refused': ['input'],
  'login-item-refused': ['systemSays', 'path'],
  'sandbox-off': ['reason', 'input'],
  'policy-invalid': ['reason', 'path', 'systemSays', 'limit', 'policyKey', 'policyRule'],
  'update-check-failed': ['reason', 'host', 'status'],
  'policy-forbids': ['reason', 'limit'],
  'call-refused': ['reason'],
  cancelled: ['reason'],
  internal: [],
} as const satisfies Record<ErrorCode, readonly FactName[]>;

/** The facts of one error, with only its own reasons. */
export type FactsOf<Code extends ErrorCode> = {
  [Name in (typeof factNames)[Code][number]]?: Name extends 'reason'
    ? ErrorReason<Code & keyof typeof errorReasons> | undefined
    : ErrorFacts[Name];
};

/** Returns the facts without those that do not belong to this error. */
export function ownFacts(code: ErrorCode, facts: ErrorFacts): ErrorFacts {
  const own: readonly string[] = factNames[code];
  return Object.fromEntries(Object.entries(facts).filter(([name]) => own.includes(name)));
}

/** The one error type that modules throw on purpose. Its message is its code, so that it cannot leak any text. */
export interface RekeyError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

/** A class whose constructor takes only the facts of the given code. */
interface RekeyErrorClass {
  new <Code extends ErrorCode = ErrorCode>(
    code: Code,
    facts?: FactsOf<Code>,
    options?: ErrorOptions,
  ): RekeyError;
  readonly prototype: RekeyError;
}

export const RekeyError: RekeyErrorClass = class RekeyError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'RekeyError';
    this.code = code;
    this.facts = facts;
  }
};

/** Converts anything thrown to an error of the closed set. */
export function toRekeyError(thrown: unknown): RekeyError {
  return thrown instanceof RekeyError ? thrown : new RekeyError('internal', {}, { cause: thrown });
}
