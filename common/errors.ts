import { z } from 'zod';

/**
 * The closed set of everything that can go wrong, as a person is told of it. A code and its facts are all that
 * crosses IPC, reaches the journal or the log; its words are in `error-text.ts`.
 */
export const errorCodes = [
  'usage',
  'mac-invalid',
  'pbx-unknown',
  'pbx-address-invalid',
  'device-not-found',
  'device-is-desk-phone',
  'sign-in-refused',
  'sign-in-held-off',
  'address-blocked-suspected',
  'token-contested',
  'forbidden',
  'request-refused',
  'rate-limited',
  'pbx-error',
  'pbx-unreachable',
  'proxy-failed',
  'pbx-busy-elsewhere',
  'certificate-untrusted',
  'certificate-changed',
  'not-a-3cx',
  'response-unreadable',
  'outcome-uncertain',
  'keychain-unavailable',
  'keychain-locked',
  'keychain-entry-missing',
  'data-folder-unusable',
  'store-damaged',
  'store-too-new',
  'disk-full',
  'setup-file-wrong-passphrase',
  'setup-file-damaged',
  'setup-file-too-new',
  'call-refused',
  'cancelled',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

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
 * before they get here.
 */
export const errorFactsSchema = z
  .object({
    /** The PBX's name or address, as the user knows it. */
    pbx: z.string(),
    /** `host:port` that was talked to. */
    host: z.string(),
    /** What the user gave, shortened. */
    input: z.string(),
    /** A finer reason: a MAC refusal, a usage message, what the system said. */
    reason: z.string(),
    unreachable: z.enum(unreachableReasons),
    /** HTTP status of the reply. */
    status: z.number().int(),
    /** The PBX's own words. */
    pbxSays: z.string(),
    /** SHA-256 of the certificate the PBX showed, as colon-separated upper-case hex. */
    fingerprint: z.string(),
    /** SHA-256 of the certificate that was pinned. */
    pinnedFingerprint: z.string(),
    certificateProblem: z.enum(certificateProblems),
    certificateSubject: z.string(),
    /** ISO 8601, from the certificate. */
    certificateValidFrom: z.string(),
    certificateValidTo: z.string(),
    /** ISO 8601: not before then. */
    retryAt: z.string(),
    /** The person or extension a desk phone belongs to. */
    owner: z.string(),
    /** The job that stands in the way. */
    job: z.number().int(),
    /** A file or folder of this computer. */
    path: z.string(),
    /** How often something happened. */
    count: z.number().int(),
    /** Names to choose from. */
    choices: z.array(z.string()),
  })
  .partial();
export type ErrorFacts = z.infer<typeof errorFactsSchema>;

/** The one error type that modules throw on purpose. Its message is its code, so that no text can leak by it. */
export class RekeyError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'RekeyError';
    this.code = code;
    this.facts = facts;
  }
}

/** Whatever was thrown, as one of the closed set. */
export function toRekeyError(thrown: unknown): RekeyError {
  return thrown instanceof RekeyError ? thrown : new RekeyError('internal', {}, { cause: thrown });
}
