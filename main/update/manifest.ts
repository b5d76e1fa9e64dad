import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';

/** The maximum size of the whole document, in bytes. */
export const maxManifestBytes = 16_384;

/** Signed together with the payload, so that no other document signed with the same key counts as a manifest. */
const context = 'rekey-for-3cx update manifest 1\n';

const version = z
  .string()
  .max(40)
  .regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*)?$/);

const payloadSchema = z.strictObject({
  product: z.literal('rekey-for-3cx'),
  version,
  /** When it was signed. */
  signedAt: z.iso.datetime(),
});
export type UpdateManifest = z.infer<typeof payloadSchema>;

const base64 = z.string().regex(/^[0-9A-Za-z+/]+={0,2}$/);
const documentSchema = z.strictObject({ payload: base64.max(8000), signature: base64.max(100) });

/** Why a document is rejected. */
export type ManifestProblem = 'no-manifest' | 'bad-signature';

export function readReleaseKey(text: string): KeyObject | null {
  return text === ''
    ? null
    : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

/** Verifies the exact bytes that were signed before reading anything in them. */
export function openManifest(text: string, key: KeyObject): UpdateManifest | ManifestProblem {
  const document = documentSchema.safeParse(parsed(text));
  if (!document.success) return 'no-manifest';
  const payload = Buffer.from(document.data.payload, 'base64');
  const signature = Buffer.from(document.data.signature, 'base64');
  if (!verify(null, signedBytes(payload), key, signature)) return 'bad-signature';
  const manifest = payloadSchema.safeParse(parsed(payload.toString('utf8')));
  return manifest.success ? manifest.data : 'no-manifest';
}

/** Whether a text is a version that a manifest may name. */
export function isVersion(text: string): boolean {
  return version.safeParse(text).success;
}

/** Returns the document of a release, for the web server. */
export function signManifest(manifest: UpdateManifest, privateKey: KeyObject): string {
  const payload = Buffer.from(JSON.stringify(payloadSchema.parse(manifest)), 'utf8');
  const signature = sign(null, signedBytes(payload), privateKey);
  return `${JSON.stringify({ payload: payload.toString('base64'), signature: signature.toString('base64') })}\n`;
}

/** Whether a version comes after another, by the rules of semantic versioning. */
export function isNewer(one: string, other: string): boolean {
  return compareVersions(one, other) > 0;
}

function compareVersions(one: string, other: string): number {
  const [coreOne, preOne] = partsOf(one);
  const [coreOther, preOther] = partsOf(other);
  for (const [at, number] of coreOne.entries()) {
    const difference = number - (coreOther[at] ?? 0);
    if (difference !== 0) return difference;
  }
  // A pre-release comes before its release.
  if (preOne === null || preOther === null) return preOne === preOther ? 0 : preOne === null ? 1 : -1;
  for (let at = 0; at < Math.max(preOne.length, preOther.length); at += 1) {
    const difference = compareIdentifiers(preOne[at], preOther[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareIdentifiers(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? -1 : 1;
  const numbers = [one, other].map((text) => (/^\d+$/.test(text) ? Number(text) : null));
  const [first = null, second = null] = numbers;
  if (first !== null && second !== null) return first - second;
  if (first !== null || second !== null) return first !== null ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}

function partsOf(text: string): [number[], string[] | null] {
  const dash = text.indexOf('-');
  const core = dash < 0 ? text : text.slice(0, dash);
  return [core.split('.').map(Number), dash < 0 ? null : text.slice(dash + 1).split('.')];
}

function signedBytes(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(context, 'utf8'), payload]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
