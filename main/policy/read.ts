import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { type ErrorReason, type FactsOf, RekeyError } from '../../common/errors.ts';
import { type PolicyKey, policyKeys } from '../../common/policy.ts';
import { tidy } from '../../common/text.ts';
import { type PolicyFile, policyFileSchema } from './schema.ts';

const maxBytes = 256 * 1024;

/**
 * Where administrators put the policy file. Constant on purpose: an environment variable such as `ProgramData` belongs to
 * the user, who could point it elsewhere.
 */
export function policyPath(platform: NodeJS.Platform = process.platform): string {
  switch (platform) {
    case 'win32':
      return 'C:\\ProgramData\\Rekey for 3CX\\policy.json';
    case 'darwin':
      return '/Library/Application Support/Rekey for 3CX/policy.json';
    default:
      return '/etc/rekey-for-3cx/policy.json';
  }
}

/** The user ID that must own the file; null if the system does not show who may write it (Windows). */
const administrator = process.platform === 'win32' ? null : 0;

export interface ReadOptions {
  path?: string;
  /** Tests own their files themselves. */
  owner?: number | null;
}

/**
 * Reads the policy file; null if there is none. Any other problem is an error, so that a damaged policy never counts
 * as no policy.
 *
 * @throws RekeyError `policy-invalid`
 */
export function readPolicyFile({
  path = policyPath(),
  owner = administrator,
}: ReadOptions = {}): PolicyFile | null {
  const invalid = (
    reason: ErrorReason<'policy-invalid'>,
    facts: FactsOf<'policy-invalid'> = {},
  ): RekeyError => new RekeyError('policy-invalid', { path, reason, ...facts });
  const bytes = readBounded(path, owner, invalid);
  return bytes && parsePolicy(bytes, invalid);
}

type Invalid = (reason: ErrorReason<'policy-invalid'>, facts?: FactsOf<'policy-invalid'>) => RekeyError;

function readBounded(path: string, owner: number | null, invalid: Invalid): Buffer | null {
  let file: number;
  try {
    // Opening a pipe would wait for its writer.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw invalid('unreadable', { systemSays: code });
  }
  try {
    // Of the opened file, which cannot be exchanged between check and reading.
    const stats = fstatSync(file);
    if (!stats.isFile()) throw invalid('unreadable');
    if (owner !== null && !(isProtected(stats, owner) && isProtected(lstatSync(dirname(path)), owner)))
      throw invalid('not-protected');
    if (stats.size > maxBytes) throw invalid('too-large', { limit: maxBytes });
    const bytes = Buffer.alloc(maxBytes + 1);
    const length = readSync(file, bytes, 0, bytes.length, 0);
    if (length > maxBytes) throw invalid('too-large', { limit: maxBytes });
    return bytes.subarray(0, length);
  } catch (error) {
    if (error instanceof RekeyError) throw error;
    throw invalid('unreadable', { systemSays: (error as NodeJS.ErrnoException).code });
  } finally {
    closeSync(file);
  }
}

/** macOS' group `admin`, whose members are administrators. */
const macAdmins = 80;

/** Whether only an administrator can write the file. */
function isProtected({ uid, gid, mode }: Stats, owner: number): boolean {
  const othersWrite = (mode & 0o002) !== 0;
  const groupWrites = (mode & 0o020) !== 0;
  const trustedGroup = gid === 0 || (process.platform === 'darwin' && gid === macAdmins);
  return uid === owner && !othersWrite && (!groupWrites || trustedGroup);
}

function parsePolicy(bytes: Buffer, invalid: Invalid): PolicyFile {
  let json: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    json = JSON.parse(text);
  } catch {
    throw invalid('not-json');
  }
  const { data, error } = policyFileSchema.safeParse(json);
  if (data) return data;
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys')
    throw invalid('unknown-key', { policyKey: keyText([...issue.path, issue.keys[0] ?? '']) });
  const [top] = issue?.path ?? [];
  if (!isPolicyKey(top)) throw invalid('not-json');
  throw invalid('bad-value', { policyKey: keyText(issue?.path ?? []), policyRule: top });
}

function isPolicyKey(key: unknown): key is PolicyKey {
  return policyKeys.some((known) => known === key);
}

/** The path of a value as an administrator would write it, such as `pbxs[2].address`. */
function keyText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return tidy(text.replace(/^\./, ''), 80);
}
