import { stat } from 'node:fs/promises';
import { RekeyError } from '../../common/errors.ts';
import { maxSetupFileBytes } from '../../common/setup-file.ts';
import { readBytes } from '../files/read-file.ts';

/**
 * Reads what may be a setup file.
 *
 * @throws RekeyError `usage` if it cannot be read, `setup-file-damaged` if it is too long to be one
 */
export async function readSetupFile(path: string): Promise<Buffer> {
  const { bytes, exceeds } = await readBytes(path, maxSetupFileBytes);
  if (exceeds) throw new RekeyError('setup-file-damaged', { reason: 'not-one' });
  return bytes;
}

/** As `readSetupFile`, for a path from outside: anything but an ordinary file may never end. */
export async function readOrdinarySetupFile(path: string): Promise<Buffer> {
  const facts = await stat(path).catch(() => null);
  // A missing file or a folder is reported when it is read.
  if (facts && !facts.isFile() && !facts.isDirectory())
    throw new RekeyError('setup-file-damaged', { reason: 'not-one' });
  return readSetupFile(path);
}
