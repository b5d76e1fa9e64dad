import { createReadStream } from 'node:fs';
import { type ErrorReason, RekeyError } from '../../common/errors.ts';
import { tidy } from '../../common/text.ts';

const why: Record<string, ErrorReason<'usage'>> = {
  ENOENT: 'file-missing',
  EISDIR: 'file-is-folder',
  EACCES: 'file-forbidden',
};

/**
 * Reads the bytes of a file or stream, but no more than needed to see that it is too large.
 *
 * @param source read instead of the file, whose path then only names it
 * @throws RekeyError `usage` if it cannot be read
 */
export async function readBytes(
  path: string,
  most: number,
  source: AsyncIterable<string | Uint8Array> = createReadStream(path),
): Promise<{ bytes: Buffer; exceeds: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source) {
      const bytes = Buffer.from(chunk as Uint8Array);
      length += bytes.length;
      if (length > most) break;
      chunks.push(bytes);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RekeyError('usage', {
      reason: why[code ?? ''] ?? 'file-unreadable',
      path: tidy(path, 200),
      ...(code === undefined ? {} : { systemSays: code }),
    });
  }
  return { bytes: Buffer.concat(chunks), exceeds: length > most };
}
