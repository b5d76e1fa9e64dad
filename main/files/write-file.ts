import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ErrorReason, RekeyError } from '../../common/errors.ts';
import { tidy } from '../../common/text.ts';

/**
 * Writes a file that may hold secrets, such as an export, readable only by this user if the system supports that.
 * The write is atomic: a file that it replaces stays until the new one is complete.
 *
 * @throws RekeyError `usage` if the file already exists and may not be replaced, `file-unwritable`
 */
export async function writePrivateFile(
  path: string,
  content: string | Uint8Array,
  { replace }: { replace: boolean },
): Promise<void> {
  try {
    if (!replace) return await writeNew(path, content);
    // Writing to an existing file would keep its permissions, and lose its contents if the disk is full.
    const neighbour = join(dirname(path), `.rekey-${randomUUID()}.tmp`);
    await writeNew(neighbour, content);
    try {
      await rename(neighbour, path);
    } catch (error) {
      await rm(neighbour, { force: true });
      throw error;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && !replace)
      throw new RekeyError('usage', { reason: 'file-exists', path: tidy(path, 200) });
    throw toWriteError(error, path);
  }
}

/** Converts a file system error of a file that the user chose to one of the closed set; returns any other unchanged. */
export function toWriteError(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof RekeyError || typeof code !== 'string') return error;
  const facts = { path: tidy(path, 200), reason: reasons[code] ?? 'other', systemSays: code } as const;
  return new RekeyError('file-unwritable', facts, { cause: error });
}

const reasons: Record<string, ErrorReason<'file-unwritable'>> = {
  ENOENT: 'no-folder',
  ENOTDIR: 'no-folder',
  EISDIR: 'is-folder',
  ENOTEMPTY: 'is-folder',
  EEXIST: 'is-folder',
  EACCES: 'no-right',
  EPERM: 'no-right',
  EROFS: 'read-only',
  EBUSY: 'file-in-use',
  ETXTBSY: 'file-in-use',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EIO: 'disk-fault',
};

async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    // Some disks report only now that they are full.
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await rm(path, { force: true });
    throw error;
  }
}
