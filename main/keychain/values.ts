import { randomBytes } from 'node:crypto';
import { RekeyError } from '../../common/errors.ts';
import { fitsOneEntry, type Head, join, partAccounts, readEntry, split } from './parts.ts';

/** The system's keychain, one entry at a time. */
export interface Entries {
  get(account: string): Promise<string | null>;
  set(account: string, value: string): Promise<void>;
  /** Returns whether there was one. */
  delete(account: string): Promise<boolean>;
}

/** A value that is rewritten this often while it is read is no longer worth waiting for. */
const maxReads = 20;

/** The account's value, from as many entries as it takes. A torn one counts as missing. */
export async function readValue(entries: Entries, account: string): Promise<string | null> {
  let entry = await entries.get(account);
  for (let reads = 0; reads < maxReads; reads++) {
    if (entry === null) return null;
    const found = readEntry(entry);
    if (found.kind === 'damaged') return null;
    if (found.kind === 'whole') return found.value;
    const value = await readParts(entries, account, found.head);
    if (value !== null) return value;
    // Another process may have replaced the value, and removed these parts, since the head was read.
    const again = await entries.get(account);
    if (again === entry) return null;
    entry = again;
  }
  throw new RekeyError('keychain-unavailable', { reason: 'other' });
}

/**
 * Writes a value so that a reader, or a crash at any point, finds either the old value or the new one whole: first
 * the parts, under a generation of their own, then the head, then the old parts are deleted. `proceed` is called
 * before each write that matters and may throw to stop it.
 */
export async function writeValue(
  entries: Entries,
  account: string,
  value: string,
  proceed: () => void = () => {},
): Promise<void> {
  if (!value.isWellFormed()) throw new TypeError('A value with half a character cannot be stored unchanged.');
  if (fitsOneEntry(value)) {
    const before = await headOf(entries, account);
    proceed();
    await entries.set(account, value);
    await forget(entries, account, before);
    return;
  }
  const { head, entry, parts } = split(value, randomBytes(8).toString('hex'));
  const accounts = partAccounts(account, head);
  let before: Head | null = null;
  let written = 0;
  try {
    for (const partAccount of accounts) {
      proceed();
      await entries.set(partAccount, parts[written] ?? '');
      written++;
    }
    // Read as late as possible: it shows which parts nobody will need any more.
    before = await headOf(entries, account);
    proceed();
    await entries.set(account, entry);
  } catch (error) {
    // If nothing was written, there is no reason to prompt the user about a locked keyring.
    if (written > 0) await forgetIfReplaced(entries, account, head);
    throw error;
  }
  await forget(entries, account, before);
  // Another process may have written in the meantime without knowing of these parts.
  await forgetIfReplaced(entries, account, head);
}

/**
 * Removes the value; returns false if there was none. Parts go first: as long as the head is there, an interrupted
 * removal can be repeated.
 */
export async function removeValue(entries: Entries, account: string): Promise<boolean> {
  const head = await headOf(entries, account);
  if (head !== null) for (const part of partAccounts(account, head)) await entries.delete(part);
  return entries.delete(account);
}

async function readParts(entries: Entries, account: string, head: Head): Promise<string | null> {
  const parts: string[] = [];
  for (const partAccount of partAccounts(account, head)) {
    const part = await entries.get(partAccount);
    if (part === null) return null;
    parts.push(part);
  }
  return join(head, parts);
}

async function headOf(entries: Entries, account: string): Promise<Head | null> {
  const entry = await entries.get(account);
  const found = entry === null ? null : readEntry(entry);
  return found?.kind === 'head' ? found.head : null;
}

/**
 * Removes unneeded parts. The value is already stored safely, so a failure here must not be reported as a failed
 * write.
 */
async function forget(entries: Entries, account: string, head: Head | null): Promise<void> {
  if (head === null) return;
  try {
    for (const part of partAccounts(account, head)) await entries.delete(part);
  } catch {
    // One failed removal is reason enough to stop: a keyring that was just locked would prompt the user for each.
  }
}

async function forgetIfReplaced(entries: Entries, account: string, head: Head): Promise<void> {
  const current = await headOf(entries, account).catch(() => head);
  if (current?.generation !== head.generation) await forget(entries, account, head);
}
