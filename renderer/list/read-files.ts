import type { ErrorFacts } from '../../common/errors.ts';
import type { Problem } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';

/** Larger files are no lists that anyone works on. */
export const largestFile = 20_000_000;
const mostFiles = 50;

/** The files' text, or why there is none. */
export type FilesRead = { ok: true; text: string } | { ok: false; problem: Problem };

type TextFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** Reads text files one after the other; all or none of them. */
export async function readFiles(files: readonly TextFile[]): Promise<FilesRead> {
  if (files.length > mostFiles)
    return refuse({ reason: 'files-too-many', count: files.length, limit: mostFiles });
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > largestFile)
    return refuse({
      ...(files.length === 1
        ? { reason: 'file-too-large', path: nameOf(files[0]) }
        : { reason: 'files-too-large' }),
      count: total,
      limit: largestFile,
    });
  const texts: string[] = [];
  for (const file of files) {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      return refuse({ reason: 'file-unreadable', path: nameOf(file) });
    }
    const text = decodeText(bytes);
    if (text === null) return refuse(notText(nameOf(file)));
    texts.push(text);
  }
  return { ok: true, text: texts.join('\n') };
}

/**
 * A file's text: UTF-8, UTF-16 by its byte-order mark, or else the Windows code page that spreadsheets still write.
 * Null where it is no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (isBinary(bytes)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const looked = 64_000;

/** Texts have no zero bytes and next to no other control characters; terminals' logs have a few. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, looked);
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b)
      controls += 1;
  }
  return controls > sample.length / 50 || new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';
}

function notText(name: string): ErrorFacts {
  const spreadsheet = /\.(?:xlsx?|xlsm|xlsb|ods|numbers)$/i.test(name);
  return { reason: spreadsheet ? 'file-is-spreadsheet' : 'file-not-text', path: name };
}

function nameOf(file: Pick<File, 'name'> | undefined): string {
  return tidy(file?.name ?? '', 60);
}

function refuse(facts: ErrorFacts): FilesRead {
  return { ok: false, problem: { code: 'usage', facts } };
}
