import { stat } from 'node:fs/promises';
import { RekeyError } from '../../common/errors.ts';
import { maxSetupFileBytes } from '../../common/setup-file.ts';
import { readBytes } from '../files/read-file.ts';

/** The bytes of what may be a set-up file. @throws RekeyError `usage` when it cannot be read, `setup-file-damaged` when it is too long for one */
export async function readSetupFile(path: string): Promise<Buffer> {
  const { bytes, exceeds } = await readBytes(path, maxSetupFileBytes);
  if (exceeds) throw new RekeyError('setup-file-damaged', { reason: 'not-one' });
  return bytes;
}

/** The same for a path that somebody else gave: what is no ordinary file may never come to an end. */
export async function readOrdinarySetupFile(path: string): Promise<Buffer> {
  const facts = await stat(path).catch(() => null);
  // What is not there, or a folder, says so when it is read.
  if (facts && !facts.isFile() && !facts.isDirectory())
    throw new RekeyError('setup-file-damaged', { reason: 'not-one' });
  return readSetupFile(path);
}
