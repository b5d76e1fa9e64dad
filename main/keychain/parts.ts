import { createHash } from 'node:crypto';

/** The maximum size of one keychain entry on any system: Windows' limit for a credential's blob, in bytes. */
export const maxEntryBytes = 2_560;

/** What the account's own entry contains if the value does not fit: where its parts are. */
export interface Head {
  /** Fresh for every write, so that parts of two writes never mix. */
  generation: string;
  count: number;
  /** Start of the value's SHA-256: detects a torn or damaged set of parts. */
  digest: string;
}

/** What the account's own entry contains: the value itself, a head, or a head that cannot be read. */
export type EntryKind = { kind: 'whole'; value: string } | { kind: 'head'; head: Head } | { kind: 'damaged' };

const mark = 'rekey-parts/';
const headPattern = /^rekey-parts\/1:([0-9a-f]{1,32}):(\d{1,4}):([0-9a-f]{32})$/;

/**
 * Whether the value can be stored unchanged. An empty one cannot (keytar rejects it), nor one with a NUL (libsecret
 * truncates it there), nor one that looks like a head.
 */
export function fitsOneEntry(value: string): boolean {
  return (
    value !== '' &&
    !value.includes('\0') &&
    !value.startsWith(mark) &&
    Buffer.byteLength(value, 'utf8') <= maxEntryBytes
  );
}

/** The entries of a value that does not fit one. Parts are base64url, so no character is ever cut in two. */
export function split(value: string, generation: string): { head: Head; entry: string; parts: string[] } {
  const encoded = Buffer.from(value, 'utf8').toString('base64url');
  const parts: string[] = [];
  for (let at = 0; at < encoded.length; at += maxEntryBytes)
    parts.push(encoded.slice(at, at + maxEntryBytes));
  const head = { generation, count: parts.length, digest: digestOf(value) };
  return { head, entry: `${mark}1:${head.generation}:${head.count}:${head.digest}`, parts };
}

/** Distinguishes a value stored whole from a head. */
export function readEntry(entry: string): EntryKind {
  if (!entry.startsWith(mark)) return { kind: 'whole', value: entry };
  const [, generation, count, digest] = headPattern.exec(entry) ?? [];
  if (generation === undefined || count === undefined || digest === undefined) return { kind: 'damaged' };
  return { kind: 'head', head: { generation, count: Number(count), digest } };
}

/** The value again, or null if the parts are not the ones the head was written for. */
export function join(head: Head, parts: readonly string[]): string | null {
  const value = Buffer.from(parts.join(''), 'base64url').toString('utf8');
  return parts.length === head.count && digestOf(value) === head.digest ? value : null;
}

/** The accounts a head's parts are stored under. */
export function partAccounts(account: string, head: Head): string[] {
  return Array.from({ length: head.count }, (_, index) => `${account}#${head.generation}.${index}`);
}

function digestOf(value: string): string {
  return createHash('sha256').update(value, 'utf8').digest('hex').slice(0, 32);
}
